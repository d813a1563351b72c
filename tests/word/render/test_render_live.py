"""What starts or fetches something is found in a template, and is in nothing that is filled."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.documents import opc
from tests.word.render.live_plants import (
    IN_PACKAGE,
    IN_TEXT,
    METADATA,
    ML,
    NEEDLE,
    PLACES,
    SHOWN,
    Parts,
    add_arrow,
    add_part,
    in_place,
    inside,
    lean,
    outside,
)
from tests.word.render.tagged import body, part, texts

from plandocs.word.package.live import live_content
from plandocs.word.package.open import open_package
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.prepared import prepare
from plandocs.word.view.read import read_document

_WEB = b"https://forms.example.gov/a?b=1#c"
_EXTERNAL = re.compile(rb"<Relationship [^>]*External[^>]*>")


def planted(*plants: Callable[[Parts], None]) -> bytes:
    parts = lean()
    for plant in plants:
        plant(parts)
    return opc.zipped(parts)


def told(data: bytes) -> list[tuple[str, str]]:
    return [(f.code, f.where) for f in lint(data) if f.code in ("live-content", "external-link")]


def filled(data: bytes) -> bytes:
    return prepare(data).render({"v": "x"})


def ensure_at_rest(made: bytes) -> None:
    """No part has a trace of it, and nothing but a page of the web lies outside."""
    for name, data in opc.entries(made).items():
        assert NEEDLE not in name
        assert NEEDLE.encode() not in data, name
        assert NEEDLE.encode("utf-16-le") not in data, name
        for arrow in _EXTERNAL.findall(data):
            assert _WEB in arrow
    package = open_package(made, convert=False)
    assert live_content(package, read_document(package).links) == ()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", IN_TEXT)
def test_what_is_live_in_the_text_of_a_part_is_found_there_and_left_out(
    kind: str, place: str
) -> None:
    data = planted(lambda parts: IN_TEXT[kind](parts, place))
    found = told(data)
    assert found
    assert {code for code, _ in found} == {"live-content"}
    if place in ("header", "footer", "footnotes", "endnotes", "comments"):
        assert all(where.startswith(place) for _, where in found)
    made = filled(data)
    ensure_at_rest(made)
    assert "x" in texts(made)
    shown = "".join(texts(made, PLACES[place][0]))
    was = "".join(texts(data, PLACES[place][0])).replace("{{ v }}", "x")
    assert shown.count(SHOWN) == was.count(SHOWN)


@pytest.mark.parametrize("kind", IN_PACKAGE)
def test_what_is_live_in_the_package_is_found_and_left_out(kind: str) -> None:
    data = planted(IN_PACKAGE[kind])
    assert [code for code, _ in told(data)] == ["live-content"]
    ensure_at_rest(filled(data))


def test_a_link_to_a_page_stays() -> None:
    data = planted(lambda parts: IN_TEXT["share_link"](parts, "body"))
    assert len(told(data)) == 2
    arrows = opc.entries(filled(data))["word/_rels/document.xml.rels"]
    assert arrows.count(_WEB) == 1


@pytest.mark.parametrize(
    "code", ["PAGE", "DATE \\@ d", 'HYPERLINK "https://a.example/x"', 'HYPERLINK \\l "top"',
             "HYPERLINK mailto:a@b.example", "REF linked \\h", "MACROBUTTON NoMacro [type here]",
             "FORMTEXT", "INCLUDEDTEXT", "DOCPROPERTY link"]
)  # fmt: skip
def test_other_fields_stay_as_they_are(code: str) -> None:
    marks = "".join(f'<w:r><w:fldChar w:fldCharType="{m}"/></w:r>' for m in ("begin", "end"))
    xml = marks.replace("</w:r>", f"</w:r><w:r><w:instrText>{code}</w:instrText></w:r>", 1)
    data = body(f"<w:p>{xml}</w:p>")
    assert told(data) == []
    assert opc.entries(filled(data))["word/document.xml"] == opc.entries(data)["word/document.xml"]


def test_a_template_on_a_disk_is_no_alarm_and_left_out() -> None:
    def plant(parts: Parts) -> None:
        target = "file:///C:\\Users\\ann\\sneaky.dotm"
        add_arrow(parts, "word/settings.xml", outside("rT", "attachedTemplate", target))
        settings = parts["word/settings.xml"].decode()
        mark = f'<w:attachedTemplate xmlns:r="{opc.R}" r:id="rT"/></w:settings>'
        parts["word/settings.xml"] = settings.replace("</w:settings>", mark).encode()

    data = planted(plant)
    assert told(data) == [("external-link", "the document")]
    ensure_at_rest(filled(data))


def test_a_linked_picture_leaves_its_room_empty_and_a_held_one_stays() -> None:
    data = planted(lambda parts: IN_TEXT["linked_picture"](parts, "header"))
    made = filled(data)
    blip = next(part(made, "word/header9.xml").iter("{*}blip"))
    assert dict(blip.attrib.items()) == {f"{{{opc.R}}}embed": "rL"}
    assert next(part(made, "word/header9.xml").iter("{*}extent")).get("cx") == "360000"
    held = filled(planted(lambda parts: IN_TEXT["linked_and_held_picture"](parts, "header")))
    blip = next(part(held, "word/header9.xml").iter("{*}blip"))
    assert dict(blip.attrib.items()) == {f"{{{opc.R}}}embed": "rHeld"}


_FIELD = "".join(
    f"<w:r>{each}</w:r>"
    for each in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> DD</w:instrText>",
                 "<w:instrText>E c:\\\\sneaky.exe</w:instrText>",
                 '<w:fldChar w:fldCharType="end"/>')
)  # fmt: skip


@pytest.mark.parametrize(
    ("live", "at_rest"),
    [
        ({}, True),
        ({"word/document.xml": opc.document(f"<w:p>{_FIELD.replace('DD', 'DAT')}</w:p>")}, True),
        ({"word/document.xml": opc.document(f"<w:p>{_FIELD}</w:p>")}, False),
        ({"word/vbaProject.bin": b"\0"}, False),
    ],
)
def test_a_document_that_is_embedded_stays_where_nothing_in_it_is_live(
    live: dict[str, str | bytes], at_rest: bool
) -> None:
    inner = {**opc.parts(), **live}

    def plant(parts: Parts) -> None:
        shape = '<o:OLEObject Type="Embed" ProgID="Word.Document.12" r:id="rOle"/>'
        name = in_place(parts, "body", f"<w:p><w:r><w:object>{shape}</w:object></w:r></w:p>")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        add_part(parts, "word/embeddings/a.docx", opc.zipped(inner), kind)
        add_arrow(parts, name, inside("rOle", "package", "embeddings/a.docx"))

    data = planted(plant)
    assert (told(data) == []) == at_rest
    assert ("word/embeddings/a.docx" in opc.entries(filled(data))) == at_rest


def test_whose_the_template_is_is_not_handed_on() -> None:
    def plant(parts: Parts) -> None:
        named = b"<dc:creator>sneaky</dc:creator><cp:lastModifiedBy>sneaky</cp:lastModifiedBy>"
        core = parts["docProps/core.xml"].replace(b"/>", b">" + named + b"</cp:coreProperties>")
        parts["docProps/core.xml"] = core
        more = "".join(f"<{each}>sneaky</{each}>" for each in ("Company", "Manager", "Template"))
        more += "<HyperlinkBase>//sneaky</HyperlinkBase></Properties>"
        parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
            b"</Properties>", more.encode()
        )
        add_part(parts, "docProps/thumbnail.jpeg", b"sneaky", "image/jpeg")
        add_arrow(parts, "", inside("rThumb", "thumbnail", "docProps/thumbnail.jpeg", METADATA))
        settings = parts["word/settings.xml"].decode()
        variables = '<w:docVars><w:docVar w:name="a" w:val="sneaky"/></w:docVars></w:settings>'
        parts["word/settings.xml"] = settings.replace("</w:settings>", variables).encode()
        add_part(parts, "word/people.xml", b"<p>sneaky</p>", f"{ML}people+xml")
        rels = "http://schemas.microsoft.com/office/2011/relationships"
        add_arrow(parts, "word/document.xml", inside("rP", "people", "people.xml", rels))

    data = planted(plant)
    assert any(b"thumbnail" in each for each in opc.entries(data).values())
    assert told(data) == []
    made = filled(data)
    ensure_at_rest(made)
    assert not [name for name in opc.entries(made) if "thumbnail" in name]


def test_a_property_that_the_form_shows_stays() -> None:
    def plant(parts: Parts) -> None:
        settings = parts["word/settings.xml"].decode()
        named = ('<w:docVars><w:docVar w:name="Edition" w:val="stage 1"/>'
                 '<w:docVar w:name="b" w:val="sneaky"/></w:docVars></w:settings>')  # fmt: skip
        parts["word/settings.xml"] = settings.replace("</w:settings>", named).encode()
        code = "<w:r><w:t>stage 1</w:t></w:r>"
        in_place(parts, "footer", f'<w:p><w:fldSimple w:instr=" DOCVARIABLE  Edition \\* Lower ">'
                                  f"{code}</w:fldSimple></w:p>")  # fmt: skip

    made = filled(planted(plant))
    ensure_at_rest(made)
    assert b'w:name="Edition"' in opc.entries(made)["word/settings.xml"]
