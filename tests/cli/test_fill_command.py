"""`plandocs fill` checks every row, then fills, and leaves a receipt."""

from __future__ import annotations

import json
import random
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from tests import forked
from tests.commands import run
from tests.officers import SAMPLES, jsonl, officer, samples


def report(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "fill-report.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def documents(folder: Path) -> dict[str, Any]:
    """What each document says; all of them whole."""
    return {
        str(path.relative_to(folder)): plandocs.parse(path).plan for path in folder.rglob("*.docx")
    }


def test_a_document_and_a_line_of_the_receipt_for_each_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "out"
    assert run("fill", SAMPLES / "plans.jsonl", "-o", out, "--name", "{division_branch}/{id}") == 0
    said = report(out)
    assert [each["id"] for each in said] == [each["id"] for each in samples()]
    assert set(said[0]) == {"row", "id", "officer_name", "file", "status", "sha256", "issues"}
    assert all((out / each["file"]).is_file() for each in said)
    sheet = openpyxl.load_workbook(out / "fill-report.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 13
    assert "12 filled, 0 there already, 0 failed" in capsys.readouterr().err


def test_the_folder_of_plans_and_its_receipt_are_read_as_plans_alone(tmp_path: Path) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann"), officer("Bo")])
    assert run("fill", data, "-o", tmp_path / "out") == 0
    assert run("parse", tmp_path / "out", "-o", tmp_path / "plans.jsonl") == 0
    lines = (tmp_path / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["plan"]["officer_name"] for line in lines] == ["Ann", "Bo"]


def test_mistakes_are_named_with_their_place_and_good_rows_are_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [officer("Ann"), officer("Bo", outcomes="x"), "{"]
    data = jsonl(tmp_path / "p.jsonl", rows)
    assert run("fill", data, "-o", tmp_path / "out", "--name", "{officer_name}") == 1
    said = capsys.readouterr().err
    assert "p.jsonl, row 2, outcomes: expected a list of rows; here is 'x'" in said
    assert "p.jsonl, row 3: this line is not JSON" in said
    assert [each["status"] for each in report(tmp_path / "out")] == ["filled", "failed", "failed"]


def test_a_dry_run_names_the_documents_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann"), officer("ann"), {}])
    assert run("fill", data, "-o", tmp_path / "out", "--name", "{officer_name}", "--dry-run") == 1
    assert capsys.readouterr().out.splitlines() == ["Ann.docx", "ann (row 2).docx"]
    assert not (tmp_path / "out").exists()


def test_all_or_nothing_refuses_a_run_with_a_mistake(tmp_path: Path) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann"), {}])
    assert run("fill", data, "-o", tmp_path / "out", "--all-or-nothing") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--name", "../{officer_name}"),
        ("--set", "perod=x"),
        ("--set", "period"),
        ("--template", "gone.docx"),
        ("--form", "no-such-form"),
        ("--map", "gone.toml"),
    ],
)
def test_a_wrong_command_writes_nothing(tmp_path: Path, wrong: tuple[str, str]) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann")])
    assert run("fill", data, "-o", tmp_path / "out", *wrong) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["gone.jsonl", "blank.jsonl"])
