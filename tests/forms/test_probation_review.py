"""A block that a form prints several times, each with its own date, ticks and sign-offs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from tests.forms.described.desk import lay_out

TEXT = (Path(__file__).parent / "described" / "probation-review.toml").read_text(encoding="utf-8")
THIRD = {
    "held": "1 October 2026", "comments": "A good start", "going": "With support", "points": "7",
    "employee_signature": "P Raman", "manager_signature": "T Alder",
}  # fmt: skip
FIFTH = {**THIRD, "held": "2 December 2026", "going": "Well", "manager_signature": ""}
PLAN: dict[str, Any] = {
    "form": "probation-review", "id": "7", "employee_name": "Priya Raman", "work_unit": "Reform",
    "manager_name": "Tom Alder", "start": "July to December 2026",
    "tasks": [{"task": "Answers letters", "standard": ["in ten days"]}],
    "review_third_month": THIRD,
}  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> plandocs.FormSpec:
    return plandocs.load_form(lay_out(tmp_path, TEXT))


def test_the_laws_hold(form: plandocs.FormSpec) -> None:
    assert [law.faults for law in plandocs.check_form(form).laws] == [()] * 5


@pytest.mark.parametrize(
    "blocks", [{}, {"review_third_month": {}}, {"review_fifth_month": FIFTH}], ids=str
)
def test_what_stands_in_a_block_is_of_that_block(
    form: plandocs.FormSpec, blocks: dict[str, Any]
) -> None:
    plan = plandocs.validate({**PLAN, **blocks})
    reading = plandocs.parse(plandocs.fill(plan))
    assert reading.plan == plan
    assert reading.unmapped == ()
    assert reading.issues == ()


def test_each_block_has_its_place_in_words(form: plandocs.FormSpec) -> None:
    reading = plandocs.parse(plandocs.fill({**PLAN, "review_fifth_month": {"points": "12"}}))
    (issue,) = reading.issues
    assert (issue.code, issue.where) == ("number-out-of-bounds", "Review in the fifth month")
    assert issue.field == "review_fifth_month.points"


def test_check_asks_for_the_signatures_of_a_block_that_is_begun(form: plandocs.FormSpec) -> None:
    (checked,) = plandocs.check([{**PLAN, "review_fifth_month": FIFTH}])
    unsigned = [each.field for each in checked.findings if each.code == "not-signed"]
    assert unsigned == ["review_fifth_month.manager_signature"]
    (checked,) = plandocs.check([PLAN])
    assert "not-signed" not in {each.code for each in checked.findings}


def test_the_roll_up_has_each_block_and_counts_who_signed_it(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    other = {**PLAN, "id": "8", "employee_name": "Ana Cho", "review_fifth_month": FIFTH}
    plandocs.rollup([PLAN, other], tmp_path / "division.xlsx")
    book = openpyxl.load_workbook(tmp_path / "division.xlsx")
    rows = list(book["Review in the fifth month"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["Ana Cho"]
    assert rows[1][rows[0].index("Points out of ten")] == 7
    summary = [row for row in book["Summary"].iter_rows(values_only=True) if any(row)]
    (head,) = [row for row in summary if "Review in the third month: signed" in row]
    last = next(row for row in summary if row[0] == "All")
    assert last[head.index("Review in the third month: signed")] == 2
    assert last[head.index("Review in the fifth month: signed")] == 0


def test_changes_name_the_block(form: plandocs.FormSpec) -> None:
    (change,) = plandocs.diff(PLAN, {**PLAN, "review_third_month": {**THIRD, "points": "8"}})
    assert change.field == "review_third_month.points"


@pytest.mark.parametrize(
    ("new", "says"),
    [("", "expected each block's title"), ("Third = \"Third month\"\n", "expected a name"),
     ("third = []\n", "expected a name and its title as printed")],
)  # fmt: skip
def test_a_mistake_in_the_titles_is_told(tmp_path: Path, new: str, says: str) -> None:
    begin = TEXT.index("third_month")
    file = tmp_path / "our-form.toml"
    file.write_text(TEXT[:begin] + new + TEXT[TEXT.index("[sections.review.fields.held]") :])
    with pytest.raises(plandocs.PlandocsError, match=says):
        plandocs.load_form(file)
