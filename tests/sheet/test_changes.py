"""Cells of a list that people have are changed in its file, and all else stays as it was."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

import plandocs


def _book(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Staff"
    for row in (
        ["Staff list"],
        ["Staff number", "Name", "Line boss", "Due", "Level"],
        ["00731", "Ann Bee", "Cy Dee", date(2026, 8, 31), 2],
        ["00732", "Jo Lee", "Cy Dee", date(2026, 8, 31), 1],
    ):
        sheet.append(row)
    sheet["B3"].font = Font(bold=True)
    sheet["D4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.add_table(Table(displayName="Staff", ref="A2:E4"))
    other = book.create_sheet("Figures")
    other.append(["x", 1])
    other["B2"] = "=Staff!E3"
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=1))
    other.add_chart(chart, "D2")
    book.save(path)
    return path


def test_a_workbook_keeps_all_that_was_not_changed(tmp_path: Path) -> None:
    path, new = _book(tmp_path / "staff.xlsx"), tmp_path / "new.xlsx"
    changes = {"B3": "Ann <Bee> & Co", "D4": "2026-09-30", "E4": "3", "B5": "Mo Ray", "A5": "00733"}
    table = plandocs.change_list(path, {**changes, "D5": "2026-10-01"}, target=new)
    assert table.rows[-1].cells == {
        "A5": "00733", "B5": "Mo Ray", "C5": "", "D5": "2026-10-01", "E5": "",
    }  # fmt: skip
    sheet = load_workbook(new)["Staff"]
    assert [sheet[each].value for each in ("A3", "B3", "E4")] == ["00731", "Ann <Bee> & Co", 3]
    assert sheet["D4"].value == sheet["D5"].value.replace(month=9, day=30), "they are days"
    assert sheet["B3"].font.bold
    assert sheet["D5"].fill.fgColor.rgb == "00FFFF00", "a new row looks like the one above it"
    assert sheet.tables["Staff"].ref == "A2:E5"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(new) as after:
        assert before.namelist() == after.namelist()
        same = [each for each in before.namelist() if before.read(each) == after.read(each)]
    assert set(before.namelist()) - set(same) == {
        "xl/worksheets/sheet1.xml", "xl/tables/table1.xml",
    }  # fmt: skip


def test_a_heading_can_be_called_what_it_is_likely_meant_for(tmp_path: Path) -> None:
    path = _book(tmp_path / "staff.xlsx")
    boss = plandocs.list_table(path).headings[2]
    assert (boss.text, boss.taken_for, boss.suggestion) == ("Line boss", "", "Manager name")
    table = plandocs.change_list(path, {boss.address: boss.suggestion})
    assert table.headings[2].taken_for == "Manager name"


def test_formulas_and_merged_cells_are_left_to_excel(tmp_path: Path) -> None:
    book = load_workbook(_book(path := tmp_path / "staff.xlsx"))
    sheet = book["Staff"]
    del sheet.tables["Staff"]
    sheet["C3"] = '="Cy "&"Dee"'
    sheet.merge_cells("B3:B4")
    book.save(path)
    before = path.read_bytes()
    for address, why in (("C3", "has a formula"), ("B4", "is merged"), ("A1", "not one of this")):
        with pytest.raises(plandocs.InputError, match=why):
            plandocs.change_list(path, {address: "x"})
    with pytest.raises(plandocs.InputError, match="is no cell"):
        plandocs.change_list(path, {"B": "x"})
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [("utf-8-sig", ",", "\r\n"), ("cp1252", ";", "\r\n"), ("utf-8", "\t", "\n"),
     ("utf-16", ",", "\n")],
)  # fmt: skip
def test_a_csv_keeps_its_encoding_its_delimiter_and_its_ends(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    rows = [["id", "name", "manager"], ["0071", "Zoé Bée", "Cy Dee"], ["0072", "Jo Lee", "Cy Dee"]]
    text = end.join(delimiter.join(row) for row in rows) + end
    (path := tmp_path / "staff.csv").write_bytes(text.encode(encoding))
    plandocs.change_list(path, {"C2": "Bo Cho", "B4": "Mo Ray", "A4": "0073"})
    expected = text.replace("Cy Dee", "Bo Cho", 1) + delimiter.join(["0073", "Mo Ray", ""]) + end
    assert path.read_bytes().decode(encoding) == expected


def test_a_letter_that_the_encoding_lacks_is_kept(tmp_path: Path) -> None:
    (path := tmp_path / "staff.csv").write_bytes("id,name\r\n1,Zoé Bée\r\n".encode("cp1252"))
    table = plandocs.change_list(path, {"B2": "Aroha Māhina"})
    assert table.rows[0].cells["B2"] == "Aroha Māhina"


@pytest.mark.parametrize(("columns", "beside"), [(1, "B"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_the_column_beside_a_list_can_be_filled(columns: int, beside: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Objective", *(f"Note {n}" for n in range(columns - 1))])
    sheet.append(["Trust", *("x" for _ in range(columns - 1))])
    book.save(path := tmp_path / "objectives.xlsx")
    table = plandocs.list_table(path, kind="objectives")
    assert table.next_column == beside
    changes = {f"{beside}1": "Also", f"{beside}2": "Faith"}
    after = plandocs.change_list(path, changes, kind="objectives")
    assert (after.headings[-1].text, after.rows[0].cells[f"{beside}2"]) == ("Also", "Faith")
