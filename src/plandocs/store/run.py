"""A run over many files with a state: what is kept is taken, what is new is read and kept."""

from __future__ import annotations

import itertools
import warnings
from collections import deque
from collections.abc import Iterable, Iterator

from plandocs.errors import OutputError
from plandocs.model.reading import Reading
from plandocs.reading.reader import ManyReader, Portable, named_content
from plandocs.store.corrections import Corrections
from plandocs.store.laid import corrected
from plandocs.store.readings import Kept, Seen

_TOGETHER = 64  # files that are looked for under one lock
_NOWHERE = Seen("", "", "", b"", None)


def with_state(
    stored: Kept, corrections: Corrections, reader: ManyReader, files: Iterable[Portable],
    *, strict: bool = False,
) -> Iterator[Reading]:  # fmt: skip
    """Yield a reading for each file, in order; only those that are not kept are read.

    Where the state cannot be used any longer, a warning says so, and the rest is read without it;
    with ``strict`` that is an error.
    """
    run = _Run(stored, reader, strict)
    try:
        unknown = run.unknown(files)
        first = list(itertools.islice(unknown, 1))
        for reading in reader.read(itertools.chain(first, unknown)) if first else ():
            for each in run.in_front():
                yield corrected(each, corrections)
            yield corrected(run.keep(reading), corrections)
        for each in run.in_front():
            yield corrected(each, corrections)
    finally:
        run.end()


class _Run:
    """Where a run with a state stands: the files that were looked for and are not yet given."""

    def __init__(self, stored: Kept, reader: ManyReader, strict: bool) -> None:
        self._stored: Kept | None = stored
        self._read = reader.read
        self._strict = strict
        self._queue: deque[tuple[Portable, Seen]] = deque()

    def unknown(self, items: Iterable[Portable]) -> Iterator[Portable]:
        """The items whose readings are not kept."""
        items = iter(items)
        while some := list(itertools.islice(items, _TOGETHER)):
            looked = list(zip(some, self._looked_for(some), strict=True))
            for item, seen in looked:
                self._queue.append((item, seen))
                if seen.number is None:
                    yield item

    def _looked_for(self, items: list[Portable]) -> list[Seen]:
        if self._stored is not None:
            try:
                with self._stored.at_once():
                    return self._stored.look(map(named_content, items))
            except OutputError as error:
                self._give_up(error)
        return [_NOWHERE] * len(items)

    def in_front(self) -> Iterator[Reading]:
        """The readings of the items in front of the next that has to be read, or of all."""
        while self._queue and self._queue[0][1].number is not None:
            some: list[tuple[Portable, Seen]] = []
            while len(some) < _TOGETHER and self._queue and self._queue[0][1].number is not None:
                some.append(self._queue.popleft())
            yield from self._taken(some)

    def _taken(self, items: list[tuple[Portable, Seen]]) -> Iterator[Reading]:
        """The readings of items that were found; read anew where one went in the meantime."""
        readings: list[Reading | None] = [None] * len(items)
        if self._stored is not None:
            try:
                readings = self._stored.readings([seen for _, seen in items])
            except OutputError as error:
                self._give_up(error)
        for (item, _), reading in zip(items, readings, strict=True):
            yield next(self._read(iter((item,)))) if reading is None else reading

    def keep(self, reading: Reading) -> Reading:
        """Keep what was read of the next item."""
        item, seen = self._queue.popleft()
        content = named_content(item)[1]
        try:
            if self._stored is not None:
                content = content if isinstance(content, bytes) else b""
                return self._stored.keep(reading, seen, content)
        except OutputError as error:
            self._give_up(error)
        return reading

    def end(self) -> None:
        """Write what waits."""
        try:
            if self._stored is not None:
                self._stored.write()
        except OutputError as error:
            self._give_up(error)

    def _give_up(self, error: OutputError) -> None:
        if self._strict:
            raise error
        self._stored = None
        warnings.warn(f"{error}; what is read now is not kept", stacklevel=2)
