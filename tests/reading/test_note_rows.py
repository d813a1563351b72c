"""Rows below numbered ones that are a note or a sign-off are told, and outcomes are not."""

from __future__ import annotations

import pytest
from tests.documents.small_form import built

import plandocs

NUMBERED = (
    'tr(tc"1. Reduce waits" tc"Waits halved" tc"SO1") '
    'tr(tc"2. Build hubs" tc"Nine hubs open" tc"SO2") '
)


def told(row: str, rows: str = NUMBERED) -> set[str | None]:
    reading = plandocs.parse(built({"outcomes": rows + row}))
    return {each.field for each in reading.issues if each.code == "label-as-value"}


@pytest.mark.parametrize("words", [
    "Manager comments:", "Notes", "Comments", "Approved T Alder 3/7/26", "Agreed 3 July 2026",
    "Outcome agreed by", "Review at mid-cycle", "Mid-year review", "Weighting 100%",
    "Signed off by both", "Discussed 12 July", "Reviewed by the Secretary", "Total",
    "Plan approved",
])  # fmt: skip
@pytest.mark.parametrize("rest", ['tc"See the division plan" tc', 'tc tc"July"', "tc tc"])
def test_a_note_below_numbered_rows_is_told(words: str, rest: str) -> None:
    assert told(f'tr(tc"{words}" {rest})') == {"outcomes[2].outcome"}


@pytest.mark.parametrize("words", [
    "Review of the Act is tabled by June", "Approved forms are online in all nine offices",
    "Comment periods on planning rules are halved", "A safe place to work", "Total rewrite",
    "Agreed service levels with all four councils are met each month",
])  # fmt: skip
def test_an_outcome_that_has_lost_its_number_is_not(words: str) -> None:
    assert told(f'tr(tc"{words}" tc"Nine of ten" tc"SO3")') == set()


def test_where_no_row_has_a_number_none_is_told() -> None:
    rows = 'tr(tc"Reduce waits" tc"Waits halved" tc"SO1") tr(tc"Notes" tc"Two" tc"SO2")'
    assert told("", rows) == set()
