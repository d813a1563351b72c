"""A file with the id of one person and the surname of another is nobody's until HR says."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandocs
from plandocs.division.values import Expected
from plandocs.model.plan import Plan
from plandocs.people import another_surname
from tests.rollup.plans import column, plan, read, rolled, rows

_CODE = "id-and-name-disagree"


def line(id: str, name: str) -> Expected:
    """A line of the roster."""
    return Expected(id, name, "", "Policy / Reform", "", None)


_ROSTER = (line("E1", "Priya Raman"), line("E2", "Tom Alder"))


def test_a_colleagues_file_reused_counts_for_neither_and_is_listed_apart() -> None:
    found = rolled(read(plan("Tom Alder", id="E1"), "tom.docx"), roster=_ROSTER)
    assert column(found, "Completion", "Officer name") == ["Priya Raman", "Tom Alder"]
    assert column(found, "Completion", "Status") == ["Missing", "Missing"]
    [told] = [row for row in rows(found, "Checks") if row["Code"] == _CODE]
    assert (told["Officer name"], told["Severity"]) == ("Tom Alder", "Warning")
    assert "E1" in told["Message"]
    assert "Priya Raman" in told["Message"]
    [source] = rows(found, "Sources")
    assert source["What became of it"] == "nobody's: its id and its name disagree"


def test_the_owners_own_file_beside_it_counts() -> None:
    mine = read(plan("Priya Raman", id="E1"), "priya.docx")
    found = rolled(mine, read(plan("Tom Alder", id="E1"), "tom.docx"), roster=_ROSTER)
    status = dict(
        zip(
            column(found, "Completion", "Officer name"),
            column(found, "Completion", "Status"),
            strict=True,
        )
    )
    assert status["Tom Alder"] == "Missing"
    assert status["Priya Raman"] != "Missing"
    assert [r["Officer name"] for r in rows(found, "Checks") if r["Code"] == _CODE] == ["Tom Alder"]


@pytest.mark.parametrize(
    "name",
    [
        "Priya Raman", "RAMAN, Priya", "Pri Raman", "Jane Raman", "Dr P. Raman", "Priya Ramann",
        "Priya Raman-Smith", "Raman Priya", "Priya K Raman",
    ],
)  # fmt: skip
def test_a_nickname_or_a_changed_given_name_is_no_disagreement(name: str) -> None:
    found = rolled(plan(name, id="E1"), roster=_ROSTER)
    assert column(found, "Completion", "Status")[0] != "Missing"
    assert _CODE not in column(found, "Checks", "Code")


@pytest.mark.parametrize("name", ["Tom Alder", "Priya Fong", "ALDER, Tom", "Raj Ramsay"])
def test_another_surname_is_one(name: str) -> None:
    assert another_surname("Priya Raman", name)
    assert another_surname(name, "Priya Raman")


def test_an_id_that_the_roster_does_not_have_disagrees_with_nobody() -> None:
    found = rolled(plan("Tom Alder", id="E9"), roster=_ROSTER)
    assert column(found, "Completion", "Status")[1] != "Missing"
    assert _CODE not in column(found, "Checks", "Code")


def test_without_a_roster_two_surnames_with_one_id_are_both_told() -> None:
    found = rolled(plan("Ann Lee", id="7"), plan("Bo Fox", id="7"), plan("Cy Wu", id="8"))
    told = [row["Officer name"] for row in rows(found, "Checks") if row["Code"] == _CODE]
    assert told == ["Ann Lee", "Bo Fox"]


def test_a_check_of_several_plans_tells_both() -> None:
    plans = [plan("Ann Lee", id="7"), plan("Bo Fox", id="7"), plan("Anna Lee", id="8")]
    codes = [[f.code for f in each.findings] for each in plandocs.check(plans)]
    assert [_CODE in each for each in codes] == [True, True, False]


def test_a_workbook_with_a_reused_file_is_written(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "Id,Officer name,Division/Branch\nE1,Priya Raman,Policy / Reform\n"
        "E2,Tom Alder,Policy / Reform\n",
        encoding="utf-8",
    )
    target = tmp_path / "division.xlsx"
    plandocs.rollup([plan("Tom Alder", id="E1")], target, roster=roster)
    assert target.exists()


_ONE_BY_ID = [
    ("Meg Smith", "Margaret Smith"), ("Bill O'Neil", "William O’Neil"), ("Xiu Lee", "Susan Lee"),
    ("Jack de la Cruz", "John de la Cruz"), ("Dr Ted Fong", "Edward Fong AO"),
    ("Peg SMITH", "SMITH, Margaret"),
]  # fmt: skip
_SHORT_FOR_IT = [
    ("P. Raman", "Priya Raman"), ("Ken Smith", "Kenneth Smith"), ("Priya Raman", "RAMAN, Priya"),
    ("Raman Priya", "Priya Raman"), ("P J Raman", "Priya Raman"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), _ONE_BY_ID + _SHORT_FOR_IT)
def test_one_id_and_one_surname_are_one_person_in_either_order(one: str, other: str) -> None:
    for first, last in ((one, other), (other, one)):
        earlier = read(plan(first, id="7"), "a.docx", "2026-07-01T00:00:00Z")
        found = rolled(earlier, read(plan(last, id="7"), "b.docx", "2026-08-01T00:00:00Z"))
        assert column(found, "Completion", "Officer name") == [last]
        told = [row["Code"] for row in rows(found, "Checks") if row["Code"] == "identity-reused"]
        assert told == (["identity-reused"] if (one, other) in _ONE_BY_ID else [])
        assert _CODE not in column(found, "Checks", "Code")


@pytest.mark.parametrize(("one", "other"), _ONE_BY_ID)
def test_check_and_history_say_what_an_id_alone_has_joined(one: str, other: str) -> None:
    readings = [read(plan(one, id="7"), "a.docx"), read(plan(other, id="7"), "b.docx")]
    codes = [[f.code for f in each.findings] for each in plandocs.check(readings)]
    assert ["identity-reused" in each for each in codes] == [True, True]
    told = plandocs.history(readings)
    assert len({each.shown_name for each in told.versions}) == 1
    notes = {note.partition(":")[0]: note for note in told.notes}
    assert (one in notes["b.docx"], other in notes["a.docx"]) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (plan("Meg Smith", id="7"), plan("Margaret Smith", id="8")),
        (plan("Meg Smith", id="7"), plan("Margaret Smith")),
        (plan("Meg Smith"), plan("Margaret Smith")),
        (plan("Meg Smith", id="7"), plan("Margaret Fox", id="7")),
    ],
)
def test_without_one_id_and_one_surname_two_given_names_are_two_people(
    one: Plan, other: Plan
) -> None:
    assert len(column(rolled(one, other), "Completion", "Officer name")) == 2
    assert len({each.shown_name for each in plandocs.history([one, other]).versions}) == 2


def test_two_given_names_that_the_roster_has_stay_two_people_also_with_one_id() -> None:
    roster = (line("7", "Ann Lee"), line("8", "Wei Lee"))
    found = rolled(plan("Ann Lee", id="7"), plan("Wei Lee", id="7"), roster=roster)
    assert column(found, "Completion", "Officer name") == ["Ann Lee", "Wei Lee"]
    assert "Missing" not in column(found, "Completion", "Status")
    told = [
        row["Officer name"] for row in rows(found, "Checks") if row["Code"] == "identity-reused"
    ]
    assert told == ["Ann Lee", "Wei Lee"]
