"""The account of a reading: every word in a field or in unmapped, every issue with its place."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents.small_form import built

import plandocs
from plandocs import Reading

_MEASURE = 'tr(tc"1. Reduce waits" tc({}) tc"SO1")'
_HEADER = 'tbl(tr(tc"Officer name:" tc"Priya Raman") tr(tc"{}" tc({})))'


def read(**pieces: str) -> Reading:
    """The reading of a small form with these pieces."""
    return plandocs.parse(built(pieces))


def plan(**pieces: str) -> dict[str, Any]:
    data: dict[str, Any] = read(**pieces).to_dict()["plan"]
    return data


def codes(reading: Reading) -> set[str]:
    return {issue.code for issue in reading.issues}


def measures(cell: str) -> list[str]:
    found: list[str] = plan(outcomes=_MEASURE.format(cell))["outcomes"][0]["measures"]
    return found


def measures_of(reading: Reading) -> list[tuple[str, ...]]:
    outcomes = reading.to_dict()["plan"]["outcomes"]
    return [tuple(row["measures"]) for row in outcomes]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('p"Waits halved" p"Costs down"', ["Waits halved", "Costs down"]),
        ('p{list=1.0}"Waits halved" p{list=1.1}"by June"', ["Waits halved\nby June"]),
        ('p{list=1.1}"Waits halved" p{list=1.1}"Costs down"', ["Waits halved", "Costs down"]),
        ('p{pStyle=WordBullet}"Waits" p{pStyle=WordBullet2}"by June"', ["Waits\nby June"]),
        ('p{indent=240}"• Waits" p{indent=720}"– by June"', ["Waits\nby June"]),
        ('p"• Waits" p"    – by June"', ["Waits\nby June"]),
        ('p"• Waits" p"– by June"', ["Waits", "by June"]),
        (r'p"• Waits\n• Costs"', ["Waits", "Costs"]),
        (r'p"Waits\nby June"', ["Waits\nby June"]),
        ('tbl(tr(tc"Waits" tc"halved") tr(tc"Costs" tc"down"))', ["Waits halved", "Costs down"]),
        ('p"A. Fong leads" p"B. Smith helps"', ["A. Fong leads", "B. Smith helps"]),
        ('p"a. Waits" p"b. Costs"', ["Waits", "Costs"]),
        ('p"–"', []),
    ],
)
def test_paragraphs_of_a_measures_cell_become_items(cell: str, expected: list[str]) -> None:
    assert measures(cell) == expected


@pytest.mark.parametrize(
    ("cell", "signed", "text"),
    [
        ('p"P Raman"', True, "P Raman"), ('p"unsigned"', False, "unsigned"), ("p", False, ""),
        ("p(r(drawing(wp:inline(wp:docPr{@_id=1}))))", True, ""), ('p"TBC"', False, "TBC"),
        ("p(r(pict(v:shape{@_id=s}(v:stroke))))", True, ""),
        ("p(del(r(pict(v:shape{@_id=s}))))", False, ""),
        ("p(r{vanish}(pict(v:shape{@_id=s})))", False, ""),
        ("p(r(pict(v:shape{@_id=s})))", True, ""), ("p(r(pict(v:line)))", True, ""),
    ],
)  # fmt: skip
def test_a_signature_is_a_picture_or_a_text_that_is_no_blank(
    cell: str, signed: bool, text: str
) -> None:
    found = plan(header=_HEADER.format("Officer signature:", cell))["officer_signature"]
    assert found == {"signed": signed, "text": text}


def test_a_date_pickers_date_stands_beside_its_vaguer_text() -> None:
    cell = 'p(sdt{date=2026-07-12}"July 2026")'
    found = plan(header=_HEADER.format("Date of meeting:", cell))["meeting_date"]
    assert found == {"text": "July 2026", "date": "2026-07-12"}


@pytest.mark.parametrize(
    ("cell", "code", "kind"),
    [
        ('p(r"a" del"b b")', "tracked-changes", "deleted"),
        ('p(r"a" r{vanish}"b b")', "hidden-text", "hidden"),
        ('p(r"a" r(pict(v:shape(v:textbox(txbxContent(p"b b"))))))', "", "textbox"),
        ('p(r"a" m:oMath(m:r(m:t"b b")))', "", "equation"),
        ('p(r{strike}"a")', "struck-text", ""), (r'p"a\nb"', "line-breaks-in-item", ""),
        ('p(sdt{showingPlcHdr}"Choose an item.")', "placeholder-left", ""),
    ],
)  # fmt: skip
def test_what_a_cell_holds_beside_its_text_is_told_with_its_field(
    cell: str, code: str, kind: str
) -> None:
    reading = read(outcomes=_MEASURE.format(cell))
    assert not code or code in codes(reading)
    kept = [each for each in reading.unmapped if each.kind == kind]
    assert not kind or [(e.field, e.text) for e in kept] == [("outcomes[0].measures[0]", "b b")]


def test_what_a_note_holds_beside_its_text_is_kept_too() -> None:
    note = 'footnote{@id=2}(p(r"See " r{vanish}"the draft" del"page two"))'
    reading = read(outcomes=_MEASURE.format('p(r"a" r(footnoteReference{@id=2}))'), footnotes=note)
    found = {(each.kind, each.text) for each in reading.unmapped}
    assert found == {("footnote", "See"), ("hidden", "the draft"), ("deleted", "page two")}
    assert {"hidden-text", "tracked-changes"} <= codes(reading)


def test_cells_merged_under_tracking_are_read_as_merged() -> None:
    merged = "tcPr(vMerge{{@val={}}} cellMerge{{@id=1 @vMerge={}}})"
    first = f'tr(tc({merged.format("restart", "rest")} p"1. Reduce waits") tc"A" tc"SO1")'
    second = f'tr(tc({merged.format("continue", "cont")} p) tc"B" tc)'
    reading = read(outcomes=f"{first} {second}")
    assert measures_of(reading) == [("A", "B")]
    assert "tracked-changes" in codes(reading)


def test_a_row_without_a_number_goes_on_with_the_one_above() -> None:
    more = ' tr(tc tc"B" tc) tr(tc"–" tc"B2" tc) tr(tc"2." tc"C" tc)'
    reading = read(outcomes=_MEASURE.format('p"A"') + more)
    outcomes = reading.to_dict()["plan"]["outcomes"]
    assert [row["measures"] for row in outcomes] == [["A", "B", "B2"], ["C"]]
    assert "continued-row" in codes(reading)


def test_text_below_a_capability_is_unmapped_and_told() -> None:
    reading = read(leadership='tr(tc(p"1. Achieves results" p"my focus") tc"On time")')
    assert [each.text for each in reading.unmapped] == ["my focus"]
    assert "text-in-label-cell" in codes(reading)


def test_a_reading_with_unmapped_text_is_not_clean() -> None:
    assert read().clean
    assert not read(after='p"One more thing"').clean


def test_a_value_knows_where_it_stands() -> None:
    place = read(outcomes=_MEASURE.format('p"A" p"• B"')).where("outcomes[0].measures[1]")
    assert place is not None
    assert (place.section, place.row, place.column) == ("Section 1", 1, 2)
    assert "B" in place.raw


def test_a_row_and_a_part_of_a_value_know_their_place_too() -> None:
    reading = read(outcomes=_MEASURE.format('p"A" p"B"'))
    assert str(reading.where("outcomes[0]")) == "Section 1, row 1, column 1"
    assert reading.where("meeting_date.date") == reading.where("meeting_date")
    assert reading.where("outcomes[1]") is None


def test_a_blank_row_lends_its_place_to_no_other() -> None:
    blank = 'tr(tc(p(r"2. " del"gone")) tc tc)'
    rows = f'tr(tc"1. Reduce waits" tc"A" tc) {blank} tr(tc"3. Listen" tc"C" tc"SO3") tr(tc tc tc)'
    reading = read(outcomes=rows)
    place = reading.where("outcomes[1].outcome")
    assert place is not None
    assert (place.row, place.raw) == (3, "3. Listen")
    assert [(i.code, i.field, i.where) for i in reading.issues] == [
        ("tracked-changes", None, "Section 1, row 2")
    ]
    assert [(each.field, each.text) for each in reading.unmapped] == [(None, "gone")]


def test_a_blank_value_stands_in_its_own_row_and_not_in_a_blank_one_below() -> None:
    place = read(outcomes='tr(tc"1. Listen" tc"A" tc) tr(tc tc tc)').where("outcomes[0].links")
    assert place is not None
    assert place.row == 1


def test_a_value_merged_over_two_rows_stands_in_the_first_of_them() -> None:
    rows = (
        'tr(tc"1. Reduce waits" tc"A" tc{vMerge=restart}(p"SO1" p"SO2")) '
        'tr(tc"2. Cut costs" tc"B" tc{vMerge}) tr(tc"3. Listen" tc"C" tc"SO3")'
    )
    reading = read(outcomes=rows)
    places = [reading.where(f"outcomes[{n}].links[0]") for n in range(3)]
    assert [place and place.row for place in places] == [1, 1, 3]


def test_of_two_filled_forms_the_first_is_read_and_the_second_kept() -> None:
    more = 'tbl(tr(tc"Officer name:" tc"Tom Alder")) p tbl(tr(tc"Business / work outcome" '
    more += 'tc"Performance measures(s)") tr(tc"1. Close the gap" tc"Gap closed"))'
    reading = read(after=more)
    assert reading.to_dict()["plan"]["officer_name"] == "Priya Raman"
    assert {"Tom Alder", "Gap closed"} <= {each.text for each in reading.unmapped}
    assert "second-form" in codes(reading)


def test_a_blank_copy_is_nothing() -> None:
    blank = 'tbl(tr(tc"Officer name:" tc)) p tbl(tr(tc"Business / work outcome" '
    blank += 'tc"Performance measures(s)") tr(tc"1. " tc) tr(tc"2. " tc))'
    assert read(after=blank).clean
    assert read(before=blank + " p").to_dict()["plan"]["officer_name"] == "Priya Raman"


_COPY = (
    'tbl(tr(tc"Officer name:" tc{name}) tr(tc"Manager name:" tc(p({control})))) p tbl('
    'tr(tc"Business / work outcome" tc"Performance measures(s)") tr(tc"1. " tc))'
)
_CONTROL = 'sdt{{showingPlcHdr}}(r"{}")'


@pytest.mark.parametrize("name", ["", '"Tom Alder"'])
def test_in_a_further_copy_a_prompt_is_told_only_where_no_program_writes_it(name: str) -> None:
    def words(prompt: str) -> set[str]:
        more = _COPY.format(name=name, control=_CONTROL.format(prompt))
        return {each.text for each in read(after=more).unmapped} - {"Tom Alder", "1."}

    assert words("Say it to Rosa first") == {"Say it to Rosa first"}
    assert words("Click or tap here to enter text.") == words("[Company]") == set()


def test_a_part_of_a_date_or_period_has_the_place_of_the_whole() -> None:
    header = 'tbl(tr(tc"Date of meeting" tc"12 July 2026"))'
    reading = plandocs.parse(built({"header": header}))
    for part in ("text", "date"):
        assert reading.where(f"meeting_date.{part}") == reading.where("meeting_date") is not None
    assert reading.where("learning_needs[99].need") is None


def test_marks_piled_in_any_item_and_in_a_merged_cell_are_told_where_the_value_stands() -> None:
    from plandocs.forms.senior_executive_plan import FORM
    from plandocs.reading.account import Account
    from plandocs.reading.copy import _report_cut_marks
    from plandocs.reading.label_values import labels_of

    account = Account({}, lambda text: False, labels_of(FORM))
    for path in ("outcomes[0].measures", "outcomes[0].measures[1]"):
        account.origins[path] = ("Section 1", 1, 2, "e" + "\u0301" * 40)
        account.untidy[path] = None
    account.shared("outcomes[0].measures", "outcomes[1].measures")
    _report_cut_marks(account)
    assert [issue.field for issue in account.issues] == [
        "outcomes[0].measures", "outcomes[0].measures[1]",
        "outcomes[1].measures", "outcomes[1].measures[1]",
    ]  # fmt: skip
