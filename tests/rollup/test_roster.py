"""The roster as HR has it: columns by many names, apart or together, people who are there twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import plandocs
from plandocs.division.lists import read_roster
from plandocs.division.values import Expected
from plandocs.errors import InputError
from tests.rollup.plans import plan, workbook

_PRIYA = Expected("00731", "Priya Raman", "", "Policy / Reform", "Tom Alder", date(2026, 8, 31))


def roster(folder: Path, text: str) -> Path:
    path = folder / "staff.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "Id,Officer name,Division/Branch,Manager name,Due\n"
        "00731,Priya Raman,Policy / Reform,Tom Alder,2026-08-31\n",
        "Staff of the agency\n\nEmployee ID,Officer,Division,Branch,Manager,Due date\n"
        "00731,Priya Raman,Policy,Reform,Tom Alder,31/8/2026\n",
        "Staff ID;First name;Surname;Division;Branch;Manager;Due by\n"
        "00731;Priya;Raman;Policy;Reform;Tom Alder;31 August 2026\n",
    ],
)
def test_columns_have_many_names_and_may_stand_apart(tmp_path: Path, text: str) -> None:
    assert read_roster(roster(tmp_path, text)) == (_PRIYA,)


def test_dates_of_excel_are_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Branch", "Due"])
    sheet.append(["Priya Raman", "Reform", date(2026, 8, 31)])
    book.save(tmp_path / "staff.xlsx")
    assert read_roster(tmp_path / "staff.xlsx") == (
        Expected("", "Priya Raman", "", "Reform", "", date(2026, 8, 31)),
    )


def test_somebody_who_is_there_twice_is_expected_once(tmp_path: Path) -> None:
    path = roster(tmp_path, "Name,Branch\nPriya Raman,Reform\nPriya Raman,Reform\n,\n")
    plandocs.rollup(plan("Priya Raman", "Reform"), tmp_path / "out.xlsx", roster=path)
    assert [row["Status"] for row in workbook(tmp_path / "out.xlsx")["Completion"]] == ["Draft"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Branch,Due\nReform,\n", 'no column "Officer name"'),
        ("Name,Branch\n,Reform\n", "names nobody"),
        ("Name,Due\nAnn,soon\n", 'row 2: "soon" is not a date'),
    ],
)
def test_what_is_wrong_with_a_roster_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_roster(roster(tmp_path, text))


def test_only_who_is_on_the_roster_was_expected(tmp_path: Path) -> None:
    path = roster(tmp_path, "Name,Branch\nPriya Raman,Reform\nTom Alder,Reform\n")
    plans = [plan("Priya Raman", "Reform"), plan("Somebody Else", "Reform")]
    plandocs.rollup(plans, tmp_path / "out.xlsx", roster=path)
    total = workbook(tmp_path / "out.xlsx")["Summary"][-1]
    assert [total[each] for each in ("Expected", "Received", "Not on the roster")] == [2, 2, 1]
    assert total["Missing"] == 1


def test_somebody_who_is_on_the_roster_twice_is_said(tmp_path: Path) -> None:
    lines = "Id,Name,Branch,Manager\n7,Ann Lee,Reform,A\n7,Ann Lee,Reform,B\n,Bo Fox,X,A\n"
    lines += ",BO FOX,X,B\n,Bo Fox,Y,A\n8,Cy Day,X,A\n9,Cy Day,X,A\n"
    done = plandocs.rollup([plan("Ann Lee")], tmp_path / "o.xlsx", roster=roster(tmp_path, lines))
    said = [note for note in done.notes if note.startswith("The roster has")]
    assert said == [
        "The roster has the id 7 on 2 lines (Ann Lee); each of them is counted.",
        "The roster has Bo Fox on 2 lines; each of them is counted.",
    ]


def test_names_on_a_roster_are_in_normal_form(tmp_path: Path) -> None:
    """Marks piled on a letter are cut, and characters that no workbook takes are gone."""
    piled = "a" + "\u0301" * 20_000
    (read,) = read_roster(roster(tmp_path, f"Name,Branch\nZoe\u0308\u200b  Lee\x07,{piled}\n"))
    assert read.name == "Zoë Lee"
    assert len(read.unit) < 40
