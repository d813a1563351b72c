"""A tagged template renders to the text that docxtpl gives for it."""

from __future__ import annotations

import pytest
from docx.document import Document
from tests.word.render.docxtpl_cases import BODIES, DATA, TABLES
from tests.word.render.tagged import (
    add_table,
    built,
    by_docxtpl,
    cells,
    part,
    rendered,
    template,
    texts,
)


@pytest.mark.parametrize("paragraphs", BODIES.values(), ids=BODIES.keys())
def test_paragraphs_show_the_same(paragraphs: list[str]) -> None:
    source = template(*paragraphs)
    assert texts(rendered(source, DATA)) == texts(by_docxtpl(source, DATA))


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES.keys())
def test_tables_show_the_same(rows: list[list[str]]) -> None:
    source = template("before", table=rows)
    assert cells(rendered(source, DATA)) == cells(by_docxtpl(source, DATA))


def test_merged_cells_in_a_loop_are_the_same() -> None:
    rows = [
        ["{%tr for p in people %}", ""],
        ["{% vm %}Team", "{{ p.name }}"],
        ["{%tr endfor %}", ""],
    ]
    source = template(table=rows)
    ours, theirs = rendered(source, DATA), by_docxtpl(source, DATA)
    assert cells(ours) == cells(theirs)
    merges = [
        [e.get(next(iter(e.attrib))) for e in part(made).iter("{*}vMerge")]
        for made in (ours, theirs)
    ]
    assert merges == [["restart", "continue"]] * 2


def test_cells_merged_across_are_the_same() -> None:
    rows = [
        ["{%tc for x in matrix[0] %}", "{% hm %}Over all", "{%tc endfor %}"],
        ["{%tc for x in matrix[0] %}", "{{ x }}", "{%tc endfor %}"],
    ]
    source = template(table=rows)
    ours, theirs = rendered(source, DATA), by_docxtpl(source, DATA)
    assert cells(ours) == cells(theirs) == [["Over all"], ["1", "2", "3"]]
    assert len(list(part(ours).iter("{*}gridCol"))) == 3


def test_headers_and_footers_show_the_same() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{{ name }}")
        section = document.sections[0]
        section.header.paragraphs[0].text = "For {{ name }}"
        section.footer.paragraphs[0].text = "{% for p in people %}{{ p.name }} {% endfor %}"

    source = built(build)
    ours, theirs = rendered(source, DATA), by_docxtpl(source, DATA)
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        assert texts(ours, name) == texts(theirs, name)


def test_core_properties_show_the_same() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("x")
        document.core_properties.title = "Plan of {{ text }}"
        document.core_properties.author = "{{ name }}"

    source = built(build)
    ours, theirs = (made(source, DATA) for made in (rendered, by_docxtpl))
    for tag in ("title", "creator"):
        values = [part(m, "docProps/core.xml").findtext(f"{{*}}{tag}") for m in (ours, theirs)]
        assert values[0] == values[1] != ""


def test_a_core_property_shows_an_ampersand_as_typed() -> None:
    def build(document: Document) -> None:
        document.core_properties.title = "Plan of {{ people[0].name }}"

    made = part(rendered(built(build), DATA), "docProps/core.xml")
    assert made.findtext("{*}title") == "Plan of Priya & co"


def test_a_tag_split_over_runs_is_one_tag_in_the_format_of_its_first_run() -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("Dear ")
        for text, bold in (
            ("{", True),
            ("{ na", False),
            ("me", True),
            (" }", False),
            ("} end", False),
        ):
            paragraph.add_run(text).bold = bold
        add_table(document, [["{%tr for p in people %}"], ["{{ p.name }}"], ["{%tr endfor %}"]])

    source = built(build)
    ours = rendered(source, DATA)
    assert texts(ours) == texts(by_docxtpl(source, DATA))
    runs = list(part(ours).iter("{*}r"))
    assert runs[1].find("{*}rPr/{*}b") is not None
    assert runs[1].findtext("{*}t") == "Priya Raman"


def test_words_marks_inside_a_tag_do_not_matter() -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph()
        for text in ("{{ na", "me }", "}"):
            paragraph.add_run(text)
            for mark in ("proofErr", "bookmarkStart", "bookmarkEnd"):
                paragraph._p.append(
                    paragraph._p.makeelement(f"{{{paragraph._p.nsmap['w']}}}{mark}", {})
                )

    source = built(build)
    assert texts(rendered(source, DATA)) == texts(by_docxtpl(source, DATA)) == ["Priya Raman"]


def test_a_run_value_of_plain_text_is_shown() -> None:
    made = rendered(template("A {{r name }} Z"), DATA)
    assert texts(made) == ["A Priya Raman Z"]
    assert [run.findtext("{*}t") for run in part(made).iter("{*}r")] == ["A Priya Raman Z"]


def test_a_paragraph_value_of_plain_text_is_a_paragraph() -> None:
    assert texts(rendered(template("a", "{{p name }}", "b"), DATA)) == ["a", "Priya Raman", "b"]


def test_tags_in_a_text_box_and_in_an_attribute_are_filled() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("x")._p.append(
            document.element.makeelement("{urn:test}box", {"title": "For {{ people[1].name }}"})
        )

    source = built(build)
    made = next(part(rendered(source, DATA)).iter("{urn:test}box"))
    assert made.get("title") == "For <Tom>"
