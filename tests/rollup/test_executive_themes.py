"""Learning themes in the copy for executives: what many ask for is there, urgent or not."""

from __future__ import annotations

import pytest

from plandocs.division.executive import NOT_PUBLISHED
from tests.rollup.plans import plan, rolled, rows

_ASKED = (("Writing", 6, 0), ("Coaching", 20, 1), ("Cyber security", 12, 6))
_LISTED = {theme: () for theme, *_ in _ASKED}


@pytest.mark.parametrize("options", [{}, {"themes": _LISTED}], ids=["own words", "listed"])
def test_themes_are_ordered_by_how_many_ask_whatever_is_kept_back_of_the_urgent_ones(
    options: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    plans = [
        plan(
            f"P{theme}{n}",
            "North / B",
            learning_needs=[{"need": theme, "priority": "1" if n < urgent else "3"}],
        )
        for theme, asked, urgent in _ASKED
        for n in range(asked)
    ]
    found = rows(rolled(*plans, audience="executive", **options), "Learning themes")
    assert [(row["Theme"], row["Officers"], row["High priorities"]) for row in found] == [
        ("Coaching", 20, NOT_PUBLISHED),
        ("Cyber security", 12, 6),
        ("Writing", 6, NOT_PUBLISHED),
    ]


def test_the_legend_says_what_is_counted() -> None:
    found = rolled(plan("Ann"), audience="executive")
    said = {note.text: str(note.detail) for note in found.about}
    assert "signed or not" in said["Complete, as a count"]
    assert "Complete" not in said
