"""Damaged, incomplete and hostile files: one clear error each, soon, and never anything else."""

from __future__ import annotations

import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import opc
from tests.documents.ole import ole

from plandocs.container.limits import Limits
from plandocs.errors import Corrupt, DocumentError, NotDocx, TooLarge
from plandocs.word.package.open import open_package

_SOUND = opc.docx(opc.document("<w:p><w:r><w:t>Hello</w:t></w:r></w:p>" * 200))


def main_text(data: bytes, limits: Limits | None = None) -> str:
    package = open_package(data, limits=limits or Limits(), convert=False)
    return package.xml(package.main)


def patched(data: bytes, part: str, at: int, value: bytes) -> bytes:
    """The archive with bytes of a part's directory entry overwritten."""
    entry = data.index(part.encode(), data.index(b"PK\1\2")) - 46
    return data[: entry + at] + value + data[entry + at + len(value) :]


@pytest.mark.parametrize(
    "front", [b"\n", b"<br />\n<b>Warning</b>: not found\n", b"MZ" + b"\0" * 3000]
)
def test_junk_in_front_of_the_package_does_no_harm(front: bytes) -> None:
    assert main_text(front + _SOUND) == main_text(_SOUND)


def test_junk_and_comments_behind_the_package_do_no_harm() -> None:
    assert main_text(_SOUND + b"\0" * 100_000) == main_text(_SOUND)


def test_a_note_on_the_archive_that_holds_the_directory_mark_does_no_harm() -> None:
    note = b"see PK\5\6 in the specification of the zip format"
    noted = _SOUND[:-2] + struct.pack("<H", len(note)) + note
    assert main_text(noted) == main_text(_SOUND)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/settings.xml", "customXml/item1.xml", "docProps/core.xml"])
def test_a_doctype_is_refused_in_parts_that_are_never_read(part: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!-- x -->\n<!DOCTYPE a><a/>'
    with pytest.raises(Corrupt, match="DOCTYPE") as caught:
        open_package(opc.zipped(opc.parts() | {part: text.encode(encoding)}))
    assert caught.value.place == part


def test_a_page_kept_beside_the_text_may_have_a_doctype() -> None:
    page = {
        "word/page.html": "<!DOCTYPE html><p>x",
        "word/a.xml": "<a><![CDATA[<!DOCTYPE a>]]></a>",
    }
    assert main_text(opc.zipped(opc.parts() | page)) == opc.document()


def test_entries_stored_plain_are_read() -> None:
    assert main_text(opc.zipped(opc.parts(), zipfile.ZIP_STORED)) == opc.document()


def test_entries_written_to_a_pipe_with_their_sizes_behind_are_read() -> None:
    assert main_text(opc.zipped(opc.parts(), out=opc.Pipe())) == opc.document()


@pytest.mark.parametrize("more", [b"", b"\x01\0\x04\0\0\0more"])
def test_a_zip64_directory_is_read(more: bytes) -> None:
    data = opc.docx()
    end = data.rindex(b"PK\5\6")
    count, size, offset = struct.unpack_from("<HLL", data, end + 10)
    length = 44 + len(more)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", length, 45, 45, 0, 0, count, count, size, offset)
    wide += more
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    last = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert main_text(data[:end] + wide + locator + last) == opc.document()


def test_backslashes_and_other_case_in_part_names_are_understood() -> None:
    renamed = {
        name.replace("/", "\\").replace("word", "Word"): text for name, text in opc.parts().items()
    }
    assert main_text(opc.zipped(renamed)) == opc.document()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("[Content_Types].xml", r"\[Content_Types\].xml is missing"),
        ("_rels/.rels", "_rels/.rels is missing"),
        ("word/document.xml", "main part is missing"),
    ],
)
def test_a_package_without_a_part_it_cannot_do_without_is_corrupt(missing: str, words: str) -> None:
    parts = opc.parts()
    del parts[missing]
    with pytest.raises(Corrupt, match=words):
        main_text(opc.zipped(parts))


def test_an_empty_archive_is_corrupt() -> None:
    with pytest.raises(Corrupt, match="no parts"):
        main_text(opc.zipped({}))


def test_a_file_of_zero_bytes_only_is_corrupt() -> None:
    with pytest.raises(Corrupt, match="zero bytes"):
        main_text(bytes(5000))


