"""Templates that docxtpl renders: what the fast renderer has no way for, one plan at a time."""

from __future__ import annotations

from typing import Any, Final

_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def imported() -> Any:
    """Import docxtpl, and leave python-docx as it is for the rest of the process.

    docxcompose, which docxtpl imports where it is installed, gives python-docx's prefix of core
    properties another meaning: who saved a document could not be set any more.
    """
    import docxtpl
    from docx.oxml.ns import nsmap

    nsmap["cp"] = _CORE
    return docxtpl
