"""Rows that people put among the form's own, and what stands around the header and the sections."""

from __future__ import annotations

import pytest
from tests.documents.official import CAPABILITIES
from tests.documents.small_form import built
from tests.word.locate.test_header_group import header, told, values

import plandocs
from plandocs import Reading

_FEW = 'tbl(tr(tc"Officer name:" tc"Priya Raman") tr(tc"Manager name:" tc"Tom Alder"))'


def read(**pieces: str) -> Reading:
    """The reading of a small form with other pieces."""
    return plandocs.parse(built(pieces))


def unmapped(reading: Reading) -> str:
    """All that is in no field."""
    return " | ".join(each.text for each in reading.unmapped)


@pytest.mark.parametrize("title", ["Mid-year review", "Secretary approval", "Annual assessment"])
@pytest.mark.parametrize("place", ["first row", "last row"])
def test_a_block_of_something_else_signs_nothing_wherever_its_title_stands(
    title: str, place: str
) -> None:
    rows = ['tr(tc"Officer signature:" tc"PR")', 'tr(tc"Manager signature:" tc"TA")']
    rows.insert(0 if place == "first row" else 2, f'tr(tc"{title}" tc)')
    found = values(read(header=_FEW, after=f'p"" tbl({" ".join(rows)})'))
    assert (found["officer_signature"], found["manager_signature"]) == ("", "")


@pytest.mark.parametrize("other", ["Date of review:", "Meeting date:", "Date of initial meeting:"])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("typed", ["12 July 2026", ""])
def test_the_label_that_the_form_prints_counts_before_another_of_its_words(
    other: str, first: bool, typed: str
) -> None:
    rows = [f'tr(tc"Date of meeting:" tc"{typed}")', f'tr(tc"{other}" tc"1 February 2027")']
    rows.sort(reverse=first)
    more = _FEW[:-1] + " ".join(["", *rows]) + ")"
    reading = read(header=more)
    assert values(reading)["meeting_date"] == typed
    assert told(reading, "label-elsewhere") == {("meeting_date", "warning")}
    assert "1 February 2027" in unmapped(reading)


def test_a_table_of_contents_is_no_copy_of_the_form() -> None:
    titles = (
        "Section 1: Business (work) outcomes and performance measures",
        "Section 2: Leadership behaviour",
        "Section 3: Learning and development plan",
        "Section 4: Career Aspirations & Goals",
    )
    lines = " ".join(f'p"{title}\\t{page}"' for page, title in enumerate(titles, 2))
    reading = read(before=f'p"Officer: Kim Oh" p"Manager: Al Bo" {lines}', header=header())
    assert values(reading)["officer_name"] == "Priya Raman"
    assert not told(reading, "second-form")
    assert "Kim Oh" in unmapped(reading)


def test_a_picture_in_a_labels_cell_is_told() -> None:
    picture = "r(drawing(wp:inline(wp:docPr{@_id=1,@_name=x} a:graphic(a:graphicData(pic:pic)))))"
    block = header({"P Raman": ""}).replace(
        'tc"Officer signature:"', f'tc(p(r"Officer signature:" {picture}))'
    )
    assert told(read(header=block), "text-in-label-cell") == {("officer_signature", "warning")}


@pytest.mark.parametrize("label", ["{} (continued)", "{} (cont'd)", "{} – continued", "{}"])
def test_a_capability_that_goes_on_in_a_second_row_has_its_measures(label: str) -> None:
    rows = [f'tr(tc"{n}. {each}" tc"A")' for n, each in enumerate(CAPABILITIES, 1)]
    rows.insert(2, f'tr(tc"2. {label.format(CAPABILITIES[1])}" tc"B")')
    plan = read(leadership=" ".join(rows)).to_dict()["plan"]
    assert [row["measures"] for row in plan["leadership"]] == [
        ["A"],
        ["A", "B"],
        ["A"],
        ["A"],
        ["A"],
    ]


def test_a_cell_merged_over_printed_rows_is_the_value_of_each() -> None:
    rows = [
        f'tr(tc"{n}. {each}" ' + ('tc{vMerge=restart}"A")' if n == 2 else "tc{vMerge})")
        if n in (2, 3, 4)
        else f'tr(tc"{n}. {each}" tc"B")'
        for n, each in enumerate(CAPABILITIES, 1)
    ]
    reading = read(leadership=" ".join(rows))
    plan = reading.to_dict()["plan"]
    assert [row["measures"] for row in plan["leadership"]] == [["B"], ["A"], ["A"], ["A"], ["B"]]


