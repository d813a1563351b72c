"""One plan for each person and period: versions, namesakes, ids that were copied, units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plandocs.division.units import Unit, Units
from plandocs.division.values import Expected
from plandocs.people import person_key
from tests.rollup.plans import column, plan, read, rolled, rows

KINDS = frozenset({"division", "branch", "directorate"})


def test_of_several_versions_the_one_saved_last_counts() -> None:
    old = read(plan(outcomes=[{"outcome": "Old"}]), "b.docx", "2026-07-01T00:00:00Z")
    new = read(plan(outcomes=[{"outcome": "New"}]), "a.docx", "2026-07-02T00:00:00Z")
    for order in ((old, new), (new, old)):
        found = rolled(*order)
        assert column(found, "Outcomes", "Outcome") == ["New"]
        assert column(found, "Completion", "Versions") == [2]
        fates = dict(zip(column(found, "Sources", "SHA-256"), order, strict=False))
        assert len(fates) == 1
        assert sorted(column(found, "Sources", "What became of it")) == [
            "an earlier version",
            "counted",
        ]


def test_saved_at_the_same_time_the_higher_revision_counts_then_the_last_path() -> None:
    low = read(plan(outcomes=[{"outcome": "Low"}]), "z.docx", revision=3)
    high = read(plan(outcomes=[{"outcome": "High"}]), "a.docx", revision=10)
    assert column(rolled(low, high), "Outcomes", "Outcome") == ["High"]
    first = read(plan(outcomes=[{"outcome": "A"}]), "a.docx")
    last = read(plan(outcomes=[{"outcome": "B"}]), "b.docx")
    assert column(rolled(last, first), "Outcomes", "Outcome") == ["B"]


def test_what_changed_between_versions_is_listed() -> None:
    old = read(plan(meeting_date=""), "a.docx", "2026-07-01T00:00:00Z")
    new = read(plan(meeting_date="14 July 2026"), "a2.docx", "2026-07-20T00:00:00Z")
    (row,) = rows(rolled(old, new), "Changes")
    assert (row["Field"], row["Before"], row["After"]) == (
        "Date of meeting (added)",
        "",
        "14 July 2026",
    )
    assert row["Since"] == "version saved 2026-07-01"


def test_a_draft_without_a_period_is_a_version_of_the_plan() -> None:
    found = rolled(plan(period=""), read(plan(), modified="2026-07-01T00:00:00Z"))
    assert column(found, "Completion", "Versions") == [2]


def test_two_periods_are_two_plans_and_one_can_be_asked_for() -> None:
    both = (plan(period="2025-26"), plan(period="2026-27"))
    assert column(rolled(*both), "Completion", "Period") == ["2025-26", "2026-27"]
    found = rolled(*both, period="1 July 2026 to 30 June 2027")
    assert column(found, "Completion", "Period") == ["2026-27"]
    assert "left out: another period (2025-26)" in column(found, "Sources", "What became of it")


def test_namesakes_in_two_branches_stay_two_people() -> None:
    found = rolled(plan("Jo Smith", "A / Roads"), plan("Jo Smith", "A / Parks"))
    assert column(found, "Completion", "Branch") == ["Parks", "Roads"]
    assert column(found, "Summary", "Expected")[-1] == 2


def test_namesakes_in_one_branch_are_told_apart_by_id_and_manager() -> None:
    found = rolled(
        plan("Jo Smith", id="1", manager_name="Ann"), plan("Jo Smith", id="2", manager_name="Bob")
    )
    assert sorted(column(found, "Completion", "Officer name")) == ["Jo Smith (1)", "Jo Smith (2)"]


def test_documents_that_name_nobody_are_not_taken_for_one() -> None:
    nobody = [plan("", outcomes=[{"outcome": f"Reduce waits {n}"}]) for n in range(3)]
    assert len(column(rolled(*nobody), "Outcomes", "Outcome")) == 3


def test_one_id_on_two_people_counts_both_and_says_so() -> None:
    found = rolled(plan("Ann Lee", id="7"), plan("Bo Fox", id="7"))
    assert column(found, "Completion", "Officer name") == ["Ann Lee", "Bo Fox"]
    told = [row for row in rows(found, "Checks") if row["Code"] == "identity-reused"]
    assert [row["Officer name"] for row in told] == ["Ann Lee", "Bo Fox"]
    assert "Ann Lee and Bo Fox" in told[0]["Message"]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Dr RAMAN, Priya", "Priya Raman"),
        ("Priya  Raman (acting)", "priya raman"),
        ("Siobhán O’Brien", "Siobhan O'Brien"),
        ("Wojciech Łukasiewicz", "Wojciech Lukasiewicz"),
    ],
)
def test_one_name_written_in_two_ways_is_one(written: str, same: str) -> None:
    assert person_key(written) == person_key(same)


@pytest.mark.parametrize(
    "written",
    [
        "Corporate Services",
        "Corp. Services",
        "corporate services branch",
        "Agency / Corporate Svcs",
    ],
)
def test_a_unit_written_otherwise_is_the_one_on_the_roster(written: str) -> None:
    units = Units(["Agency / Corporate Services", "Agency / Policy"], [written], KINDS)
    assert units.unit(written) == Unit("Agency", "Corporate Services")


def test_a_unit_that_could_be_two_is_left_as_it_is_and_reported() -> None:
    roster = (Expected("", "Ann", "", "North / Policy", "", None),) * 1 + (
        Expected("", "Bo", "", "South / Policy", "", None),
    )
    found = rolled(plan("Cy", "Policy"), roster=roster)
    assert [r["Code"] for r in rows(found, "Checks") if r["Code"] == "unknown-unit"]


def test_without_a_roster_the_commonest_way_to_write_a_unit_names_it() -> None:
    written = ["A / Corporate Services", "A / Corporate Services", "A / Corp Services"]
    found = rolled(*(plan(f"P {n}", unit) for n, unit in enumerate(written)))
    assert column(found, "Summary", "Branch")[:-1] == ["Corporate Services"]
    (match,) = [row for row in rows(found, "Matches") if row["Kind"] == "Branch"]
    assert (match["As written"], match["How"]) == ("A / Corp Services", "shortened")


def test_a_name_spelled_nearly_as_on_the_roster_is_recognised_and_shown() -> None:
    roster = (Expected("1", "Katherine Jones", "", "A / B", "", date(2026, 8, 1)),)
    found = rolled(plan("Catherine Jones", "A / B"), roster=roster)
    assert column(found, "Completion", "Officer name") == ["Katherine Jones"]
    (match,) = [row for row in rows(found, "Matches") if row["Kind"] == "Officer name"]
    assert match["As written"] == "Catherine Jones"


def test_somebody_who_is_not_on_the_roster_is_counted_and_reported() -> None:
    roster = (Expected("1", "Ann Lee", "", "Policy / Reform", "", None),)
    found = rolled(plan("Zed Young"), roster=roster)
    assert sorted(column(found, "Completion", "Status")) == ["Draft", "Missing"]
    assert "not-on-roster" in column(found, "Checks", "Code")


def test_only_the_division_that_was_asked_for() -> None:
    found = rolled(plan("Ann", "North / A"), plan("Bo", "South / B"), division="south")
    assert column(found, "Completion", "Officer name") == ["Bo"]


def test_words_copied_from_somebody_elses_plan_are_found_in_both() -> None:
    words = "Cut the median wait for a decision by a third"
    mine = plan("Ann Lee", "Policy / Reform", outcomes=[{"outcome": words}], id="1")
    older = read(mine, "a.docx", "2026-07-01")
    newer = read(mine, "b.docx", "2026-07-02")
    namesake = read(plan("Ann Lee", "Corporate / People", outcomes=[{"outcome": words}], id="2"))
    private: Any = {"career": {"aspirations": "To lead a larger team of people some day soon"}}
    others = (read(plan("Bo", **private)), read(plan("Cy", **private)))
    assert "copied" not in column(rolled(older, newer, *others), "Checks", "Code")
    found = [
        row for row in rows(rolled(older, newer, namesake), "Checks") if row["Code"] == "copied"
    ]
    assert [(row["Branch"], row["Severity"]) for row in found] == [
        ("People", "Warning"),
        ("Reform", "Warning"),
    ]
    assert not any("Ann" in row["Message"] for row in found)


@pytest.mark.parametrize(
    "written",
    ["Priya M. Raman", "RAMAN Priya", "Priya Raman PSM", "Raman, Priya, AO", "A/Prof Priya Raman"],
)
def test_versions_whose_names_differ_in_order_initials_or_honours_are_one_plan(
    written: str,
) -> None:
    found = rolled(plan("Priya Raman"), plan(written))
    assert column(found, "Completion", "Versions") == [2]


def test_two_initials_are_two_people() -> None:
    found = rolled(plan("Priya M. Raman"), plan("Priya K. Raman"))
    assert column(found, "Completion", "Versions") == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ops / Region 1", "Ops / Region 2"),
        (
            "Natural Resources, Parks and Wildlife / North",
            "Natural Resources, Parks and Wildlife / South",
        ),
        ("Legal A", "Legal B"),
    ],
)
def test_units_with_another_number_or_word_stay_two(one: str, other: str) -> None:
    found = rolled(plan("Ann", one), plan("Bo", other))
    assert column(found, "Summary", "Received") == [1, 1, 2]


def test_a_unit_written_without_its_division_does_not_bring_two_divisions_together() -> None:
    found = rolled(plan("Ann", "X / Legal"), plan("Bo", "Y / Legal"), plan("Cy", "Legal"))
    assert column(found, "Summary", "Received") == [1, 1, 1, 3]


def test_a_misspelt_unit_without_its_division_is_the_one_on_the_roster() -> None:
    units = Units(["Agency / Corporate Services"], ["Corprate Sevrices"], KINDS)
    assert units.unit("Corprate Sevrices") == Unit("Agency", "Corporate Services")


def on_roster(name: str) -> Expected:
    return Expected(id="", name=name, level="", unit="Policy / Reform", manager="", due=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("P. Raman", "Priya Raman"), ("Ken Smith", "Kenneth Smith"), ("Tom Fox", "Tom Foxx")],
)
def test_an_id_joins_two_spellings_of_one_name_and_it_is_said(one: str, other: str) -> None:
    old = read(plan(one, id="7"), "a.docx", "2026-07-01T00:00:00Z")
    new = read(plan(other, id="7"), "b.docx", "2026-07-02T00:00:00Z")
    found = rolled(old, new)
    assert column(found, "Completion", "Officer name") == [other]
    assert column(found, "Completion", "Versions") == [2]
    said = [(row["As written"], row["Taken for"], row["How"]) for row in rows(found, "Matches")]
    assert (one, other, "by its id") in said
    assert column(rolled(read(plan(one, id="7")), read(plan(other))), "Completion", "Versions") == [
        1, 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "settings"),
    [
        ("Priya Raman", "Tom Alder", {}),  # a colleague's file
        ("Priya Raman", "", {}),
        ("Ann Lee", "Anna Lee", {"roster": (on_roster("Ann Lee"), on_roster("Anna Lee"))}),
    ],
)
def test_an_id_joins_no_two_surnames_and_nobody_whom_the_roster_has_apart(
    one: str, other: str, settings: Any
) -> None:
    found = rolled(plan(one, id="7"), plan(other, id="7"), **settings)
    assert column(found, "Completion", "Versions") == [1, 1]


def test_a_roster_finds_whom_an_id_joined_by_either_name() -> None:
    files = (read(plan("Priya Raman", id="7"), "a.docx", "2026-07-01T00:00:00Z"),
             read(plan("P. Raman", id="7"), "b.docx", "2026-07-02T00:00:00Z"))  # fmt: skip
    found = rolled(*files, roster=(on_roster("Priya Raman"),))
    assert column(found, "Completion", "Versions") == [2]
