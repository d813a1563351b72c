"""What starts or fetches something when a file is opened is told, wherever it stands."""

from __future__ import annotations

import pytest
from tests.documents import opc
from tests.documents.small_form import built

import plandocs

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


def _with(part: str, text: str | bytes) -> bytes:
    """A plan with one more part in its package."""
    return opc.changed(built({}), {part: text})


def _linked(of: str, kind: str, target: str) -> bytes:
    folder, _, name = of.rpartition("/")
    rels = opc.relationships((kind, target), mode=' TargetMode="External"')
    return _with(f"{folder}/_rels/{name}.rels", rels)


def _told(data: bytes) -> list[tuple[str, str]]:
    codes = ("live-content", "external-link")
    return [(i.code, i.where) for i in plandocs.parse(data).issues if i.code in codes]


_PLACES = {
    "word/header9.xml": ("hdr", "page header"),
    "word/footer9.xml": ("ftr", "page footer"),
    "word/footnotes.xml": ("footnotes", "footnotes"),
    "word/comments.xml": ("comments", "comments"),
    "word/glossary/document.xml": ("glossaryDocument", "building blocks"),
}


@pytest.mark.parametrize("part", _PLACES)
@pytest.mark.parametrize(
    "code", ["DDEAUTO cmd x", "includetext &quot;//a/b&quot;", "PAGE", "REF x"]
)
@pytest.mark.parametrize("simple", [True, False])
def test_a_field_is_told_where_it_stands(part: str, code: str, simple: bool) -> None:
    root, where = _PLACES[part]
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>' for t in ("begin", "end"))
    halves = (code[:3], code[3:])
    typed = "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in halves)
    field = f'<w:fldSimple w:instr="{code}"/>' if simple else begin + typed + end
    xml = f'<w:{root} xmlns:w="{_W}"><w:p>{field}</w:p></w:{root}>'
    live = code[:3] in ("DDE", "inc")
    assert _told(_with(part, xml)) == ([("live-content", where)] if live else [])


def test_macros_are_told() -> None:
    assert _told(_with("word/vbaProject.bin", b"\0")) == [("live-content", "")]


@pytest.mark.parametrize(
    "target", ["http://a.example/x.dotm", "//a/x.dotm", "file://a/x", "file:////a/x",
               r"\\a\x.dotm", r"file:///\\a\x.dotm"]
)  # fmt: skip
def test_a_template_elsewhere_is_live(target: str) -> None:
    assert _told(_linked("word/settings.xml", "attachedTemplate", target)) == [("live-content", "")]


@pytest.mark.parametrize("target", ["file:///C:/T/x.dotm", r"C:\T\x.dotm", "Normal.dotm"])
def test_a_template_on_the_writers_own_disk_is_no_alarm(target: str) -> None:
    assert _told(_linked("word/settings.xml", "attachedTemplate", target)) == [
        ("external-link", "")
    ]


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument", "mailMergeSource"])
@pytest.mark.parametrize("target", [r"\\a\x", "file:///C:/x", "https://a.example/x"])
def test_what_is_linked_from_a_page_header_is_live(kind: str, target: str) -> None:
    told = _told(_linked("word/header9.xml", kind, target))
    assert told == [("live-content", "page header")]


def test_a_hyperlink_waits_for_a_click() -> None:
    assert _told(_linked("word/header9.xml", "hyperlink", "https://a.example/")) == []


@pytest.mark.parametrize("target", ["cid:image001.png@01D9", "CID:a", "mid:x/y"])
def test_a_picture_of_the_mail_that_a_file_was_saved_from_is_not_fetched(target: str) -> None:
    assert _told(_linked("word/header9.xml", "image", target)) == []
