"""What people write in several ways is one objective or theme; what only looks alike is not."""

from __future__ import annotations

from itertools import permutations

import pytest

from plandocs.division.catalogue import List, group

_SAME = (
    ("Wellbeing", "well-being", "Well being", "WELL–BEING"),
    ("Digital services", "digital service", "Digital Services."),
    ("Policies & programs", "Policy and program"),
    ("Cyber security", "Cybersecurity", "cyber-security"),
)
_NUMBERED = (
    "SO1: Thriving regions", "1. Thriving regions", "(1) Thriving regions", "Thriving regions",
    "Objective 1 – Thriving regions", "Goal 1: Thriving regions", "SO 1 - Thriving regions",
)  # fmt: skip
_OTHER = (
    ("Objective 1", "Objective 2"),
    ("Stage 1 delivery", "Stage 2 delivery"),
    ("1. Safe places", "2. Safe places"),
    ("SO1 Safe places", "SO2 Safe places"),
    ("Digital services", "Digital service delivery"),
    ("2026 budget", "2027 budget"),
    ("SO12 Safe places", "SO1, 2 and 3"),
)


def listed(name: str, text: str, *, within: bool = False) -> str:
    return List("objective", {name: ()}, within=within).place([text])[text].name


@pytest.mark.parametrize("ways", _SAME)
def test_hyphens_spaces_plurals_and_case_make_no_other_name(ways: tuple[str, ...]) -> None:
    for coded in (True, False):
        placed = group(dict.fromkeys(ways, 1), coded=coded)
        assert len({each.name for each in placed.values()}) == 1
        assert {each.how for each in placed.values()} == {"", "the same words"}
    for name, text in permutations(ways, 2):
        assert listed(name, text) == listed(name, f"Our {text} programs", within=True) == name


def test_the_number_in_front_of_an_objective_makes_no_other_one() -> None:
    placed = group(dict.fromkeys(_NUMBERED, 1), coded=True)
    assert len({each.name for each in placed.values()}) == 1
    assert all(listed(name, text) == name for name, text in permutations(_NUMBERED, 2))


@pytest.mark.parametrize("pair", _OTHER)
def test_other_numbers_or_more_words_are_another_objective(pair: tuple[str, str]) -> None:
    placed = group(dict.fromkeys(pair, 1), coded=True)
    assert all(each.name == text for text, each in placed.items())
    assert all(listed(name, text) == "" for name, text in permutations(pair, 2))


def test_what_the_file_says_word_for_word_goes_before_what_is_written_alike() -> None:
    lists = List("objective", {"Wellbeing": (), "Work health": ("Well-being",)})
    placed = lists.place(["Well-being", "Wellbeings"])
    assert [each.name for each in placed.values()] == ["Work health", "Wellbeing"]
