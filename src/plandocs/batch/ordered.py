"""The one loop that does many things in order.

:func:`ordered` is the one loop behind ``parse_many`` and ``fill_many``: it takes no more input than
it needs, hands it out in chunks, and yields results in input order as they come.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from typing import NamedTuple, TypeVar

from plandocs.batch.processes import SECONDS, Reason, spread
from plandocs.errors import ProcessesNotStarted

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
CHUNK = 16
_AHEAD = 3  # chunks under way for each worker
_WORTHWHILE = 1.0  # seconds of work below which starting processes costs more than it brings


class Pace(NamedTuple):
    """Where many things are done: here, in ``workers`` processes, or wherever ``executor`` does.

    With a ``timeout`` (seconds for one item) they are done in a process that can be ended, also
    where that is one.
    """

    workers: int = 1
    executor: Executor | None = None
    timeout: float | None = None

    @property
    def seconds(self) -> float:
        """How long one item may take, where it is done in a process of its own."""
        return SECONDS if self.timeout is None else self.timeout


HERE = Pace()
"""In this process, one after the other."""


def ordered(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    pace: Pace,
    *,
    lost: Callable[[_Item, Reason], _Result],
    prepare: Callable[[], object],
) -> Iterator[_Result]:
    """``work`` done on each item, results in input order.

    ``work`` must not raise, and must pickle where processes do it. ``lost`` gives the result of an
    item that took its process down or too long; ``prepare`` makes ready what every process needs.
    """
    if pace.executor is not None:
        width = width_of(pace.executor)
        workers = min(pace.workers, width) if pace.workers > 1 else width
        yield from _spread(work, items, pace.executor, workers, lost)
    elif pace.workers <= 1 and pace.timeout is None:
        yield from map(work, items)
    else:
        yield from spread(
            work, items, lost=lost, prepare=prepare,
            workers=pace.workers, chunk=CHUNK, timeout=pace.seconds,
        )  # fmt: skip


def _spread(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    executor: Executor,
    workers: int,
    lost: Callable[[_Item, Reason], _Result],
) -> Iterator[_Result]:
    source = iter(items)
    under_way: deque[tuple[tuple[_Item, ...], Future[list[_Result]]]] = deque()
    chunks = iter(lambda: tuple(itertools.islice(source, CHUNK)), ())
    try:
        for each in itertools.islice(chunks, workers * _AHEAD):
            under_way.append((each, executor.submit(_chunk, work, each)))
        while under_way:
            taken, future = under_way.popleft()
            try:
                results = _result(future)
            except Exception as error:
                if not _ended_workers(error):
                    raise
                results = [_alone(work, item, executor, lost) for item in taken]
            for each in itertools.islice(chunks, 1):
                under_way.append((each, executor.submit(_chunk, work, each)))
            yield from results
    finally:
        for _, left in under_way:
            left.cancel()


def _result(future: Future[list[_Result]]) -> list[_Result]:
    """The results of a task.

    Raises:
        ProcessesNotStarted: the executor gave it up, as where Dask's scheduler is lost.
    """
    try:
        return future.result()
    except CancelledError as error:
        raise ProcessesNotStarted(
            "the processes that do the work ended in the middle of it; on a cluster, the scheduler "
            "was lost. Start the cluster again, and run this once more."
        ) from error


def _alone(
    work: Callable[[_Item], _Result],
    item: _Item,
    executor: Executor,
    lost: Callable[[_Item, Reason], _Result],
) -> _Result:
    """An item of a chunk that ended workers, done again by itself."""
    try:
        return _result(executor.submit(_chunk, work, (item,)))[0]
    except Exception as error:
        if not _ended_workers(error):
            raise
        return lost(item, "worker-lost")


def _ended_workers(error: Exception) -> bool:
    """Whether Dask gave a task up, since workers ended again and again with it in hand.

    Executors of processes break as a whole, and nobody is left to do the items again.
    """
    return type(error).__name__ == "KilledWorker"


def width_of(executor: Executor) -> int:
    """How many tasks an executor does at once, as it says itself; 2 at least."""
    width = getattr(executor, "_max_workers", None)  # of concurrent.futures, and made like those
    client = getattr(executor, "_client", None)  # of Dask
    if width is None and client is not None:
        width = sum(client.nthreads().values())
    return max(width, 2) if isinstance(width, int) else os.cpu_count() or 2


def _chunk(work: Callable[[_Item], _Result], items: tuple[_Item, ...]) -> list[_Result]:
    return [work(item) for item in items]


def workers_for(count: int, seconds_each: float) -> int:
    """How many processes so much work is worth: one below about a second of it."""
    if count * seconds_each < _WORTHWHILE:
        return 1
    return min(os.cpu_count() or 1, 8)
