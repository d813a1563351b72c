"""What HR did to the looks of a workbook: colours, formats, widths and drop-downs stay."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

import plandocs
from tests.officers import samples
from tests.rollup.hr import edit, refresh, write
from tests.rollup.plans import workbook

pytestmark = pytest.mark.slower

_THEME = Color(theme=7, tint=0.6)


def paint(page: Worksheet) -> None:
    """Two facts marked, and a column of HR's own."""
    page["C4"].fill = PatternFill("solid", fgColor="FFFF00")
    page["D5"].font = Font(bold=True, strike=True, color="FF0000")
    write("Budget", {4: 1200.5, 5: 0.25})(page)
    place = page.max_column
    page.cell(4, place).number_format = '"$"#,##0.00'
    page.cell(5, place).number_format = "0%"
    page.cell(5, place).fill = PatternFill("solid", fgColor=_THEME)
    page.column_dimensions["K"].width = 33
    page.column_dimensions["D"].width = 71.5
    page.column_dimensions["E"].hidden = True


def cell(path: Path, sheet: str, like: tuple[object, ...], heading: str) -> Cell:
    """The cell under a heading in the row that starts like this."""
    page = openpyxl.load_workbook(path)[sheet]
    assert isinstance(page, Worksheet)
    headings = [each.value for each in page[1]]
    (row,) = [row for row in _rows(page) if tuple(each.value for each in row[: len(like)]) == like]
    return row[headings.index(heading)]


def _rows(page: Worksheet) -> Iterator[tuple[Cell, ...]]:
    for row in page.iter_rows(min_row=2):
        yield tuple(each for each in row if isinstance(each, Cell))


@pytest.fixture
def painted(path: Path) -> tuple[Path, tuple[object, ...], tuple[object, ...]]:
    """A workbook that HR has painted in, and how the two painted rows start."""
    rows = workbook(path)["Outcomes"]
    edit(path, "Outcomes", paint)
    third, fourth = (tuple(rows[number].values())[:4] for number in (2, 3))
    return path, third, fourth


Painted = tuple[Path, tuple[object, ...], tuple[object, ...]]


def test_colours_fonts_and_formats_stay_with_their_rows(painted: Painted) -> None:
    path, third, fourth = painted
    for turn in range(2):
        # Somebody new comes in front, so that every row moves.
        new = {**samples()[0], "officer_name": f"Aaron Aa {turn}", "id": f"new-{turn}"}
        refresh(path, [*samples(), new])
        outcome, measures = (cell(path, "Outcomes", row, name) for row, name in (
            (third, "Order"), (fourth, "Outcome"),
        ))  # fmt: skip
        assert outcome.fill.fgColor.rgb == "00FFFF00"
        assert (measures.font.b, measures.font.strike) == (True, True)
        assert measures.font.color is not None
        assert measures.font.color.rgb == "00FF0000"
        budget, share = (cell(path, "Outcomes", row, "Budget") for row in (third, fourth))
        assert (budget.value, budget.number_format) == (1200.5, '"$"#,##0.00')
        assert (share.value, share.number_format) == (0.25, "0%")
        assert (share.fill.fgColor.theme, share.fill.fgColor.tint) == (7, 0.6)
        others = [c for r in _rows(_page(path)) for c in r if c.fill.fgColor.rgb == "00FFFF00"]
        assert len(others) == 1


def _page(path: Path) -> Worksheet:
    page = openpyxl.load_workbook(path)["Outcomes"]
    assert isinstance(page, Worksheet)
    return page


def test_widths_and_hidden_columns_stay(painted: Painted) -> None:
    path, _, _ = painted
    refresh(path, samples())
    columns = _page(path).column_dimensions
    assert [columns[letter].width for letter in "DK"] == [71.5, 33]
    assert [letter for letter in "ABCDEFGHIJK" if columns[letter].hidden] == ["E"]


def test_a_drop_down_of_hrs_own_stays_over_the_whole_column(path: Path) -> None:
    def choose(page: Worksheet) -> None:
        write("Decision", {2: "buy"})(page)
        own = DataValidation("list", formula1='"buy,wait"', sqref="L2:L5", allow_blank=True)
        own.errorTitle, own.error, own.showErrorMessage = "Decision", "buy or wait", True
        page.add_data_validation(own)

    edit(path, "Outcomes", choose)
    for _ in range(2):
        refresh(path, samples())
        page = _page(path)
        (rule,) = [r for r in page.data_validations.dataValidation if "L2" in str(r.sqref)]
        assert str(rule.sqref) == f"L2:L{page.max_row}"
        assert (rule.type, rule.formula1, rule.error) == ("list", '"buy,wait"', "buy or wait")
        ours = [r for r in page.data_validations.dataValidation if r.formula1 != '"buy,wait"']
        assert len(ours) == 2


def test_a_note_keeps_its_look_where_hr_sorted(path: Path) -> None:
    def mark(page: Worksheet) -> None:
        cells = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(cells), start=2):
            for column, value in enumerate(row, start=1):
                page.cell(number, column, value)
        page["J3"].value = "Ring Ann"
        page["J3"].fill = PatternFill("solid", fgColor="00FF00")

    edit(path, "Outcomes", mark)
    refresh(path, samples()[3:])
    refresh(path, samples())
    cells = [c for row in _rows(_page(path)) for c in row if c.fill.fgColor.rgb == "0000FF00"]
    assert [c.value for c in cells] == ["Ring Ann"]


def test_the_validator_finds_nothing_in_a_painted_workbook(painted: Painted) -> None:
    path, _, _ = painted
    refresh(path, samples())
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_has_nothing_done_by_hand(
    painted: Painted, tmp_path: Path
) -> None:
    path, third, _ = painted
    plain = tmp_path / "plain.xlsx"
    plandocs.rollup(samples(), plain)
    saved = tmp_path / "saved"
    program = shutil.which("soffice")
    assert program is not None
    command = [program, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, str(plain), str(path)], check=True, capture_output=True)
    refresh(saved / "plain.xlsx", samples())
    page = _page(saved / "plain.xlsx")
    looks = {
        (c.font.b, c.font.i, c.font.strike, c.fill.fgColor.rgb) for r in _rows(page) for c in r
    }
    assert len(looks) == 2, "two: facts, and HR's own columns"
    refresh(saved / path.name, samples())
    assert cell(saved / path.name, "Outcomes", third, "Order").fill.fgColor.rgb == "FFFFFF00"


def test_a_column_in_the_middle_may_leave_the_colours_where_they_were(path: Path) -> None:
    def insert(page: Worksheet) -> None:
        page.tables.clear()
        page.insert_cols(3)
        page["C1"], page["C2"] = "Phone", "6233 0000"

    edit(path, "Completion", insert)
    refresh(path, samples())
    assert workbook(path)["Completion"][0]["Phone"] == "6233 0000"
    page = openpyxl.load_workbook(path)["Completion"]
    assert [str(each.sqref)[0] for each in page.conditional_formatting] == ["G", "L"]
