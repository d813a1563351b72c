"""A form of the tests laid beside plandocs' own, as a new folder under `forms/` would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import plandocs
from plandocs import forms
from plandocs.description.form import FormSpec
from plandocs.forms import registry


@contextmanager
def laid_beside(folder: Path, name: str) -> Iterator[FormSpec]:
    """The form of this name in ``folder`` is known; its template is made as every other one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "__path__", [*forms.__path__, str(folder)])
        registry.installed.cache_clear()
        found = registry.form(name)
        assert isinstance(found.folder, Path)
        template = plandocs.tag_template(found.blank.read_bytes()).data
        (found.folder / "template.docx").write_bytes(template)
        yield found
    registry.installed.cache_clear()
