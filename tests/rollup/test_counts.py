"""The numbers in the workbook are those that anybody counts in the data."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from tests.officers import samples
from tests.rollup.plans import column, rolled, whole_samples, workbook
from tests.rollup.plans import plan as built

Row = dict[str, Any]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 21 September 2026
        target = tmp_path_factory.mktemp("rollup") / "division.xlsx"
        whole_samples(target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> dict[str, list[Row]]:
    return workbook(path)


@pytest.fixture(scope="module")
def plans() -> list[Row]:
    return samples()


def branch(plan: Row) -> str:
    return str(plan["division_branch"]).split(" / ")[1]


def test_it_has_every_sheet_in_the_order_in_which_hr_asks(book: dict[str, list[Row]]) -> None:
    assert list(book) == [
        *("Summary", "Completion", "Outcomes", "Measures", "Objectives", "Alignment"),
        "Alignment matrix",
        *("Leadership", "Learning needs", "Learning themes", "Checks", "Changes", "Matches"),
        *("Sources", "About"),
    ]


def test_the_summary_adds_up_by_branch(book: dict[str, list[Row]], plans: list[Row]) -> None:
    received = Counter(map(branch, plans))
    outcomes: Counter[str] = Counter()
    unlinked: Counter[str] = Counter()
    needs: Counter[str] = Counter()
    for plan in plans:
        outcomes[branch(plan)] += len(plan["outcomes"])
        unlinked[branch(plan)] += sum(not each["links"] for each in plan["outcomes"])
        needs[branch(plan)] += len(plan["learning_needs"])
    for row in book["Summary"][:-1]:
        name = row["Branch"]
        assert row["Expected"] == 5
        assert row["Received"] == received[name]
        assert row["Missing"] == 5 - received[name]
        assert row["Outcomes"] == outcomes[name]
        assert row["Outcomes without a link"] == unlinked[name]
        assert row["Learning needs"] == needs[name]
        stages = ("Signed", "Signature to check", "To be signed", "In draft", "Missing")
        assert sum(row[stage] for stage in stages) == row["Expected"]
    total = book["Summary"][-1]
    for heading in ("Expected", "Received", "Complete", "Overdue", "Outcomes", "Open checks"):
        assert total[heading] == sum(row[heading] for row in book["Summary"][:-1])


def test_completion_says_who_has_not_done_theirs(book: dict[str, list[Row]]) -> None:
    by_name = {row["Officer name"]: row for row in book["Completion"]}
    assert len(by_name) == 15
    missing = {name for name, row in by_name.items() if row["Status"] == "Missing"}
    assert missing == {"Rosalind Keefe", "Hamish Drury", "Yuki Hoshino"}
    assert by_name["Hamish Drury"]["Days overdue"] == (date(2026, 9, 21) - date(2026, 8, 31)).days
    assert by_name["Yuki Hoshino"]["Days overdue"] is None
    assert by_name["Kenneth Ashby"]["Id"] == "00731"
    assert by_name["Kenneth Ashby"]["Status"] == "Signed by officer"
    assert "no date of meeting" in by_name["Kenneth Ashby"]["Still to do"]
    assert by_name["Liam Stannard"]["Status"] == "Signed by manager"
    signed = [row for row in by_name.values() if row["Status"] == "Signed by both"]
    assert len(signed) == 10


def test_each_fact_has_a_row(book: dict[str, list[Row]], plans: list[Row]) -> None:
    outcomes = [(p["officer_name"], each["outcome"]) for p in plans for each in p["outcomes"]]
    assert sorted((r["Officer name"], r["Outcome"]) for r in book["Outcomes"]) == sorted(outcomes)
    measures = [
        (p["officer_name"], measure)
        for p in plans
        for each in p["outcomes"]
        for measure in each["measures"]
    ]
    assert sorted((r["Officer name"], r["Measure"]) for r in book["Measures"]) == sorted(measures)
    needs = [(p["officer_name"], each["need"]) for p in plans for each in p["learning_needs"]]
    assert sorted((r["Officer name"], r["Need"]) for r in book["Learning needs"]) == sorted(needs)
    assert len(book["Leadership"]) == sum(len(plan["leadership"]) for plan in plans)
    blank = [row["Officer name"] for row in book["Leadership"] if row["Blank"] == "Yes"]
    assert blank == [
        p["officer_name"] for p in plans for each in p["leadership"] if not each["measures"]
    ]


def test_objectives_and_themes_add_up(book: dict[str, list[Row]], plans: list[Row]) -> None:
    objectives = {row["Objective"]: row for row in book["Objectives"]}
    gaps = {name for name, row in objectives.items() if row["Gap"] == "Nothing under it"}
    assert gaps == {"SO8 Healthy land and water", "BD3 A place where people do their best work"}
    by_hand = sum(
        any("SO5" in link or "Objective 5" in link for link in outcome["links"])
        for plan in plans
        for outcome in plan["outcomes"]
    )
    assert objectives["SO5 A trusted and capable department"]["Outcomes"] == by_hand
    for name, row in objectives.items():
        parts = [each["Outcomes"] for each in book["Alignment"] if each["Objective"] == name]
        assert sum(parts) == row["Outcomes"]
    themes = {row["Theme"]: row for row in book["Learning themes"]}
    assert themes["Coaching"]["Officers"] == 9
    assert themes["Aboriginal cultural capability"]["Officers"] == 8
    assert sum(row["Needs"] for row in themes.values()) == len(book["Learning needs"])


def test_pandas_counts_the_same(path: Path, plans: list[Row]) -> None:
    import pandas

    frame = pandas.read_excel(path, sheet_name="Outcomes")
    counted = frame.groupby("Branch").size().to_dict()
    expected: Counter[str] = Counter()
    for plan in plans:
        expected[branch(plan)] += len(plan["outcomes"])
    assert counted == dict(expected)
    assert frame["Number of measures"].sum() == sum(
        len(each["measures"]) for plan in plans for each in plan["outcomes"]
    )


def test_the_validator_finds_nothing(path: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize(("signed", "shown"), [(1, 13), (3, 38), (5, 63), (7, 88)])
def test_half_a_per_cent_goes_up(signed: int, shown: int) -> None:
    both = {"signed": True, "text": ""}
    signatures: dict[str, Any] = {"officer_signature": both, "manager_signature": both}
    plans = [built(f"P {n}", **(signatures if n < signed else {})) for n in range(8)]
    assert column(rolled(*plans), "Summary", "Per cent signed") == [shown, shown]