@pytest.mark.parametrize(
    "row",
    [
        'tr(tc"Officer signature: P Raman" tc"Manager signature: T Alder")',
        'tr(tc"Officer signature:" tc"P Raman")',
        'tr(tc"Date of meeting:" tc"P Raman, 3 July")',
    ],
)
@pytest.mark.parametrize("section", ["career", "working_relationship"])
def test_a_row_to_sign_in_below_an_answer_is_none_of_it(row: str, section: str) -> None:
    answers = 'tr(tc"To lead." tc"Agreed.")'
    reading = plandocs.parse(built({section: f"{answers} {row}"}))
    assert list(reading.to_dict()["plan"][section].values()) == ["To lead.", "Agreed."]
    assert "P Raman" in unmapped(reading)


@pytest.mark.parametrize(
    "said", ["Manager: weekly talks", "More: a deputy role", "Signed off early"]
)
def test_a_further_row_of_an_answer_is_part_of_it(said: str) -> None:
    reading = read(career=f'tr(tc"To lead." tc"Agreed.") tr(tc"{said}" tc)')
    assert reading.to_dict()["plan"]["career"]["aspirations"] == f"To lead.\n{said}"


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("learning_needs", 'tr(tc"1. Reduce waits" tc"Waits halved" tc"SO1")'),
        ("outcomes", 'tr(tc"2" tc"Public speaking" tc"Work" tc"Course" tc"June")'),
    ],
)
def test_a_row_pasted_from_another_section_is_told_at_its_fields(section: str, row: str) -> None:
    cells = {"learning_needs": "tc tc tc tc tc", "outcomes": 'tc"1. A" tc"B" tc"C"'}[section]
    reading = plandocs.parse(built({section: f"tr({cells}) {row}"}))
    assert any((f or "").startswith(section) for f, _ in told(reading, "cells-off-headings"))


def test_an_outcome_over_the_whole_width_goes_on_below() -> None:
    across = 'tr(tc{{gridSpan=3}}"Outcome {n}: {text}") tr(tc tc"{measure}" tc)'
    rows = [across.format(n=n, text=t, measure=f"M{n}") for n, t in enumerate(("Roads", "Rail"), 1)]
    reading = read(outcomes=" ".join(rows))
    plan = reading.to_dict()["plan"]
    assert [(row["outcome"], row["measures"]) for row in plan["outcomes"]] == [
        ("Outcome 1: Roads", ["M1"]),
        ("Outcome 2: Rail", ["M2"]),
    ]
    assert ("outcomes[0].outcome", "warning") in told(reading, "cells-off-headings")


@pytest.mark.parametrize(
    "row", ['tr(tc"[Insert outcome]" tc"[Insert measures]" tc"<enter the link>")']
)
def test_a_row_of_prompts_in_brackets_is_told(row: str) -> None:
    reading = read(outcomes=f'{row} tr(tc"1. Roads" tc"M" tc)')
    assert any(issue.code == "placeholder-left" for issue in reading.issues)


@pytest.mark.parametrize("heading", ["Evidence", "Indicator"])
def test_a_column_under_an_agencys_word_for_one_that_is_there_is_unknown(heading: str) -> None:
    table = (
        'tbl(tr(tc"Leadership Capability" tc"Performance measure(s)" tc"{heading}") '
        + " ".join(f'tr(tc"{n}. {each}" tc"A" tc"B{n}")' for n, each in enumerate(CAPABILITIES, 1))
        + ")"
    )
    title = 'p"Section 2: Leadership behaviour"'
    content = built({"leadership": "", "after": f"{title} {table.format(heading=heading)}"})
    reading = plandocs.parse(content)
    assert {m for row in reading.to_dict()["plan"]["leadership"] for m in row["measures"]} == {"A"}
    assert told(reading, "unknown-column")
    assert "B3" in unmapped(reading)


def test_a_table_of_ratings_in_front_of_a_sections_title_is_none_of_it() -> None:
    ratings = " ".join(f'tr(tc"{each}" tc"{n}")' for n, each in enumerate(CAPABILITIES, 1))
    table = f'tbl(tr(tc"Leadership behaviour" tc"Rating") {ratings})'
    reading = read(before=table)
    assert not any(row["measures"] for row in reading.to_dict()["plan"]["leadership"])
    assert "Rating" in unmapped(reading)


def test_a_label_typed_again_in_front_of_its_value_shows_where_values_stand() -> None:
    typed = {each: f"{label} {each}" for label, each in (
        ("Officer name:", "Priya Raman"), ("Division/Branch:", "Reform"),
        ("Manager name:", "Tom Alder"),
    )}  # fmt: skip
    block = header({**typed, "SES 2": ""})
    for label in ("Officer name:", "Classification Level:", "Division/Branch:", "Manager name:"):
        block = block.replace(f'tc"{label}"', f'tc(p"{label}" p"Имя и фамилия")')
    reading = read(header=block)
    assert values(reading)["officer_name"] == "Priya Raman"
    assert told(reading, "text-in-label-cell") >= {("classification_level", "warning")}
