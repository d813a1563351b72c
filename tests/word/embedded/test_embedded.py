"""Files, texts and controls inside a document: their words are told where they stand."""

from __future__ import annotations

import pytest
from tests.documents import opc
from tests.documents.ole import ole
from tests.documents.small_form import built

import plandocs
from plandocs.model.reading import Reading
from plandocs.word.view.embedded import DEEPEST

_PAGE = b"<html><body><p>Secondment to <b>Trea</b>sury</p></body></html>"
_OBJECT = (
    "object(v:shape{@_alt=Register} o:OLEObject{@_Type=Embed @_ProgID=Word.Document.12 @r:id=rIdX})"
)


def with_cell(inside: str, parts: dict[str, str | bytes], kind: str, target: str) -> bytes:
    """A plan in whose first outcome's link cell this stands."""
    content = built({"outcomes": f'tr(tc"1. Reduce waits" tc"Halved" tc({inside} p"SO1"))'})
    return opc.changed(content, parts, {"rIdX": (kind, target)})


def with_chunk(data: bytes, name: str) -> Reading:
    """The reading of a plan with a text of another kind in a cell."""
    content = with_cell("altChunk{@r:id=rIdX}", {f"word/{name}": data}, "aFChunk", name)
    return plandocs.parse(content)


def with_object(data: bytes, name: str) -> Reading:
    """The reading of a plan with an embedded file in a cell."""
    return plandocs.parse(with_cell(f"p(r({_OBJECT}))", {f"word/{name}": data}, "package", name))


def told(reading: Reading) -> list[tuple[str, str, str | None]]:
    """Kind, text and field of what is in no field; each has a warning where it stands."""
    warned = {(i.field, i.where) for i in reading.issues if i.severity == "warning"}
    assert all((each.field, each.where) in warned for each in reading.unmapped)
    assert reading.plan is not None
    assert reading.plan.model_dump()["outcomes"][0]["links"] == ("SO1",)
    return [(each.kind, each.text, each.field) for each in reading.unmapped]


def inner(body: str) -> bytes:
    """A Word document."""
    return opc.docx(opc.document(body))


