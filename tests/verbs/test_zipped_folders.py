"""A .zip of documents is a folder, for all that takes folders; the limits hold inside it."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.files.search import find
from tests.commands import run


@pytest.fixture(scope="module")
def plans() -> tuple[bytes, ...]:
    """Three plans as Word documents."""
    return tuple(
        plandocs.fill(plandocs.validate({"officer_name": name, "id": str(n)}))
        for n, name in enumerate(("Priya Raman", "Tom Alder", "Lea Quill"))
    )


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """An archive of these files, as SharePoint makes it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def returned(tmp_path: Path, plans: tuple[bytes, ...]) -> Path:
    return zipped(
        tmp_path / "returned.zip",
        {
            "Rail/alder.docx": plans[1],
            "raman.docx": plans[0],
            "Rail/Freight/quill.docx": plans[2],
            "~$raman.docx": b"owner",
            "Rail/.DS_Store": b"x",
            "__MACOSX/._raman.docx": b"x",
            "__MACOSX/raman.docx": plans[0],
        },
    )


def found_in(path: Path, **options: Any) -> dict[str, str]:
    """What became of each file, by its path in the folder."""
    return {
        reading.source.removeprefix(f"{path.parent}/"): (
            reading.error.code if reading.error else getattr(reading.plan, "officer_name", "")
        )
        for reading in plandocs.parse_many(find([path]), **options)
    }


ALL = {
    "returned.zip/raman.docx": "Priya Raman",
    "returned.zip/Rail/alder.docx": "Tom Alder",
    "returned.zip/Rail/Freight/quill.docx": "Lea Quill",
}


def test_it_holds_what_the_folder_would_hold_in_the_same_order(returned: Path) -> None:
    assert list(found_in(returned).items()) == list(ALL.items())
    folder = returned.parent / "unpacked"
    with zipfile.ZipFile(returned) as archive:
        archive.extractall(folder)
    inside = [path.relative_to(folder).as_posix() for path in _walked(folder)]
    assert [f"returned.zip/{name}" for name in inside] == list(ALL)


def _walked(folder: Path) -> Iterator[Path]:
    from plandocs.files.search import find

    return (path for path in map(Path, find([folder])) if "__MACOSX" not in path.parts)


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_unpack_it_themselves(returned: Path, workers: int) -> None:
    assert found_in(returned, workers=workers) == ALL


def test_a_path_leads_into_it(returned: Path) -> None:
    inside = returned / "Rail" / "alder.docx"
    reading = plandocs.parse(inside)
    assert reading.plan.officer_name == "Tom Alder"
    assert reading.source == str(inside)
    with pytest.raises(plandocs.NotFound):
        plandocs.parse(returned / "Rail" / "nobody.docx")


def test_every_verb_that_takes_folders_takes_it(returned: Path) -> None:
    assert plandocs.rollup(returned, returned.parent / "division.xlsx").rows["Sources"] == 3
    assert len(plandocs.tables([returned])["sources"]) == 3
    assert len(list(plandocs.check(returned))) == 3
    assert len(list(plandocs.converse_many(returned))) == 3
    assert len(plandocs.carry(returned, period="2027-28")) == 3
    assert len(plandocs.history(returned).versions) == 3
    assert plandocs.diff(returned / "raman.docx", returned / "Rail/alder.docx")


def test_it_is_found_in_a_folder(returned: Path, plans: tuple[bytes, ...]) -> None:
    (returned.parent / "more.docx").write_bytes(plans[0])
    assert plandocs.rollup([returned.parent], returned.parent / "d.xlsx").rows["Sources"] == 4


