"""`check`: the forms' own rules, what every form shares, and the issues of a reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.checks.findings import findings_of
from plandocs.data.validate import as_plan
from plandocs.forms.registry import form
from plandocs.forms.senior_executive_plan import CAPABILITIES
from plandocs.model.findings import Checked, Finding
from plandocs.model.reading import Reading
from tests.forms.outcomes_conversation.records import record

_OUTCOME = {"outcome": "Trains run on time", "measures": ["95% on time", "No gaps"], "links": ["A"]}
PLAN: dict[str, Any] = {
    "form": "senior-executive-plan",
    "officer_name": "Priya Raman",
    "classification_level": "SES 2",
    "division_branch": "Policy / Reform",
    "manager_name": "Tom Alder",
    "officer_signature": "P Raman",
    "manager_signature": "T Alder",
    "meeting_date": "12 July 2026",
    "period": "2026-27",
    "outcomes": [_OUTCOME] * 4,
    "leadership": [{"capability": name, "measures": ["Seen"]} for name in CAPABILITIES],
    "learning_needs": [
        {
            "priority": "1",
            "need": "Budgeting",
            "relates_to": "Outcome 1",
            "activity": "A course",
            "responsibility_timing": "Priya, May",
        }
    ],
    "career": {"aspirations": "More of it", "manager_comments": "Good"},
    "working_relationship": {"manager_seeks": "Candour", "officer_seeks": "Time"},
}


def only(data: Any) -> Checked:
    (checked,) = plandocs.check(data)
    return checked


def codes(**changes: Any) -> list[tuple[str, str | None]]:
    found = only({**PLAN, **changes}).findings
    return [(each.code, each.field) for each in found]


def test_a_plan_that_follows_the_guidance_has_no_finding() -> None:
    assert only(PLAN) == Checked("", "Priya Raman", ())


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"officer_name": ""}, ("blank-field", "officer_name")),
        ({"classification_level": ""}, ("blank-field", "classification_level")),
        ({"period": ""}, ("blank-field", "period")),
        ({"meeting_date": ""}, ("blank-field", "meeting_date")),
        ({"officer_signature": "TBC"}, ("not-signed", "officer_signature")),
        ({"manager_signature": ""}, ("not-signed", "manager_signature")),
        ({"manager_name": "priya  RAMAN"}, ("same-person", "manager_name")),
        ({"manager_name": "Raman, Priya"}, ("same-person", "manager_name")),
        ({"manager_name": "Ms Priya Raman (acting)"}, ("same-person", "manager_name")),
        ({"manager_name": "Priya Raman, Director"}, ("same-person", "manager_name")),
        ({"manager_name": "[insert name]"}, ("leftover-placeholder", "manager_name")),
        ({"division_branch": "TBC"}, ("leftover-placeholder", "division_branch")),
        ({"meeting_date": "12 July 2026 (TBC)"}, ("leftover-placeholder", "meeting_date")),
        ({"meeting_date": "soon"}, ("unreadable-date", "meeting_date")),
        ({"period": "this cycle"}, ("unreadable-period", "period")),
        ({"period": "from 1 July 2026"}, ("open-period", "period")),
        ({"period": "1 July 2026 – 30 June 2028"}, ("long-period", "period")),
        ({"meeting_date": "1 July 2027"}, ("date-outside-period", "meeting_date")),
        ({"meeting_date": "1 March 2026"}, ("date-outside-period", "meeting_date")),
        ({"outcomes": []}, ("no-outcomes", "outcomes")),
        ({"outcomes": [_OUTCOME] * 3}, ("few-outcomes", "outcomes")),
        ({"outcomes": [_OUTCOME] * 6}, ("many-outcomes", "outcomes")),
        ({"learning_needs": []}, ("no-learning-needs", "learning_needs")),
        ({"career": {"aspirations": "A"}}, ("box-blank", "career.manager_comments")),
        (
            {"career": {"aspirations": "To lead [your Agency]", "manager_comments": "A"}},
            ("leftover-placeholder", "career.aspirations"),
        ),
    ],
)
def test_each_thing_that_is_out_of_line_has_its_code(
    changes: dict[str, Any], found: tuple[str, str]
) -> None:
    assert codes(**changes) == [found]


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ({"outcome": ""}, ("unnamed-outcome", "outcomes[3].outcome")),
        ({"measures": []}, ("no-measures", "outcomes[3].measures")),
        ({"measures": ["One"]}, ("few-measures", "outcomes[3].measures")),
        ({"measures": list("abcde")}, ("many-measures", "outcomes[3].measures")),
        ({"links": []}, ("no-link", "outcomes[3].links")),
        ({"measures": ["a", "TBC"]}, ("leftover-placeholder", "outcomes[3].measures[1]")),
        (
            {"measures": ["a", "Done by 30 June 2025"]},
            ("date-outside-period", "outcomes[3].measures[1]"),
        ),
        (
            {"measures": ["a", "Done by the end of June 2025"]},
            ("date-outside-period", "outcomes[3].measures[1]"),
        ),
        (
            {"measures": ["a", "Done by 30 June 2031"]},
            ("date-outside-period", "outcomes[3].measures[1]"),
        ),
    ],
)
def test_each_outcome_is_looked_at(outcome: dict[str, Any], found: tuple[str, str]) -> None:
    assert codes(outcomes=[*[_OUTCOME] * 3, {**_OUTCOME, **outcome}]) == [found]


def test_a_capability_without_a_measure_is_named() -> None:
    found = only({**PLAN, "leadership": PLAN["leadership"][1:]}).findings
    assert [each.field for each in found] == ["leadership[0].measures"]
    assert "Shapes strategic thinking" in found[0].message
    assert found[0].where == "Section 2, row 1"


def test_a_learning_need_says_all_that_it_lacks_at_once() -> None:
    (found,) = only({**PLAN, "learning_needs": [{"need": "Budgeting", "priority": "1"}]}).findings
    assert found.message == (
        "Learning need 1 does not say what it relates to, how it will be met or who is "
        "responsible and when."
    )


def test_a_period_of_a_leap_year_is_a_year() -> None:
    assert codes(period="1 July 2027 – 30 June 2028", meeting_date="1 July 2027") == []


@pytest.mark.parametrize(
    "left",
    ["cut waits by XX%", "[Agency]", "DD/MM/YYYY", "<<name>>", "{officer_name}", "(insert date)"],
)
def test_what_a_prompt_left_behind_is_found(left: str) -> None:
    found = codes(outcomes=[*[_OUTCOME] * 3, {**_OUTCOME, "measures": ["a", left]}])
    assert found == [("leftover-placeholder", "outcomes[3].measures[1]")]


def test_each_text_tells_its_prompt_and_its_date_in_the_order_of_the_plan() -> None:
    texts = ["by 30 June 2019 TBC", "a", "TBC", "due 1/7/19 and 12 more by 12/7/26"]
    assert codes(outcomes=[*[_OUTCOME] * 3, {**_OUTCOME, "measures": texts}]) == [
        ("leftover-placeholder", "outcomes[3].measures[0]"),
        ("date-outside-period", "outcomes[3].measures[0]"),
        ("leftover-placeholder", "outcomes[3].measures[2]"),
        ("date-outside-period", "outcomes[3].measures[3]"),
    ]


@pytest.mark.parametrize(
    "text", ["The report to be completed by March", "Class [2] sites", "x < 3"]
)
def test_what_only_looks_like_a_prompt_is_left_alone(text: str) -> None:
    assert codes(outcomes=[*[_OUTCOME] * 3, {**_OUTCOME, "measures": ["a", text]}]) == []


@pytest.mark.parametrize(
    ("timing", "found"), [("Priya, June 2025", True), ("HR, 1/7/31", True), ("HR, May 2027", False)]
)
def test_in_the_column_for_timing_any_date_counts(timing: str, found: bool) -> None:
    need = {**PLAN["learning_needs"][0], "responsibility_timing": timing}
    place = ("date-outside-period", "learning_needs[0].responsibility_timing")
    assert codes(learning_needs=[need]) == [place] * found


def test_a_short_row_of_anothers_plan_is_found_with_its_full_stop_or_without() -> None:
    mine, theirs = (
        {**PLAN, "officer_name": name, "outcomes": [{**_OUTCOME, "outcome": words}] * 4}
        for name, words in (
            ("A Lee", "Open the new northern hub"),
            ("B Ito", "Open the new northern hub."),
        )
    )
    assert {each.code for one in plandocs.check([mine, theirs]) for each in one.findings} == {
        "copied"
    }


def test_words_on_lines_are_those_of_anothers_plan_on_one_line() -> None:
    line = "Every school in the north has a garden by the spring"
    mine, theirs = ([*[_OUTCOME] * 3, {**_OUTCOME, "outcome": words}]
                    for words in (line, line.replace(" in ", "\nin ")))  # fmt: skip
    both = ({**PLAN, "outcomes": mine}, {**PLAN, "officer_name": "B Ito", "outcomes": theirs})
    assert [[each.code for each in one.findings] for one in plandocs.check(both)] == [
        ["copied"]
    ] * 2


def test_words_of_anothers_plan_are_found_in_both_and_nobody_is_named() -> None:
    words = "Every school in the north has a garden by the spring"
    mine = {**PLAN, "outcomes": [*[_OUTCOME] * 3, {**_OUTCOME, "outcome": words}]}
    theirs = {**mine, "officer_name": "Dan Whitford"}
    found = [each.findings for each in plandocs.check([mine, mine, theirs])]
    assert [[each.code for each in one] for one in found] == [["copied"]] * 3
    assert not [one for one in found if "Dan" in one[0].message or "Priya" in one[0].message]


def test_two_versions_of_ones_own_plan_are_no_copies() -> None:
    words = "Every school in the north has a garden by the spring"
    mine = {**PLAN, "outcomes": [*[_OUTCOME] * 3, {**_OUTCOME, "outcome": words}]}
    assert [each.findings for each in plandocs.check([mine, mine])] == [(), ()]


def test_issues_of_the_reading_come_with_what_to_do_and_are_told_once(tmp_path: Path) -> None:
    file = tmp_path / "raman.docx"
    plandocs.fill({**PLAN, "meeting_date": "as agreed"}, file)
    checked = only(file)
    assert checked.source == str(file)
    assert [(each.code, each.where) for each in checked.findings] == [
        ("unreadable-date", "Details at the top")
    ]
    assert checked.findings[0].fix.startswith("Write one date")


def test_the_roll_up_gets_the_findings_with_what_to_do_and_their_place() -> None:
    reading = Reading("a.docx", plan=as_plan({**PLAN, "manager_name": ""}))
    said, where = "Manager name is blank.", "Details at the top"
    assert findings_of(form("senior-executive-plan"), reading) == (
        Finding("warning", "blank-field", "manager_name", said, "Fill it in.", where),
    )


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "notes.docx"
    file.write_bytes(b"")
    checked = only(file)
    assert not checked.clean
    assert [(each.severity, each.code) for each in checked.findings] == [("error", "corrupt")]


def test_a_record_of_a_conversation_follows_its_own_rules() -> None:
    good = record(actions=[{"action": "Ring", "who": "Tom", "by_when": "1 May 2027"}])
    assert only(good).findings == ()
    bad = record(
        outcomes=[
            {"outcome": "One"},
            {"outcome": "Two", "status": "Fine", "progress": "a"},
            {"outcome": "Three", "status": "at risk", "outputs": "a"},
        ],
        actions=[{"who": "Tom"}],
        next_conversation="1 February 2027",
    )
    assert [(each.code, each.field) for each in only(bad).findings] == [
        ("no-status", "outcomes[0].status"),
        ("unknown-choice", "outcomes[1].status"),
        ("status-not-explained", "outcomes[2].adjustment"),
        ("action-incomplete", "actions[0]"),
        ("next-conversation-before", "next_conversation"),
        ("no-progress", "outcomes[0].progress"),
    ]


def test_a_record_without_outcomes_is_an_error() -> None:
    found = only(record(outcomes=[], next_conversation="")).findings
    assert [each.code for each in found] == ["no-outcomes", "no-next-conversation"]


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        ({"officer_name": "Priya Raman"}, {"officer_name": "RAMAN, Dr Priya"}, 0),
        ({"officer_name": "Priya Raman"}, {"officer_name": "Priya M. Raman"}, 0),
        ({"officer_name": "Priya Raman", "id": "7"}, {"officer_name": "P. Raman", "id": "7"}, 0),
        ({"officer_name": "Priya Raman", "id": "7"}, {"officer_name": "Priya Raman", "id": "8"}, 2),
        ({"officer_name": "Priya Raman"}, {"officer_name": "Padma Raman"}, 2),
    ],
)
def test_two_spellings_of_one_person_copy_nobody(
    one: dict[str, str], other: dict[str, str], copies: int
) -> None:
    words = [{"outcome": "Cut the median wait for a decision by a third", "measures": ["by June"]}]
    found = plandocs.check([{**one, "outcomes": words}, {**other, "outcomes": words}])
    codes = [finding.code for each in found for finding in each.findings]
    assert codes.count("copied") == copies