def workbook() -> bytes:
    """A workbook with one word."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return opc.zipped(
        {
            "[Content_Types].xml": opc.content_types(main, "/xl/workbook.xml"),
            "_rels/.rels": opc.relationships(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": "<workbook/>",
            "xl/sharedStrings.xml": "<sst><si><t>Budget</t></si><si><t>Q1 &amp; Q2</t></si></sst>",
        }
    )


def native(name: bytes, data: bytes) -> bytes:
    """A file as Word packs one of no program of its own: an OLE container around it."""
    inside = b"\2\0" + name + b"\0C:\\" + name + b"\0\0\0\3\0\5\0\0\0path\0"
    inside += len(data).to_bytes(4, "little") + data
    return ole("\1Ole10Native", start=(len(inside)).to_bytes(4, "little") + inside)


_MHT = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/html; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n--x--\r\n"
)
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Word;}"
    rb"Secondment to \b Trea\b0 sury\par\'e9t\u233?{\pict\wmetafile8 0102}}"
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("c.html", _PAGE, "Secondment to Treasury"),
        ("c.htm", "<p>caf\xe9".encode("cp1252"), "café"),
        ("c.htm", b"<meta charset='iso-8859-2'><p>\xbe", "ž"),
        ("c.html", "\ufeff<p>Ω".encode("utf-16-le"), "Ω"),
        ("c.xhtml", b'<?xml version="1.0"?><html><body>a &lt; b<br/>c</body></html>', "a < b c"),
        ("c.html", b"<p>1 < 2 > 0<script>x</script><td>in<td>two", "1 < 2 > 0 in two"),
        ("c.html", b"<img src='a' alt='A map'><input value=\"typed\">", "A map typed"),
        ("c.mht", _MHT % (b"utf-8", b"quoted-printable", b"<p>caf=C3=A9 =\r\nau"), "café au"),
        ("c.mht", _MHT % (b"windows-1252", b"base64", b"PHA+Y2Fm6Q=="), "café"),
        ("c.txt", b"Plain words", "Plain words"),
        ("c.rtf", _RTF, "Secondment to Treasury été"),
        ("c.docx", inner("<w:p><w:r><w:t>Inner words</w:t></w:r></w:p>"), "Inner words"),
        ("c.xml", b'<p:package xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage" '
         b'xmlns:w="' + opc.W.encode() + b'"><w:p><w:r><w:t>In</w:t></w:r>'
         b"<w:r><w:t>side</w:t></w:r></w:p></p:package>", "Inside"),
    ],
)  # fmt: skip
def test_a_text_of_another_kind_is_told_where_it_stands(name: str, data: bytes, words: str) -> None:
    assert told(with_chunk(data, name)) == [("embedded", words, "outcomes[0].links[0]")]


def test_an_empty_text_of_another_kind_is_nothing() -> None:
    assert with_chunk(b"<html><body><p>&nbsp;</p></body></html>", "c.html").clean


@pytest.mark.parametrize("data", [b"\0\1\2", b"PK\3\4half", ole("WordDocument")])
def test_a_text_that_cannot_be_read_is_told_as_one(data: bytes) -> None:
    assert told(with_chunk(data, "c.bin")) == [
        ("object", "embedded document c.bin", "outcomes[0].links[0]")
    ]


def test_a_chunk_that_is_not_there_is_told() -> None:
    content = with_cell("altChunk{@r:id=rIdX}", {}, "aFChunk", "gone.html")
    assert [each.kind for each in plandocs.parse(content).unmapped] == ["object"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("e.docx", inner("<w:p><w:r><w:t>A</w:t><w:br/><w:t>B</w:t></w:r></w:p>"), "A B"),
        ("e.xlsx", workbook(), "Budget Q1 & Q2"),
        ("e.bin", native(b"notes.txt", b"Typed notes"), "Typed notes"),
        ("e.bin", native(b"page.html", _PAGE), "Secondment to Treasury"),
    ],
)  # fmt: skip
def test_the_words_of_an_embedded_file_are_told_beside_it(
    name: str, data: bytes, words: str
) -> None:
    field = "outcomes[0].links[0]"
    assert told(with_object(data, name)) == [
        ("object", "Register (Word.Document.12)", field), ("embedded", words, field),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"\0\1\2", native(b"photo.png", b"\x89PNG\r\n\x1a\n")])
def test_an_embedded_file_of_another_kind_is_listed(data: bytes) -> None:
    assert told(with_object(data, "e.bin")) == [
        ("object", "Register (Word.Document.12)", "outcomes[0].links[0]")
    ]


def test_documents_in_documents_are_read_so_deep_and_no_deeper() -> None:
    content = inner("<w:p><w:r><w:t>Deepest</w:t></w:r></w:p>")
    for depth in range(DEEPEST + 1):
        body = f'<w:p><w:r><w:t>Level {depth}</w:t></w:r></w:p><w:altChunk r:id="rIdX"/>'
        outer = opc.docx(opc.document(body, f'xmlns:r="{opc.R}"'))
        content = opc.changed(outer, {"word/i.docx": content}, {"rIdX": ("aFChunk", "i.docx")})
    [(kind, words, _)] = told(with_chunk(content, "c.docx"))
    assert kind == "embedded"
    assert ("Level 1" in words, "Level 0" in words, "Deepest" in words) == (True, False, False)


def test_a_bomb_inside_is_told_and_not_unpacked() -> None:
    styles = b"<a>" + b" " * 2**26 + b"</a>"
    bomb = opc.zipped(opc.parts() | {"word/styles.xml": styles})
    assert told(with_chunk(bomb, "c.docx")) == [
        ("object", "embedded document c.docx", "outcomes[0].links[0]")
    ]


def test_an_embedded_file_is_told_the_same_in_a_document_met_before() -> None:
    readings = [with_chunk(b"<p>%d" % n, "c.html").unmapped[0].text for n in (1, 2, 3)]
    assert readings == ["1", "2", "3"]