def test_a_state_keeps_what_is_in_it_by_content(
    returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plandocs.reading import many

    os.utime(returned, (1_700_000_000, 1_700_000_000))
    state = returned.parent / "division.plandocs"
    assert found_in(returned, state=state) == ALL
    remembered = plandocs.State(state)
    remembered.correct(returned / "raman.docx", "officer_name", "Priya R")
    renamed = returned.rename(returned.with_name("again.zip"))
    with monkeypatch.context() as patched:
        patched.setattr(many, "read_form", None)
        assert set(found_in(renamed, state=state).values()) == {
            "Priya R", "Tom Alder", "Lea Quill",
        }  # fmt: skip
    assert list(remembered.verify()) == []
    gone = remembered.forget("Tom Alder")
    assert [Path(path).name for path in gone.files] == ["alder.docx"]


# -- what is odd in it -------------------------------------------------------------------------


def test_what_cannot_be_read_is_told_one_by_one(tmp_path: Path, plans: tuple[bytes, ...]) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.docx": plans[0]}).read_bytes()
    path = zipped(
        tmp_path / "z.zip",
        {"a.docx": plans[0], "b.docx": plans[1][:500], "inner.zip": inner, "note.pdf": b"%PDF-1.4"},
    )
    assert found_in(path) == {
        "z.zip/a.docx": "Priya Raman", "z.zip/b.docx": "corrupt", "z.zip/inner.zip": "not-docx",
        "z.zip/note.pdf": "not-docx",
    }  # fmt: skip


def _with_flag(path: Path, name: str, flag: int) -> None:
    """Set a flag of one entry in both of its headers."""
    data = bytearray(path.read_bytes())
    for mark, at_flags, at_name in ((b"PK\3\4", 6, 30), (b"PK\1\2", 8, 46)):
        at = data.find(mark)
        while data[at + at_name : at + at_name + len(name)] != name.encode():
            at = data.find(mark, at + 1)
        (flags,) = struct.unpack_from("<H", data, at + at_flags)
        struct.pack_into("<H", data, at + at_flags, flags | flag)
    path.write_bytes(data)


def test_one_protected_entry_does_not_stop_the_others(returned: Path) -> None:
    _with_flag(returned, "raman.docx", 1)
    assert found_in(returned) == {**ALL, "returned.zip/raman.docx": "encrypted"}


@pytest.mark.parametrize(
    "name", ["../../out.docx", "..\\..\\out.docx", "Rail/../../out.docx", "/../out.docx"]
)
def test_a_name_that_leads_out_is_told_and_not_followed(
    tmp_path: Path, plans: tuple[bytes, ...], name: str
) -> None:
    inner = tmp_path / "in" / "in"
    inner.mkdir(parents=True)
    path = zipped(inner / "z.zip", {name: plans[0], "b.docx": plans[1]})
    found = found_in(path)
    assert found.pop("z.zip/b.docx") == "Tom Alder"
    ((source, code),) = found.items()
    assert (code, ".." in source) == ("corrupt", False)
    assert {each.name for each in tmp_path.rglob("*")} == {"in", "z.zip"}


def test_an_absolute_name_is_below_the_archive(tmp_path: Path, plans: tuple[bytes, ...]) -> None:
    path = zipped(tmp_path / "z.zip", {"/etc/a.docx": plans[0]})
    assert found_in(path) == {"z.zip/etc/a.docx": "Priya Raman"}


def test_two_files_of_one_name_are_told_and_neither_is_read(
    tmp_path: Path, plans: tuple[bytes, ...]
) -> None:
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.docx", plans[0])
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.docx", plans[1])
        archive.writestr("b.docx", plans[2])
    readings = list(plandocs.parse_many(find([path])))
    codes = [reading.error.code if reading.error else "" for reading in readings]
    assert codes == ["corrupt", ""]


@pytest.mark.parametrize(
    ("raw", "name"),
    [("Zoë.docx".encode("cp437"), "Zoë.docx"), ("Zoë.docx".encode(), "Zoë.docx"),
     ("Müller/Ångström.docx".encode("cp437"), "Müller/Ångström.docx")],
)  # fmt: skip
def test_names_are_in_utf_8_or_the_letters_of_dos(
    tmp_path: Path, plans: tuple[bytes, ...], raw: bytes, name: str
) -> None:
    stand_in = "x" * len(raw)
    path = zipped(tmp_path / "z.zip", {stand_in: plans[0]})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), raw))
    assert found_in(path) == {f"z.zip/{name}": "Priya Raman"}


