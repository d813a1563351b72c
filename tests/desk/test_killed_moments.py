"""A desk killed at 20 chosen moments of making, correcting and reading loses nothing it said.

The moments are writes: each file opened to be written, each rename, each removal, each statement of
SQLite is one. A first run counts them; then a desk is ended at the nth, without a word, in a
process of its own.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sqlite3
import sys
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import pytest
from openpyxl import load_workbook

import plandocs
from plandocs.desk.editors import seal
from plandocs.desk.officers import Officer
from tests.desk.conftest import ORIGIN, SAMPLES, Desk, lay_out

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked"),
]
_PEOPLE: Final = ("Ann Bee", "Cy Dee", "Jo Lee", "Kim Oh")
_LIST = "Name,Manager\n" + "".join(f"{each},Tom Alder\n" for each in _PEOPLE)
_PLANS = {each.name: each.read_bytes() for each in sorted((SAMPLES / "completed").iterdir())}
_COMING = sorted(_PLANS)[3:7]
_BEFORE = sorted(_PLANS)[:3]
_EVENTS: Final = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"})
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_ENOUGH: Final = 120  # seconds after which a desk that does not end is ended
_VALUE: Final = "Somebody Else"


class Run(NamedTuple):
    """What became of a desk: was it killed, what it said before, its moments."""

    killed: bool
    said: bool
    moments: int


class _Moments:
    """Counts the moments, and ends this process at one of them."""

    def __init__(self, at: int) -> None:
        self.count, self._at = -1, at
        connect: Callable[..., Any] = sqlite3.connect

        def traced(*args: Any, **kwargs: Any) -> Any:
            connection = connect(*args, **kwargs)
            connection.set_trace_callback(lambda _: self._passed())
            return connection

        sqlite3.connect = traced
        sys.addaudithook(self._seen)

    def _seen(self, event: str, values: Any) -> None:
        writes = event == "open" and isinstance(values[2], int) and values[2] & _WRITES
        if event in _EVENTS or writes:
            self._passed()

    def _passed(self) -> None:
        if self.count >= 0:
            self.count += 1
            if self.count == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def _run(folder: Path, work: Callable[[Desk], None], at: int) -> Run:
    """Do this at a desk of the folder, in a process that is killed at a moment."""
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(told)
        _become(folder, work, at, tell)
    os.close(tell)
    with open(told, encoding="ascii") as pipe:
        words = pipe.read().split()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status in (0, -signal.SIGKILL), f"the desk ended with {status}"
    return Run(status != 0, "said" in words, int(words[-1]) if status == 0 else at)


def _become(folder: Path, work: Callable[[Desk], None], at: int, tell: int) -> NoReturn:
    status = 70
    try:
        signal.alarm(_ENOUGH)
        moments, desk = _Moments(at), Desk(folder)
        with desk.client:
            desk.enter()
            desk.settle()
            desk.get("/make")  # the list is looked at
            desk.settle()
            moments.count = 0
            work(desk)
            os.write(tell, b"said ")
            desk.settle()
            count, moments.count = moments.count, -1
        os.write(tell, b"%d" % count)
        status = 0
    except BaseException:  # shown, and then the process ends
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def _make(desk: Desk) -> None:
    answer = desk.client.post("/make/plans", headers={"origin": ORIGIN})
    assert answer.status_code == 303


def _correct(desk: Desk) -> None:
    reading = desk.space.snapshot.by_source[_first(desk).source]
    was = seal(reading.to_dict()["plan"]["manager_name"])
    sent = {"do": "correct", "path": "manager_name", "value": _VALUE, "was": was}
    answer = desk.client.post(
        f"/officers/{_first(desk).key}/right", data=sent, headers={"origin": ORIGIN}
    )
    assert answer.status_code == 303


def _drop(desk: Desk) -> None:
    files = [("file", (name, _PLANS[name])) for name in _COMING]
    answer = desk.client.post("/returned", files=files, headers={"origin": ORIGIN})
    assert answer.status_code == 303


def _first(desk: Desk) -> Officer:
    wanted = str(desk.folder / "returned" / _BEFORE[0])
    return next(each for each in desk.space.snapshot.officers if each.source == wanted)


_WORK: Final = {"making": (_make, 7), "correcting": (_correct, 6), "reading": (_drop, 7)}


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle with plans that came back, and a list that plans can be made from."""
    folder = tmp_path_factory.mktemp("killed") / "cycle"
    lay_out(folder, 0)
    for name in _BEFORE:
        (folder / "returned" / name).write_bytes(_PLANS[name])
    desk = Desk(folder)
    with desk.client:
        desk.enter()
        desk.settle()
        desk.drop(("staff.csv", _LIST.encode()), to="/make/list")
        desk.get("/make")
        desk.settle()
        assert "rows are ready" in desk.get("/make")
    return folder


