"""A folder of plans, a state beside it, and the files that a run reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.reading import document, many


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three plans that were written long ago."""
    returned = tmp_path / "returned"
    returned.mkdir()
    for n, name in enumerate(("Priya Raman", "Tom Alder", "Lea Quill")):
        plan = plandocs.validate(
            {"officer_name": name, "id": f"{n}", "outcomes": [{"outcome": f"Shorter waits {n}"}]}
        )
        plandocs.fill(plan, returned / f"{n}.docx")
        os.utime(returned / f"{n}.docx", (1_700_000_000, 1_700_000_000))
    return returned


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "division.plandocs"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, in order."""
    names: list[str] = []
    read_form = document.read_form

    def noted(source: Any, *forms: Any, **options: Any) -> plandocs.Reading[plandocs.Plan]:
        names.append(Path(source).name)
        return read_form(source, *forms, **options)

    monkeypatch.setattr(many, "read_form", noted)
    return names
