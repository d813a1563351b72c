"""A run over many files with a state: what is kept is taken, what is new is read and kept."""

from __future__ import annotations

import itertools
import os
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from plandocs.errors import OutputError
from plandocs.model.reading import Reading
from plandocs.store.corrections import Corrections
from plandocs.store.readings import Kept, Seen

_Item = TypeVar("_Item")
Content = str | os.PathLike[str] | bytes
_NOWHERE = Seen("", "", "", b"", None)


def with_state(
    kept: Kept,
    corrections: Corrections,
    items: Iterable[_Item],
    source: Callable[[_Item], tuple[str, Content]],
    read: Callable[[Iterator[_Item]], Iterator[Reading]],
) -> Iterator[Reading]:
    """Yield a reading for each item, in order; only those that are not kept are read.

    ``source`` gives an item's name and what is to be read; ``read`` reads many. Where the state
    cannot be used any longer, a warning says so, and the rest is read without it.
    """
    run = _Run(kept, source)
    try:
        unknown = run.unknown(items)
        first = list(itertools.islice(unknown, 1))
        for reading in read(itertools.chain(first, unknown)) if first else ():
            for item, seen in run.in_front():
                yield corrections.applied(run.reading(item, seen, read))
            item, seen = run.queue.popleft()
            run.keep(reading, item, seen)
            yield corrections.applied(reading)
        for item, seen in run.in_front():
            yield corrections.applied(run.reading(item, seen, read))
    finally:
        run.end()


class _Run:
    """Where a run with a state stands: the items that were looked for and are not yet given."""

    def __init__(self, kept: Kept, source: Callable[[Any], tuple[str, Content]]) -> None:
        self._kept: Kept | None = kept
        self._source = source
        self.queue: deque[tuple[object, Seen]] = deque()

    def unknown(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items whose readings are not kept."""
        for item in items:
            seen = self._look(item)
            self.queue.append((item, seen))
            if seen.number is None:
                yield item

    def in_front(self) -> Iterator[tuple[object, Seen]]:
        """The items in front of the next that has to be read, or all."""
        while self.queue and self.queue[0][1].number is not None:
            yield self.queue.popleft()

    def _look(self, item: object) -> Seen:
        try:
            return _NOWHERE if self._kept is None else self._kept.look(*self._source(item))
        except OutputError as error:
            self._give_up(error)
            return _NOWHERE

    def reading(
        self, item: object, seen: Seen, read: Callable[[Iterator[_Item]], Iterator[Reading]]
    ) -> Reading:
        """The reading of an item that was found; read anew where it went in the meantime."""
        found = None
        try:
            found = None if self._kept is None else self._kept.reading(seen)
        except OutputError as error:
            self._give_up(error)
        return next(read(iter((item,)))) if found is None else found  # type: ignore[arg-type]

    def keep(self, reading: Reading, item: object, seen: Seen) -> None:
        """Keep what was read."""
        content = self._source(item)[1]
        try:
            if self._kept is not None:
                self._kept.keep(reading, seen, content if isinstance(content, bytes) else b"")
        except OutputError as error:
            self._give_up(error)

    def end(self) -> None:
        """Write what waits."""
        try:
            if self._kept is not None:
                self._kept.write()
        except OutputError as error:
            self._give_up(error)

    def _give_up(self, error: OutputError) -> None:
        self._kept = None
        warnings.warn(f"{error}; what is read now is not kept", stacklevel=2)
