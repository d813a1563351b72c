"""A disk that takes only a part of what is written: nothing stands half under its final name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plandocs.errors import OutputError
from plandocs.files import leftovers, whole
from plandocs.files.places import ensure_writable
from plandocs.files.whole import write_whole
from plandocs.filling.destination import Folder

_LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096))
from plandocs.errors import OutputError
import plandocs
plans = [{"officer_name": f"Ann Lee {n}"} for n in range(3)]
for filled in plandocs.fill_many(plans, sys.argv[1], verify=False):
    print(filled.status, filled.error.message if filled.error else "")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_document_that_does_not_fit_is_failed_and_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(tmp_path / "plans")],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["failed this cannot be written: file too large."] * 3
    assert list((tmp_path / "plans").iterdir()) == []


@pytest.mark.parametrize("kept", [0, 7])
def test_what_did_not_arrive_in_full_is_never_moved_to_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(whole, "_length_and_sum", lambda path: (kept, 1))
    with pytest.raises(OutputError, match="did not arrive in full"):
        write_whole(tmp_path / "a", b"x" * kept)
    with pytest.raises(OutputError, match="did not arrive in full"):
        Folder(tmp_path, force=False).put("b.docx", b"x" * kept)
    assert list(tmp_path.iterdir()) == []


def test_what_appeared_or_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    new = ensure_writable(tmp_path / "new", force=False)
    (tmp_path / "old").write_bytes(b"old")
    old = ensure_writable(tmp_path / "old", force=True)
    (tmp_path / "new").write_bytes(b"theirs")
    (tmp_path / "old").write_bytes(b"with a note")
    for place in (new, old):
        with pytest.raises(OutputError, match="while this ran"):
            write_whole(place, b"ours")
    assert (tmp_path / "new").read_bytes() == b"theirs"
    assert (tmp_path / "old").read_bytes() == b"with a note"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new", "old"]


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"names")
    (tmp_path / "link.csv").hardlink_to(tmp_path / "list.csv")
    with pytest.raises(OutputError, match="one of those that are read"):
        ensure_writable(tmp_path / "link.csv", force=True, inputs=[tmp_path / "list.csv"])


def test_what_an_ended_run_left_is_swept_and_what_a_running_one_has_is_not(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine = tmp_path / leftovers.left_name("part")
    theirs = tmp_path / mine.name.replace(f"-{os.getpid()}-", f"-{ended.pid}-")
    for each in (mine, theirs, tmp_path / ".a.part"):
        each.touch()
    write_whole(tmp_path / "made", b"x")
    assert sorted(e.name for e in tmp_path.iterdir()) == sorted([mine.name, ".a.part", "made"])
