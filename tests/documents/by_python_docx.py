"""python-docx's own document without what no test looks at: 800 KB of styles for tables."""

from __future__ import annotations

import io
from functools import cache

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_KEPT = ("Normal Table", "Table Grid", "Light Grid Accent 1")
_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_NOT_NEEDED = (_WITH_EFFECTS, RELATIONSHIP_TYPE.CUSTOM_XML)


def blank_document() -> Document:
    """A blank document, as ``docx.Document()`` gives it."""
    return docx.Document(io.BytesIO(_lean()))


def saved(document: Document) -> bytes:
    """The document as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _lean() -> bytes:
    document = docx.Document()
    for style in document.styles.element.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.name_val not in _KEPT:
            document.styles.element.remove(style)
    arrows = document.part.rels
    for name in [name for name, arrow in arrows.items() if arrow.reltype in _NOT_NEEDED]:
        del arrows[name]
    return saved(document)
