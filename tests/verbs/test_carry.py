"""`carry`: next cycle's plans from this cycle's, and what they leave behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.division.carried import Carried
from plandocs.errors import InputError
from plandocs.forms.senior_executive_plan import SeniorExecutivePlan
from tests.verbs.test_check import PLAN

_TRAINS = {"outcome": "Trains run on time", "measures": ["95% on time"], "links": ["A"]}
_FERRIES = {"outcome": "Ferries carry more freight", "measures": ["A third berth"]}
_DATA: dict[str, Any] = {**PLAN, "id": "E1", "outcomes": [_TRAINS, _FERRIES]}
_TALK = {
    "form": "outcomes-conversation", "officer_name": "Priya Raman", "id": "E1",
    "manager_name": "Tom Alder", "division_branch": "Policy / Reform", "period": "2026-27",
}  # fmt: skip


def talk(day: str, trains: str, ferries: str) -> dict[str, Any]:
    outcomes = [
        {"outcome": "Ferries carry more freight to King Island", "status": ferries},
        {"outcome": "Trains run on time", "status": trains},
    ]
    return {**_TALK, "conversation_date": day, "outcomes": outcomes}


def only(*items: Any, **options: Any) -> Carried:
    (found,) = plandocs.carry(items, period="2027-28", **options)
    return found


def next_plan(found: Carried) -> SeniorExecutivePlan:
    assert isinstance(found.plan, SeniorExecutivePlan)
    return found.plan


def test_header_outcomes_and_learning_needs_are_carried_and_the_rest_is_blank() -> None:
    found = only(_DATA)
    plan = next_plan(found)
    assert (plan.id, plan.officer_name, plan.manager_name) == ("E1", "Priya Raman", "Tom Alder")
    assert (plan.classification_level, plan.division_branch) == ("SES 2", "Policy / Reform")
    assert (str(plan.period.start), str(plan.period.end)) == ("2027-07-01", "2028-06-30")
    assert [each.outcome for each in plan.outcomes] == [
        "Trains run on time", "Ferries carry more freight",
    ]  # fmt: skip
    assert plan.outcomes[0].links == ("A",)
    assert [each.need for each in plan.learning_needs] == ["Budgeting"]
    assert not plan.officer_signature.signed
    assert plan.meeting_date.text == ""
    assert plan.career.blank
    assert found.left == (
        "measures of the leadership capabilities",
        "career aspirations and goals",
        "expectations about the working relationship",
    )


def test_outcomes_are_left_behind_by_their_latest_status_and_by_meaning() -> None:
    talks = [talk("1 May 2027", "On track", "achieved"), talk("1 Feb 2027", "Achieved", "")]
    found = only(_DATA, *talks, unless=["Achieved"])
    assert [each.outcome for each in next_plan(found).outcomes] == ["Trains run on time"]
    assert found.left[0] == "outcome 2 (achieved): Ferries carry more freight"


def test_without_a_record_nothing_is_left_out_by_status_and_that_is_said() -> None:
    found = only(_DATA, unless=["achieved"])
    assert len(next_plan(found).outcomes) == 2
    assert "no record of a conversation was found" in found.notes[0]


@pytest.mark.parametrize(
    ("timing", "carried"),
    [
        ("Priya – done May 2027", False),
        ("completed", False),
        ("☒ attended", False),
        ("to be completed by June", True),
        ("not done yet", True),
        ("Tom, 30 June", True),
    ],
)
def test_learning_needs_that_were_met_are_left_behind(timing: str, carried: bool) -> None:
    need = {**PLAN["learning_needs"][0], "responsibility_timing": timing}
    found = only({**_DATA, "learning_needs": [need]})
    assert bool(next_plan(found).learning_needs) == carried
    assert ("learning need 1 (done): Budgeting" in found.left) != carried


def test_sections_are_kept_where_that_is_asked_for() -> None:
    found = only(_DATA, keep=["leadership"])
    assert next_plan(found).leadership[0].measures == ("Seen",)
    assert "measures of the leadership capabilities" not in found.left


def test_the_latest_plan_of_each_person_is_carried() -> None:
    older = {**_DATA, "period": "2025-26", "outcomes": [_FERRIES]}
    found = only(older, _DATA)
    assert len(next_plan(found).outcomes) == 2


def test_a_plan_of_the_next_period_is_left_alone() -> None:
    found = only({**_DATA, "period": "2027-28"})
    assert found.plan is None
    assert found.notes == ("left alone: its period is 2027-28",)


def test_a_period_without_its_days_is_an_error() -> None:
    with pytest.raises(InputError, match="no first and last day"):
        plandocs.carry(_DATA, period="next year")


def test_a_file_that_cannot_be_read_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    plandocs.fill(_DATA, tmp_path / "b.docx")
    found = plandocs.carry(tmp_path, period="2027-28")
    assert [each.plan is not None for each in found] == [False, True]
    assert found[0].error is not None


def test_a_number_of_an_outcome_that_is_another_s_now_is_told() -> None:
    needs = [
        {"need": "Freight law", "relates_to": "Outcome 2"},
        {"need": "Timetables, for outcome 1"},
        {"need": "Chairing 2 meetings"},
    ]
    found = only(
        {**_DATA, "learning_needs": needs},
        talk("12 January 2027", "achieved", "on track"),
        unless=["achieved"],
    )
    assert [each.outcome for each in next_plan(found).outcomes] == ["Ferries carry more freight"]
    said = [each for each in found.left if " says " in each]
    assert said == [
        "learning need 1 says Outcome 2, which is outcome 1 in the new plan; put it right",
        "learning need 2 says outcome 1, which is not carried; put it right",
    ]
    kept = only({**_DATA, "learning_needs": needs})
    assert not [each for each in kept.left if " says " in each]


@pytest.mark.parametrize(
    ("said", "told"),
    [("Outcomes 1 and 3", [1, 3]), ("outcomes 1, 2, and 3", [1, 2, 3]), ("Outcomes 2–3", [2, 3]),
     ("outcome 1/2", [1, 2]), ("Outcomes 2 to 3", [2, 3]), ("Outcome 4", []), ("12 outcomes", [])],
)  # fmt: skip
def test_each_number_of_several_outcomes_is_told(said: str, told: list[int]) -> None:
    outcomes = [_TRAINS, _FERRIES, {"outcome": "Buses are clean"}]
    found = only(
        {**_DATA, "outcomes": outcomes, "learning_needs": [{"need": "A", "relates_to": said}]},
        talk("12 January 2027", "achieved", "on track"),
        unless=["achieved"],
    )
    lines = [each for each in found.left if " says " in each]
    assert len(lines) == len(told), lines
    assert all(f"outcome {n} " in line for n, line in zip(told, lines, strict=True))
