"""Excel workbooks are read as people have them; what cannot be read is named with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from time import process_time

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from plandocs.errors import InputError
from plandocs.sheet.read.formats import cell_value, format_code
from plandocs.sheet.read.grid import Value
from plandocs.sheet.read.spreadsheet import read_grids, read_sheets, sound_rows
from plandocs.table import Workbook

Save = Callable[[Callable[[openpyxl.Workbook], None]], Path]
WithPart = Callable[[Path, str, Callable[[str], str]], Path]
SHEET = "xl/worksheets/sheet1.xml"
KNOWN = {"id": ("Employee number",), "name": ("Officer name", "Name"), "date": ("Meeting date",)}


def active(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def cells(path: Path) -> list[tuple[Value, ...]]:
    return [row.cells for row in read_grids(path)[0].rows]


def test_values_keep_their_kind(people_save: Save) -> None:
    moment = datetime(2026, 7, 12, 9, 30)
    row = ["00731", 731, 7.5, 3.0, moment.date(), moment, "12/7/2026", True]
    path = people_save(lambda book: active(book).append(row))
    (read,) = cells(path)
    assert read == ("00731", 731, 7.5, 3, moment.date(), moment, "12/7/2026", True)
    assert [type(value) for value in read[:4]] == [str, int, float, int]


def test_dates_of_a_workbook_that_counts_from_1904(people_save: Save) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        active(book).append([date(2026, 7, 12)])

    assert cells(people_save(fill)) == [(date(2026, 7, 12),)]


@pytest.mark.parametrize(
    ("number", "code", "value"),
    [
        (46215, "General", 46215),
        (46215, "dd/mm/yyyy", date(2026, 7, 12)),
        (46215, "[$-C09]dddd, d mmmm yyyy;@", date(2026, 7, 12)),
        (46215.5, "d mmm yyyy h:mm", datetime(2026, 7, 12, 12)),
        (46215, '0 "days"', 46215),
        (46215, "[Red]0.00", 46215),
        (0.25, "h:mm", "06:00"),
        (1.5, "[h]:mm", 1.5),
        (731, "00000", "00731"),
        (7.25, "00000", 7.25),
        (1, "d/m/yyyy", date(1900, 1, 1)),
        (59, "d/m/yyyy", date(1900, 2, 28)),
        (61, "d/m/yyyy", date(1900, 3, 1)),
        (-1, "d/m/yyyy", -1),
        (1e9, "d/m/yyyy", 10**9),
        (0.5, "0%", 0.5),
        (46215, "mmm-yy", date(2026, 7, 12)),
    ],
)
def test_a_format_says_what_a_number_means(number: float, code: str, value: Value) -> None:
    assert cell_value(number, code, from_1904=False) == value


def test_built_in_formats_need_no_code() -> None:
    assert cell_value(46215, format_code(14, {}), from_1904=False) == date(2026, 7, 12)
    assert cell_value(46215, format_code(2, {}), from_1904=False) == 46215
    assert cell_value(46215.5, format_code(22, {}), from_1904=False) == datetime(2026, 7, 12, 12)
    assert cell_value(0.5, format_code(20, {}), from_1904=False) == "12:00"


def test_a_time_of_day_is_text(people_save: Save) -> None:
    assert cells(people_save(lambda book: active(book).append([time(9, 5)]))) == [("09:05",)]


def test_text_in_several_formats_is_one_text(people_save: Save) -> None:
    rich = CellRichText("Reduce ", TextBlock(InlineFont(b=True), "waiting"), " times")
    assert cells(people_save(lambda book: active(book).append([rich]))) == [
        ("Reduce waiting times",)
    ]


def test_escaped_characters_are_read_as_they_were_typed(people_save: Save) -> None:
    path = people_save(lambda book: active(book).append(["one_x000D_\ntwo", "_x005F_x0041_"]))
    assert cells(path) == [("one\ntwo", "_x0041_")]


def test_a_wrong_dimension_hides_no_rows(people_save: Save, with_part: WithPart) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for n in range(500):
            active(book).append([n, f"officer {n}"])

    path = with_part(
        people_save(fill), SHEET, lambda xml: xml.replace('ref="A1:B500"', 'ref="A1:A2"')
    )
    assert len(cells(path)) == 500
    assert cells(path)[499] == (499, "officer 499")


def test_cells_and_rows_need_no_address(people_save: Save, with_part: WithPart) -> None:
    path = people_save(lambda book: active(book).append(["a", "b"]))
    path = with_part(path, SHEET, lambda xml: re.sub(r'(<(?:row|c)) r="\w+"', r"\1", xml))
    assert [(row.number, row.cells) for row in read_grids(path)[0].rows] == [(1, ("a", "b"))]


def test_blank_rows_are_left_out_and_numbers_are_those_of_excel(people_save: Save) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        active(book)["A1"] = "a"
        active(book)["A4"] = "   "
        active(book)["C7"] = "c"

    (grid,) = read_grids(people_save(fill))
    assert [(row.number, row.cells) for row in grid.rows] == [(1, ("a",)), (7, (None, None, "c"))]


def test_the_heading_row_is_found_below_titles_and_merged_bands(people_save: Save) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = active(book)
        sheet.append(["Staff as at 1 July", None, "Printed by payroll"])
        sheet.append([])
        sheet.append(["Officer", None, "Meeting"])
        sheet.merge_cells("A3:B3")
        sheet.append(["Employee No", "Officer  name", "Meeting date:", None])
        sheet.append(["00731", "Priya Raman", date(2026, 7, 12)])

    (sheet,) = read_sheets(people_save(fill), KNOWN)
    assert sheet.heading_row == 4
    assert sheet.headings == ("Employee No", "Officer name", "Meeting date:")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (5, ("00731", "Priya Raman", date(2026, 7, 12)))
    ]


def test_a_cell_that_is_merged_down_counts_for_each_row(people_save: Save) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        active(book).append(["Policy", "x"])
        active(book)["B2"] = "y"
        active(book)["B3"] = "z"
        active(book).merge_cells("A1:A2")
        active(book).append(["All of it", None, "c"])
        active(book).merge_cells("A4:B4")

    assert cells(people_save(fill)) == [
        ("Policy", "x"),
        ("Policy", "y"),
        (None, "z"),
        ("All of it", None, "c"),
    ]


def test_hidden_sheets_are_marked_and_those_of_programs_left_out(people_save: Save) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        active(book).title = "Staff"
        active(book).append(["a"])
        for name, state in (("Old", "hidden"), ("Lists", "veryHidden"), ("Blank", "visible")):
            book.create_sheet(name).sheet_state = state
        book.create_chartsheet("Chart")

    grids = read_grids(people_save(fill))
    assert [(grid.name, grid.hidden) for grid in grids] == [
        ("Staff", False),
        ("Old", True),
        ("Blank", False),
    ]


def test_errors_and_formulas_without_a_result_are_reported_with_their_cell(
    people_save: Save,
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        active(book).append(["a", "b", "c"])
        active(book).append(["fine", "#N/A", "=1+1"])
        active(book).append(["fine"])

    (sheet,) = read_sheets(people_save(fill))
    row, sound = sheet.rows
    assert row.cells == ("fine", None, None)
    assert [(p.code, p.place, p.value) for p in row.problems] == [
        ("error-cell", "B2", "#N/A"),
        ("no-result", "C2", ""),
    ]
    assert sound.problems == ()
    with pytest.raises(InputError, match="sheet Sheet, cell B2: the cell shows the error #N/A"):
        list(sound_rows(sheet))


def test_a_formula_has_the_result_that_was_saved(people_save: Save, with_part: WithPart) -> None:
    path = people_save(lambda book: active(book).append(["=1+1", '="a"&"b"', '=""']))
    results = iter(["<v>2</v>", "<v>ab</v>", "<v></v>"])

    def edit(xml: str) -> str:
        parts = xml.replace("<v></v>", "<v/>").split("<v/>")
        text = parts[0]
        for part in parts[1:]:
            text += next(results) + part
        return text.replace('r="B1"', 'r="B1" t="str"').replace('r="C1"', 'r="C1" t="str"')

    (row,) = read_grids(with_part(path, SHEET, edit))[0].rows
    assert (row.cells, row.problems) == ((2, "ab", None), ())


def test_text_beside_the_table_is_reported(people_save: Save) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        active(book).append(["name", "branch"])
        active(book).append(["Priya", "Policy", None, "ask Tom"])
        active(book).append(["Tom", "Ports", "ask Priya"])

    (sheet,) = read_sheets(people_save(fill))
    apart, beside = sheet.rows
    assert apart.cells == ("Priya", "Policy")
    assert [(p.code, p.place, p.value) for p in apart.problems] == [("apart", "D2", "ask Tom")]
    assert [(p.code, p.place) for p in beside.problems] == [("no-heading", "C3")]
    assert sheet.place(2, 1) == 'sheet Sheet, row 2, column "branch"'


def test_our_own_workbook_comes_back(written: Path, division: Workbook) -> None:
    sheets = {sheet.name: sheet for sheet in read_sheets(written)}
    assert list(sheets) == ["Summary", "Completion", "Changes", "About"]
    assert sheets["Completion"].headings[-1] == "HR notes"
    rows = list(sound_rows(sheets["Completion"]))
    assert len(rows) == 20
    assert rows[4].cells == (
        "Officer 4",
        "Draft",
        date(2026, 7, 5),
        -1,
        "plan 4.docx",
        None,
        "=SUM(A1)\nto talk about",
    )
    assert list(sheets["Changes"].rows) == []


_BLANK_ROW = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABCD")
_BLANKS = {
    "cells with a format": f'<row r="{{0}}" spans="1:4">{_BLANK_ROW}</row>',
    "a height only": '<row r="{0}" ht="30" customHeight="1"/>',
    "cells open and closed": '<row r="{0}"><c r="A{0}" s="1"></c><c r="B{0}" s="2"><v/></c></row>',
}


@pytest.mark.parametrize("kind", _BLANKS)
def test_blank_rows_with_formats_are_passed_over_in_a_moment(
    people_save: Save, with_part: WithPart, kind: str
) -> None:
    end = '<row r="120003"><c r="A120003"><v>7</v></c></row></sheetData>'
    blank = "".join(_BLANKS[kind].format(number) for number in range(2, 120_002))
    path = people_save(lambda book: active(book).append(["a", "b"]))
    path = with_part(path, SHEET, lambda xml: xml.replace("</sheetData>", blank + end))
    (grid,) = read_grids(path)
    start = process_time()
    found = [(row.number, row.cells) for row in grid.rows]
    assert process_time() - start < 1
    assert found == [(1, ("a", "b")), (120_003, (7,))]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="5"><c r="A5"><v>0</v></c></row>',
        '<row r="5"><c r="A5" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="5"><c r="A5"><f>1+1</f></c></row>',
        '<row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>',
    ],
)
def test_a_row_among_blank_ones_that_says_something_stays(
    people_save: Save, with_part: WithPart, row: str
) -> None:
    blank = [_BLANKS["cells with a format"].format(number) for number in range(2, 9)]
    rows = "".join((*blank[:3], row, *blank[4:], "</sheetData>"))
    path = people_save(lambda book: active(book).append(["a"]))
    path = with_part(path, SHEET, lambda xml: xml.replace("</sheetData>", rows))
    (grid,) = read_grids(path)
    assert [row.number for row in grid.rows if row.cells or row.problems] == [1, 5]
