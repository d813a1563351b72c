"""The intake workbook helps while somebody types, and asks where a printed row is nearly meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs

_PLANS: list[dict[str, Any]] = [
    {"officer_name": "Priya Raman", "manager_name": "Tom Alder", "division_branch": "Parks"},
    {"officer_name": "Bo Cho", "manager_name": "Tom Alder", "classification_level": "SES 2"},
]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("intake") / "intake.xlsx"
    plandocs.workbook(path, plans=_PLANS)
    return path


def rules(workbook: Path, sheet: str) -> dict[str, Any]:
    """The rule of each column of a sheet, by the column's heading."""
    page = openpyxl.load_workbook(workbook)[sheet]
    headings = {"ABCDEFGHIJKLMNOP"[n]: str(cell.value) for n, cell in enumerate(page[1])}
    return {headings[str(rule.sqref)[0]]: rule for rule in page.data_validations.dataValidation}


def test_level_branch_and_manager_are_chosen_from_those_that_are_there(workbook: Path) -> None:
    found = rules(workbook, "Plans")
    choices = openpyxl.load_workbook(workbook)["Choices"]
    for place, (heading, value) in enumerate(
        {"Classification Level": "SES 2", "Division/Branch": "Parks", "Manager name": "Tom Alder"}
        .items(), start=1,
    ):  # fmt: skip
        rule = found[heading]
        assert (rule.type, bool(rule.showErrorMessage)) == ("list", False)
        assert rule.formula1.startswith(f"'Choices'!${'ABC'[place - 1]}$2:INDEX(")
        assert len(rule.formula1) < 255, "Excel takes no more"
        assert [choices.cell(row, place).value for row in (1, 2, 3)] == [heading, value, None]


def test_a_blank_workbook_has_lists_to_be_filled_in_which_no_plan_is_read_from(
    tmp_path: Path,
) -> None:
    plandocs.workbook(tmp_path / "blank.xlsx")
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    assert rules(tmp_path / "blank.xlsx", "Plans")["Manager name"].type == "list"
    book["Choices"]["C2"], book["Plans"]["B2"] = "Tom Alder", "Priya Raman"
    book.save(tmp_path / "blank.xlsx")
    (record,) = plandocs.read_data(tmp_path / "blank.xlsx")
    assert (record.data["officer_name"], record.mistakes) == ("Priya Raman", ())


def test_the_officer_of_a_row_is_chosen_from_the_sheet_of_plans(workbook: Path) -> None:
    for sheet in ("Outcomes", "Leadership", "Learning needs"):
        rule = rules(workbook, sheet)["Officer name"]
        assert (rule.type, rule.errorStyle) == ("list", "warning")
        assert rule.formula1.startswith("'Plans'!$B$2:INDEX('Plans'!$B$2:$B$503,")


def test_what_a_need_relates_to_is_chosen_and_a_date_is_checked(workbook: Path) -> None:
    relates = "Relates to business, work outcome or professional development"
    assert "Work outcome" in rules(workbook, "Learning needs")[relates].formula1
    assert rules(workbook, "Plans")["Date of meeting"].type == "date"


def test_whoever_types_on_an_example_is_told(workbook: Path) -> None:
    for rule in rules(workbook, "Example - Plans").values():
        assert (rule.type, rule.formula1) == ("custom", "FALSE")
        assert "Type on the sheet Plans" in rule.error


def with_capability(workbook: Path, text: str, folder: Path) -> list[plandocs.Record]:
    book = openpyxl.load_workbook(workbook)
    for place, value in zip("BCD", ("Bo Cho", text, "A measure"), strict=True):
        book["Leadership"][f"{place}2"] = value
    book.save(folder / "typed.xlsx")
    return list(plandocs.read_data(folder / "typed.xlsx"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Communication", "Communicates with influence"),
        ("Strategic thinking", "Shapes strategic thinking"),
        ("Productive relationships", "Cultivates productive working relationships"),
        ("Exemplifies personl drive and integrty", "Exemplifies personal drive and integrity"),
    ],
)
def test_a_near_miss_of_a_capability_is_asked_about(
    workbook: Path, text: str, meant: str, tmp_path: Path
) -> None:
    (_, record) = with_capability(workbook, text, tmp_path)
    said = [str(each) for each in record.mistakes]
    plan: Any = None if said else plandocs.validate(record.data)
    assert said or {row.capability: row.measures for row in plan.leadership}[meant]
    for each in said:
        assert f"was '{meant}' meant?" in each
        assert "sheet Leadership, row 2" in each


@pytest.mark.parametrize("text", ["Digital leadership", "Strategic partnerships", "Mentoring"])
def test_an_officers_own_capability_is_taken(workbook: Path, text: str, tmp_path: Path) -> None:
    (_, record) = with_capability(workbook, text, tmp_path)
    assert not record.mistakes


@pytest.mark.parametrize("text", ["5. Communicates with influence", "achieves  results"])
def test_a_printed_capability_is_taken_however_it_is_written(
    workbook: Path, text: str, tmp_path: Path
) -> None:
    (_, record) = with_capability(workbook, text, tmp_path)
    assert not record.mistakes
