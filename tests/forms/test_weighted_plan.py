"""A plan with five ticked levels, and weights that have to add up."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

import plandocs
from tests.forms.described.desk import lay_out

TEXT = (Path(__file__).parent / "described" / "weighted-plan.toml").read_text(encoding="utf-8")
PLAN: dict[str, Any] = {
    "form": "weighted-plan", "id": "7", "employee_name": "Priya Raman", "work_unit": "Reform",
    "manager_name": "Tom Alder", "cycle": "2026-27", "days": "1,200", "overall": "Exceeds",
    "goals": [
        {"goal": "Shorter waits", "measures": ["ten days"], "weight": "60 %", "level": "Exceeds"},
        {"goal": "Fewer errors", "weight": 15},
    ],
    "conduct": [{"conduct": "Works with others", "points": 7.5}],
}  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> plandocs.FormSpec:
    return plandocs.load_form(lay_out(tmp_path, TEXT))


def plan_of(*weights: str, **more: Any) -> dict[str, Any]:
    goals = [{"goal": f"Shorter waits, {n}", "weight": each} for n, each in enumerate(weights)]
    return {**PLAN, "goals": goals, **more}


def test_the_laws_hold(form: plandocs.FormSpec) -> None:
    assert [law.faults for law in plandocs.check_form(form).laws] == [()] * 5


def test_a_filled_plan_is_read_back_with_its_numbers(form: plandocs.FormSpec) -> None:
    reading = plandocs.parse(plandocs.fill(PLAN))
    assert reading.plan == plandocs.validate(PLAN)
    assert (reading.issues, reading.unmapped) == ((), ())
    assert reading.plan is not None
    data = reading.plan.model_dump(mode="json")
    assert data["days"] == {"text": "1,200", "number": 1200}
    assert [each["weight"]["number"] for each in data["goals"]] == [60, 15]


def test_what_is_no_number_is_kept_and_told(form: plandocs.FormSpec) -> None:
    reading = plandocs.parse(plandocs.fill(plan_of("a third", "120 %", days="0")))
    assert reading.plan == plandocs.validate(plan_of("a third", "120 %", days="0"))
    assert {(i.code, i.field) for i in reading.issues} == {
        ("unreadable-number", "goals[0].weight"), ("number-out-of-bounds", "goals[1].weight"),
        ("number-out-of-bounds", "days"),
    }  # fmt: skip


@pytest.mark.parametrize("source", ["data", "document"])
@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (("60", "15 %"), "Weight (%) adds up to 75, and not to 100."),
        (("60", "", "15"), "Weight (%) adds up to 75, and not to 100; 1 of 3 rows has no number."),
        (("33", "33", "33"), "Weight (%) adds up to 99, and not to 100."),
        (("33.3", "33.3", "33.3"), ""),
        (("60", "40 %"), ""),
        (("", ""), ""),
    ],
    ids=str,
)
def test_check_says_what_weights_add_up_to(
    form: plandocs.FormSpec, weights: tuple[str, ...], said: str, source: str
) -> None:
    plan = plan_of(*weights)
    item: Any = plan if source == "data" else plandocs.parse(plandocs.fill(plan))
    (checked,) = plandocs.check([item])
    found = [each for each in checked.findings if each.code == "sum-is-off"]
    assert [(each.message, each.field, each.severity) for each in found] == (
        [(said, "goals", "warning")] if said else []
    )


def test_check_tells_of_numbers_in_rows_of_data(form: plandocs.FormSpec) -> None:
    (checked,) = plandocs.check([plan_of("a third", "120")])
    told = {each.field: each.message for each in checked.findings}
    assert told["goals[0].weight"] == "Weight (%): 'a third' is not a number."
    assert told["goals[1].weight"].startswith("Weight (%): '120' is out of bounds")


def test_the_roll_up_has_numbers(form: plandocs.FormSpec, tmp_path: Path) -> None:
    plandocs.rollup([PLAN], tmp_path / "division.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "division.xlsx")["Goals and their weights"]
    rows = list(sheet.iter_rows(values_only=True))
    at = rows[0].index("Weight (%)")
    assert [row[at] for row in rows[1:3]] == [60, 15]
    plandocs.rollup([PLAN], tmp_path / "division.sqlite")
    with sqlite3.connect(tmp_path / "division.sqlite") as tables:
        total = tables.execute("select sum(weight) from goals_and_their_weights").fetchone()
    assert total == (75,)


def test_the_intake_workbook_comes_back(form: plandocs.FormSpec, tmp_path: Path) -> None:
    plandocs.workbook(tmp_path / "intake.xlsx", form=form, plans=[PLAN])
    book = openpyxl.load_workbook(tmp_path / "intake.xlsx")
    sheet = book["Goals"]
    column = [cell.value for cell in sheet[1]].index("Weight (%)") + 1
    assert (sheet.cell(2, column).value, sheet.cell(3, column).value) == ("60 %", 15)
    (record,) = plandocs.read_data(tmp_path / "intake.xlsx", form=form)
    assert plandocs.validate(record) == plandocs.validate(PLAN)
    sheet.cell(2, column).value = 0.6
    sheet.cell(2, column).number_format = "0%"
    book.save(tmp_path / "typed.xlsx")
    (record,) = plandocs.read_data(tmp_path / "typed.xlsx", form=form)
    assert plandocs.validate(record).model_dump()["goals"][0]["weight"]["number"] == 60


def test_the_schema_takes_numbers_and_texts(form: plandocs.FormSpec) -> None:
    schema = plandocs.schema(form)
    jsonschema.validate(PLAN, schema)
    jsonschema.validate(plandocs.validate(PLAN).model_dump(mode="json"), schema)
    assert "From 0 to 100" in str(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**PLAN, "days": [1]}, schema)


def test_changes_and_the_next_cycle_take_them_along(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    plandocs.fill(PLAN, tmp_path / "old.docx")
    changes = plandocs.diff(tmp_path / "old.docx", {**PLAN, "days": "1300"})
    assert [each.field for each in changes] == ["days"]
    (carried,) = plandocs.carry(tmp_path / "old.docx", period="2027-28", forms=form)
    assert carried.plan is not None
    assert carried.plan.model_dump()["goals"][0]["weight"]["text"] == "60 %"
