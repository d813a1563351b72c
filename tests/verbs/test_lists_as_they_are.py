"""Lists as programs export them: what is no person's row, and cells that nobody typed so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from plandocs.division.lists import read_roster, roster_notes
from plandocs.errors import InputError, UnknownColumns


def _list(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "staff.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def _names(path: Path, **options: Any) -> list[str]:
    return [str(r.data.get("officer_name")) for r in plandocs.read_data(path, **options)]


def _notes(path: Path, **options: Any) -> str:
    return "\n".join(next(plandocs.read_data(path, **options)).notes)


_ASIDE = {
    "Total,,2": "a total",
    "Grand Total,,": "a total",
    "Total: 2 employees,,300": "a total",
    ",Ports Total,2": "a total",
    "Report run 12/07/2026 by payroll,,": "a remark",
    "Vacant,Ports,1": "vacant",
    "Corporate Services,,": "a line over a group",
    "Officer name,Branch,FTE": "the headings again",
}


@pytest.mark.parametrize("line", _ASIDE)
def test_a_row_that_names_nobody_is_passed_over_and_said(tmp_path: Path, line: str) -> None:
    path = _list(tmp_path, "Officer name,Branch,FTE", "Ann Archer,Ports,1", line, "Bo Lee,Ports,1")
    assert _names(path, ignore_rest=True) == ["Ann Archer", "Bo Lee"]
    assert f"row 3 ({_ASIDE[line]}: " in _notes(path, ignore_rest=True)
    assert [each.name for each in read_roster(path)] == ["Ann Archer", "Bo Lee"]
    assert _ASIDE[line] in "\n".join(roster_notes(path))


@pytest.mark.parametrize("name", ["Sum Wai", "Ann Count", "Robert Page", "Jean Average", "Di Key"])
def test_a_person_with_the_name_of_a_word_stays(tmp_path: Path, name: str) -> None:
    path = _list(tmp_path, "Officer name,Branch,FTE", f"{name},,1", "Bo Lee,Ports,1")
    assert _names(path, ignore_rest=True) == [name, "Bo Lee"]


def test_the_rest_is_left_out_only_where_that_is_asked_for(tmp_path: Path) -> None:
    path = _list(tmp_path, "Officer name,FTE,Cost centre", "Ann Archer,1,C1")
    with pytest.raises(UnknownColumns, match="ignore_rest=True"):
        _names(path)
    assert '"FTE", "Cost centre"' in _notes(path, ignore_rest=True)


def test_what_programs_write_for_nothing_is_blank_and_said(tmp_path: Path) -> None:
    path = _list(tmp_path, "Officer name,Manager,Period", "Ann Archer,NULL,nan", "Jo Null,None,NaT")
    assert [set(r.data) for r in plandocs.read_data(path)] == [{"form", "officer_name"}] * 2
    assert 'taken as blank: "NULL" (row 2, "Manager")' in _notes(path)


@pytest.mark.parametrize(
    ("cell", "manager"),
    [
        ("12;#Tom Alder", "Tom Alder"),
        ("Tom Alder;#12", "Tom Alder"),
        ('"<div class=""ExternalClass1""><p>Tom&nbsp;Alder</p></div>"', "Tom Alder"),
    ],
)
def test_sharepoint_s_dress_is_taken_off(tmp_path: Path, cell: str, manager: str) -> None:
    path = _list(tmp_path, "Officer name,Manager", f"Ann Archer,{cell}")
    (record,) = plandocs.read_data(path)
    assert record.data["manager_name"] == manager


def test_answers_of_a_form_are_items_and_their_number_is_no_id(tmp_path: Path) -> None:
    heading = "ID,Start time,Completion time,Email,Name,Officer name,Outcome 1,Outcome 1 measures"
    path = _list(tmp_path, heading, "1,a,b,x@y,Asst,Ann Archer,Hub,Open by May;90% on time;")
    (record,) = plandocs.read_data(path)
    assert "id" not in record.data
    assert record.data["outcomes"][0]["measures"] == ["Open by May", "90% on time"]


def test_an_id_that_was_a_number_is_whole_and_one_cut_short_is_a_mistake(tmp_path: Path) -> None:
    path = _list(tmp_path, "Id,Officer name", "1234.0,Ann Archer", "1.23E+11,Bo Lee")
    first, second = plandocs.read_data(path)
    assert first.data["id"] == "1234"
    assert "cut this number short" in str(second.mistakes[0])
    assert [each.id for each in read_roster(path)] == ["1234", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
def test_letters_with_accents_are_read_as_they_were_saved(tmp_path: Path, encoding: str) -> None:
    path = _list(tmp_path, "Officer name", "José Müller", "Renée Brännström", encoding=encoding)
    assert _names(path) == ["José Müller", "Renée Brännström"]
    assert ("Mac Roman" in _notes(path)) == (encoding == "mac_roman")


def test_a_map_may_be_a_list_of_two_columns(tmp_path: Path) -> None:
    path = _list(tmp_path, "Officer name,Grade code", "Ann Archer,SES2")
    sheet = tmp_path / "map.csv"
    sheet.write_text("Heading,Field\nGrade code,classification_level\n", encoding="utf-8")
    (record,) = plandocs.read_data(path, map=sheet)
    assert record.data["classification_level"] == "SES2"
    sheet.write_text("Grade code,classification_level,more\n", encoding="utf-8")
    with pytest.raises(InputError, match="two columns"):
        _names(path, map=sheet)


def _book(folder: Path, fill: Callable[[Any], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book.active)
    path = folder / "staff.xlsx"
    book.save(path)
    return path


def test_hidden_rows_count_and_are_said_or_are_left_out(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in (("Officer name", "Branch"), ("Ann Archer", "Ports"), ("Bo Lee", "Roads")):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True

    path = _book(tmp_path, fill)
    assert _names(path) == ["Ann Archer", "Bo Lee"]
    assert "row 3 is hidden" in _notes(path)
    assert _names(path, skip_hidden=True) == ["Ann Archer"]


def test_a_branch_that_is_merged_down_is_that_of_each_row(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in (("Branch", "Officer name"), ("Ports", "Ann Archer"), (None, "Bo Lee")):
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    path = _book(tmp_path, fill)
    assert [r.data["division_branch"] for r in plandocs.read_data(path)] == ["Ports", "Ports"]


def test_a_table_beside_the_list_is_passed_over_and_said(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(("Officer name", "Branch", None, None))
        sheet.append(("Ann Archer", "Ports", None, "Headcount"))

    path = _book(tmp_path, fill)
    assert not next(plandocs.read_data(path)).mistakes
    assert "stands apart from the list" in _notes(path)


def test_a_broken_cell_in_a_column_that_is_not_read_breaks_nothing(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(("Officer name", "Years"))
        sheet.append(("Ann Archer", "=TODAY()"))

    path = _book(tmp_path, fill)
    assert not next(plandocs.read_data(path, ignore=["Years"])).mistakes
    assert [each.name for each in read_roster(path)] == ["Ann Archer"]


def test_somebody_who_has_two_rows_is_named(tmp_path: Path) -> None:
    path = _list(tmp_path, "Officer name,Branch", "Ann Archer,Ports", "ann  archer,Ports")
    assert "there more than once: Ann Archer (rows 2 and 3)" in _notes(path)
    path = _list(tmp_path, "Id,Officer name", "1,Ann Archer", "2,Ann Archer")
    assert "more than once" not in _notes(path)


def test_blank_values_of_data_frames_are_blank(tmp_path: Path) -> None:
    import math

    data = {"officer_name": "Ann", "id": 3.0, "manager_name": math.nan, "outcomes": None}
    (done,) = plandocs.fill_many([data], tmp_path)
    assert (done.status, done.id) == ("filled", "3")


def test_a_negative_number_in_brackets_has_a_minus_and_that_is_said(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(("Officer name", "Outcome 1", "Outcome 1 measures"))
        sheet.append(("Ann Archer", "Costs", -25))
        sheet.append(("Bo Lee", "Costs", -1500))
        for cell in ("C2", "C3"):
            sheet[cell].number_format = "#,##0;(#,##0)"

    path = _book(tmp_path, fill)
    found = [record.data["outcomes"][0]["measures"] for record in plandocs.read_data(path)]
    assert found == [["-25"], ["(1,500)"]]
    assert 'the number of a row: "(25)" (row 2, "Outcome 1 measures").' in _notes(path)


def test_who_has_left_is_named_and_counts(tmp_path: Path) -> None:
    rows = ("Ann Archer,Active", "Bo Lee,Terminated", "Cy Day,Inactive", "Di Fox,On leave")
    path = _list(tmp_path, "Officer name,Employment status", *rows)
    assert _names(path, ignore_rest=True) == ["Ann Archer", "Bo Lee", "Cy Day", "Di Fox"]
    assert "rows 3 and 4: somebody who has left" in _notes(path, ignore_rest=True)
    assert "rows 3 and 4: somebody who has left" in "\n".join(roster_notes(path))
