"""A full disk: no stump under a final name, a report that is true, and the exit status says so."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

import plandocs
from plandocs.errors import OutputError
from tests.disk.small import left_in, small_disk
from tests.forked import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
_COUNT = 12
_STUMP = 6_000  # bytes: more than any receipt's line, less than any document


def _long(*sizes: int) -> list[ParameterSet]:
    """Sizes that are tried in the long run only."""
    return [pytest.param(size, marks=pytest.mark.long) for size in sizes]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve officers as data, and their plans in a folder."""
    folder = tmp_path_factory.mktemp("data")
    rows = [{"officer_name": f"Ann Lee {n}", "outcomes": [{"outcome": "x"}]} for n in range(_COUNT)]
    (folder / "plans.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert all(each.status == "filled" for each in plandocs.fill_many(rows, folder / "plans"))
    return folder


def _documents_are_whole(folder: Path) -> int:
    found = list(folder.rglob("*.docx"))
    for path in found:
        assert plandocs.parse(path).plan is not None
    return len(found)


def _reported(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "fill-report.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


# Sizes at which the disk is full at the first document, at some later one, or at the receipt.
@pytest.mark.parametrize("kilobytes", [64, 148, *_long(16, 120, 144, 152)])
def test_filling_onto_a_small_disk_leaves_whole_documents_only(
    tmp_path: Path, data: Path, kilobytes: int
) -> None:
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        done = run("fill", data / "plans.jsonl", "-o", disk / "out")
        whole = _documents_are_whole(disk)
        assert done.returncode == (2 if not whole else 1), done.stderr
        assert "Traceback" not in done.stderr
        assert not [name for name in left_in(disk) if name.endswith((".part", ".waiting"))]
        if whole:
            assert f"{whole} filled" in done.stderr
        if (disk / "out" / "fill-report.jsonl").exists():
            lines = _reported(disk / "out")
            assert len(lines) == _COUNT
            assert [e["file"] for e in lines if e["status"] == "filled"] == [
                e["file"] for e in lines if e["file"] and (disk / "out" / e["file"]).exists()
            ]
            assert sum(e["status"] == "filled" for e in lines) == whole
        else:
            assert "cannot be written" in done.stderr


@pytest.mark.parametrize("kilobytes", [132, *_long(8, 64)])
@pytest.mark.parametrize("place", ["deep", "zip"])
def test_all_or_nothing_on_a_small_disk_leaves_nothing(
    tmp_path: Path, data: Path, kilobytes: int, place: str
) -> None:
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        to = ["--zip", disk / "out.zip"] if place == "zip" else ["-o", disk / "out"]
        name = ["--name", "{officer_name}/{officer_name}"] if place == "deep" else []
        done = run("fill", data / "plans.jsonl", *to, *name, "--all-or-nothing")
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
        assert left_in(disk) in ([], ["out"])


def test_a_disk_with_room_takes_all_of_it_in_each_way(tmp_path: Path, data: Path) -> None:
    for ways in ([], ["--all-or-nothing"]):
        with small_disk(tmp_path / "disk", 2_000) as disk:
            assert run("fill", data / "plans.jsonl", "-o", disk / "out", *ways).returncode == 0
            assert _documents_are_whole(disk) == _COUNT
            assert len(_reported(disk / "out")) == _COUNT
            zipped = run("fill", data / "plans.jsonl", "--zip", disk / "a.zip", "--force", *ways)
            assert zipped.returncode == 0
            with zipfile.ZipFile(disk / "a.zip") as archive:
                assert len(archive.namelist()) == _COUNT
                assert archive.testzip() is None


@pytest.mark.parametrize("kilobytes", [8, *_long(12)])
@pytest.mark.parametrize(
    ("command", "name"),
    [("parse", "plans.jsonl"), ("parse", "plans.json"), ("rollup", "division.xlsx"),
     ("rollup", "division.html"), ("check", "found.txt"), ("check", "found.json")],
)  # fmt: skip
def test_one_result_that_does_not_fit_leaves_what_was_there(
    tmp_path: Path, data: Path, command: str, name: str, kilobytes: int
) -> None:
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        (disk / name).write_bytes(b"before")
        (disk / "filler").write_bytes(b"x" * (kilobytes - 5) * 1024)
        done = run(command, data / "plans", "-o", disk / name, "--force", "--timeout", "60")
        assert done.returncode == 2, done.stderr
        assert "cannot be written" in done.stderr
        assert (disk / name).read_bytes() == b"before"
        assert left_in(disk) == sorted(["filler", name])


@pytest.mark.parametrize("command", [["converse"], ["carry", "--period", "2027-28"]])
def test_documents_made_from_plans_are_whole_or_failed(
    tmp_path: Path, data: Path, command: list[str]
) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        done = run(*command, data / "plans", "-o", disk / "out")
        assert done.returncode == 1, done.stderr
        whole = _documents_are_whole(disk)
        assert 0 < whole < _COUNT
        assert f"{_COUNT - whole} failed" in done.stderr


def test_documents_with_new_data_are_whole_or_failed(tmp_path: Path, data: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        asked = ("update", data / "plans", "--set", "manager_name=Bo Cho", "-o", disk / "out")
        done = run(*asked)
        assert done.returncode == 1, done.stderr
        whole = _documents_are_whole(disk)
        assert 0 < whole < _COUNT
        assert f"{whole} updated" in done.stderr
        assert "cannot be written" in done.stderr
        assert not [name for name in left_in(disk) if name.endswith(".part")]


# -- the same where nothing may be mounted ----------------------------------------------------


def test_a_limit_on_files_fails_each_document_and_leaves_none(tmp_path: Path, data: Path) -> None:
    done = run("fill", data / "plans.jsonl", "-o", tmp_path / "out", limit=_STUMP)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count(".docx: this cannot be written") == _COUNT
    assert not list((tmp_path / "out").rglob("*.docx"))


@pytest.mark.parametrize("to", ["-o", "--zip"])
def test_with_a_limit_on_files_all_or_nothing_is_nothing(
    tmp_path: Path, data: Path, to: str
) -> None:
    out = tmp_path / ("out.zip" if to == "--zip" else "out")
    done = run("fill", data / "plans.jsonl", to, out, "--all-or-nothing", limit=_STUMP)
    assert done.returncode == 2, done.stderr
    assert left_in(tmp_path) in ([], ["out"])


@pytest.mark.parametrize(("command", "name"), [("parse", "a.jsonl"), ("rollup", "a.xlsx")])
def test_with_a_limit_on_files_a_result_is_not_there(
    tmp_path: Path, data: Path, command: str, name: str
) -> None:
    done = run(command, data / "plans", "-o", tmp_path / name, limit=_STUMP)
    assert done.returncode == 2, done.stderr
    assert left_in(tmp_path) == []


# -- moving them to their places --------------------------------------------------------------


@pytest.mark.parametrize("fails_at", range(4))
def test_a_move_that_fails_half_way_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    from plandocs.files import whole
    from plandocs.files.places import State

    moved: list[object] = []
    swap = whole.swap

    def failing(part: Path | str, target: Path | str, before: State | None) -> None:
        if len(moved) == fails_at:
            raise OSError(28, "No space left on device")
        moved.append(target)
        swap(part, target, before)

    (tmp_path / "B.docx").write_bytes(b"before")
    monkeypatch.setattr(whole, "swap", failing)
    rows = [{"officer_name": name, "id": f"{n % 2}"} for n, name in enumerate("ABCD")]
    options: dict[str, Any] = {"all_or_nothing": True, "force": True, "report": True}
    with pytest.raises(OutputError, match="no space left"):
        list(plandocs.fill_many(rows, tmp_path, name="{officer_name}", **options))
    assert left_in(tmp_path) == ["B.docx"]
    assert (tmp_path / "B.docx").read_bytes() == b"before"


def test_a_document_that_appears_before_all_are_moved_stops_all(tmp_path: Path) -> None:
    def rows() -> Any:
        yield {"officer_name": "A"}
        yield {"officer_name": "B"}
        (tmp_path / "out" / "B.docx").write_bytes(b"theirs")

    made = plandocs.fill_many(
        rows(), tmp_path / "out", name="{officer_name}", all_or_nothing=True, verify=False
    )
    with pytest.raises(OutputError, match="there already"):
        list(made)
    assert left_in(tmp_path / "out") == ["B.docx"]
    assert (tmp_path / "out" / "B.docx").read_bytes() == b"theirs"


def test_a_document_that_appears_while_others_are_filled_is_left(tmp_path: Path) -> None:
    def rows() -> Any:
        yield {"officer_name": "A"}
        (tmp_path / "B.docx").write_bytes(b"theirs")
        yield {"officer_name": "B"}

    _, refused = plandocs.fill_many(rows(), tmp_path, name="{officer_name}", verify=False)
    assert refused.status == "failed"
    assert "it appeared here" in str(refused.error)
    assert left_in(tmp_path) == ["A.docx", "B.docx"]
    assert (tmp_path / "B.docx").read_bytes() == b"theirs"


def test_a_document_that_somebody_saves_while_a_run_replaces_it_is_kept(tmp_path: Path) -> None:
    def rows() -> Any:
        yield {"officer_name": "A"}
        (tmp_path / "B.docx").write_bytes(b"with a note")
        yield {"officer_name": "B"}

    for name in "AB":
        (tmp_path / f"{name}.docx").write_bytes(b"before")
    done = list(plandocs.fill_many(rows(), tmp_path, name="{officer_name}", force=True))
    assert [each.status for each in done] == ["filled", "failed"]
    assert (tmp_path / "B.docx").read_bytes() == b"with a note"
