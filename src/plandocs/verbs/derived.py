"""Columns that plandocs' own workbooks add for readers: what they hold is worked out, not typed."""

from __future__ import annotations

from plandocs.labels import key

_DERIVED = frozenset(
    map(key, (
        "File", "Source", "Status", "Issues", "Modified", "Last modified by", "Revision",
        "Theme", "Themes", "Objective", "Objectives", "Measures count", "Number of measures",
        "Number of outcomes", "Outcomes count", "Start", "End", "Date", "Notes", "Version",
    ))
)  # fmt: skip


def is_derived(heading: str) -> bool:
    """Is this a column that the roll-up adds for its readers?"""
    return key(heading) in _DERIVED
