"""A form's file and its blank, laid out in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandocs
from plandocs.forms import registry
from tests.laws.blank import blank

TEXT = (Path(__file__).parent / "probation-record.toml").read_text(encoding="utf-8")
PLAN = {
    "form": "probation-record", "id": "00918", "employee_name": "Priya Raman",
    "work_unit": "Policy / Reform", "manager_name": "Tom Alder", "start": "2026-27",
    "result": "Extended",
    "duties": [{"duty": "Answers letters", "signs": ["in ten days", "no complaint"]}],
    "help": [{"help": "A mentor", "by_when": "1 August 2026", "state": "Begun"}],
    "remarks": {"of_employee": "Between us", "of_manager": "Just us"},
    "next_step": {"day": "3 October 2026"},
}  # fmt: skip


def lay_out(folder: Path, text: str = TEXT, name: str = "our-form") -> Path:
    """The form's file, with the blank that it describes beside it."""
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_loaded", {})  # to draw its blank is not to load it
        file.with_suffix(".docx").write_bytes(blank(plandocs.load_form(file)))
    return file
