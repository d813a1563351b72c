"""How much a template may do: the limits, and the meter that one render runs against."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass

_AT_ONCE = 256
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
        """All chunks as one text, looking at clock and size every few hundred of them."""
        source = iter(chunks)
        kept: list[str] = []
        while batch := list(itertools.islice(source, _AT_ONCE)):
            kept += batch
            self._written += sum(map(len, batch))
            if self._written > self._limits.characters:
                raise OverflowError(f"it writes more than {self._limits.characters:,} characters")
            self._look()
        return "".join(kept)

    def tick(self) -> None:
        """One step of work that writes nothing."""
        self._ticks += 1
        if not self._ticks % _TICKS_BETWEEN_LOOKS:
            self._look()

    def _look(self) -> None:
        if time.monotonic() > self._deadline:
            raise OverflowError(f"it runs for more than {self._limits.seconds:g} seconds")
