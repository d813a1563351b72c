"""Objectives and themes: by HR's lists, or by themselves; always the same, and always shown."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.division.catalogue import List, group
from plandocs.forms.senior_executive_plan.learning import quarter_in
from plandocs.forms.senior_executive_plan.measures import KINDS, judge
from tests.rollup.plans import column, plan, rolled, rows

OBJECTIVES = {"SO1 Growth": ("SO1", "Strategic Objective 1"), "SO2 Care": ("SO2",)}
THEMES = {"Cyber": ("cyber", "phishing"), "Coaching": ("coach", "executive coach")}
LETTERS = st.text("abc XY-é", max_size=8)


def placed(text: str) -> tuple[str, ...]:
    return List("objective", OBJECTIVES).place([text])[text].names


def test_an_objective_is_found_by_name_alias_code_or_nearly() -> None:
    assert placed("SO1 Growth") == ("SO1 Growth",)
    assert placed("so1") == ("SO1 Growth",)
    assert placed("Strategic Objective 1 – Growth") == ("SO1 Growth",)
    assert placed("SO2, SO1") == ("SO2 Care", "SO1 Growth")
    assert placed("Strategic Objectve 1") == ("SO1 Growth",)
    assert placed("State Budget commitment") == ()


def test_a_theme_is_found_by_its_words_the_longer_ones_first() -> None:
    themes = List("theme", THEMES, within=True)
    found = themes.place(["Phishing drills", "An executive coach on cyber", "Welding"])
    assert [each.name for each in found.values()] == ["Cyber", "Coaching", ""]


@given(st.dictionaries(LETTERS, st.integers(1, 5), max_size=12), st.randoms())
def test_groups_do_not_depend_on_the_order_of_the_texts(
    counts: dict[str, int], random: Random
) -> None:
    shuffled = list(counts.items())
    random.shuffle(shuffled)
    assert group(dict(shuffled)) == group(counts)


@given(st.dictionaries(LETTERS, st.integers(1, 5), max_size=12))
def test_every_text_is_in_a_group_that_one_of_the_texts_names(counts: dict[str, int]) -> None:
    found = group(counts)
    assert set(found) == set(counts)
    assert {each.name for each in found.values()} <= set(counts)
    assert all(found[each.name].name == each.name for each in found.values())


def test_every_merge_without_a_list_is_shown_with_how_to_take_it_back() -> None:
    needs = ["Executive coaching", "executive coaching", "Executive  coachng", "Welding"]
    found = rolled(
        *(plan(f"P {n}", learning_needs=[{"need": each}]) for n, each in enumerate(needs))
    )
    themes = {row["Theme"]: row["Needs"] for row in rows(found, "Learning themes")}
    assert themes == {"Executive coaching": 3, "Welding": 1}
    shown = {row["As written"]: row["How"] for row in rows(found, "Matches")}
    assert shown == {"executive coaching": "the same words", "Executive coachng": "written alike"}
    assert all("themes.csv" in row["To change it"] for row in rows(found, "Matches"))


def test_listing_a_text_under_another_name_takes_a_match_back() -> None:
    given_plan = plan(outcomes=[{"outcome": "X", "links": ["Growth and care"]}])
    before = rolled(given_plan, objectives={"Growth and car": ()})
    assert column(before, "Outcomes", "Objectives") == ["Growth and car"]
    after = rolled(given_plan, objectives={"Growth and car": (), "Care": ("Growth and care",)})
    assert column(after, "Outcomes", "Objectives") == ["Care"]


def test_the_kind_of_a_measure_is_suggested_by_its_words() -> None:
    said = {
        "Three plans published by June": "Output",
        "Fewer complaints from clients; 20% more users": "Result of service delivery",
        "Satisfaction of 4 out of 5 in the survey": "Nature and quality",
        "Median time to decide down to 20 working days": "Time taken",
        "": "Output",
    }
    assert {text: judge(text)[0] for text in said} == said
    assert set(said.values()) == set(KINDS)


def test_a_measure_has_a_number_or_a_date_also_in_words() -> None:
    assert judge("by 30 June")[1]
    assert judge("Twelve of the requirements")[1]
    assert judge("every March")[1]
    assert not judge("People are happier")[1]


def test_the_quarter_is_that_of_the_first_month_with_a_year() -> None:
    assert quarter_in("Priya to book by 31 July 2026; program in October 2026") == "Jul–Sep 2026"
    assert quarter_in("September – March 2027") == "Jul–Sep 2026"
    assert quarter_in("by 27/11/26") == "Oct–Dec 2026"
    assert quarter_in("Q3 2026-27") == "Jan–Mar 2027"
    assert quarter_in("Q3 2026") == "Jul–Sep 2026"
    assert quarter_in("when a place comes up") == ""


def test_short_codes_are_found_in_a_text_and_other_short_words_are_not() -> None:
    listed = List("objective", {"Better service": ("G1", "by"), "Safe places": ("G2", "2")})
    found = listed.place(["G2, G1", "G1: whatever", "G11", "by day 2"])
    assert [each.names for each in found.values()] == [
        ("Safe places", "Better service"),
        ("Better service",),
        (),
        (),
    ]


@pytest.mark.parametrize(
    "written", ["SO5", "so 5", "A trusted department", "Supports SO5 and others"]
)
def test_a_code_or_a_title_alone_is_the_listed_objective_that_has_both(written: str) -> None:
    listed = {"SO5 A trusted department": (), "SO6 Jobs": ()}
    assert List("objective", listed).place([written])[written].name == "SO5 A trusted department"


def test_a_code_that_two_objectives_have_is_neither() -> None:
    listed = {"SO5 A trusted department": (), "SO5 Jobs": ()}
    assert not List("objective", listed).place(["SO5"])["SO5"].name
