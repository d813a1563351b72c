"""How much a template may do: the limits, and the meter that one render runs against."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CHUNKS_BETWEEN_LOOKS, _LETTERS_BETWEEN_LOOKS = 256, 2**16
_TICKS_BETWEEN_LOOKS = 512


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Bounds on one render: its time, and the characters that it writes."""

    seconds: float = 5.0
    characters: int = 20_000_000


class Meter:
    """Counts what one render has written and taken; raises OverflowError beyond the limits."""

    def __init__(self, limits: RenderLimits) -> None:
        self._deadline = time.monotonic() + limits.seconds
        self._limits = limits
        self._written = 0
        self._ticks = 0

    def gather(self, chunks: Iterable[str]) -> str:
        """All chunks as one text, looking at clock and size now and then."""
        kept: list[str] = []
        waiting = 0
        for count, chunk in enumerate(chunks, start=1):
            kept.append(chunk)
            waiting += len(chunk)
            if waiting > _LETTERS_BETWEEN_LOOKS or not count % _CHUNKS_BETWEEN_LOOKS:
                self.count(waiting)
                waiting = 0
        self.count(waiting)
        return "".join(kept)

    def step(self, value: object) -> object:
        """What a filter, a call or an operator has made; an iterator is metered item by item."""
        self._look()
        return self._watched(value) if isinstance(value, Iterator) else value

    def _watched(self, items: Iterator[object]) -> Iterator[object]:
        for item in items:
            self._look()
            yield item

    def count(self, letters: int) -> None:
        """So many characters more are written."""
        self._written += letters
        if self._written > self._limits.characters:
            raise OverflowError(f"it writes more than {self._limits.characters:,} characters")
        self._look()

    def tick(self) -> None:
        """One step of work that writes nothing."""
        self._ticks += 1
        if not self._ticks % _TICKS_BETWEEN_LOOKS:
            self._look()

    def _look(self) -> None:
        if time.monotonic() > self._deadline:
            raise OverflowError(f"it runs for more than {self._limits.seconds:g} seconds")
