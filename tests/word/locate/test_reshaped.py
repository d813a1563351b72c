"""Plans that agencies laid out and worded in their own way are read like the official ones."""

from __future__ import annotations

import pytest
from tests.documents.small_form import built

import plandocs
from plandocs import Reading


def read(**pieces: str) -> Reading:
    return plandocs.parse(built(pieces))


def value(reading: Reading, field: str) -> object:
    assert reading.plan is not None
    return reading.plan.model_dump()[field]


def strays(reading: Reading) -> list[str]:
    return [each.text for each in reading.unmapped]


@pytest.mark.parametrize(
    "label",
    [
        "Name of staff member",
        "SES officer",
        "Executive’s name",
        "Incumbent",
        "Senior Executive Officer:",
    ],
)
def test_words_for_the_same_person_stand_for_each_other_in_a_label(label: str) -> None:
    reading = read(header=f'tbl(tr(tc"{label}" tc"Priya Raman"))')
    assert value(reading, "officer_name") == "Priya Raman"


def test_a_cell_with_nothing_but_a_colon_stands_between_label_and_value() -> None:
    reading = read(header='tbl(tr(tc"Officer name" tc":" tc"Priya Raman"))')
    assert value(reading, "officer_name") == "Priya Raman"


def test_labels_that_are_paragraphs_of_their_own_have_their_values_below() -> None:
    header = 'p"Officer name" p"Priya Raman" p"Manager name" p"Tom Alder" p"Division" p"Reform"'
    reading = read(header="", before=header)
    fields = ("officer_name", "manager_name", "division_branch")
    assert [value(reading, each) for each in fields] == ["Priya Raman", "Tom Alder", "Reform"]


def test_a_dash_ends_a_label_in_a_list_of_labels() -> None:
    header = 'p"Officer name – Priya Raman" p"Manager – Tom Alder" p"Division – Reform"'
    assert value(read(header="", before=header), "manager_name") == "Tom Alder"


def test_a_heading_that_other_sections_have_is_reported_in_an_unknown_column() -> None:
    rows = (
        'tr(tc"Business / work outcome" tc"Performance measures(s)" tc"Link to" tc"Comments") '
        'tr(tc"1. Reduce waits" tc"Waits halved" tc"SO1" tc"Deferred")'
    )
    reading = read(outcomes="", after=f"tbl({rows})")
    assert {"Comments", "Deferred"} <= set(strays(reading))


def test_a_table_that_only_speaks_of_the_printed_rows_is_none_of_the_form() -> None:
    table = (
        'tbl(tr(tc"Capability" tc"What good looks like") '
        'tr(tc"Shapes strategic thinking" tc"Inspires") tr(tc"Achieves results" tc"Delivers"))'
    )
    assert {"Inspires", "Delivers"} <= set(strays(read(after=table)))


def test_another_table_with_two_headings_of_a_section_is_none_of_the_form() -> None:
    table = 'tbl(tr(tc"Action" tc"Who" tc"By when") tr(tc"Book a room" tc"EA" tc"May"))'
    reading = read(after=table)
    assert "Book a room" in strays(reading)
    assert not value(reading, "learning_needs")


_GUIDANCE = (
    'tr(tc"What I expect to achieve over this performance cycle – recorded in order of '
    'importance." '
    'tc"What would success on the particular business/work outcome look like?" '
    'tc"Agency strategic objectives")'
)


def test_guidance_in_a_row_of_its_own_below_the_headings_is_print() -> None:
    row = 'tr(tc"1. Reduce waits" tc"Waits halved" tc"SO1")'
    read(outcomes=f"{row} {row}")  # of the same layout, with data in that row
    reading = read(outcomes=f"{_GUIDANCE} {row}")
    outcomes = value(reading, "outcomes")
    assert isinstance(outcomes, tuple | list)
    assert len(outcomes) == 1
    assert not strays(reading)


def test_guidance_in_a_numbered_row_or_a_later_one_is_what_somebody_typed() -> None:
    quoted = 'tc"What would success on the particular business/work outcome look like?" tc'
    for rows in (f'tr(tc"1." {quoted})', f'tr(tc"Reduce waits" tc tc) tr(tc {quoted})'):
        plan = read(outcomes=rows).plan
        assert plan is not None
        assert "What would success" in plan.model_dump()["outcomes"][0]["measures"][0]


def test_gaps_between_the_words_of_a_label_do_not_hide_it() -> None:
    before = 'p"Date  of  meeting: 12 July 2026" p"Period  of plan:  2026-27"'
    reading = read(header="", before=f'p"Officer name: Priya Raman" {before}')
    assert "2026-07-12" in str(reading.plan.model_dump(mode="json") if reading.plan else "")
    assert "2027-06-30" in str(reading.plan.model_dump(mode="json") if reading.plan else "")
    assert not strays(reading)


def test_a_blank_line_does_not_end_a_box_that_stands_above_another_of_its_section() -> None:
    text = (
        'p"Section 4: Career Aspirations & Goals" '
        'p"Outline of the Officers career aspirations and goals" p"A wider role" p p"In time" p '
        'p"Managers comments" p"Agreed" p p"Typed at the end"'
    )
    reading = read(career=text)
    found = value(reading, "career")
    assert found == {"aspirations": "A wider role\n\nIn time", "manager_comments": "Agreed"}
    assert strays(reading) == ["Typed at the end"]


