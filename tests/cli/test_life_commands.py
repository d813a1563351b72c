"""`plandocs converse`, `carry` and `history` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import plandocs
from tests.commands import run
from tests.documents.opc import entry
from tests.verbs.test_check import PLAN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    plans.mkdir()
    plandocs.fill(PLAN, plans / "raman.docx")
    plandocs.fill({**PLAN, "officer_name": "Dan Whitford"}, plans / "whitford.docx")
    return plans


def test_converse_writes_a_record_for_each_plan(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "talks"
    assert run("converse", str(folder), "-o", str(out), "--stage", "Mid-cycle") == 0
    found: list[Any] = [plandocs.parse(file).plan for file in sorted(out.glob("*.docx"))]
    assert [(plan.form, plan.officer_name, plan.occasion) for plan in found] == [
        ("outcomes-conversation", "Dan Whitford", "Mid-cycle"),
        ("outcomes-conversation", "Priya Raman", "Mid-cycle"),
    ]


def test_converse_goes_on_after_a_file_that_cannot_be_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.docx").write_bytes(b"")
    out = tmp_path / "talks"
    assert run("converse", str(folder), "-o", str(out)) == 1
    assert len(list(out.glob("*.docx"))) == 2
    assert "broken.docx: corrupt" in capsys.readouterr().err


def test_converse_without_a_plan_is_exit_status_2(tmp_path: Path) -> None:
    assert run("converse", str(tmp_path), "-o", str(tmp_path / "out")) == 2
    assert not (tmp_path / "out").exists()


def test_carry_writes_next_cycles_plans_and_says_what_it_left(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "next"
    assert run("carry", str(folder), "--period", "2027-28", "-o", str(out)) == 0
    names = sorted(file.name for file in out.glob("*.docx"))
    assert names == ["Dan Whitford – 2027-28.docx", "Priya Raman – 2027-28.docx"]
    assert "Priya Raman: left behind: career aspirations and goals" in capsys.readouterr().err


def test_carry_names_the_agency_in_the_next_plans(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "agency.toml").write_text('agency = "Department of Parks"\n', "utf-8")
    options = ("--period", "2027-28", "--context", str(tmp_path / "agency.toml"))
    assert run("carry", str(folder), *options, "-o", str(tmp_path / "next")) == 0
    for file in (tmp_path / "next").glob("*.docx"):
        text = entry(file.read_bytes(), "word/document.xml").decode()
        assert "Department of Parks" in text
        assert "[your Agency]" not in text


def test_carry_refuses_a_period_that_is_none(folder: Path, tmp_path: Path) -> None:
    assert run("carry", str(folder), "--period", "soon", "-o", str(tmp_path / "next")) == 2
    assert not (tmp_path / "next").exists()


def test_history_tells_versions_and_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plandocs.fill({**PLAN, "classification_level": "SES 3"}, folder / "zz raman.docx")
    assert run("history", str(folder)) == 0
    said = capsys.readouterr().out
    assert said.count("first version") == 2
    assert "Classification Level: reworded" in said
    assert "+ SES 3" in said


def test_history_as_json_and_with_a_file_that_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.docx").write_bytes(b"")
    assert run("history", str(folder), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [(each["officer_name"], each["version"], each["changes"]) for each in found] == [
        ("Dan Whitford", 1, None),
        ("Priya Raman", 1, None),
    ]


def test_a_history_of_what_is_not_there_is_a_wrong_command(tmp_path: Path) -> None:
    assert run("history", str(tmp_path / "nobody.docx")) == 2


def test_what_carry_leaves_behind_is_a_sheet_and_each_plan_is_in_the_receipt(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "next"
    assert run("carry", str(folder), "--period", "2027-28", "-o", str(out)) == 0
    rows = load_workbook(out / "left-behind.xlsx")["Left behind"].iter_rows(values_only=True)
    assert ("Priya Raman", "left behind") in [row[:2] for row in rows]
    receipt = (out / "fill-report.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["status"] for line in receipt] == ["filled", "filled"]


def test_carry_that_leaves_nothing_behind_says_so(tmp_path: Path) -> None:
    plandocs.fill({"officer_name": "Bo Cho", "period": "2026-27"}, tmp_path / "bo.docx")
    out = tmp_path / "next"
    assert run("carry", str(tmp_path / "bo.docx"), "--period", "2027-28", "-o", str(out)) == 0
    assert load_workbook(out / "left-behind.xlsx")["Left behind"].max_row <= 2
