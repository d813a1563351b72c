"""Many things at once: in order, bounded, and one failure never stops the rest.

:func:`ordered` is the one loop behind ``parse_many`` and ``fill_many``: it takes no more input than
it needs, hands it out in chunks, and yields results in input order as they come.
"""

from __future__ import annotations

import gc
import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
CHUNK = 16
_AHEAD = 3  # chunks under way for each worker
_WORTHWHILE = 1.0  # seconds of work below which starting processes costs more than it brings


def ordered(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    workers: int = 1,
    executor: Executor | None = None,
    chunk: int = CHUNK,
) -> Iterator[_Result]:
    """``work`` done on each item, results in input order.

    With ``workers`` over 1, in so many processes; with an ``executor``, wherever that runs them.
    ``work`` must not raise, and must pickle where processes do it.
    """
    if executor is not None:
        yield from _spread(work, items, executor, max(workers, 2), chunk)
    elif workers <= 1:
        yield from map(work, items)
    else:
        source = iter(items)
        # The first makes ready here what processes that are forked then have already.
        yield from map(work, itertools.islice(source, 1))
        with ProcessPoolExecutor(workers, initializer=_settled) as pool:
            yield from _spread(work, source, pool, workers, chunk)


def _spread(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    executor: Executor,
    workers: int,
    chunk: int,
) -> Iterator[_Result]:
    source = iter(items)
    under_way: deque[Future[list[_Result]]] = deque()
    chunks = iter(lambda: tuple(itertools.islice(source, chunk)), ())
    try:
        for each in itertools.islice(chunks, workers * _AHEAD):
            under_way.append(executor.submit(_chunk, work, each))
        while under_way:
            results = under_way.popleft().result()
            for each in itertools.islice(chunks, 1):
                under_way.append(executor.submit(_chunk, work, each))
            yield from results
    finally:
        for left in under_way:
            left.cancel()


def _settled() -> None:
    """A worker ends when it is told to; of its collector's circles what it begins with stays."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _chunk(work: Callable[[_Item], _Result], items: tuple[_Item, ...]) -> list[_Result]:
    return [work(item) for item in items]


def workers_for(count: int, seconds_each: float) -> int:
    """How many processes so much work is worth: one below about a second of it."""
    if count * seconds_each < _WORTHWHILE:
        return 1
    return min(os.cpu_count() or 1, 8)
