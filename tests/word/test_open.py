"""What a file is: a Word document whatever it is called, or an error that says what it is."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from pathlib import Path

import pytest
from tests.documents import opc
from tests.documents.ole import ole

from plandocs.container.limits import Limits
from plandocs.errors import (
    Corrupt,
    DocumentError,
    Encrypted,
    LegacyDoc,
    NotDocx,
    NotFound,
    TooLarge,
)
from plandocs.word.package.open import open_package

_WORD_97 = b"\xec\xa5\xc1\0" + b"\0" * 28
_WORD_97_ENCRYPTED = b"\xec\xa5\xc1\0\0\0\0\0\0\0\0\x01" + b"\0" * 20


def refusal(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        open_package(data, convert=False)
    return caught.value


def test_a_path_bytes_and_a_binary_file_give_the_same_package(tmp_path: Path) -> None:
    data = opc.docx()
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    with path.open("rb") as file:
        packages = [
            open_package(str(path)),
            open_package(path),
            open_package(file),
            open_package(data),
        ]
    sources = [str(path), str(path), str(path), ""]
    assert [package.source for package in packages] == sources
    assert {package.sha256 for package in packages} == {hashlib.sha256(data).hexdigest()}
    assert {package.xml(package.main) for package in packages} == {
        packages[0].xml(packages[0].main)
    }


@pytest.mark.parametrize(
    ("content_type", "macros"),
    [
        (opc.WORD_MAIN, False),
        (opc.WORD_MAIN.replace("document.main", "template.main"), False),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", True),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", True),
    ],
)
def test_documents_templates_and_their_macro_kinds_open(content_type: str, macros: bool) -> None:
    parts = opc.parts() | {"[Content_Types].xml": opc.content_types(content_type)}
    package = open_package(opc.zipped(parts))
    assert (package.main, package.macros) == ("word/document.xml", macros)


def test_the_package_says_which_part_is_the_document_and_its_folder_may_be_any() -> None:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": opc.content_types(part="/other/text2.xml"),
        "_rels/.rels": opc.relationships(("officeDocument", "/other/text2.xml")),
        "other/text2.xml": opc.document(),
    }
    assert open_package(opc.zipped(parts)).main == "other/text2.xml"


def test_a_strict_document_opens() -> None:
    arrow = opc.relationships(("officeDocument", "word/document.xml"), types=opc.STRICT_R)
    parts = opc.parts() | {
        "_rels/.rels": arrow,
        "word/document.xml": opc.document().replace(opc.W, opc.STRICT_W),
    }
    package = open_package(opc.zipped(parts))
    assert package.xml(package.main).startswith("<w:document ")


def test_a_document_whose_content_type_is_missing_is_known_by_its_root() -> None:
    parts = opc.parts() | {"[Content_Types].xml": opc.content_types(part="/word/styles.xml")}
    assert open_package(opc.zipped(parts)).main == "word/document.xml"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (rb"{\rtf1 Hello}", "an RTF document"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>Hello", "a web page"),
        (b"From: a@example.org\nSubject: plan\n\nHello", "an e-mail"),
        (b"Officer name,Level\n", "plain text"),
        ("Officer name".encode("utf-16"), "plain text"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xffWPC", "a WordPerfect document"),
        (b"\x07\xc3\x99\x12 noise", "a kind of file that plandocs does not know"),
        (b'<?xml version="1.0"?><a/>', "an XML file of another kind"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/'
            b'word/2003/wordml"/>',
            "a Word 2003 XML document",
        ),
        (
            b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
            "Flat OPC",
        ),
        (opc.zipped({"photo.jpg": b"x"}), "a zip archive of other files"),
        (opc.zipped({"Index/Document.iwa": b"x"}), "an Apple Pages document"),
        (
            opc.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "an OpenDocument text",
        ),
        (
            opc.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "an OpenDocument spreadsheet",
        ),
        (opc.zipped({"mimetype": "application/epub+zip"}), "an EPUB book"),
        (ole("Workbook"), "an Excel workbook"),
        (ole("Notes", "PowerPoint Document"), "a PowerPoint presentation"),
        (ole("Contents"), "an OLE container of another program"),
    ],
)
def test_any_other_file_is_named_for_what_it_is(data: bytes, words: str) -> None:
    error = refusal(data)
    assert isinstance(error, NotDocx)
    assert words in error.message


@pytest.mark.parametrize(
    ("content_type", "words"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "Excel"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
            "Power",
        ),
        ("application/x-unknown", "without a Word document"),
    ],
)
def test_the_other_office_packages_are_no_documents_even_if_named_so(
    content_type: str, words: str
) -> None:
    parts = opc.parts() | {
        "[Content_Types].xml": opc.content_types(content_type),
        "word/document.xml": "<workbook/>",
    }
    error = refusal(opc.zipped(parts))
    assert isinstance(error, NotDocx)
    assert words in error.message


@pytest.mark.parametrize(
    "data",
    [
        ole("WordDocument", start=_WORD_97),
        ole("ObjectPool", "WORDDOCUMENT", start=_WORD_97),
        ole("WordDocument", start=_WORD_97) + opc.docx(),
        b"\xdb\xa5\x2d\0\0\0",
        b"\x31\xbe\0\0\0\xab",
        b"\xfe\x37\0\x23",
    ],
)
def test_old_binary_documents_are_legacy_even_with_a_zip_inside(data: bytes) -> None:
    error = refusal(data)
    assert isinstance(error, LegacyDoc)
    assert "save it as a Word document (.docx)" in error.message


@pytest.mark.parametrize(
    "data",
    [
        ole("EncryptionInfo", "EncryptedPackage"),
        ole("WordDocument", start=_WORD_97_ENCRYPTED),
    ],
)
def test_encrypted_documents_are_encrypted_and_not_legacy(data: bytes) -> None:
    error = refusal(data)
    assert isinstance(error, Encrypted)
    assert "password" in error.message


def test_a_zip_with_encrypted_entries_is_encrypted() -> None:
    data = bytearray(opc.docx())
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    assert isinstance(refusal(bytes(data)), Encrypted)


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    for name in (str(tmp_path / "no.docx"), str(tmp_path / "no" / "no.docx"), "a\0b"):
        with pytest.raises(NotFound) as caught:
            open_package(name)
        assert caught.value.source == name


def test_a_folder_is_not_a_document(tmp_path: Path) -> None:
    with pytest.raises(NotDocx, match="folder"):
        open_package(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotDocx, match="pipe"):
        open_package(tmp_path / "pipe")


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(opc.docx())
    for source in (path, path.read_bytes(), io.BytesIO(path.read_bytes())):
        with pytest.raises(TooLarge, match="100 bytes"):
            open_package(source, limits=Limits(file_bytes=100))


def test_an_error_names_the_file_and_survives_pickling(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"")
    with pytest.raises(Corrupt) as caught:
        open_package(path)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert str(again).startswith(f"{path}: it is empty")


@pytest.mark.parametrize(
    ("part", "size"), [("word/settings.xml", 2**22), ("word/media/image1.png", 2**25 + 1)]
)
def test_a_bomb_is_refused_also_in_a_part_that_nobody_reads(part: str, size: int) -> None:
    with pytest.raises(TooLarge, match="bombs"):
        open_package(opc.zipped(opc.parts() | {part: bytes(size)}))


def test_a_white_picture_is_no_bomb() -> None:
    white = opc.parts() | {"word/media/image1.emf": bytes(2**23)}
    assert open_package(opc.zipped(white)).main == "word/document.xml"
