"""Objectives that are named by code in one plan and by title in another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plandocs.division.catalogue import group

_PARTS = st.sampled_from(["SO5", "SO 5", "G1", "Growth", "A trusted department", "Goal Two 5", ""])


def grouped(*texts: str) -> dict[str, str]:
    """Each text with the name of its group; those that stand first are the commoner."""
    counts = {text: len(texts) - place for place, text in enumerate(texts)}
    return {text: placed.name for text, placed in group(counts, coded=True).items()}


def test_a_code_a_title_and_both_are_one_objective() -> None:
    whole = "SO5 A trusted department"
    ways = (
        "SO5", whole, "SO5 – A trusted department", "A trusted department",
        "Strategic Objective 5: A trusted department", "A trusted department (SO5)",
    )  # fmt: skip
    assert set(grouped(*ways).values()) == {whole}


def test_a_code_or_title_that_two_objectives_have_joins_neither() -> None:
    found = grouped("G1 Safer roads", "G1 Cleaner water", "G1", "G2 Growth", "G3 Growth", "Growth")
    assert all(text == name for text, name in found.items())


@given(st.dictionaries(st.tuples(_PARTS, _PARTS).map(" ".join), st.integers(1, 4), max_size=9))
def test_every_group_is_named_by_a_text_of_its_own(counts: dict[str, int]) -> None:
    found = group(counts, coded=True)
    assert set(found) == set(counts)
    assert all(found[placed.name].name == placed.name for placed in found.values())


def test_other_numbers_and_years_are_no_codes() -> None:
    found = grouped(
        "SO5 A trusted department", "SO50", "Strategic Objective 6: A trusted department",
        "Budget 2026", "Action 14 of the access plan", "5",
    )  # fmt: skip
    assert all(text == name for text, name in found.items())


def test_learning_needs_are_not_taken_apart() -> None:
    counts = {"Level 2 first aid": 3, "Level 2": 2, "L2": 1}
    assert all(text == placed.name for text, placed in group(counts).items())
