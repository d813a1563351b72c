"""No command replaces a file that it reads, with --force either, by whatever option it reads it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import plandocs
from tests.commands import run
from tests.forked import Running

# A command line; <> is the file that is read and would be written.
_LINES = {
    "parse": ("ann.docx", "parse <> -o <>"),
    "parse, a name that is no document's": ("ann.json", "parse <> other.docx -o <>"),
    "parse, the blank": ("blank.jsonl", "parse ann.docx --blank <> -o <>"),
    "parse, the password": ("secret.jsonl", "parse ann.docx --password-file <> -o <>"),
    "rollup": ("ann.xlsx", "rollup <> other.docx -o <>"),
    "rollup, the roster": ("roster.xlsx", "rollup other.docx --roster <> -o <>"),
    "rollup, the objectives": ("list.xlsx", "rollup other.docx --objectives <> -o <>"),
    "rollup, the themes": ("list.xlsx", "rollup other.docx --themes <> -o <>"),
    "rollup, refreshed": ("list.xlsx", "rollup other.docx --update <> --roster <>"),
    "check": ("ann.docx", "check <> -o <>"),
    "check, data": ("plans.jsonl", "check <> -o <>"),
    "history": ("ann.docx", "history <> -o <>"),
    "diff, the old": ("ann.docx", "diff <> other.docx -o <>"),
    "diff, the new": ("ann.docx", "diff other.docx <> -o <>"),
    "diff as text": ("plans.jsonl", "diff other.docx <> -o <>"),
    "update, the plan": ("ann.docx", "update <> --set officer_name=Bo -o <>"),
    "update, the data": ("plans.jsonl", "update ann.docx <> -o <>"),
    "update, the map": ("map.toml", "update ann.docx plans.jsonl --map <> -o <>"),
    "workbook": ("plans.jsonl", "workbook --from <> -o <>"),
    "template tag": ("blank.docx", "template tag <> -o <>"),
    "template check": ("blank.docx", "template check <> -o <>"),
    "fill, the zip": ("plans.jsonl", "fill <> --zip <>"),
    "fill, the template": ("out/Ann Lee.docx", "fill plans.jsonl --template <> -o out"),
    "fill, the receipt": ("out/fill-report.jsonl", "fill <> -o out"),
    "fill, its sheet": ("out/fill-report.xlsx", "fill <> -o out"),
    "converse": ("out/Ann Lee.docx", "converse <> -o out"),
    "converse, a folder": ("out/Ann Lee.docx", "converse out -o out"),
    "carry": ("out/Ann Lee.docx", "carry <> --period 2027-28 -o out"),
}
_DOCUMENT = ("fill, the template", "converse", "converse, a folder", "carry")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, a list and a blank."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    row = {"officer_name": "Ann Lee", "period": "2026-27", "outcomes": [{"outcome": "x"}]}
    plandocs.fill(row, tmp_path / "ann.docx")
    plandocs.fill({**row, "manager_name": "Tom"}, tmp_path / "other.docx")
    (tmp_path / "plans.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("case", _LINES)
def test_what_a_command_reads_it_never_replaces(
    here: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, line = _LINES[case]
    if name.endswith(".docx") and name != "ann.docx":
        if "template" in line and "fill" in line:
            plandocs.fill({"officer_name": "x"}, here / "blank.docx")
            source = Path(str(plandocs.__file__)).parent / "forms" / "senior_executive_plan"
            shutil.copy(source / "template.docx", here / name)
        else:
            shutil.copy(here / "ann.docx", here / name)
    elif name == "out/fill-report.xlsx":
        assert run("workbook", "--from", "plans.jsonl", "-o", name) == 0
        capsys.readouterr()
    elif name not in ("ann.docx", "plans.jsonl"):
        shutil.copy(here / "plans.jsonl", here / name)
    before = (here / name).read_bytes()
    arguments = [name if each == "<>" else each for each in line.split(" ")]
    pattern = ["--name", "{officer_name}"] if case in _DOCUMENT else []
    status = run(*arguments, *pattern, "--force")
    said = capsys.readouterr().err
    assert (here / name).read_bytes() == before, said
    assert "one of those that are read" in said
    assert status == (1 if case in _DOCUMENT else 2)


def test_a_name_by_a_link_is_the_same_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "second.docx").hardlink_to(here / "ann.docx")
    assert run("parse", "ann.docx", "-o", "second.docx", "--force") == 2
    assert "one of those that are read" in capsys.readouterr().err


def test_data_of_an_earlier_run_in_the_folder_is_written_anew(here: Path) -> None:
    for _ in range(2):
        assert run("parse", here, "-o", here / "readings.jsonl", "--force") == 1
    lines = (here / "readings.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Path(json.loads(line)["source"]).name for line in lines] == [
        "ann.docx", "other.docx", "plans.jsonl",
    ]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="forks the test's own process")
@pytest.mark.parametrize("command", ["parse", "rollup", "check"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_of_two_runs_on_one_output_one_at_most_replaces_the_other_s(
    here: Path, command: str, force: list[str]
) -> None:
    """Without --force one of them says that it is done; with it, none loses what it did not see."""
    name = {"rollup": "division.xlsx", "check": "found.txt"}.get(command, "found.jsonl")
    line = (command, "ann.docx", "other.docx", "-o", name, *force)
    runs = [Running(*line) for _ in range(2)]
    said = [run.ended().stderr for run in runs]
    refused = [text for text in said if "it appeared here" in text or "there already" in text]
    assert len(refused) == 1 or (force and not refused), said
    assert not [path for path in here.iterdir() if path.name.endswith(".part")]
