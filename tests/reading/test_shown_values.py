"""What Word shows with a value: date controls, list levels, numbers with words of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.documents.opc import replaced
from tests.documents.small_form import built

import plandocs


def reading(pieces: dict[str, str], **changes: str) -> dict[str, Any]:
    """What is read where these words of the document's parts are changed."""
    pairs = ((_MARKS.get(before, before), after) for before, after in changes.items())
    return plandocs.parse(replaced(built(pieces), *pairs, parts=".xml")).to_dict()


_MARKS = {
    "day": '<w:r><w:t xml:space="preserve">DAY</w:t></w:r>',
    "span": '<w:r><w:t xml:space="preserve">SPAN</w:t></w:r>',
    "level": '<w:abstractNum w:abstractNumId="13"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>',
}  # fmt: skip
_HEADER = (
    'tbl(tr(tc"Officer name:" tc"Priya Raman" tc tc"Officer signature:" tc) '
    'tr(tc"Classification Level:" tc tc tc"Manager signature:" tc) '
    'tr(tc"Division/Branch:" tc tc tc"Date of meeting:" tc"DAY") '
    'tr(tc"Manager name:" tc tc tc"Period of plan:" tc"SPAN"))'
)
_AU, _US = ("d/MM/yyyy", "en-AU"), ("M/d/yyyy", "en-US")


def control(day: str, text: str, form: str = "d/MM/yyyy", language: str = "en-AU") -> str:
    """A date control."""
    shown = f'<w:dateFormat w:val="{form}"/>' if form else ""
    return (
        f'<w:sdt><w:sdtPr><w:date w:fullDate="{day}T00:00:00Z">{shown}<w:lid w:val="{language}"/>'
        f"</w:date></w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def dated(day: str, span: str = "") -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The plan and its issues where the header has these controls."""
    found = reading({"header": _HEADER}, day=day, span=span)
    return found["plan"], [(i["severity"], i["code"], i["field"]) for i in found["issues"]]


@pytest.mark.parametrize("number", range(1, 13))
def test_a_date_control_of_the_united_states_is_read_by_its_own_date(number: int) -> None:
    day = date(2026, number, 13 - number)
    text = f"{day.month}/{day.day}/{day.year}"
    for form, language in (_US, ("", "en-US"), ("MM'/'dd/yy", "en-US")):
        plan, issues = dated(control(day.isoformat(), text, form, language))
        assert plan["meeting_date"] == {"text": text, "date": day.isoformat()}
        assert [code for severity, code, _ in issues if severity != "info"] == []


@pytest.mark.parametrize(
    ("text", "form"),
    [("7/12/2026", _AU), ("13 August 2026", _AU), ("August 2026", _AU), ("8/12/2026", _US)],
)
def test_a_date_control_that_contradicts_its_text_is_told(text: str, form: tuple[str, str]) -> None:
    plan, issues = dated(control("2026-07-12", text, *form))
    assert plan["meeting_date"] == {"text": text, "date": "2026-07-12"}
    assert issues == [("warning", "contradicting-date", "meeting_date")]


@pytest.mark.parametrize("text", ["12/07/2026", "12 July 2026", "July 2026", "12.7.26", "2026"])
def test_a_date_control_that_says_what_its_text_says_is_clean(text: str) -> None:
    plan, issues = dated(control("2026-07-12", text))
    assert plan["meeting_date"] == {"text": text, "date": "2026-07-12"}
    assert issues == []


@pytest.mark.parametrize(
    ("first", "last", "form", "codes"),
    [
        ("1/07/2026", "30/06/2027", _AU, []), ("July 2026", "June 2027", _AU, []),
        ("7/1/2026", "6/30/2027", _US, [("info", "contradicting-date", "period")]),
        ("1/08/2026", "30/06/2027", _AU, [("warning", "contradicting-date", "period")]),
    ],
)  # fmt: skip
def test_a_period_of_two_date_controls_is_from_one_to_the_other(
    first: str, last: str, form: tuple[str, str], codes: list[tuple[str, str, str]]
) -> None:
    to = '<w:r><w:t xml:space="preserve"> – </w:t></w:r>'
    span = control("2026-07-01", first, *form) + to + control("2027-06-30", last, *form)
    plan, issues = dated("", span)
    assert plan["period"] == {
        "text": f"{first} – {last}", "start": "2026-07-01", "end": "2027-06-30",
    }  # fmt: skip
    assert issues == codes


@pytest.mark.parametrize("text", ["7/12/2026", "13 August 2026"])
def test_what_a_date_control_says_survives_its_json_and_a_filling(text: str) -> None:
    found = reading({"header": _HEADER}, day=control("2026-07-12", text, *_US), span="")
    content = plandocs.fill({**found, "source": "a.docx"}) or b""
    again = plandocs.parse(content).to_dict()
    assert again["plan"] == found["plan"]
    codes = [(i["code"], i["severity"]) for i in found["issues"] if i["field"] == "meeting_date"]
    assert [(i["code"], i["severity"]) for i in again["issues"]] == codes


def test_data_that_contradicts_itself_is_still_a_mistake() -> None:
    data = {"officer_name": "A", "meeting_date": {"text": "7/12/2026", "date": "2026-07-12"}}
    with pytest.raises(plandocs.PlandocsError, match="another date"):
        plandocs.fill(data)


_NESTED = ["Waits halved\nin all regions\nby June", "Costs down"]


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("kind", ["List Bullet", "List Number", "List Continue"])
@pytest.mark.parametrize("own", ["", "{list=7.0 ", "{list=6.0 "])
def test_a_style_for_a_deeper_level_is_deeper_whatever_list_the_paragraph_names(
    kind: str, number: int, own: str
) -> None:
    props = own or "{"
    sub = f'p{props}pStyle=WordBullet2}}"in all regions" p{props}pStyle=WordBullet2}}"by June"'
    top = "p{list=6.0 pStyle=WordBullet}" if own else "p{pStyle=WordBullet}"
    cell = f'tr(tc"1. Reduce waits" tc({top}"Waits halved" {sub} {top}"Costs down") tc"SO1")'
    name = {'<w:name w:val="List Bullet 2"/>': f'<w:name w:val="{kind} {number}"/>'}
    found = reading({"outcomes": cell}, **name)
    assert found["plan"]["outcomes"][0]["measures"] == _NESTED


def test_a_style_for_the_first_level_makes_no_item_deeper() -> None:
    cell = 'p{list=6.0 pStyle=WordBullet}"a" p{list=7.0}"b" p{list=1.0 pStyle=ListBullet}"c"'
    found = reading({"outcomes": f'tr(tc"1. Reduce waits" tc({cell}) tc"SO1")'})
    assert found["plan"]["outcomes"][0]["measures"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("indent", "nested"),
    [('w:left="720"', True), ('w:start="720" w:hanging="360"', True), ('w:firstLine="400"', True),
     ('w:left="0"', False), ('w:left="720" w:hanging="720"', False)],
)  # fmt: skip
def test_a_typed_marker_is_further_in_where_its_first_line_starts_further_in(
    indent: str, nested: bool
) -> None:
    cell = 'tr(tc"1. Reduce waits" tc(p"- Waits halved" p{pStyle=TableGrid}"- by June") tc"SO1")'
    measures = ["Waits halved\nby June"] if nested else ["Waits halved", "by June"]
    style = {'<w:name w:val="Table Grid"/>': f'<w:name w:val="G"/><w:pPr><w:ind {indent}/></w:pPr>'}
    assert reading({"outcomes": cell}, **style)["plan"]["outcomes"][0]["measures"] == measures
    direct = {'<w:pStyle w:val="TableGrid"/>': f"<w:ind {indent}/>"}
    assert reading({"outcomes": cell}, **direct)["plan"]["outcomes"][0]["measures"] == measures


def numbered(pieces: dict[str, str], text: str, form: str = "decimal") -> dict[str, Any]:
    """What is read where the third list numbers its paragraphs like this."""
    level = _MARKS["level"].replace("decimal", form).replace("%1.", text)
    return reading(pieces, level=level)


def unmapped(found: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["text"], each["field"]) for each in found["unmapped"]]


