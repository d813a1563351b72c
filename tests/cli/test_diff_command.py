"""`plandocs diff` on the command line."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

import plandocs
from tests.commands import run as command
from tests.verbs.test_check import PLAN

run = partial(command, "diff")


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    names = (str(tmp_path / "old.docx"), str(tmp_path / "new.docx"))
    plandocs.fill(PLAN, names[0])
    needs = [{**PLAN["learning_needs"][0], "need": "Budgeting for *two* years"}]
    plandocs.fill({**PLAN, "manager_name": "Ann Lee", "learning_needs": needs}, names[1])
    return names


def test_differences_are_exit_status_0_and_are_told(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*two) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Manager name: replaced",
        "  - Tom Alder",
        "  + Ann Lee",
        "Section 3, row 1, Learning need(s): reworded",
        "  - Budgeting",
        "  + Budgeting for *two* years",
    ]
    assert said.err == "2 changed.\n"


def test_markdown_strikes_out_what_went(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*two, "--format", "markdown") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "- **Manager name**: replaced. ~~Tom Alder~~ **Ann Lee**"
    assert lines[1].endswith("reworded. Budgeting **for \\*two\\* years**")


def test_json_is_as_the_contract_has_it(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*two, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "field": "manager_name", "kind": "changed", "before": "Tom Alder", "after": "Ann Lee",
    }  # fmt: skip


def test_a_docx_output_has_the_changes_tracked(two: tuple[str, str], tmp_path: Path) -> None:
    output = str(tmp_path / "changes.docx")
    assert run(*two, "-o", output) == 0
    assert plandocs.parse(output).plan == plandocs.parse(two[1]).plan
    assert "tracked-changes" in {issue.code for issue in plandocs.parse(output).issues}
    assert run(*two, "-o", output) == 2


def test_a_file_that_is_not_there_is_exit_status_2(two: tuple[str, str]) -> None:
    assert run(two[0], "nowhere.docx") == 2
