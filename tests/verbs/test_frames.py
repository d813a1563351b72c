"""Values that an agency's blank prints on each page or in a text box are no typed words."""

from __future__ import annotations

import pytest

import plandocs
from plandocs.model.reading import Reading
from tests.documents import opc
from tests.documents.notation import xml
from tests.documents.small_form import built

_BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>"
)
_TAGGED = "Plan of {{ officer_name }} for {{ period.text }}"
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_HEADER = (
    'tbl(tr(tc"Officer name:" tc"{}" tc"Officer signature:" tc) '
    'tr(tc"Manager name:" tc"{}" tc"Period of plan:" tc"{}"))'
)


def form(footer: str, box: str, *values: str) -> bytes:
    """A form with these words on each page and in a text box; XML in angle brackets as it is."""
    content = built(
        {
            "header": _HEADER.format(*values).replace('tc""', "tc"),
            "before": 'p"Senior Executive - Performance Management Plan" p"BOX"',
            "page_header": 'p"FOOTER"',
        }
    )
    paragraphs = {
        name: f"<w:p>{text}</w:p>" if text.startswith("<") else xml(f'p"{text}"')
        for name, text in (("FOOTER", footer), ("BOX", box))
    }
    main = opc.entry(content, "word/document.xml").decode()
    header = opc.entry(content, "word/header7.xml").decode()
    parts: dict[str, str | bytes] = {
        "word/document.xml": main.replace(
            xml('p"BOX"'), f"<w:p>{_BOX.format(paragraphs['BOX'])}</w:p>"
        ),
        "word/header7.xml": header.replace(xml('p"FOOTER"'), paragraphs["FOOTER"]),
    }
    return opc.changed(content, parts, {})


def read(footer: str, box: str, blank: bytes) -> Reading:
    """The reading of Priya Raman's plan against this blank."""
    return plandocs.parse(form(footer, box, "Priya Raman", "Tom Alder", "2026-27"), blank=blank)


TAGS = form(_TAGGED, "{{ officer_name }}", "{{ officer_name }}", "", "")
FIELDS = form(
    "<w:r><w:t>Plan of </w:t></w:r>" + _FIELD.format('STYLEREF "Officer"', "Error!"),
    _FIELD.format("DOCPROPERTY Manager", "[manager]"),
    "", "", "",
)  # fmt: skip


def test_the_plans_own_values_between_the_blanks_words_are_printed() -> None:
    assert read("Plan of Priya Raman for 2026-27", "Priya Raman", TAGS).unmapped == ()
    assert read("Plan of Priya  Raman for 2026-27", " Priya Raman", TAGS).unmapped == ()


def test_a_value_that_is_blank_leaves_the_words_around_it() -> None:
    footer = "Plan of {{ officer_name }} for {{ period.text|default('') }}"
    blank = form(footer, "{{ officer_name }}", "{{ officer_name }}", "", "")
    values = ("Priya Raman", "Tom Alder", "")
    content = form("Plan of Priya Raman for", "Priya Raman", *values)
    assert plandocs.parse(content, blank=blank).unmapped == ()
    content = form("Plan of Priya Raman for 2026-27", "Priya Raman", *values)
    told = plandocs.parse(content, blank=blank).unmapped
    assert [each.kind for each in told] == ["header-footer"]


def test_values_that_the_blank_shows_by_fields_are_printed() -> None:
    footer = "<w:r><w:t>Plan of </w:t></w:r>" + _FIELD.format('STYLEREF "Officer"', "Priya Raman")
    box = _FIELD.format("DOCPROPERTY Manager", "Tom Alder")
    assert read(footer, box, FIELDS).unmapped == ()


@pytest.mark.parametrize("blank", [TAGS, FIELDS])
def test_other_words_in_the_same_places_are_told(blank: bytes) -> None:
    reading = read("Plan of Priya Raman, see my note", "Call me", blank)
    assert [(each.kind, each.text) for each in reading.unmapped] == [
        ("textbox", "Call me"), ("header-footer", "Plan of Priya Raman, see my note"),
    ]  # fmt: skip


def test_another_persons_value_is_told() -> None:
    reading = read("Plan of Ann Lee for 2026-27", "Ann Lee", TAGS)
    assert [each.kind for each in reading.unmapped] == ["textbox", "header-footer"]


def test_without_the_blank_they_are_told() -> None:
    content = form("Plan of Priya Raman", "Priya Raman", "Priya Raman", "Tom Alder", "2026-27")
    kinds = [each.kind for each in plandocs.parse(content).unmapped]
    assert kinds == ["textbox", "header-footer"]
