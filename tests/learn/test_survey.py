"""What a look at a blank finds: places with their labels, tables that repeat, headings."""

from __future__ import annotations

import pytest

from plandocs.learn.propose import propose
from plandocs.word.learn import Grid, Place, Survey, survey
from plandocs.word.package.open import open_package
from plandocs.word.view.read import read_document
from tests.documents.notation import xml
from tests.documents.opc import document, docx


def look(notation: str) -> Survey:
    """The survey of a document in notation."""
    data = docx(document(xml(notation) + "<w:sectPr/>"))
    return survey(read_document(open_package(data)))


def labels(notation: str) -> list[str]:
    return [place.label for place in look(notation).places]


@pytest.mark.parametrize(
    ("notation", "found"),
    [
        ('p"Full name: ________"', ["Full name"]),
        ('p"Name______ Age_____\\tDate: ____"', ["Name", "Age", "Date"]),
        ('p"1. Address (street, town) ....................."', ["Address (street, town)"]),
        ('p"Father\\t\\t:  …………………"', ["Father"]),
        ('p"How did you hear of us?" p"__________"', ["How did you hear of us?"]),
        ('p"Project title:" p p"Start date:" p', ["Project title", "Start date"]),
        ('p"_______\\t\\t_______" p"Name (printed)\\t\\tDate"', ["Name (printed)", "Date"]),
        ('p"Signature of applicant"', ["Signature of applicant"]),
        ('p"Please read this before you write."', []),
        ('p"Your details:" tbl(tr(tc"Name" tc))', ["Name"]),
        ('tbl(tr(tc"Name" tc tc"Date" tc) tr(tc"Unit" tc"(your branch)" tc tc))',
         ["Name", "Date", "Unit"]),
        ('tbl(tr(tc"Reason for change:") tr(tc))', ["Reason for change"]),
        ('tbl(tr(tc"Date of request" tc"Number") tr(tc tc))', ["Date of request", "Number"]),
        ('p"Remarks" tbl(tr(tc))', ["Remarks"]),
    ],
)  # fmt: skip
def test_a_place_is_told_by_the_words_beside_above_or_below_it(
    notation: str, found: list[str]
) -> None:
    assert labels(notation) == found


@pytest.mark.parametrize(
    ("notation", "label", "options"),
    [
        ('p"Was anyone hurt? ☐ Yes ☐ No"', "Was anyone hurt?", ("Yes", "No")),
        ('p"Desired days:" p"___ Monday ___ Tuesday"', "Desired days", ("Monday", "Tuesday")),
        ('p"Decision:" p"☐ Approved" p"☐ Denied"', "Decision", ("Approved", "Denied")),
        ('tbl(tr(tc"Type" tc(p"☐ New" p"☐ Other")))', "Type", ("New", "Other")),
        ('p"Online before?" p"[ ] Yes  [ ] No"', "Online before?", ("Yes", "No")),
    ],
)
def test_boxes_with_their_words_are_one_place(
    notation: str, label: str, options: tuple[str, ...]
) -> None:
    (place,) = look(notation).places
    assert (place.label, place.options) == (label, options)


def grid(notation: str) -> Grid:
    (found,) = look(notation).grids
    return found


def test_a_table_with_blank_rows_below_its_headings_repeats() -> None:
    rows = "tr(tc tc tc) tr(tc tc tc)"
    found = grid(f'p"Approvers" tbl(tr(tc"Name" tc"Role" tc"Date") {rows})')
    assert [column.label for column in found.columns] == ["Name", "Role", "Date"]
    assert found.rows == ()


def test_a_table_with_words_in_its_first_column_has_printed_rows() -> None:
    rows = 'tr(tc"Planning" tc tc) tr(tc"Testing" tc tc)'
    found = grid(f'tbl(tr(tc"Activity" tc"Start" tc"End") {rows})')
    assert found.rows == ("Planning", "Testing")


def test_headings_in_two_levels_are_told_by_both() -> None:
    head = 'tr(tc"Item" tc{gridSpan=2}"Hours" tc{gridSpan=2}"Dollars")'
    under = 'tr(tc tc"Less" tc"More" tc"Less" tc"More")'
    found = grid(f'tbl({head} {under} tr(tc"Analysis" tc tc tc tc) tr(tc"Build" tc tc tc tc))')
    assert [(c.under, c.label) for c in found.columns] == [
        ("", "Item"), ("Hours", "Less"), ("Hours", "More"),
        ("Dollars", "Less"), ("Dollars", "More"),
    ]  # fmt: skip


def test_a_printed_table_asks_for_nothing() -> None:
    rows = 'tr(tc"Tester" tc"Runs the tests") tr(tc"Lead" tc"Plans them")'
    found = look(f'tbl(tr(tc"Role" tc"Duty") {rows})')
    assert found.parts == ()


def test_a_rule_of_a_thousand_signs_takes_no_time() -> None:
    rule = "_" * 2000
    assert labels(f'p"Name: {rule} {rule}-{rule}a {rule}"')[0] == "Name"


@pytest.mark.parametrize(
    ("notation", "kind"),
    [
        ('p"Date of birth: ____"', "date"),
        ('p"Review period: ____"', "period"),
        ('p"Signature of employee: ____"', "signature"),
        ('p"Number of hours: ____"', "number"),
        ('p"Comments: ____"', "text"),
        ('tbl(tr(tc"Severity:" tc"(High / Medium / Low)"))', "choice"),
        ('p"Agreed? ☐ Yes ☐ No"', "tick"),
        ('tbl(tr(tc"Steps:" tc(p"1." p"2." p"3.")))', "items"),
    ],
)
def test_a_place_has_the_kind_that_its_words_ask_for(notation: str, kind: str) -> None:
    (entry,) = propose(look(notation), "our form").fields
    assert entry.kind_name == kind


def test_roles_are_told_by_the_words_that_forms_share() -> None:
    notation = (
        'p"Employee name: ____" p"Department: ____" p"Manager: ____" p"Review period: ____" '
        'p"Signature of employee: ____" p"Signature of manager: ____"'
    )
    fields = propose(look(notation), "our form").fields
    assert [entry.role for entry in fields] == [
        "person", "unit", "manager", "period", "signature", "countersignature",
    ]  # fmt: skip


def test_a_label_that_stands_twice_is_told_by_the_heading_above_it() -> None:
    notation = 'p"Child" p"First name: ____" p"Parent" p"First name: ____"'
    form = propose(look(notation), "our form")
    assert [entry.name for entry in form.fields] == ["first_name"]
    assert [(each.heading, each.shape) for each in form.sections] == [("Parent", "cells")]


def test_a_second_label_that_nothing_tells_apart_is_left_out_and_said() -> None:
    form = propose(look('p"Date: ____" p"Name: ____" p"Date: ____"'), "our form")
    assert [(each.label, each.where) for each in form.left_out] == [("Date", "p2")]


def test_what_was_unsure_is_said() -> None:
    (place, _) = (p for p in look('tbl(tr(tc"Date" tc"No.") tr(tc tc))').places)
    assert isinstance(place, Place)
    assert "single record" in place.doubts[0]
