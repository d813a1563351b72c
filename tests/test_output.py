"""Places to write to are asked about first, and written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from plandocs.errors import OutputError
from plandocs.files.places import ensure_writable
from plandocs.files.whole import Target, write_whole


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_may_be_written_and_asking_leaves_nothing_behind(tmp_path: Path) -> None:
    ensure_writable(tmp_path / "new.xlsx", force=False)
    assert names(tmp_path) == []


def test_a_file_that_exists_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "there.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="force=True"):
        ensure_writable(path, force=False)
    ensure_writable(path, force=True)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("division.xlsx", "~$division.xlsx"),
        ("division.xlsx", ".~lock.division.xlsx#"),
        ("priya raman.docx", "~$iya raman.docx"),
        ("plans26.docx", "~$lans26.docx"),
        ("raman.docx", "~$raman.docx"),
    ],
)
def test_a_file_that_a_program_has_open_is_found_out(tmp_path: Path, name: str, mark: str) -> None:
    (tmp_path / name).write_bytes(b"old")
    (tmp_path / mark).touch()
    with pytest.raises(OutputError, match="open in Excel, Word or LibreOffice"):
        ensure_writable(tmp_path / name, force=True)


def test_a_mark_without_its_file_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "~$division.xlsx").touch()
    ensure_writable(tmp_path / "division.xlsx", force=False)
    assert names(tmp_path) == ["~$division.xlsx"]


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this is a folder"):
        ensure_writable(tmp_path, force=True)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        ensure_writable(tmp_path / "none" / "x.xlsx", force=False)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the system lets us write anywhere"
)
def test_a_closed_folder_is_found_out(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="nothing can be written"):
            ensure_writable(tmp_path / "x.xlsx", force=False)
    finally:
        tmp_path.chmod(0o700)


def test_bytes_and_functions_are_written(tmp_path: Path) -> None:
    def content(file: Target) -> None:
        file.write(b"one ")
        file.write(b"two")

    write_whole(tmp_path / "a", b"bytes")
    write_whole(tmp_path / "b", content)
    assert (tmp_path / "a").read_bytes() == b"bytes"
    assert (tmp_path / "b").read_bytes() == b"one two"
    assert names(tmp_path) == ["a", "b"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def content(file: Target) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, content)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others on Windows")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "ours", b"")
    (tmp_path / "usual").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others on Windows")
def test_a_file_closed_to_others_stays_so(tmp_path: Path) -> None:
    (tmp_path / "private").touch(0o600)
    write_whole(tmp_path / "private", b"new")
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600
