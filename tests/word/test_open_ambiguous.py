"""A package that can show two different documents is refused in words, whatever shows which."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest
from tests.documents import opc

from plandocs.errors import Corrupt
from plandocs.word.package.open import open_package

_MAIN = opc.MAIN
_OTHER = opc.document("<w:p><w:r><w:t>Other words</w:t></w:r></w:p>")


def _with(*more: tuple[str, str | bytes]) -> bytes:
    out = io.BytesIO(opc.docx())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        for name, content in more:
            archive.writestr(name, content)
    return out.getvalue()


def _refused(data: bytes) -> None:
    with pytest.raises(Corrupt, match="can show two different documents"):
        open_package(data, convert=False).read(_MAIN)


@pytest.mark.parametrize(
    "name",
    [
        _MAIN, "./word/document.xml", "/word/document.xml", "word\\document.xml",
        "Word/Document.XML", "word/documen%74.xml", "word/./document.xml", "x/../word/document.xml",
        "word//document.xml", "_rels/.rels", "_RELS/.rels", "[Content_Types].xml",
        "%5BContent_Types%5D.xml", "../word/document.xml", "x/../../../word/document.xml",
        "word/document.xml.", "word./document.xml", "word /document.xml ", "word/document.xml%2e",
    ],
)  # fmt: skip
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    content = opc.entry(_with(), name) if name.startswith("[") else _OTHER
    _refused(_with((name, content)))


@pytest.mark.parametrize(
    "name",
    [
        "word/document2.xml", "word/_rels/document.rels", "a%20b.xml", "../../etc/passwd", "CON",
        "word/NUL", "C:\\word\\document.xml", "word/document.xml\x01", "word/\u202excod.xml", ".",
        "/", "word/..", "a" * 60_000, "word/document.xml::$DATA", "word/.document.xml",
    ],
)  # fmt: skip
def test_other_names_are_other_parts(name: str) -> None:
    assert open_package(_with((name, _OTHER)), convert=False).main == _MAIN


@pytest.mark.parametrize("lie", [-1, 1, 5])
def test_a_directory_that_miscounts_is_refused(lie: int) -> None:
    data = bytearray(_with())
    at = data.rindex(b"PK\5\6") + 10
    (count,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<H", data, at, count + lie)
    _refused(bytes(data))


@pytest.mark.parametrize(("at", "value"), [(14, 7), (18, 9), (22, 11)])
def test_a_part_whose_own_header_says_otherwise_is_refused(at: int, value: int) -> None:
    data = bytearray(_with())
    struct.pack_into("<L", data, data.index(_MAIN.encode()) - 30 + at, value)
    _refused(bytes(data))


def test_a_part_that_calls_itself_otherwise_is_refused() -> None:
    data = bytearray(_with())
    at = data.index(_MAIN.encode())
    data[at : at + len(_MAIN)] = b"word/documenX.xml"
    _refused(bytes(data))


def test_a_second_directory_in_front_of_a_note_is_refused() -> None:
    first = _with()
    second = _with(("word/more.xml", _OTHER))
    end = len(first) - 22
    size, offset = struct.unpack_from("<LL", second, second.rindex(b"PK\5\6") + 12)
    note = second[offset : offset + size] + second[second.rindex(b"PK\5\6") :]
    both = first[: end + 20] + struct.pack("<H", len(note)) + note
    with pytest.raises(Corrupt):
        open_package(both, convert=False)


def test_two_main_documents_are_refused() -> None:
    rels = opc.relationships(("officeDocument", _MAIN), ("officeDocument", "word/document2.xml"))
    _refused(opc.zipped(opc.parts() | {"_rels/.rels": rels, "word/document2.xml": _OTHER}))


def test_a_main_document_that_is_pointed_to_twice_is_one() -> None:
    rels = opc.relationships(("officeDocument", _MAIN), ("officeDocument", f"/{_MAIN}"))
    assert open_package(opc.zipped(opc.parts() | {"_rels/.rels": rels})).main == _MAIN


def test_a_zip_written_as_a_stream_is_sound() -> None:
    data = opc.zipped(opc.parts(), out=opc.Pipe())
    assert open_package(data, convert=False).main == _MAIN
