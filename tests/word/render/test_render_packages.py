"""What comes out is a normal document, whatever kind of Word file the template is."""

from __future__ import annotations

import pickle

import pytest
from docx.document import Document
from lxml import etree
from tests.documents.opc import changed, entries, text
from tests.word.render.tagged import W, body, built, part, rendered, template, texts

from plandocs.errors import Corrupt, NotDocx, TemplateError
from plandocs.word.template.render.prepared import prepare

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
VBA = (
    '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/>'
)
VBA_REL = (
    '<Relationship Id="rId90" Target="vbaProject.bin" '
    'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
)


def test_a_dotx_comes_out_as_a_document() -> None:
    source = template("{{ v }}")
    dotx = changed(source, {TYPES: text(source, TYPES).replace(MAIN, DOTX).encode()})
    made = rendered(dotx, {"v": "x"})
    assert DOTX not in text(made, TYPES)
    assert texts(made) == ["x"]


def test_a_docm_comes_out_without_its_macros_and_what_points_to_them() -> None:
    source = template("{{ v }}")
    rels = "word/_rels/document.xml.rels"
    types = text(source, TYPES).replace(MAIN, MACRO).replace("</Types>", f"{VBA}</Types>")
    arrows = text(source, rels).replace("</Relationships>", f"{VBA_REL}</Relationships>")
    docm = changed(
        source,
        {
            TYPES: types.encode(),
            rels: arrows.encode(),
            "word/vbaProject.bin": b"\0",
            "word/vbaData.xml": b"<x/>",
            "word/_rels/vbaProject.bin.rels": b"<x/>",
        },
    )  # fmt: skip
    made = rendered(docm, {"v": "x"})
    assert not [name for name in entries(made) if "vba" in name]
    assert "vba" not in text(made, rels) + text(made, TYPES)
    assert texts(made) == ["x"]


def test_protected_editing_is_lifted() -> None:
    source = template("{{ v }}")
    guarded = text(source, "word/settings.xml").replace(
        "</w:settings>", '<w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>'
    )
    made = rendered(changed(source, {"word/settings.xml": guarded.encode()}), {"v": "x"})
    assert "documentProtection" not in text(made, "word/settings.xml")


def test_custom_properties_are_added_beside_those_of_the_template() -> None:
    source = template("{{ v }}")
    first = prepare(source).render({"v": "x"}, properties={"Agency": "<&>", "plandocs-id": "1"})
    second = prepare(first).render({"v": "x"}, properties={"PLANDOCS-ID": " 00\x0142 \n"})
    found = part(second, "docProps/custom.xml")
    assert [(e.get("name"), e.get("pid"), e[0].text) for e in found] == [
        ("Agency", "2", "<&>"), ("PLANDOCS-ID", "3", " 0042 \n"),
    ]  # fmt: skip
    assert text(second, "_rels/.rels").count("custom-properties") == 1
    assert text(second, TYPES).count("custom-properties") == 1


def test_footnotes_are_filled() -> None:
    source = template("{{ v }}")
    paragraph = "<w:p><w:r><w:t>{{ v }}</w:t></w:r></w:p>"
    note = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2">{paragraph}</w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    tagged = changed(
        source,
        {
            "word/footnotes.xml": note.encode(),
            TYPES: text(source, TYPES).replace("</Types>", override).encode(),
        },
    )
    assert texts(rendered(tagged, {"v": "noted"}), "word/footnotes.xml") == ["noted"]


def test_a_doctype_is_refused() -> None:
    source = template("{{ v }}")
    xml = text(source, "word/document.xml").replace("<w:document", "<!DOCTYPE x []><w:document", 1)
    with pytest.raises(Corrupt):
        prepare(changed(source, {"word/document.xml": xml.encode()}))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(NotDocx):
        prepare(b"hello", source="a.docx")


def test_a_strict_document_is_refused_with_the_way_out() -> None:
    source = template("{{ v }}")
    strict = text(source, "word/document.xml").replace(
        W[1:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with pytest.raises(TemplateError, match="Strict"):
        prepare(changed(source, {"word/document.xml": strict.encode()}))


def test_parts_without_tags_are_the_templates_own() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{{ v }}")
        document.sections[0].header.paragraphs[0].text = "no tags"

    source = built(build)
    made = rendered(source, {"v": "x"})
    assert text(made, "word/header1.xml") == text(source, "word/header1.xml")
    assert text(made, "word/styles.xml") == text(source, "word/styles.xml")


def test_drawings_bookmarks_and_ids_in_a_loop_are_unique() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r>'
    )
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    source = body(
        '<w:p><w:bookmarkStart w:id="1" w:name="outer"/><w:r><w:t>key</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p>'
        "<w:p><w:r><w:t>{%p for x in xs %}</w:t></w:r></w:p>"
        f'<w:p {w14} w14:paraId="11111111"><w:bookmarkStart w:id="2" w:name="inner"/>{drawing}'
        '<w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="2"/></w:p>'
        f"<w:p><w:r><w:t>{{%p endfor %}}</w:t></w:r></w:p><w:p>{drawing}</w:p>"
    )  # fmt: skip
    made = part(rendered(source, {"xs": ["a", 'id="plandocs-drawing-id"', "b"]}))
    ids = [e.get("id") for e in made.iter("{*}docPr")]
    assert len(ids) == 4
    assert len(set(ids)) == 4
    assert [e.get(f"{W}name") for e in made.iter(f"{W}bookmarkStart")] == ["outer"]
    assert not [e for e in made.iter() if any("paraId" in str(k) for k in e.attrib)]


def test_a_content_control_with_a_tag_no_longer_covers_its_text() -> None:
    control = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath='/x' w:storeItemID='y'/>"
        "<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{{ v }}</w:t></w:r></w:sdtContent></w:sdt>"
        "</w:p><w:p><w:sdt><w:sdtPr><w:date w:fullDate='2020-01-01T00:00:00Z'/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>{{ v }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    made = rendered(body(control), {"v": "x"})
    kept = etree.tostring(part(made), encoding="unicode")
    assert texts(made) == ["x", "x"]
    assert "showingPlcHdr" not in kept
    assert "dataBinding" not in kept
    assert "2020-01-01" not in kept


def test_a_prepared_template_pickles_and_is_kept() -> None:
    source = template("{{ v }}")
    ready = prepare(source, source="a.docx")
    assert prepare(source, source="a.docx") is ready
    again = pickle.loads(pickle.dumps(ready))
    assert again.render({"v": "x"}) == ready.render({"v": "x"})
    assert again.fields == {"v"}
