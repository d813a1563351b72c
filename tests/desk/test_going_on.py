"""A desk that is closed, or killed, in the middle of making goes on when it is opened again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.desk.conftest import SAMPLES, Desk, lay_out
from tests.desk.test_make import CHOICES, ODD

_DEAD = "99999999-0badcafe"  # no system has a process of this number


def _left(folder: Path, name: str, asked: object) -> Path:
    """Work that a desk which was killed left undone."""
    (folder / ".desk" / "work").mkdir(parents=True, exist_ok=True)
    path = folder / ".desk" / "work" / f"{_DEAD}.{name}.json"
    path.write_text(asked if isinstance(asked, str) else json.dumps(asked), encoding="utf-8")
    return path


def _opened_again(folder: Path) -> str:
    """What Activity says once a further desk has done what it found."""
    desk = Desk(folder)
    with desk.client:
        desk.enter()
        desk.settle()
        desk.settle()
        return desk.get("/activity")


def test_letters_that_a_killed_desk_left_undone_are_written(tmp_path: Path) -> None:
    lay_out(tmp_path, 2)
    desk = Desk(tmp_path)
    with desk.client:
        desk.enter()
        desk.settle()
        key = next(each.key for each in desk.space.snapshot.officers if not each.source)
        desk.post("/letters/write", do="merge", key=key)
        assert not list((tmp_path / ".desk" / "work").iterdir()), "what is over is forgotten"
    made = len(list((tmp_path / "made").iterdir()))
    left = _left(tmp_path, "a", {"do": "letters", "keys": [key], "page": "/officers"})
    said = _opened_again(tmp_path)
    assert "Continuing where the desk was closed: 1" in said
    assert len(list((tmp_path / "made").iterdir())) == made + 1
    assert not left.exists()


def test_plans_that_were_being_made_are_made_to_the_end(desk: Desk) -> None:
    desk.drop(("staff.csv", ODD.encode()), to="/make/list")
    desk.get("/make")
    desk.settle()
    desk.post("/make/columns", **CHOICES)
    _left(desk.folder, "a", {"do": "plans"})
    assert "Plans made: 1" in _opened_again(desk.folder)
    assert (desk.folder / "to-send" / "Priya Raman.docx").exists()


def test_what_is_under_way_when_a_desk_is_closed_stays_noted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    noted = desk.space.pending.noted({"do": "plans"})
    assert not list(desk.space.pending.left()), "it is this desk's own"
    other = Desk(tmp_path)
    assert not list(other.space.pending.left()), "the desk that does it is open"
    desk.space.close()
    assert [path for path, _ in other.space.pending.left()] == [noted]
    other.space.close()


def test_nothing_foreign_is_done_and_what_ends_the_desk_is_given_up(desk: Desk) -> None:
    files = [
        _left(desk.folder, "a", "{"),
        _left(desk.folder, "b", ["x"]),
        _left(desk.folder, "c", {"do": "harm", "keys": ["../../x"]}),
        _left(desk.folder, "d", {"do": "letters", "keys": ["nobody"], "page": "http://evil"}),
        _left(desk.folder, "e", {"do": "plans", "tries": 5}),
    ]
    said = _opened_again(desk.folder)
    assert "Going on" not in said
    assert not [each for each in files if each.exists()]


def _dropped(folder: Path, *plans: Path) -> Path:
    """A drop that a desk which was killed had not taken in, and the folder of its files."""
    room = folder / ".desk" / "work" / f"{_DEAD}.a"
    room.mkdir(parents=True)
    for number, plan in enumerate(plans):
        shutil.copy(plan, room / f"{number:05}")
    files = [[each.name, f"{at:05}", False, "file"] for at, each in enumerate(plans)]
    _left(folder, "a", {"do": "drop", "files": files})
    return room


def test_a_drop_that_was_being_taken_in_is_taken_in_to_the_end(tmp_path: Path) -> None:
    plans = sorted((SAMPLES / "completed").iterdir())[:3]
    (back := tmp_path / "returned").mkdir()
    shutil.copy(plans[0], back)  # this one the desk had taken in
    room = _dropped(tmp_path, *plans)
    assert "3 files added." in _opened_again(tmp_path)
    assert sorted(each.name for each in back.iterdir()) == [each.name for each in plans]
    assert not list(room.parent.iterdir())


def test_a_roll_up_that_was_being_made_is_made(tmp_path: Path) -> None:
    lay_out(tmp_path, 2)
    _left(tmp_path, "a", {"do": "rollup", "kind": "xlsx"})
    assert "roll-up made" in _opened_again(tmp_path)
    assert [each.suffix for each in (tmp_path / "made").iterdir()] == [".xlsx"]


def test_a_drop_whose_files_are_gone_or_lead_elsewhere_is_given_up(tmp_path: Path) -> None:
    (secret := tmp_path.parent / "secret.docx").write_bytes(b"PK")
    room = _dropped(tmp_path)
    ways = [["a.docx", str(secret), False, "file"], ["b.docx", "../x", False, "file"], ["c"]]
    _left(tmp_path, "a", {"do": "drop", "files": ways})
    _left(tmp_path, "b", {"do": "drop", "files": [["a.docx", "00000", False, "file"]]})
    _left(tmp_path, "c", {"do": "rollup", "kind": "update"})
    assert "files added" not in _opened_again(tmp_path)
    assert not (tmp_path / "returned").exists()
    assert not room.exists()
