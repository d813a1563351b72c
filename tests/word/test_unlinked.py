"""A converter opens no file but its own: links of former formats are passed over, and told."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.documents.opc import zipped

import plandocs
from plandocs.word.package.foreign import libreoffice
from plandocs.word.package.foreign.unlinked import unlinked
from plandocs.word.package.live import live_content
from plandocs.word.package.open import open_package
from plandocs.word.view.document import walk
from plandocs.word.view.read import read_document

_STYLES = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_STYLES}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("draw", "drawing"), ("style", "style"),
        ("meta", "meta"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def rtf(inside: str) -> bytes:
    return (r"{\rtf1\ansi Before " + inside + r" behind.\par}").encode()


def field(code: str, shown: str = "shown") -> str:
    return r"{\field{\*\fldinst " + code + r"}{\fldrslt " + shown + "}}"


def odt(body: str, automatic: str = "", more: dict[str, str] | None = None) -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{what}"/>'
        for path, what in (("/", kind), ("content.xml", "text/xml"))
    )
    space = f"{_STYLES}manifest:1.0"
    parts = {
        "mimetype": kind,
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}">{entries}</m:manifest>',
        "content.xml": f'<office:document-content {_SPACES} office:version="1.2">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>"
        f"<office:text><text:p>Before</text:p>{body}</office:text></office:body>"
        "</office:document-content>",
    }
    return zipped(parts | (more or {}), zipfile.ZIP_STORED)


def framed(inside: str) -> str:
    size = 'svg:width="2cm" svg:height="2cm"'
    return f'<text:p><draw:frame text:anchor-type="as-char" {size}>{inside}</draw:frame></text:p>'


def words_2003(paragraph: str) -> bytes:
    spaces = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:x:vml"'
    return (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument {spaces}>'
        f"<w:body><w:p>{paragraph}</w:p></w:body></w:wordDocument>"
    ).encode()


def wide(code: str) -> bytes:
    """A field as an old binary document has it, its text in UTF-16."""
    return b"\0" * 512 + f"\x13{code}\x14shown\x15".encode("utf-16-le") + b"\0" * 512


FIELDS = [
    r'INCLUDEPICTURE "{}" \\d', r'INCLUDEPICTURE "file://{}" MERGEFORMAT', r'includetext "{}"',
    r'{{INCLUDE}}{{PICTURE "{}"}}', r"\'49NCLUDEPICTURE \u34?{}\u34?", r'IMPORT "{}" \\d',
    r'  INCLUDEPICTURE  "{}"', r"DDEAUTO soffice {} x", r'LINK Word.Document "{}"',
    r'{{\*\bkmkstart a}}INCLUDEPICTURE "{}"',
]  # fmt: skip


@pytest.mark.parametrize("code", FIELDS)
def test_a_field_of_an_rtf_is_told_and_no_reader_knows_it(code: str) -> None:
    data = rtf(field(code.format("/etc/sneaky.png")))
    made, live = unlinked(data, ".rtf")
    assert len(live) == 1
    assert "sneaky" in live[0]
    assert rb"fldinst" not in made
    assert made.count(b"{") == data.count(b"{")
    assert b"{\\fldrslt shown}" in made


@pytest.mark.parametrize(
    "code", ["PAGE", 'HYPERLINK "https://a.example/"', "FORMTEXT", r"DATE \\@ d", "= 1 + 2",
             "MERGEFIELD x", "REF a", "QUOTE {PAGE} b"]
)  # fmt: skip
def test_other_fields_of_an_rtf_stay(code: str) -> None:
    data = rtf(field(code))
    assert unlinked(data, ".rtf") == (data, ())


def test_a_field_in_the_code_of_another_is_told_and_one_that_is_not_known_is_passed_over() -> None:
    inner = field("INCLUDETEXT sneaky")
    made, live = unlinked(rtf(field(f"IF 1 = 1 {inner}")), ".rtf")
    assert live == ("INCLUDETEXT sneaky",)
    assert made.count(b"fldinst") == 1
    made, live = unlinked(rtf(field("FETCHIT sneaky")), ".rtf")
    assert (b"fldinst" in made, live) == (False, ())


def test_bytes_of_a_picture_are_no_words_of_an_rtf() -> None:
    data = rb"{\rtf1{\pict\bin9 \fldinst{x}" + field("PAGE").encode() + b"}"
    assert unlinked(data, ".rtf") == (data, ())


def test_an_object_that_is_linked_and_the_template_of_an_rtf_are_passed_over() -> None:
    linked = r"{\object\objautlink{\*\objclass Excel.Sheet}{\*\objdata 0105}{\result shown}}"
    made, live = unlinked(rtf(linked), ".rtf")
    assert b"objdata" not in made
    assert live == ("object: a link",)
    embedded = rtf(linked.replace("objautlink", "objemb"))
    assert unlinked(embedded, ".rtf") == (embedded, ())
    assert unlinked(rtf(r"{\*\template C:\\T\\a.dot}"), ".rtf")[1] == (r"template: C:\T\a.dot",)


@pytest.mark.parametrize(
    ("body", "automatic"),
    [
        (framed('<draw:image xlink:href="{}"/>'), ""),
        (framed('<draw:object xlink:href="{}"/>'), ""),
        (framed('<draw:object-ole xlink:href="{}"/>'), ""),
        (framed('<draw:floating-frame xlink:href="{}"/>'), ""),
        ('<text:section text:name="s"><text:section-source xlink:href="{}"/></text:section>', ""),
        ("", '<style:style style:name="P"><style:background-image xlink:href="{}"/></style:style>'),
        ('<text:p><draw:plugin xlink:href="{}"/></text:p>', ""),
    ],
)
@pytest.mark.parametrize(
    "target", ["file:///sneaky.png", "//sneaky/x", "../../sneaky.png", "http://sneaky/a"]
)
def test_an_address_outside_of_an_odt_goes(body: str, automatic: str, target: str) -> None:
    made, live = unlinked(odt(body.format(target), automatic.format(target)), ".odt")
    assert len(live) == 1
    assert target in live[0]
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert b"sneaky" not in package.read("content.xml")
        assert b"Before" in package.read("content.xml")


def test_what_an_odt_holds_itself_and_links_to_pages_stay() -> None:
    page = '<text:p><text:a xlink:href="https://a.example/">x</text:a></text:p>'
    data = odt(page + framed('<draw:image xlink:href="Pictures/a.png"/>') + framed(
        '<draw:object xlink:href="./Object 1"/>'), more={"Pictures/a.png": ""})  # fmt: skip
    assert unlinked(data, ".odt") == (data, ())


def test_macros_of_an_odt_are_told_and_an_empty_library_is_not() -> None:
    library = {"Basic/script-lc.xml": "<x/>", "Basic/Standard/script-lb.xml": "<x/>"}
    assert unlinked(odt("", more=library), ".odt")[1] == ()
    assert unlinked(odt("", more={**library, "Basic/Standard/M.xml": "<x/>"}), ".odt")[1] == (
        "macros",
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "<w:r><w:instrText> INCLUDEPICTURE sneaky </w:instrText></w:r>",
        '<w:fldSimple w:instr="DDE sneaky"/>',
        '<w:r><w:pict><v:shape><v:imagedata src="file://sneaky"/></v:shape></w:pict></w:r>',
    ],
)
def test_what_is_live_in_xml_of_word_2003_goes(paragraph: str) -> None:
    made, live = unlinked(words_2003(paragraph), ".xml")
    assert len(live) == 1
    assert b"sneaky" not in made
    held = words_2003('<w:r><w:pict><v:imagedata src="wordml://1.png"/></w:pict></w:r>')
    assert unlinked(held, ".xml") == (held, ())


@pytest.mark.parametrize(
    "code", [' INCLUDEPICTURE "\\\\sneaky\\x" ', "DDE sneaky x", "Link sneaky"]
)
def test_the_code_of_a_live_field_of_a_doc_is_blank(code: str) -> None:
    narrow = b"\0" * 99 + f"\x13{code}\x14shown\x15".encode("cp1252") + b"\0" * 99
    for data in (wide(code), narrow):
        made, live = unlinked(data, ".doc")
        assert live == (" ".join(code.split()),)
        assert len(made) == len(data)
        assert b"sneaky" not in made.replace(b"\0", b"")
        assert b"shown" in made.replace(b"\0", b"")


def test_other_fields_of_a_doc_stay() -> None:
    for code in (" PAGE ", ' HYPERLINK "https://a.example/" ', "DDEX", " LINKED "):
        assert unlinked(wide(code), ".doc") == (wide(code), ())


def _marker(folder: Path) -> Path:
    """A picture whose bytes are in no other file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 7, 7, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes((255, 0, 255)) * 7) * 7)
    place = folder / "marker.png"
    place.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
    return place


