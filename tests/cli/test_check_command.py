"""`plandocs check` on the command line."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

import plandocs
from tests.commands import run as command
from tests.verbs.test_check import PLAN

run = partial(command, "check")


def plan(folder: Path, name: str, **changes: object) -> str:
    file = folder / name
    plandocs.fill({**PLAN, **changes}, file)
    return str(file)


def test_a_complete_plan_gives_exit_status_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(plan(tmp_path, "a.docx")) == 0
    assert "nothing to put right" in capsys.readouterr().out


def test_json_is_as_the_contract_has_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = plan(tmp_path, "a.docx", manager_signature="")
    assert run(file, "--json") == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "source": file,
            "officer_name": "Priya Raman",
            "findings": [
                {
                    "severity": "warning",
                    "code": "not-signed",
                    "field": "manager_signature",
                    "where": "Details at the top",
                    "message": "Manager signature: this is not signed.",
                    "fix": "Have it signed, or type the name once it has been agreed.",
                }
            ],
        }
    ]


def test_markdown_is_a_letter_whose_words_are_no_markup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = plan(tmp_path, "a.docx", officer_name="A *b* <c>", manager_name="")
    assert run(file, "--format", "markdown") == 1
    letter = capsys.readouterr().out
    assert "Dear A \\*b\\* \\<c\\>," in letter
    assert "1. **Details at the top**: Manager name is blank. *Fill it in.*" in letter


def test_a_folder_goes_on_after_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.docx").write_bytes(b"")
    plan(tmp_path, "good.docx")
    assert run(str(tmp_path)) == 1
    said = capsys.readouterr()
    assert "[corrupt]" in said.out
    assert "2 checked, 1 with something to put right" in said.err


def test_nothing_to_check_is_exit_status_2(tmp_path: Path) -> None:
    assert run(str(tmp_path)) == 2
