"""A workbook that people fill in comes back as what they typed: text, dates, and choices."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl

from plandocs.sheet.read.headings import match_headings
from plandocs.sheet.read.spreadsheet import read_sheets, sound_rows
from plandocs.sheet.write import write_workbook
from plandocs.table import Column, Line, Page, Table, Workbook

KNOWN = {
    "id": ("Employee number",),
    "officer_name": ("Officer name",),
    "meeting_date": ("Date of meeting",),
    "level": ("Classification level",),
}
LEVELS = ("SES Level 1", "SES Level 2")
COLUMNS = (
    Column("Employee number", 16, "key", editable=True, note="Leading zeros are kept."),
    Column("Officer name", 30, editable=True),
    Column("Date of meeting", 16, "date", editable=True),
    Column("Classification level", 20, editable=True, choices=LEVELS),
)


def intake(path: Path) -> Path:
    """A blank intake workbook with room for 200 officers."""
    how = Page("Instructions", (Line("Officers", kind="title"), Line("One officer a row.")))
    write_workbook(Workbook((how, Table("Officers", COLUMNS, (), room=200))), path)
    return path


def test_drop_downs_reach_as_far_as_there_is_room(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(intake(tmp_path / "intake.xlsx"))["Officers"]
    assert sheet.tables["Officers"].ref == "A1:D2"
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["D2:D202"].formula1 == '"SES Level 1,SES Level 2"'
    assert rules["A2:A202"].prompt == "Leading zeros are kept."
    assert sheet.column_dimensions["C"].number_format == "d mmm yyyy"
    assert sheet.column_dimensions["A"].number_format == "@" == sheet["A2"].number_format


def test_what_people_type_comes_back(tmp_path: Path) -> None:
    path = intake(tmp_path / "intake.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Officers"]
    sheet["A2"], sheet["B2"], sheet["C2"] = "00731", "Priya Raman", date(2026, 7, 12)
    sheet["A4"], sheet["B4"], sheet["C4"] = 731, "Tom Alder", "12/7/2026"
    book.save(path)
    (found,) = [sheet for sheet in read_sheets(path, KNOWN) if sheet.name == "Officers"]
    match = match_headings(found.headings, KNOWN)
    assert (match.unmatched, match.missing) == ((), ())
    assert [(row.number, match.values(row)) for row in sound_rows(found)] == [
        (
            2,
            {
                "id": "00731",
                "officer_name": "Priya Raman",
                "meeting_date": date(2026, 7, 12),
                "level": None,
            },
        ),
        (
            4,
            {"id": 731, "officer_name": "Tom Alder", "meeting_date": "12/7/2026", "level": None},
        ),
    ]


def test_reading_does_not_wait_for_openpyxl(tmp_path: Path) -> None:
    path = intake(tmp_path / "intake.xlsx")
    script = (
        "import sys\n"
        "from plandocs.sheet.read.spreadsheet import read_sheets\n"
        "names = [sheet.name for sheet in read_sheets(sys.argv[1])]\n"
        "assert names == ['Instructions', 'Officers'], names\n"
        "assert 'openpyxl' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=60)
