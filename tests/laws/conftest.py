"""The toy form laid beside plandocs' own, as a new folder under `forms/` would be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import plandocs
from plandocs import forms, registry

_TOYS = str(Path(__file__).parent / "forms")
FORMS = (*(each.name for each in registry.forms()), "garden-plot")


@pytest.fixture(scope="package", autouse=True)
def toy() -> Iterator[None]:
    """The toy form is known while the laws run; its template is made as every other one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "__path__", [*forms.__path__, _TOYS])
        registry.forms.cache_clear()
        form = registry.form("garden-plot")
        assert isinstance(form.folder, Path)
        template = plandocs.tag_template(form.blank.read_bytes()).data
        (form.folder / "template.docx").write_bytes(template)
        yield
    registry.forms.cache_clear()


@pytest.fixture(params=FORMS, scope="package")
def name(request: pytest.FixtureRequest) -> str:
    """Every form's name, one after the other."""
    assert isinstance(request.param, str)
    return request.param
