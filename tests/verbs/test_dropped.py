"""What is dropped from data on its way into a document is said."""

from __future__ import annotations

from pathlib import Path

import plandocs


def test_control_characters_are_dropped_and_reported_with_their_field(tmp_path: Path) -> None:
    data = {"officer_name": "Priya\x07 Raman", "outcomes": [{"outcome": "Halve\x00 waits\x01"}]}
    (filled,) = plandocs.fill_many([data], tmp_path)
    assert [(issue.code, issue.field) for issue in filled.issues] == [
        ("control-characters", "officer_name"),
        ("control-characters", "outcomes[0].outcome"),
    ]
    plan = plandocs.parse(filled.file).plan
    assert plan is not None
    assert plan.model_dump()["officer_name"] == "Priya Raman"


def test_line_breaks_and_tabs_are_no_control_characters(tmp_path: Path) -> None:
    (filled,) = plandocs.fill_many([{"officer_name": "Priya\tRaman\nof Reform"}], tmp_path)
    assert filled.issues == ()
