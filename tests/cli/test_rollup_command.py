"""The command: what it takes, what it says, its exit status."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import openpyxl
import pytest

from tests.commands import run as command
from tests.rollup.plans import OBJECTIVES, ROSTER, SAMPLES, THEMES

PLANS = str(SAMPLES / "plans.jsonl")


run = partial(command, "rollup")


def test_a_workbook_with_all_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "division.xlsx"
    lists = ("--roster", ROSTER, "--objectives", OBJECTIVES, "--themes", THEMES)
    assert run(PLANS, "-o", target, *lists) == 0
    assert "Completion 15" in capsys.readouterr().err
    assert openpyxl.load_workbook(target).sheetnames[0] == "Summary"


def test_one_bad_input_is_named_and_the_status_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"")
    assert run(PLANS, tmp_path / "bad.docx", "-o", tmp_path / "out.xlsx") == 1
    assert "bad.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PLANS,), "name what to make"),
        ((PLANS, "-o", "there.xlsx"), "--update there.xlsx"),
        ((PLANS, "-o", "out.pdf"), ".xlsx, .html or .sqlite"),
        ((PLANS, "--update", "missing.xlsx"), "no such workbook"),
        (("empty", "-o", "out.xlsx"), "no plan"),
        (("there.xlsx", "gone.docx", "-o", "out.xlsx"), "gone.docx: there is no such file"),
        ((PLANS, "-o", "out.xlsx", "--division", "Nowhere"), 'of the division "Nowhere"'),
        ((PLANS, "-o", "out.xlsx", "--period", "2031-32"), "The plans are of: "),
        ((PLANS, "-o", "out.xlsx", "--roster", "there.xlsx"), "damaged or incomplete"),
        ((PLANS, "-o", "x.xlsx", "--audience", "executive", "--include-confidential"), "never"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.xlsx").write_bytes(b"PK\x03\x04 old")
    Path("empty").mkdir()
    assert run(*arguments) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert {path.name for path in tmp_path.iterdir()} == {"there.xlsx", "empty"}


def test_a_refresh_keeps_notes(tmp_path: Path) -> None:
    target = tmp_path / "division.xlsx"
    run(PLANS, "-o", target)
    book = openpyxl.load_workbook(target)
    book["Outcomes"]["J2"] = "kept"
    book.save(target)
    assert run(PLANS, "--update", target) == 0
    assert openpyxl.load_workbook(target)["Outcomes"]["J2"].value == "kept"
