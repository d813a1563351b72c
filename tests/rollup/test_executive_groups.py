"""The copy for executives groups small branches, and what is withheld stays so in every sheet."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from random import Random
from typing import Any

import openpyxl
import pytest

from plandocs.division.executive import NOT_PUBLISHED
from plandocs.division.units import Unit, together
from plandocs.division.values import RollUp
from plandocs.forms.outcomes_conversation.rules import STATUSES
from plandocs.model.plan import Plan
from plandocs.sheet.write import write_workbook
from tests.forms.outcomes_conversation.records import record
from tests.rollup.plans import plan, rolled, rows

LISTS = {"objectives": {"SO1": (), "SO2": (), "SO3": ()}, "themes": {"Coaching": (), "Cyber": ()}}


def division(sizes: list[int], seed: int) -> list[Plan]:
    """Plans of several branches, and records of conversations about some of them."""
    random, found = Random(seed), list[Plan]()
    for branch, size in enumerate(sizes):
        for number in range(size):
            name, unit = f"P{branch}-{number}", f"North / B{branch}"
            signed = {"signed": random.random() < 0.7, "text": ""}
            links = [random.choice([["SO1"], ["SO2"], ["Z"], []]) for _ in range(2)]
            outcomes: list[dict[str, Any]] = [
                {"outcome": f"Outcome {place} of {name}", "links": each}
                for place, each in enumerate(links)
            ]
            need = random.choice(["Coaching", "Cyber"])
            found.append(
                plan(
                    name, unit, officer_signature=signed, manager_signature=signed,
                    learning_needs=[{"need": need}], outcomes=outcomes,
                )
            )  # fmt: skip
            if random.random() < 0.8:
                said = [{**each, "links": None} for each in outcomes]
                for each in said:
                    del each["links"]
                    each["status"] = random.choice([*STATUSES[:3], ""])
                found.append(record(officer_name=name, division_branch=unit, outcomes=said, id=""))
    return found


def test_five_branches_of_eight_still_say_something() -> None:
    shown = rolled(*division([8] * 5, 3), audience="executive", **LISTS)
    units = rows(shown, "Summary")[:-1]
    assert [row["Branch"] for row in units] == ["B0 + B1", "B2 + B3 + B4"]
    assert [row["Expected"] for row in units] == [16, 24]
    assert [row["Received"] for row in units] == [16, 24]
    assert NOT_PUBLISHED not in [row["Signed"] for row in units]
    assert any(row["On track"] != NOT_PUBLISHED for row in rows(shown, "Status of outcomes"))


def test_a_chart_calls_a_group_by_its_first_branch_and_the_page_about_names_all() -> None:
    shown = rolled(*division([8] * 5, 3), audience="executive", **LISTS)
    book = shown.workbook()
    (summary,) = (sheet for sheet in book.tables if sheet.name == "Summary")
    assert book.charts[0].axis(summary) == ("B0 + 1 more", "B2 + 2 more")
    assert "how many more" in str([line.text for line in summary.above])
    assert any(str(line.detail).endswith("B0; B1\nB2; B3; B4") for line in shown.about)
    written = write_workbook(book).data
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert "'Lists'!$A$2:$A$3" in chart
    lists = openpyxl.load_workbook(io.BytesIO(written))["Lists"]
    assert [row[0] for row in lists.iter_rows(2, values_only=True)] == [
        "B0 + 1 more",
        "B2 + 2 more",
    ]


def test_a_branch_that_is_named_after_somebody_is_named_nowhere_in_the_copy() -> None:
    units = ["North / Office of Ana Abara", *(f"North / B{n}" for n in range(4))]
    plans = [plan(f"P{n} Lane", unit, manager_name="Ana Abara")
             for n in range(8) for unit in units]  # fmt: skip
    shown = rolled(*plans, audience="executive", **LISTS)
    said = [str(line.detail) for line in shown.about]
    assert any("(names a person)" in each for each in said)
    with zipfile.ZipFile(io.BytesIO(write_workbook(shown.workbook()).data)) as package:
        assert not [name for name in package.namelist() if b"Abara" in package.read(name)]


def test_where_all_branches_are_one_group_no_chart_is_said_to_name_it() -> None:
    shown = rolled(*division([4] * 3, 3), audience="executive", **LISTS)
    (summary,) = (sheet for sheet in shown.sheets if sheet.name == "Summary")
    assert summary.above[-1].text.endswith("people are counted together, here all of them.")


def test_without_a_list_of_themes_a_chart_shows_what_several_name_and_else_nothing() -> None:
    def needs(*named: str) -> RollUp:
        return rolled(
            *(plan(f"P{n}", "B", learning_needs=[{"need": each}]) for n, each in enumerate(named))
        )

    alone = needs("Coaching", "Cyber", "Budgets")
    assert "Learning themes" not in {chart.table for chart in alone.workbook().charts}
    assert len(alone.charts) == len(alone.workbook().charts) + 1, "a refresh counts it all the same"
    shared = needs("Coaching", "Cyber", "Coaching", "Budgets", "Cyber")
    (chart,) = (each for each in shared.workbook().charts if each.table == "Learning themes")
    (themes,) = (sheet for sheet in shared.sheets if sheet.name == "Learning themes")
    assert [name for name, _ in chart.rows(themes)] == ["Coaching", "Cyber"]
    assert "no list of themes" in chart.note


def test_hrs_own_copy_groups_no_branch() -> None:
    units = rows(rolled(*division([8] * 5, 1), **LISTS), "Summary")[:-1]
    assert [row["Branch"] for row in units] == ["B0", "B1", "B2", "B3", "B4"]


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ({"A": 12, "B": 11}, {}),
        ({"A": 4, "B": 4, "C": 4, "D": 12}, {"A + B + C"}),
        ({"A": 12, "B": 20, "C": 3}, {"A + C"}),
        ({"A": 3, "B": 4}, {"A + B"}),
        (dict.fromkeys("ABCDE", 2), {"A + B + C + 2 more"}),
        ({"A": 3}, {}),
    ],
)  # fmt: skip
def test_small_branches_go_together(sizes: dict[str, int], groups: set[str]) -> None:
    units = {Unit("North", name): size for name, size in sizes.items()}
    found = together(units, lambda unit: unit.name, 10)
    assert set(found.values()) == set(groups)
    people: Counter[str] = Counter()
    for name, size in sizes.items():
        people[found.get(name, name)] += size
    assert min(people.values()) >= min(10, sum(sizes.values()))


def test_branches_of_one_division_go_together_first() -> None:
    units = {Unit(d, f"{d}{n}"): 6 for d in ("North", "South") for n in range(2)}
    found = together(units, lambda unit: unit.name, 10)
    assert set(found.values()) == {"North0 + North1", "South0 + South1"}


def attacked(shown: RollUp, limit: int) -> None:
    """Whoever adds and subtracts what is published finds no count below the limit."""
    for sheet in shown.sheets:
        for cells in sheet.rows:
            counts = [c for c, column in zip(cells, sheet.columns, strict=True) if column.count]
            assert all(c == NOT_PUBLISHED or (isinstance(c, int) and c >= limit) for c in counts)
    for name, total, parts in _sums(shown):
        hidden = [key for key, cell in parts.items() if cell == NOT_PUBLISHED]
        if total != NOT_PUBLISHED and hidden:
            rest = total - sum(cell for cell in parts.values() if cell != NOT_PUBLISHED)
            assert len(hidden) > 1, name
            assert rest >= limit, name
    for whole, part in _within(shown):
        if NOT_PUBLISHED not in (whole, part):
            assert whole == part or abs(whole - part) >= limit
    for row in rows(shown, "Summary"):
        for heading in ("Received", "Complete", "Signed", "Overdue"):
            if NOT_PUBLISHED in (row["Expected"], row[heading]):
                assert row[f"Per cent {heading.casefold()}"] == NOT_PUBLISHED
    _ensure_one_answer(shown)


def _sums(shown: RollUp) -> list[tuple[str, Any, dict[str, Any]]]:
    summary, found = rows(shown, "Summary"), list[tuple[str, Any, dict[str, Any]]]()
    for heading in summary[0]:
        if heading != "Branch" and not heading.startswith("Per cent"):
            parts = {row["Branch"]: row[heading] for row in summary[:-1]}
            found.append((heading, summary[-1][heading], parts))
    statuses = {row["Branch"]: row["At risk"] for row in rows(shown, "Status of outcomes")}
    found.append(("at risk", summary[-1]["Outcomes at risk"], statuses))
    alignment = rows(shown, "Alignment")
    for row in rows(shown, "Objectives"):
        name = row["Objective"]
        parts = {e["Branch"]: e["Outcomes"] for e in alignment if e["Objective"] == name}
        found.append((name, row["Outcomes"], parts))
    objectives = {row["Objective"]: row["Outcomes"] for row in rows(shown, "Objectives")}
    found.append(("all objectives", summary[-1]["Outcomes"], objectives))
    for row in summary[:-1]:
        here = {e["Objective"]: e["Outcomes"] for e in alignment if e["Branch"] == row["Branch"]}
        found.append((row["Branch"], row["Outcomes"], here))
    return found


def _within(shown: RollUp) -> list[tuple[Any, Any]]:
    """Wholes and parts whose difference is a count of somebody, too."""
    return [
        (row[whole], row[part])
        for row in rows(shown, "Summary")
        for whole, part in (
            *(("Expected", "Received"), ("Received", "Signed"), ("Received", "Complete")),
            *(("Expected", "Overdue"), ("Outcomes", "Outcomes without a link")),
        )
    ]


def _ensure_one_answer(shown: RollUp) -> None:
    """What stands on several sheets is withheld on each, or on none that gives it away."""
    matrices = [sheet for sheet in shown.sheets if sheet.name == "Alignment matrix"]
    matrix = [row for sheet in matrices for row in rows(shown, sheet.name)]
    alignment = rows(shown, "Alignment")
    told = {(e["Objective"], e["Branch"]): e["Outcomes"] for e in alignment}
    totals = {row["Objective"]: row["Outcomes"] for row in rows(shown, "Objectives")}
    for row in matrix:
        for heading, cell in row.items():
            if heading == "All":
                assert cell == totals[row["Objective"]]
            elif heading != "Objective":
                assert cell == told[row["Objective"], heading]
    named = {e["Branch"]: e["Outcomes"] for e in alignment if e["Objective"] == "(none named)"}
    statuses = {row["Branch"]: row["At risk"] for row in rows(shown, "Status of outcomes")}
    for row in rows(shown, "Summary")[:-1]:
        unlinked, risk = row["Outcomes without a link"], row["Outcomes at risk"]
        assert isinstance(named.get(row["Branch"]), int) <= isinstance(unlinked, int)
        assert isinstance(unlinked, int) <= isinstance(named.get(row["Branch"]), int)
        assert isinstance(statuses.get(row["Branch"]), int) == isinstance(risk, int)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_small_follows_from_groups_statuses_per_cents_or_the_matrix(seed: int) -> None:
    random = Random(seed)
    sizes = [random.randint(1, 9) for _ in range(5)] if seed % 2 else [8] * 5
    limit = (5, 3, 10)[seed % 3]
    shown = rolled(
        *division(sizes, seed), audience="executive", suppress_below=limit, **LISTS
    )  # fmt: skip
    attacked(shown, limit)


def test_charts_say_what_is_withheld() -> None:
    shown = rolled(*division([8] * 5, 1), audience="executive", **LISTS)
    assert {chart.withheld for chart in shown.charts} == {NOT_PUBLISHED}
    chart = shown.charts[0]
    assert chart.label("B1", (8, 7, NOT_PUBLISHED)) == "B1 (Signed n.p.)"
    assert chart.label("B1", (NOT_PUBLISHED,) * 3) == "B1 (n.p.)"
    assert chart.label("B1", (8, 7, 6)) == "B1"
