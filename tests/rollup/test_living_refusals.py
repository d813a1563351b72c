"""What a refresh cannot keep is named before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import plandocs
from plandocs.errors import InputError, OutputError
from tests.officers import samples
from tests.rollup.hr import Edit, edit, refresh, write


def rule(cells: str, kind: Any, formula: str) -> Edit:
    return lambda page: page.add_data_validation(
        DataValidation(kind, formula1=formula, sqref=cells)
    )


def condition(cells: str) -> Edit:
    return lambda page: page.conditional_formatting.add(
        cells, Rule(type="cellIs", operator="equal", formula=['"x"'], dxf=DifferentialStyle())
    )


def title(page: Worksheet) -> None:
    page.tables.clear()
    page.insert_rows(1)
    page["A1"] = "For the meeting in May"


def add_sheet(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.create_sheet("Anna's pivots")
    book.save(path)


def add_name(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.defined_names["Late"] = DefinedName("Late", attr_text="Completion!$A$1:$B$5")
    book.save(path)


@pytest.mark.slower
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (add_name, 'the name "Late"'),
        (
            lambda path: edit(path, "Completion", lambda page: page.cell(1, 7, "Where are they")),
            'a conditional format in column G of "Completion" (is it the column "Status", renamed? '
            "Give it its heading back)",
        ),
        (add_sheet, 'the sheet "Anna\'s pivots"'),
        (
            lambda path: edit(path, "Outcomes", write("Cost", {2: "=1+1"})),
            'formulas in column L of "Outcomes"',
        ),
        (
            lambda path: edit(
                path, "Checks", lambda page: setattr(page["A1"], "comment", Comment("x", "y"))
            ),
            "a comment",
        ),
        (
            lambda path: edit(path, "Outcomes", rule("C2:C9", "list", '"a,b"')),
            'a drop-down or rule in column C of "Outcomes"',
        ),
        (
            lambda path: edit(path, "Outcomes", rule("J2:J9", "list", "$A$1:$A$9")),
            'a drop-down or rule in column J of "Outcomes"',
        ),
        (
            lambda path: edit(path, "Outcomes", condition("J2:J9")),
            'a conditional format in column J of "Outcomes"',
        ),
        (
            lambda path: edit(path, "Completion", condition("G2:G9")),
            'a conditional format in column G of "Completion"',
        ),
        (
            lambda path: edit(path, "About", lambda page: page.cell(4, 3, "Ring Ann")),
            'text in row 4 of "About"',
        ),
        (lambda path: edit(path, "Outcomes", title), 'text above the table in row 1 of "Outcomes"'),
        (
            lambda path: edit(path, "Summary", lambda page: page.cell(5, 40, "Ring Ann")),
            'text outside the table in cell AN5 of "Summary"',
        ),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_is_written(
    path: Path, change: Callable[[Path], None], named: str
) -> None:
    change(path)
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        refresh(path, samples())
    assert named in caught.value.problems
    assert "force=True" in str(caught.value)
    assert path.read_bytes() == before
    plandocs.rollup(samples(), update=path, force=True)
    assert path.read_bytes() != before


def test_a_workbook_that_excel_has_open_is_found_out_before_the_work(path: Path) -> None:
    path.with_name("~$division.xlsx").touch()
    with pytest.raises(OutputError, match="open in Excel"):
        plandocs.rollup("no such folder", update=path)


def test_some_other_workbook_is_not_updated(tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name", "Note"])
    book.save(other)
    with pytest.raises(InputError, match="no page About"):
        plandocs.rollup(samples(), update=other)


def test_a_column_by_which_notes_are_found_must_be_there(path: Path) -> None:
    edit(path, "Outcomes", lambda page: page.cell(1, 4, "Goal"))
    with pytest.raises(InputError, match='"Outcome" is gone or renamed'):
        refresh(path, samples())


def test_a_copy_for_executives_is_not_refreshed(tmp_path: Path) -> None:
    target = tmp_path / "executive.xlsx"
    plandocs.rollup(samples(), target, audience="executive")
    with pytest.raises(InputError, match="a copy for executives"):
        plandocs.rollup(samples(), update=target)
