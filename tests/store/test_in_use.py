"""A file that somebody has in hand is in use and not damaged; the next run tries it again."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.word.package import source as opening

_LONG_AGO = (1_700_000_000, 1_700_000_000)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "raman.docx"
    plandocs.fill({"officer_name": "Priya Raman"}, path)
    os.utime(path, _LONG_AGO)
    return path


def cut(path: Path) -> bytes:
    """Half of a file, as a copy that is not done; what it was."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    os.utime(path, _LONG_AGO)
    return whole


def code(path: Path, **options: Any) -> str:
    (reading,) = plandocs.parse_many(path, **options)
    return reading.error.code if reading.error is not None else ""


@pytest.mark.parametrize("mark", ["~$raman.docx", ".~lock.raman.docx#"])
@pytest.mark.parametrize("remembered", [False, True])
def test_half_a_file_that_somebody_has_open_is_in_use(
    plan: Path, mark: str, remembered: bool
) -> None:
    options: dict[str, Any] = {"state": plan.parent / "x.plandocs"} if remembered else {}
    whole = cut(plan)
    (plan.parent / mark).write_bytes(b"owner")
    (reading,) = plandocs.parse_many(plan, **options)
    assert reading.error is not None
    assert (reading.error.code, "in use" in reading.error.message) == ("not-found", True)
    (plan.parent / mark).unlink()
    assert code(plan, **options) == "corrupt"
    plan.write_bytes(whole)
    os.utime(plan, _LONG_AGO)
    assert code(plan, **options) == ""


def test_a_whole_file_that_somebody_has_open_is_read(plan: Path) -> None:
    (plan.parent / "~$raman.docx").write_bytes(b"owner")
    assert code(plan) == ""


def test_the_owner_file_of_another_document_says_nothing(plan: Path) -> None:
    cut(plan)
    (plan.parent / "~$alder.docx").write_bytes(b"owner")
    assert code(plan) == "corrupt"


@pytest.mark.parametrize("remembered", [False, True])
def test_a_file_that_is_still_being_copied_is_in_use(plan: Path, remembered: bool) -> None:
    options: dict[str, Any] = {"state": plan.parent / "x.plandocs"} if remembered else {}
    whole = plan.read_bytes()
    done = threading.Event()

    def copy() -> None:
        with plan.open("wb") as file:
            for at in range(0, len(whole), 50):
                file.write(whole[at : at + 50])
                file.flush()
                if done.wait(0.01):
                    file.write(whole[at + 50 :])
                    break

    copying = threading.Thread(target=copy)
    copying.start()
    time.sleep(0.05)
    (reading,) = plandocs.parse_many(plan, **options)
    done.set()
    copying.join()
    assert reading.error is not None
    assert "still being copied" in reading.error.message
    assert code(plan, **options) == ""


def test_one_that_stands_still_is_damaged(plan: Path) -> None:
    plan.write_bytes(plan.read_bytes()[:3000])
    assert code(plan) == "corrupt"
    with pytest.raises(plandocs.Corrupt):
        plandocs.parse(plan)


def test_a_file_that_is_not_downloaded_yet_is_tried_again(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = plan.parent / "division.plandocs"

    def unavailable(path: str, *_: Any, **__: Any) -> Any:
        raise OSError(errno.EIO, "The cloud file provider is not running")

    with monkeypatch.context() as patched:
        patched.setattr(opening, "open", unavailable, raising=False)
        assert code(plan, state=state) == "not-found"
    assert code(plan, state=state) == ""


def test_a_file_that_waits_for_a_converter_is_tried_again(tmp_path: Path) -> None:
    path, state = tmp_path / "plan.rtf", tmp_path / "division.plandocs"
    path.write_text("{\\rtf1 Officer name}")
    os.utime(path, _LONG_AGO)
    assert code(path, state=state, convert=False) == "not-docx"
    assert plandocs.State(state).holds().readings == 0