def test_boxes_with_label_and_text_in_one_cell_may_stand_below_another_section() -> None:
    rows = (
        'tr(tc"Outline of the Officers career aspirations and goals" tc"Managers comments") '
        'tr(tc"A wider role" tc"Agreed") '
        'tr(tc{gridSpan=2}"Section 5: Expectations about the working relationship") '
        'tr(tc(p"What the Manager is seeking in the working relationship" p"Candour") '
        'tc(p"What the Officer is seeking in the working relationship" p"Trust"))'
    )
    reading = read(career=f"tbl({rows})", working_relationship="p")
    wanted = {"manager_seeks": "Candour", "officer_seeks": "Trust"}
    assert value(reading, "working_relationship") == wanted


def test_a_printed_label_over_the_whole_width_names_the_row_below() -> None:
    rows = (
        'tr(tc{gridSpan=2}"1. Shapes strategic thinking") tr(tc tc"Plan agreed") '
        'tr(tc{gridSpan=2}"2. Achieves results") tr(tc tc"On time") tr(tc tc"On budget")'
    )
    leadership = read(leadership=rows).to_dict()["plan"]["leadership"]
    wanted = [["Plan agreed"], ["On time", "On budget"]]
    assert [each["measures"] for each in leadership[:2]] == wanted


_CAPABILITIES = ("1. Shapes strategic thinking", "2. Achieves results")


def test_a_section_that_has_lost_all_but_its_printed_column_is_there() -> None:
    rows = " ".join(f'tr(tc"{each}")' for each in _CAPABILITIES)
    reading = read(leadership=f'p"Section 2: Leadership behaviour" tbl({rows})')
    missing = {issue.field for issue in reading.issues if issue.code.startswith("missing")}
    assert "leadership.measures" in missing
    assert "leadership" not in missing


def test_an_appendix_about_what_the_form_prints_is_no_section() -> None:
    rows = " ".join(f'tr(tc"{each}" tc"Level {each[0]}")' for each in _CAPABILITIES)
    reading = read(leadership="p", after=f'p"Appendix B: the framework" tbl({rows})')
    assert [each["measures"] for each in reading.to_dict()["plan"]["leadership"][:2]] == [[], []]
    assert {"Level 1", "Level 2"} <= set(strays(reading))


_GRID = "tblGrid(" + "gridCol{@w=2000} " * 5 + ")"
_PROSE = "Chair a board through its first year of meetings"


@pytest.mark.parametrize(
    ("row", "goes_on"),
    [
        ('tc"High" tc"Coaching" tc tc tc', True),
        (f'tc tc"{_PROSE}" tc tc tc', True),
        ('tc"Risk" tc"Owner" tc"Likelihood" tc"Impact" tc"Treatment"', False),
    ],
)
@pytest.mark.parametrize("between", ["Over the page", "Attachment 2"])
def test_a_table_goes_on_behind_a_typed_line_where_it_reads_on(
    row: str, goes_on: bool, between: str
) -> None:
    heads = "Priority|Learning need(s)|Relates to|Learning activity|Responsibility / timing"
    headed = "tr(" + " ".join(f'tc"{each}"' for each in heads.split("|")) + ")"
    first = f'tbl({_GRID} {headed} tr(tc"High" tc"Finance" tc tc tc))'
    rest = f'p"{between}" tbl({_GRID} tr({row}))'
    title = 'p"Section 3: Learning and development plan"'
    reading = read(learning_needs=f"{title} {first} {rest}")
    needs = reading.to_dict()["plan"]["learning_needs"]
    assert len(needs) == 1 + (goes_on and between == "Over the page")
    assert between in strays(reading)


def test_a_value_may_be_another_word_for_its_own_label_in_a_line() -> None:
    lines = 'p"Officer name: Priya Raman" p"Division/Branch:\tGroup" p"Manager name: Tom Alder"'
    assert value(read(header="", before=lines), "division_branch") == "Group"


def test_a_row_with_two_values_that_quote_labels_of_another_section_is_data() -> None:
    quoted = "What the Officer is seeking in the working relationship"
    row = f'tr(tc"High" tc"{quoted}" tc"Outcome 2" tc tc"Manager comments")'
    needs = read(learning_needs=row).to_dict()["plan"]["learning_needs"]
    assert [(each["need"], each["responsibility_timing"]) for each in needs] == [
        (quoted, "Manager comments")
    ]


@pytest.mark.parametrize("suffix", [" – agreed", " – see the guide", " – final"])
def test_suffixes_behind_both_headings_of_a_section_leave_its_values_where_they_are(
    suffix: str,
) -> None:
    titles = ("Outline of the Officers career aspirations and goals", "Managers comments")
    heads = " ".join(f'tc"{title}{suffix}"' for title in titles)
    section = 'tr(tc{gridSpan=2}"Section 4: Career Aspirations & Goals")'
    reading = read(career=f'tbl({section} tr({heads}) tr(tc"Lead a division" tc"Supported"))')
    expected = {"aspirations": "Lead a division", "manager_comments": "Supported"}
    assert value(reading, "career") == expected
    assert {each.field for each in reading.issues} >= {"career.aspirations"}