def test_a_download_that_stopped_half_way_is_corrupt() -> None:
    with pytest.raises(Corrupt, match="incomplete"):
        main_text(_SOUND[: len(_SOUND) // 2])


def test_a_whole_document_embedded_in_half_a_document_is_not_taken_for_it() -> None:
    embedding = opc.zipped(opc.parts() | {"word/inner.docx": opc.docx()}, zipfile.ZIP_STORED)
    with pytest.raises(Corrupt):
        main_text(embedding[: embedding.index(b"PK\1\2", embedding.index(b"PK\5\6"))])


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        (10, b"\x09\0", "Deflate64"),
        (16, b"\1\2\3\4", "check sum"),
        (20, b"\xff\xff\0\0", "cut off"),
        (42, b"\7\0\0\0", "header is not where"),
    ],
)
def test_a_part_whose_header_is_wrong_is_corrupt_and_named(
    at: int, value: bytes, words: str
) -> None:
    with pytest.raises(Corrupt, match=words) as caught:
        main_text(patched(opc.docx(), "word/document.xml", at, value))
    assert caught.value.place == "word/document.xml"


@pytest.mark.parametrize("data", [ole("WordDocument")[:700], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_broken_ole_container_is_corrupt(data: bytes) -> None:
    with pytest.raises(Corrupt, match="OLE"):
        main_text(data)


def test_ole_sectors_that_run_in_a_circle_are_corrupt() -> None:
    data = bytearray(ole("WordDocument"))
    data[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    with pytest.raises(Corrupt, match="circle"):
        main_text(bytes(data))


def test_a_decompression_bomb_is_too_large() -> None:
    with pytest.raises(TooLarge, match="bombs") as caught:
        main_text(opc.docx(opc.document(" " * 20_000_000)))
    assert caught.value.place == "word/document.xml"


def test_a_bomb_that_lies_about_its_size_is_refused_without_unpacking_it() -> None:
    bomb = opc.docx(opc.document(" " * 20_000_000))
    with pytest.raises(TooLarge):
        main_text(patched(bomb, "word/document.xml", 24, b"\xff\0\0\0"))


def test_parts_that_are_too_many_or_too_large_together_are_too_large() -> None:
    with pytest.raises(TooLarge, match="2 parts"):
        main_text(_SOUND, Limits(parts=2))
    with pytest.raises(TooLarge, match="1,000 bytes"):
        main_text(_SOUND, Limits(total_bytes=1000))


@pytest.mark.parametrize("tag", ["w:p", "p", 'w:p w:a="/"', "w:p xmlns:w='urn:x'"])
def test_elements_nested_without_end_are_too_large(tag: str) -> None:
    nested = f"<{tag}>" * 30_000 + f"</{tag.split()[0]}>" * 30_000
    with pytest.raises(TooLarge, match="256 deep"):
        main_text(opc.docx(opc.document(nested)))


def test_the_limit_on_depth_is_exact() -> None:
    assert main_text(opc.docx("<w:p>" * 256 + "</w:p>" * 256))
    with pytest.raises(TooLarge):
        main_text(opc.docx("<w:p>" * 257 + "</w:p>" * 257))


def test_too_many_tags_are_too_large() -> None:
    with pytest.raises(TooLarge, match="100 tags"):
        main_text(_SOUND, Limits(nodes=100))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "b">]>'
    with pytest.raises(Corrupt, match="DOCTYPE"):
        main_text(opc.docx((text + opc.document("&a;")).encode(encoding)))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_raises_anything_but_our_own_errors(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([_SOUND, opc.docx(), ole("WordDocument", "Data")]))
    damaged = bytearray(whole)
    place = st.integers(0, len(whole) - 1)
    for at, value in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), max_size=12)):
        damaged[at] = value
    cut = data.draw(st.one_of(st.just(len(whole)), place))
    try:
        text = main_text(bytes(damaged[:cut]))
    except DocumentError:
        return
    assert text.startswith("<w:document")


@given(st.binary(max_size=400))
def test_noise_is_never_a_document(noise: bytes) -> None:
    with pytest.raises(DocumentError):
        open_package(noise, convert=False)


def test_zip_signatures_inside_do_not_make_a_document() -> None:
    with pytest.raises(NotDocx):
        main_text(b"a PK\3\4 and a PK\5\6 walk into a bar, and nobody laughs at all")
