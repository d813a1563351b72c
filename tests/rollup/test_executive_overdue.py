"""A copy for executives: where everybody is overdue, nobody has signed, which must not be told."""

from __future__ import annotations

from datetime import date

from plandocs.division.settings import Expected
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
