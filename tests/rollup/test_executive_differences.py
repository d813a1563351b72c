"""A copy for executives: what follows from two counts that are shown is not small either."""

from __future__ import annotations

from datetime import date

from plandocs.division.values import Expected
from tests.rollup.plans import plan, rolled, rows


def test_expected_and_overdue_are_not_both_shown_where_all_are_overdue() -> None:
    names = [f"P {number}" for number in range(7)]
    roster = tuple(Expected("", n, "", "Policy / Reform", "", date(1979, 12, 31)) for n in names)
    hr = rolled(*map(plan, names), roster=roster)
    total = rows(hr, "Summary")[-1]
    assert (total["Expected"], total["Overdue"], total["Signed"]) == (7, 7, 0)
    executive = rolled(*map(plan, names), roster=roster, audience="executive")
    shown = rows(executive, "Summary")[-1]
    assert "n.p." in (str(shown["Expected"]), str(shown["Overdue"]))
    assert shown["Signed"] == "n.p."


def test_how_many_outcomes_are_under_an_objective_is_no_difference_of_two_counts_shown() -> None:
    linked = [["Z"], ["Z"], *[["SO1", "SO2"]] * 3]
    plans = [
        plan(
            f"P {number}",
            outcomes=[{"outcome": f"X {number}", "links": links}, {"outcome": "Y", "links": ["Z"]}],
        )
        for number, links in enumerate(linked)
    ]
    listed = {"SO1 A trusted department": (), "SO2 Services": ()}
    assert rows(rolled(*plans, objectives=listed), "Summary")[-1]["Outcomes"] == 10
    found = rolled(*plans, objectives=listed, audience="executive")
    objectives = {row["Objective"]: row["Outcomes"] for row in rows(found, "Objectives")}
    assert "n.p." in (
        str(rows(found, "Summary")[-1]["Outcomes"]),
        str(objectives["(not on the list)"]),
    )
