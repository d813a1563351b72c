"""Stages of one document, each with its own date and signature under the same labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandocs
from tests.forms.described.desk import lay_out

TEXT = (Path(__file__).parent / "described" / "staged-agreement.toml").read_text(encoding="utf-8")
MID = {"held": "12 January 2027", "comments": "On the way", "employee_signature": "P Raman"}
END = {"held": "20 June 2027", "comments": "All is done", "employee_signature": "P. R."}


@pytest.fixture
def form(tmp_path: Path) -> plandocs.FormSpec:
    return plandocs.load_form(lay_out(tmp_path, TEXT))


def test_the_laws_hold_though_each_stage_repeats_the_labels(form: plandocs.FormSpec) -> None:
    assert [law.faults for law in plandocs.check_form(form).laws] == [()] * 5


@pytest.mark.parametrize("stages", [{}, {"mid_year": MID}, {"end_year": END},
                                    {"mid_year": MID, "end_year": END}], ids=len)  # fmt: skip
def test_what_stands_in_a_stage_is_of_that_stage(
    form: plandocs.FormSpec, stages: dict[str, Any]
) -> None:
    plan = plandocs.validate({
        "form": form.name, "employee_name": "Priya Raman", "agreed": "1 July 2026",
        "employee_signature": "Priya Raman", "goals": [{"goal": "Shorter waits"}], **stages,
    })  # fmt: skip
    reading = plandocs.parse(plandocs.fill(plan))
    assert reading.plan == plan
    assert reading.unmapped == ()
