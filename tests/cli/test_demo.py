"""`plandocs demo`: it ends well, says what it made and where, and leaves alone what is there."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

import plandocs
from tests.commands import run as command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


run = partial(command, "demo")


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> plandocs.Demonstration:
    return plandocs.demo(tmp_path_factory.mktemp("demo") / "shown")


def test_it_makes_twelve_word_plans_that_read_back_clean(done: plandocs.Demonstration) -> None:
    assert len(list((done.folder / "plans").glob("*.docx"))) == 12
    assert [each.status for each in done.filled] == ["filled"] * 12
    assert [each.clean for each in done.read] == [True] * 12


def test_the_data_it_writes_is_that_of_the_samples(done: plandocs.Demonstration) -> None:
    samples = Path(__file__).parents[2] / "samples" / "plans.jsonl"
    assert [each["plan"] for each in lines(done.folder / "plans.jsonl")] == lines(samples)


def test_it_rolls_the_plans_up(done: plandocs.Demonstration) -> None:
    assert (done.folder / "division.xlsx").read_bytes().startswith(b"PK")
    assert done.rolled_up.failed == ()


def test_it_reads_completed_plans_and_keeps_what_was_noticed(done: plandocs.Demonstration) -> None:
    assert len(lines(done.folder / "completed.jsonl")) == 12
    assert sum(not each.clean for each in done.completed) == 5


def test_it_says_what_it_made_and_where(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    said = capsys.readouterr().out
    for name in ("plans", "plans.jsonl", "division.xlsx", "completed"):
        assert str(Path("plandocs-demo") / name) in said
    assert "12 performance plans in Word" in said
    assert str(here) in said


def test_a_second_run_takes_a_folder_of_its_own(here: Path) -> None:
    assert run() == run() == 0
    assert {each.name for each in here.iterdir()} == {"plandocs-demo", "plandocs-demo-2"}


def test_a_folder_with_something_in_it_is_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "letter.docx").write_text("Dear all", encoding="utf-8")
    assert run("mine") == 2
    assert "--force" in capsys.readouterr().err
    assert [each.name for each in (here / "mine").iterdir()] == ["letter.docx"]


def test_with_force_it_replaces_what_an_earlier_run_made(here: Path) -> None:
    assert run("mine") == 0
    assert run("mine", "--force") == 0
    assert len(list((here / "mine" / "plans").glob("*.docx"))) == 12


def test_a_file_in_the_place_of_the_folder_is_an_error_without_a_traceback(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "mine").write_text("", encoding="utf-8")
    assert run("mine") == 2
    assert capsys.readouterr().err.startswith("plandocs: mine: ")
