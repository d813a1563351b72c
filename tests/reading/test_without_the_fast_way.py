"""Reading gives the same without the fast way through known markup: each tag by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.hard.make import hard
from tests.reading.test_warm_and_cold import forget, outcome

from plandocs.word import view as view_module
from plandocs.word.view import read as read_module
from plandocs.word.view.fast import memory

_CASES = sorted((Path(__file__).parents[1] / "cases").rglob("*.docx"))[::9]


def contents() -> list[bytes]:
    return [case.read_bytes() for case in _CASES] + [hard(600 + n).content for n in range(12)]


def slow(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Close the fast way; how often the long one was taken is counted in the list."""
    taken: list[int] = []
    step_by_step = view_module._step_by_step

    def counted(*args: Any) -> None:
        taken.append(1)
        step_by_step(*args)

    monkeypatch.setattr(read_module, "view_known", lambda *_: None)
    monkeypatch.setattr(memory, "hastened", lambda _: None)
    monkeypatch.setattr(view_module, "_step_by_step", counted)
    return taken


def test_documents_are_read_the_same_without_the_fast_way(monkeypatch: pytest.MonkeyPatch) -> None:
    read = contents()
    fast = [outcome(content) for content in read for _ in range(2)][1::2]
    taken = slow(monkeypatch)
    for content, expected in zip(read, fast, strict=True):
        forget(monkeypatch)
        assert outcome(content) == expected
    assert len(taken) > 100 * len(fast)
