"""The form with a kind of its own laid beside plandocs' own, as a new folder under `forms/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import plandocs
from plandocs import forms, registry
from plandocs.form import FormSpec

_FORMS = str(Path(__file__).parent / "forms")


@pytest.fixture(scope="package", autouse=True)
def form() -> Iterator[FormSpec]:
    """The form is known while these tests run; its template is made as every other one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "__path__", [*forms.__path__, _FORMS])
        registry.forms.cache_clear()
        found = registry.form("grant-request")
        assert isinstance(found.folder, Path)
        template = plandocs.tag_template(found.blank.read_bytes()).data
        (found.folder / "template.docx").write_bytes(template)
        yield found
    registry.forms.cache_clear()
