"""Long lists are compared like short ones: what only moved is neither gone nor new."""

from __future__ import annotations

from plandocs.changes import compare
from plandocs.data.validate import as_plan


def test_rows_in_another_order_are_moved_however_many_there_are() -> None:
    rows = [
        {"outcome": f"Outcome about {n} and {n * n}", "measures": [f"m {n}"]} for n in range(500)
    ]
    data = {"form": "senior-executive-plan", "officer_name": "Ann Lee"}
    old, new = as_plan({**data, "outcomes": rows}), as_plan({**data, "outcomes": rows[::-1]})
    assert {change.kind for change in compare(old, new)} == {"moved"}