@pytest.mark.slower
@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", [".rtf", ".odt", ".xml"])
def test_a_picture_beside_a_converted_document_is_not_in_it(kind: str, tmp_path: Path) -> None:
    marker = _marker(tmp_path)
    made = {
        ".rtf": rtf(field(rf'INCLUDEPICTURE "{marker}" \\d') + field(f"INCLUDETEXT {marker}")),
        ".odt": odt(framed(f'<draw:image xlink:href="{marker.as_uri()}"/>')),
        ".xml": words_2003(f'<w:r><w:pict><v:shape><v:imagedata src="{marker.as_uri()}"/>'
                           "</v:shape></w:pict><w:t>Before</w:t></w:r>"),
    }[kind]  # fmt: skip
    package = open_package(made)
    assert not [name for name in package.names() if "media" in name]
    assert not [target for _, kind, target in package.external() if kind == "image"]
    document = read_document(package)
    assert any("Before" in p.text for p in walk(document.blocks))
    assert any("marker" in live.what for live in live_content(package, document.links))


@pytest.mark.slower
@pytest.mark.libreoffice
def test_a_plan_in_rtf_with_a_live_field_is_read_and_that_is_said(tmp_path: Path) -> None:
    plan = {"form": "senior-executive-plan", "officer_name": "Priya Raman"}
    (tmp_path / "plan.docx").write_bytes(plandocs.fill(plan) or b"")
    with libreoffice.workshop() as folder:
        (folder / "plan.docx").write_bytes((tmp_path / "plan.docx").read_bytes())
        libreoffice._convert("rtf", ["plan.docx"], folder, 100)
        made = (folder / "out" / "plan.rtf").read_bytes()
    at = made.index(b"Priya Raman") + len(b"Priya Raman")
    live = field(rf'INCLUDEPICTURE "{_marker(tmp_path)}" \\d', "").encode()
    reading = plandocs.parse(made[:at] + live + made[at:])
    assert reading.plan is not None
    assert reading.plan.model_dump()["officer_name"] == "Priya Raman"
    assert "live-content" in [issue.code for issue in reading.issues]
    assert "live-content" not in [issue.code for issue in plandocs.parse(made).issues]
