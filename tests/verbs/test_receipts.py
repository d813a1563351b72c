"""What is said of each row: no document that is not there, and each mistake with its place."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from plandocs.errors import InputError
from tests.officers import officer

_PATTERN = "{officer_name}"


@pytest.mark.parametrize("zipped", [False, True])
def test_where_one_fails_and_all_were_wanted_none_counts_as_filled(
    tmp_path: Path, zipped: bool
) -> None:
    rows, target = [officer("Ann"), {"id": "9"}], tmp_path / ("out.zip" if zipped else "out")
    options: dict[str, Any] = {"all_or_nothing": True, "report": True, "zip": zipped}
    done = list(plandocs.fill_many(rows, target, **options))
    assert [(each.status, each.file) for each in done] == [("failed", ""), ("failed", "")]
    assert not list(tmp_path.rglob("*.docx")) + list(tmp_path.rglob("*.zip"))


def test_resuming_takes_away_what_a_killed_run_of_all_or_nothing_left(tmp_path: Path) -> None:
    waiting = tmp_path / ".0123456789abcdef.waiting"
    waiting.mkdir()
    (waiting / "Ann.docx").touch()
    list(plandocs.fill_many([officer("Ann")], tmp_path, name=_PATTERN, resume=True))
    assert [path.name for path in tmp_path.rglob("*")] == ["Ann.docx"]


def test_what_is_wrong_with_a_row_is_in_the_receipt_with_its_column(tmp_path: Path) -> None:
    data = tmp_path / "list.csv"
    data.write_text("Name,Date of meeting\n,12/7/2026\nAnn,31/2/2026\n", encoding="utf-8")
    first, second = plandocs.fill_many(plandocs.read_data(data), tmp_path / "out")
    (mistake,), (warning,) = first.to_dict()["issues"], second.to_dict()["issues"]
    assert mistake["field"] == "officer_name"
    assert mistake["where"] == 'list.csv, row 2, column "Name"'
    assert warning["code"] == "unreadable-date"
    assert warning["where"] == 'list.csv, row 3, column "Date of meeting"'


def test_a_reading_whose_error_is_a_word_is_a_mistake_like_any_other(tmp_path: Path) -> None:
    (done,) = plandocs.fill_many([{"source": "x", "plan": None, "error": "lost"}], tmp_path)
    assert done.error is not None
    assert "this reading holds no plan: lost" in done.error.message


def test_a_person_whose_row_failed_is_named_and_a_period_has_its_column(tmp_path: Path) -> None:
    data = tmp_path / "list.csv"
    data.write_text(
        "Emp Id,Name,Period start,Period end\n007,Ann  Lee,30/6/2027,1/7/2026\n", encoding="utf-8"
    )
    records = plandocs.read_data(data, map={"Emp Id": "id"})
    (done,) = plandocs.fill_many(records, tmp_path / "out")
    line = done.to_dict()
    assert (line["status"], line["id"], line["officer_name"]) == ("failed", "007", "Ann Lee")
    (issue,) = line["issues"]
    assert issue["where"] == 'list.csv, row 2, column "Period start"'
    assert issue["message"].endswith("here is start '30/6/2027', end '1/7/2026'")


def test_a_list_that_names_nobody_says_which_columns_it_has(tmp_path: Path) -> None:
    data = tmp_path / "list.csv"
    data.write_text("Room,Locker,Grade\n12,555,1\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        list(plandocs.read_data(data))
    assert [line.partition(":")[0] for line in raised.value.problems] == [
        f'{data}, column A "Room"',
        f'{data}, column B "Locker"',
    ]


def test_no_cell_of_the_receipt_is_a_formula_or_shown_backwards(tmp_path: Path) -> None:
    names = ["=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "\t=1", "\u202egnp.exe",
             '=HYPERLINK("http://a.example","b")', "Ann\nLee"]  # fmt: skip
    rows = [{**officer(name), "id": f"=1+{n}"} for n, name in enumerate(names)]
    rows.append({**officer("=2"), "=3": "=4"})
    list(plandocs.fill_many(rows, tmp_path, report=True))
    sheet = openpyxl.load_workbook(tmp_path / "fill-report.xlsx").active
    assert sheet is not None
    lines = list(sheet.iter_rows(min_row=2))[-len(rows) :]
    assert {cell.data_type for line in lines for cell in line} <= {"s", "n"}
    assert [line[2].value for line in lines[:4]] == names[:4]
    assert lines[5][2].value == "\\u202egnp.exe"
    assert lines[7][2].value == "Ann\\u000aLee"
    with zipfile.ZipFile(tmp_path / "fill-report.xlsx") as package:
        for part in package.namelist():
            text = package.read(part).decode("utf-8", "replace")
            assert "<f>" not in text
            assert "\u202e" not in text