def test_nothing_to_fill_is_an_error(tmp_path: Path, name: str) -> None:
    jsonl(tmp_path / "blank.jsonl", [])
    assert run("fill", tmp_path / name, "-o", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_an_unknown_column_is_listed_and_can_be_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = SAMPLES / "roster.csv"
    assert run("fill", roster, "-o", tmp_path / "out") == 2
    assert 'column F "due_date": no such field' in capsys.readouterr().err
    assert run("fill", roster, "-o", tmp_path / "out", "--ignore", "due_date") == 0
    assert "has no column for: Officer signature" in capsys.readouterr().err
    assert len(documents(tmp_path / "out")) == 15


def test_what_is_set_for_all_is_not_said_to_stay_blank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ("fill", SAMPLES / "roster.csv", "-o", tmp_path, "--ignore", "due_date", "--set")
    assert run(*ask, "meeting_date=3 August 2026") == 0
    said = capsys.readouterr().err
    assert "has no column for: Officer signature" in said
    assert "Date of meeting" not in said


def test_what_is_there_is_found_out_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann"), officer("Bo")])
    (tmp_path / "Bo.docx").write_bytes(b"a person's work")
    assert run("fill", data, "-o", tmp_path, "--name", "{officer_name}") == 2
    assert "1 of these documents is there already: Bo.docx" in capsys.readouterr().err
    assert not (tmp_path / "Ann.docx").exists()
    assert run("fill", data, "-o", tmp_path, "--name", "{officer_name}", "--force") == 0
    assert set(documents(tmp_path)) == {"Ann.docx", "Bo.docx"}


def test_a_zip_in_place_of_a_folder(tmp_path: Path) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann")])
    assert run("fill", data, "--zip", tmp_path / "o.zip", "--name", "{officer_name}") == 0
    assert zipfile.ZipFile(tmp_path / "o.zip").namelist() == ["Ann.docx"]
    assert run("fill", data, "--zip", tmp_path / "o.zip", "-o", tmp_path) == 2


def test_a_field_can_be_set_by_its_label(tmp_path: Path) -> None:
    data = jsonl(tmp_path / "p.jsonl", [officer("Ann")])
    arguments = ("--set", "Period of plan=2026-27", "--name", "{officer_name} {period}")
    assert run("fill", data, "-o", tmp_path / "out", *arguments) == 0
    assert set(documents(tmp_path / "out")) == {"Ann 2026-27.docx"}


def test_the_intake_workbook_goes_there_and_back(tmp_path: Path) -> None:
    book = tmp_path / "intake.xlsx"
    assert run("workbook", "-o", book, "--from", SAMPLES / "plans.jsonl") == 0
    assert run("fill", book, "-o", tmp_path / "out", "--name", "{id}") == 0
    assert run("fill", SAMPLES / "plans.jsonl", "-o", tmp_path / "own", "--name", "{id}") == 0
    assert documents(tmp_path / "out") == documents(tmp_path / "own")


@pytest.mark.libreoffice
def test_a_pdf_beside_each_document(tmp_path: Path) -> None:
    rows = [officer("Ann", division_branch="A"), officer("Ann", division_branch="B")]
    data = jsonl(tmp_path / "p.jsonl", rows)
    name = "{division_branch}/{officer_name}"
    assert run("fill", data, "-o", tmp_path / "out", "--name", name, "--pdf") == 0
    for unit in "AB":
        assert (tmp_path / "out" / unit / "Ann.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("officers", "times"), [(30, 5), pytest.param(60, 30, marks=pytest.mark.long)]
)
def test_killed_at_any_moment_no_file_is_partial_and_resuming_ends_the_same(
    tmp_path: Path, officers: int, times: int
) -> None:
    rows = [officer(f"N{n % 25}", id=str(n), manager_name="x" * n) for n in range(officers)]
    data = jsonl(tmp_path / "p.jsonl", rows)
    line = ("fill", data, "--name", "{officer_name}", "--workers", "1", "-o")
    begun = time.monotonic()
    assert forked.run(*line, tmp_path / "whole").returncode == 0
    lasts = time.monotonic() - begun
    whole = documents(tmp_path / "whole")
    out = tmp_path / "out"
    chance = random.Random(4)
    for _ in range(times):
        killed = forked.Running(*line, out, "--resume")
        time.sleep(chance.uniform(0.0, 0.9) * lasts)
        killed.kill()
        for path in out.rglob("*.docx"):
            with zipfile.ZipFile(path) as made:
                assert made.testzip() is None
    assert forked.run(*line, out, "--resume").returncode == 0
    assert documents(out) == whole
    assert not [path for path in out.rglob("*") if path.name.startswith(".")]