def test_the_limits_hold_for_each_file_in_it(returned: Path) -> None:
    with zipfile.ZipFile(returned) as archive:
        sizes = {each.filename: each.file_size for each in archive.infolist()}
    limits = replace(DEFAULT_LIMITS, file_bytes=sizes["raman.docx"] - 1)
    assert found_in(returned, limits=limits)["returned.zip/raman.docx"] == "too-large"


def test_a_bomb_in_it_is_not_unpacked(tmp_path: Path, plans: tuple[bytes, ...]) -> None:
    path = zipped(tmp_path / "z.zip", {"a.docx": bytes(64 * 2**20), "b.docx": plans[0]})
    assert found_in(path) == {"z.zip/a.docx": "too-large", "z.zip/b.docx": "Priya Raman"}


def _overlapping(path: Path, plan: bytes) -> None:
    """An archive whose entries are all the same bytes."""
    zipped(path, {f"{n}.docx": plan for n in range(3)})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<L", data, at + 42, 0)
        struct.pack_into("<L", data, at + 20, len(plan) * 3)
        at = data.find(b"PK\1\2", at + 1)
    path.write_bytes(data)


def _cut_off(path: Path, plan: bytes) -> None:
    zipped(path, {"a.docx": plan})
    path.write_bytes(path.read_bytes()[:-100])


def _too_many(path: Path, plan: bytes) -> None:
    zipped(path, {f"{n}.docx": b"" for n in range(DEFAULT_LIMITS.parts + 1)})


@pytest.mark.parametrize("make", [_overlapping, _cut_off, _too_many])
def test_what_is_no_archive_of_documents_is_one_error(
    tmp_path: Path, plans: tuple[bytes, ...], make: Callable[[Path, bytes], None]
) -> None:
    path = tmp_path / "z.zip"
    make(path, plans[0])
    ((source, code),) = found_in(path).items()
    assert source == "z.zip"
    assert code in ("corrupt", "too-large", "not-docx")


def test_a_document_called_zip_is_a_document(tmp_path: Path, plans: tuple[bytes, ...]) -> None:
    (tmp_path / "plan.zip").write_bytes(plans[0])
    assert found_in(tmp_path / "plan.zip") == {"plan.zip": "Priya Raman"}


def test_a_folder_called_zip_is_a_folder(tmp_path: Path, plans: tuple[bytes, ...]) -> None:
    folder = tmp_path / "old.zip"
    folder.mkdir()
    (folder / "a.docx").write_bytes(plans[0])
    assert plandocs.rollup([folder], tmp_path / "d.xlsx").rows["Sources"] == 1


# -- the commands ------------------------------------------------------------------------------


def test_parse_writes_a_line_for_each_file_in_it(returned: Path) -> None:
    output = returned.parent / "plans.jsonl"
    assert run("parse", returned, "-o", output) == 0
    lines = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [line["source"].removeprefix(f"{returned.parent}/") for line in lines] == list(ALL)


def test_an_archive_without_documents_is_nothing_to_work_on(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"__MACOSX/._a.docx": b"x"})
    assert run("parse", path, "-o", tmp_path / "plans.jsonl") == 2


def test_parse_many_has_one_reading_for_each_path(returned: Path, plans: tuple[bytes, ...]) -> None:
    readings = list(plandocs.parse_many([returned, returned / "raman.docx", plans[1]]))
    codes = [reading.error.code if reading.error else "" for reading in readings]
    assert codes == ["not-docx", "", ""]


def test_a_file_that_does_not_unpack_is_said_of_the_archive(returned: Path) -> None:
    content = bytearray(returned.read_bytes())
    with zipfile.ZipFile(returned) as archive:
        at = archive.getinfo("raman.docx").header_offset
    content[at + 300] ^= 0xFF
    returned.write_bytes(content)
    with pytest.raises(plandocs.Corrupt, match="out of the archive") as raised:
        plandocs.parse(returned / "raman.docx")
    assert "open the file in Word" not in str(raised.value)