@pytest.mark.parametrize("form", ["decimal", "bullet", "none", "lowerRoman"])
def test_words_of_an_automatic_number_that_the_form_does_not_print_are_unmapped(form: str) -> None:
    cell = 'tr(tc"1. Reduce waits" tc(p{list=3.0}"Waits halved" p"Costs down") tc"SO1")'
    found = numbered({"outcomes": cell}, "Kpizeta: ", form)
    assert found["plan"]["outcomes"][0]["measures"] == ["Waits halved", "Costs down"]
    assert unmapped(found) == [("Kpizeta:", "outcomes[0].measures[0]")]
    assert ("Kpizeta:", None) in unmapped(
        numbered({"after": 'p{list=3.0}"Bye"'}, "Kpizeta: ", form)
    )


@pytest.mark.parametrize("text", ["Outcome %1:", "%1.", "(%1)", "Priority %1 –", "Section %1"])
def test_numbers_in_the_forms_own_words_are_its_dress(text: str) -> None:
    found = numbered({"outcomes": 'tr(tc(p{list=3.0}"Reduce waits") tc"Halved" tc"SO1")'}, text)
    assert found["plan"]["outcomes"][0]["outcome"] == "Reduce waits"
    assert unmapped(found) == []
    blank = numbered({"outcomes": 'tr(tc(p{list=3.0}) tc tc"")'}, "Kpizeta %1")
    assert (blank["plan"]["outcomes"], unmapped(blank)) == ([], [])


def test_a_list_may_have_its_levels_from_a_list_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="13"><w:numStyleLink w:val="Ranks"/><w:lvl w:ilvl="8">'
    style = (
        '<w:abstractNum w:abstractNumId="99"><w:styleLink w:val="Ranks"/><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:abstractNum w:abstractNumId="11">'
    )
    changes = {_MARKS["level"]: linked, '<w:abstractNum w:abstractNumId="11">': style}
    found = reading({"learning_needs": 'tr(tc(p{list=3.0}) tc"Coaching" tc tc tc)'}, **changes)
    assert found["plan"]["learning_needs"][0]["priority"] == "3"