@pytest.mark.parametrize("what", _WORK)
def test_a_desk_that_is_killed_at_any_moment_loses_nothing_that_it_said(
    laid_out: Path, tmp_path: Path, what: str
) -> None:
    work, times = _WORK[what]
    begun = _prepared(laid_out, tmp_path / "whole")
    whole = _run(begun, work, 0)
    assert whole.said
    assert not whole.killed
    assert whole.moments >= times
    for number in range(times):
        at = 1 + number * (whole.moments - 1) // times
        folder = _prepared(laid_out, tmp_path / f"{what} {at}")
        run = _run(folder, work, at)
        assert run.killed, f"{what} had {run.moments} moments, and {at} was asked for"
        _nothing_is_half(folder)
        _goes_on(folder, what, run)
        shutil.rmtree(folder)


def _prepared(laid_out: Path, folder: Path) -> Path:
    shutil.copytree(laid_out, folder)
    (folder / "plandocs.toml").touch()
    return folder


def _nothing_is_half(folder: Path) -> None:
    """Every file that people see is whole, and what HR and officers gave is as it was."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if not path.is_file() or any(each.startswith(".") for each in inside):
            continue
        if inside[0] == "returned":
            assert path.read_bytes() == _PLANS[path.name]
        elif path.suffix == ".docx":
            assert plandocs.parse(path).clean, path
        elif path.suffix == ".xlsx":
            load_workbook(io.BytesIO(path.read_bytes()))
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
    assert (folder / "lists" / "plans.csv").read_text(encoding="utf-8") == _LIST
    with sqlite3.connect(f"file:{folder / 'division.plandocs'}?mode=rw", uri=True) as state:
        assert state.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    state.close()


def _goes_on(folder: Path, what: str, run: Run) -> None:
    """A further desk opens, does what was asked for, and has what was said to be saved."""
    desk = Desk(folder)
    with desk.client:
        desk.enter()
        desk.settle()
        desk.settle()
        if what == "correcting":
            corrected = desk.space.snapshot.by_source[_first(desk).source].corrections
            values = [each["value"] for each in corrected]
            assert values in ([_VALUE], [])
            assert values or not run.said
            if not values:
                _correct(desk)
        elif not run.said:
            desk.get("/make")
            desk.settle()
            {"making": _make, "reading": _drop}[what](desk)
        desk.settle()
        came = {path.name for path in (folder / "returned").iterdir()}
        made = sorted(path.stem for path in (folder / "to-send").glob("*.docx"))
        if what == "making":
            assert made == sorted(_PEOPLE)
        if what == "reading":
            assert came == {*_BEFORE, *_COMING}
            assert len(desk.space.snapshot.by_source) == len(came)
        if what == "correcting":
            assert _first(desk).manager == _VALUE
        left = [each for end in ("part", "waiting") for each in folder.rglob(f".*.{end}")]
        assert left == [], "nothing is left lying about"
    _nothing_is_half(folder)
