"""What is remembered has a measure in bytes, whatever the texts become."""

from __future__ import annotations

import tracemalloc

import pytest

from plandocs.remembered import remembered

_ROOM = 1 << 20


@pytest.mark.parametrize("letter", ["x", "\U0001d400", "\ufdfa"])
def test_results_that_are_larger_than_their_texts_take_no_more_than_their_room(letter: str) -> None:
    @remembered(2000, longest=200)
    def work(text: str) -> tuple[str, ...]:
        return tuple(text * 20 for _ in range(3))

    tracemalloc.start()
    try:
        for number in range(2000):
            work(f"{number:04}{letter * 196}")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1.5 * _ROOM


def test_what_was_worked_out_is_not_worked_out_again_and_long_texts_are() -> None:
    worked_out: list[str] = []

    @remembered(100, longest=5)
    def work(text: str) -> str:
        worked_out.append(text)
        return text.upper()

    for _ in range(3):
        assert [work("short"), work("longer")] == ["SHORT", "LONGER"]
    assert worked_out == ["short", "longer", "longer", "longer"]


def test_what_a_text_was_asked_for_with_counts_as_well() -> None:
    @remembered(2000, longest=200)
    def work(text: str, name: str) -> bool:
        return text in name

    tracemalloc.start()
    try:
        for number in range(200):
            work("signed", f"{number:04}" + "x" * 100_000)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1.5 * _ROOM
