"""Every mistake in a template is found at once, each with its place."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document
from tests.documents.by_python_docx import blank_document
from tests.word.render.tagged import add_table, body, built, template

from plandocs.errors import TemplateError
from plandocs.word.template.render.findings import TemplateMistake
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.prepared import prepare

KNOWN: dict[str, Any] = {
    "officer_name": None,
    "career": {"aspirations": None},
    "outcomes": [{"outcome": None, "measures": [None]}],
}


def codes(source: bytes, known: dict[str, Any] | None = None) -> list[str]:
    return [found.code for found in lint(source, known=known)]


def only(source: bytes, known: dict[str, Any] | None = None) -> TemplateMistake:
    (found,) = [f for f in lint(source, known=known) if f.code != "unused-field"]
    return found


@pytest.mark.parametrize(
    ("tags", "path"),
    [
        (["{{ career }}"], "career"),
        (["{{ outcomes }}"], "outcomes"),
        (
            ["{%p for row in outcomes %}", "{{ row.measures }}", "{%p endfor %}"],
            "outcomes[].measures",
        ),
    ],
)
def test_a_list_or_a_record_shown_whole_is_a_mistake(tags: list[str], path: str) -> None:
    found = only(template(*tags), KNOWN)
    assert (found.code, found.severity) == ("shown-whole", "warning")
    assert f"«{path}»" in found.message


def test_a_date_may_be_shown_by_its_name() -> None:
    known = {"met": {"text": None, "date": None}}
    for tag in ("{{ met }}", '{{ met|date("d MMMM yyyy") }}'):
        assert codes(template(tag), known) == ["unused-field"]  # the bare date


MISTAKES = {
    "an unclosed tag": (["{{ officer_name"], ["unclosed-tag"]),
    "bad grammar": (["{{ officer_name | }}"], ["syntax"]),
    "an empty tag": (["{{ }}"], ["syntax"]),
    "two words": (["{{ officer name }}"], ["syntax"]),
    "a misspelled statement": (["{% fro x in y %}"], ["syntax"]),
    "a space before the prefix": (["{% tr for x in y %}"], ["syntax"]),
    "an unclosed loop": (["{% for x in outcomes %}"], ["unclosed-block"]),
    "an unclosed if": (["{%p if officer_name %}", "x"], ["unclosed-block"]),
    "an unopened loop": (["{% endfor %}"], ["unopened-block"]),
    "an else of nothing": (["{% else %}"], ["unopened-block"]),
    "crossed blocks": (
        ["{% for x in outcomes %}{% if x %}{% endfor %}{% endif %}"],
        ["unclosed-block", "unopened-block"],
    ),
    "an underscore": (["{{ officer_name.__class__ }}"], ["underscore"]),
    "an include": (["{% include 'x' %}"], ["forbidden"]),
    "an unknown filter": (["{{ officer_name|uper }}"], ["unknown-filter"]),
    "a row tag outside tables": (
        ["{%tr for x in outcomes %}", "{%tr endfor %}"],
        ["tag-outside-table", "tag-outside-table"],
    ),
    "curly quotes": (["{{ officer_name|default(“none”) }}"], ["smart-quotes"]),
    "text beside a paragraph tag": (
        ["{%p if officer_name %} lost", "{%p endif %}"],
        ["text-beside-tag"],
    ),
    "a paragraph that opens and closes": (
        ["{%p if officer_name %}x{%p endif %}"],
        ["tags-in-one-place"],
    ),
    "an unclosed raw": (["{% raw %}x"], ["unclosed-block"]),
    "a colspan outside tables": (["{% colspan 2 %}"], ["tag-outside-table"]),
}

HARMLESS = ("smart-quotes", "text-beside-tag")


@pytest.mark.parametrize(("paragraphs", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named(paragraphs: list[str], expected: list[str]) -> None:
    assert codes(template(*paragraphs)) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        texts
        for texts, found in MISTAKES.values()
        if found[0] not in ("smart-quotes", "text-beside-tag")
    ],
    ids=lambda texts: texts[0],
)
def test_what_is_an_error_is_refused_by_prepare_too(paragraphs: list[str]) -> None:
    with pytest.raises(TemplateError) as caught:
        prepare(template(*paragraphs), source="agency.docx")
    assert caught.value.place.startswith("paragraph 1")
    assert caught.value.source == "agency.docx"


def test_all_mistakes_are_found_at_once_each_in_its_cell() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{{ ofcer_name }}")
        add_table(document, [["a"]])
        add_table(document, [["x", "y"], ["{{ officer_name", "{% endfor %}"]])
        document.sections[0].footer.paragraphs[0].text = "{{ oops }}"

    found = [(f.code, f.where) for f in lint(built(build), known=KNOWN) if f.severity == "error"]
    assert found == [
        ("unknown-field", "paragraph 1"),
        ("unclosed-tag", "table 2, row 2, cell 1"),
        ("unopened-block", "table 2, row 2, cell 2"),
        ("unknown-field", "footer, paragraph 1"),
    ]


def test_a_split_tag_is_noted_with_its_offsets() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("first")
        paragraph = document.add_paragraph("Dear ")
        paragraph.add_run("{{ officer")
        paragraph.add_run("_name }}")

    found = only(built(build))
    assert (found.code, found.severity, found.near) == ("split-runs", "info", "{{ officer_name }}")
    assert (found.spot.part, found.spot.paragraph) == ("word/document.xml", 1)
    assert (found.spot.start, found.spot.end) == (5, 23)


def test_loops_that_cross_rows_or_cells_are_noted() -> None:
    rows = template(table=[["{% for o in outcomes %}", ""], ["{{ o }}", ""], ["{% endfor %}", ""]])
    across = template(table=[["{% for o in outcomes %}", "{% endfor %}"]])
    assert codes(rows) == ["loop-outside-row"]
    assert codes(across) == ["across-cells"]
    assert "{%tr for o in outcomes %}" in only(rows).fix


def test_a_loop_that_opens_in_a_row_and_closes_in_a_paragraph_is_refused() -> None:
    source = template("{% endfor %}", table=[["x"]])
    document = blank_document()
    add_table(document, [["{%tr for o in outcomes %}"], ["x"]])
    document.add_paragraph("{% endfor %}")
    source = built(lambda made: made.element.body.extend(list(document.element.body)[:-1]))
    found = only(source)
    assert (found.code, found.where) == ("crossed-structure", "table 1, row 1, cell 1")


def test_fields_are_held_against_the_form_through_loops() -> None:
    source = template(
        "{{ officer_nam }} {{ career.aspiration }} {{ officer_name.upper() }}",
        "{% for o in outcomes %}{{ o.outcom }}{{ loop.index }}"
        "{% for m in o.measures %}{{ m }}{{ m.text }}{% endfor %}{{ m }}{% endfor %}{{ o }}",
        "{{ outcomes|map(attribute='outcom')|join }} {% if known is defined %}{% endif %}",
    )
    unknown = [(f.message, f.fix) for f in lint(source, known=KNOWN) if f.code == "unknown-field"]
    assert [message.split(": ")[1] for message, _ in unknown] == [
        "«officer_nam» is not a field",
        "«aspiration» is not a field of «career»",
        "«outcom» is not a field of «outcomes[]»",
        "«m» is not a field",
        "«o» is not a field",
        "«outcom» is not a field of «outcomes[]»",
        "«known» is not a field",
    ]
    assert unknown[0][1] == "Did you mean «officer_name»?"


def test_fields_without_a_tag_are_listed() -> None:
    found = lint(
        template("{{ officer_name }}{% for o in outcomes %}{{ o.outcome }}{% endfor %}"),
        known=KNOWN,
    )
    assert [f.message.split("«")[1].split("»")[0] for f in found] == [
        "career.aspirations",
        "outcomes[].measures[]",
    ]
    assert {f.severity for f in found} == {"warning"}


def test_a_joined_list_counts_as_shown() -> None:
    source = template(
        "{{ officer_name }}{{ career.aspirations }}",
        "{% for o in outcomes %}{{ o.outcome }}{{ o.measures|join(', ') }}{% endfor %}",
    )
    assert lint(source, known=KNOWN) == ()


def test_a_missing_field_is_an_error_with_its_place_when_rendered() -> None:
    source = template("ok {{ a }}", table=[["x", "{{ a }}{{ b.c }}"]])
    ready = prepare(source, source="agency.docx")
    with pytest.raises(TemplateError) as caught:
        ready.render({"a": "1", "b": {}})
    assert str(caught.value) == (
        "agency.docx, table 1, row 1, cell 2, near «{{ b.c }}»: "
        "{{ b.c }} cannot be written: the data has no field «c» here"
    )


def test_a_tag_that_fails_is_named_even_where_many_share_a_line() -> None:
    ready = prepare(template("{{ a }} {{ 1 // n }} {{ a }}"))
    with pytest.raises(TemplateError, match=r"\{\{ 1 // n \}\} cannot be written"):
        ready.render({"a": "1", "n": 0})


def test_places_in_nested_tables_and_controls_are_named() -> None:
    inner = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{ oops</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    )
    cell = f"<w:tc>{inner}</w:tc>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc><w:p/></w:tc>{cell}</w:tr></w:sdtContent></w:sdt>"
    found = only(body(f"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>{row}</w:tbl>"))
    assert found.where == "table 1, row 2, cell 2, table 1, row 1, cell 1"
