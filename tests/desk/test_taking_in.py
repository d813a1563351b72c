"""What is dropped is taken in under safe names, within bounds, and never over what is there."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from plandocs.desk import intake, receive
from plandocs.desk.jobs import Cancelled, Job
from tests.desk.conftest import ORIGIN, SAMPLES, Desk

PLANS = sorted((SAMPLES / "completed").iterdir())
RAMAN = (SAMPLES / "completed" / "Raman Priya.docx").read_bytes()


def _names(desk: Desk) -> list[str]:
    return sorted(each.name for each in (desk.folder / "returned").iterdir())


def test_files_are_taken_in_and_read(desk: Desk) -> None:
    desk.drop(*((each.name, each.read_bytes()) for each in PLANS[:3]))
    assert _names(desk) == [each.name for each in PLANS[:3]]
    assert "3 files added." in desk.get("/returned")
    assert "Kenneth Ashby" in desk.get("/officers")
    assert list(desk.space.desk_folder.glob("*.waiting")) == []


def test_the_very_same_file_is_taken_once_and_another_of_its_name_gets_a_number(desk: Desk) -> None:
    desk.drop(("raman.docx", RAMAN))
    desk.drop(("raman.docx", RAMAN), ("raman.docx", PLANS[0].read_bytes()))
    assert _names(desk) == ["raman (2).docx", "raman.docx"]
    assert "the same file is already there" in desk.get("/returned")


def test_a_zip_is_taken_apart(desk: Desk) -> None:
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
        archive.writestr("Branch/raman.docx", RAMAN)
        archive.writestr("../../up.docx", PLANS[0].read_bytes())
        archive.writestr("__MACOSX/Branch/._raman.docx", b"x")
        archive.writestr("~$raman.docx", b"x")
    desk.drop(("back.zip", packed.getvalue()))
    assert "raman.docx" in _names(desk)
    assert not [name for name in os.listdir(desk.folder.parent) if name.endswith(".docx")]
    assert "leads out of the archive" in desk.get("/returned")


@pytest.mark.parametrize(
    "name",
    [
        "../../../up.docx",
        "..\\..\\up.docx",
        "/etc/up.docx",
        "C:\\Windows\\up.docx",
        "up.docx\x00.exe",
        "CON.docx",
        "a/b/c/up.docx",
        ".docx",
        "..",
        "up.docx:stream",
        "\u202eup.docx",
        "x" * 400 + ".docx",
        "<script>alert(1)</script>.docx",
    ],
)
def test_no_name_is_a_path(desk: Desk, name: str) -> None:
    before = {path for path in desk.folder.parent.rglob("*") if ".desk" not in path.parts}
    desk.drop((name, RAMAN))
    made = {path for path in desk.folder.parent.rglob("*") if ".desk" not in path.parts} - before
    inside = [path for path in made if path.is_file() and path.name != "division.plandocs"]
    assert all(path.parent == desk.folder / "returned" for path in inside)
    page = desk.get("/returned")
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_a_file_over_the_bounds_is_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "FILE_BYTES", 100_000)
    desk.drop(("huge.docx", b"x" * 100_001), ("raman.docx", RAMAN))
    assert _names(desk) == ["raman.docx"]
    assert "which no plan is" in desk.get("/returned")


@pytest.mark.parametrize(("bound", "limit"), [("FILES", 1), ("DROP_BYTES", 1000)])
def test_a_drop_over_the_bounds_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, bound: str, limit: int
) -> None:
    monkeypatch.setattr(receive, bound, limit)
    sent = [("file", ("a.docx", RAMAN)), ("file", ("b.docx", RAMAN))]
    answer = desk.client.post("/returned", files=sent, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert "in parts" in answer.text
    assert not (desk.folder / "returned").exists()
    assert list(desk.space.desk_folder.glob("*.waiting")) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\nPK',
    ],
)
def test_a_drop_that_did_not_arrive_whole_is_not_taken(desk: Desk, body: bytes) -> None:
    headers = {"origin": ORIGIN, "content-type": "multipart/form-data; boundary=x"}
    answer = desk.client.post("/returned", content=body, headers=headers)
    assert answer.status_code == 400
    assert not (desk.folder / "returned").exists()
    assert list(desk.space.desk_folder.glob("*.waiting")) == []


def test_a_cancelled_drop_keeps_what_was_taken(tmp_path: Path) -> None:
    (room := tmp_path / "room").mkdir()
    drop = []
    for number, plan in enumerate(PLANS[:3]):
        (path := room / str(number)).write_bytes(plan.read_bytes())
        drop.append(receive.Dropped(plan.name, path, False, "file"))
    job = Job("Taking in")
    job.cancel()
    with pytest.raises(Cancelled):
        intake.take_in(job, drop, tmp_path / "returned")
    assert sorted(each.name for each in room.iterdir()) == ["0", "1", "2"], "they are still to come"


def test_what_a_desk_that_was_killed_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".desk").mkdir()
    left = tmp_path / ".desk" / ".0123456789abcdef.waiting"
    left.mkdir()
    (left / "00000").write_bytes(b"half")
    Desk(tmp_path)
    assert not left.exists()


def test_links_out_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (outside := tmp_path / "outside").mkdir()
    (outside / "secret.docx").write_bytes(RAMAN)
    (folder := tmp_path / "cycle" / "returned").mkdir(parents=True)
    (folder / "linked.docx").symlink_to(outside / "secret.docx")
    (folder / "branch").symlink_to(outside, target_is_directory=True)
    (tmp_path / "cycle" / "plandocs.toml").write_text('roster = "../outside/secret.docx"\n')
    desk = Desk(tmp_path / "cycle")
    with desk.client:
        desk.enter()
        desk.settle()
        page = desk.get("/")
    assert "out of this folder and was not opened" in page
    assert "leads out of this folder and was not opened" in page
    assert desk.space.snapshot.readings == ()
