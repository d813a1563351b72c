"""Worker processes: work spread over them, answered in order, and none of it lost with one of them.

Each worker has a pipe of its own and shares no lock, so that one which is killed in the middle of a
message holds nothing that others wait for. It answers each item with a message, so it is known
which item it has in hand, and since when. A worker that ends is replaced and its items are done
again, one at a time: only an item that ends a second process, alone in it, is given up, and so is
one that takes longer than its time.
"""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from plandocs.batch.worker import UNGUARDED, refuse_unguarded, serve, signals_held, start_method
from plandocs.errors import ProcessesNotStarted

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
Reason = Literal["worker-lost", "timed-out"]
SECONDS = 30.0
"""How long one item may take, unless the caller says otherwise."""

_AHEAD = 6  # chunks for each worker that may be under way or wait for an earlier one
_FITS = 4096  # bytes that a pipe takes whatever its reader does
_GRACE = 1.5  # seconds in which a process that was told to end has to do so
_START = 60.0  # seconds in which a new process has to say that it is ready
_TWICE = 2


class Task(NamedTuple, Generic[_Item]):
    """Some items with their numbers, as they go to one worker; ``alone`` is a second try."""

    items: tuple[tuple[int, _Item], ...]
    message: bytes
    alone: bool


def _task(items: Iterable[tuple[int, _Item]], *, alone: bool = False) -> Task[_Item]:
    pairs = tuple(items)
    return Task(pairs, pickle.dumps([item for _, item in pairs]), alone)


def spread(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    lost: Callable[[_Item, Reason], _Result],
    prepare: Callable[[], object],
    workers: int,
    chunk: int,
    timeout: float = SECONDS,
) -> Iterator[_Result]:
    """Yield ``work(item)`` of each item in input order, done in ``workers`` processes.

    ``prepare`` runs first, here and in each process that does not inherit what it made. ``lost``
    gives the result of an item that ended two processes or took longer than ``timeout`` seconds.
    An error that ``items`` raises is raised after the results of the items before it.

    Raises:
        ProcessesNotStarted: no process could be started.
    """
    refuse_unguarded()
    prepare()
    pool = _Pool(work, prepare, lost, workers, timeout)
    source = _Source(items, workers, chunk)
    number = 0
    try:
        while True:
            pool.hand_out(source, number)
            if number in pool.results:
                yield pool.results.pop(number)
                number += 1
            elif number == source.taken:
                break
            else:
                pool.receive()
    finally:
        pool.end()
    if source.error is not None:
        raise source.error


class _Source(Generic[_Item]):
    """The items in chunks, small ones first, so that few items are shared out evenly."""

    def __init__(self, items: Iterable[_Item], workers: int, chunk: int) -> None:
        self._items = iter(items)
        self._workers = workers
        self._chunk = chunk
        self.taken = 0
        self.error: Exception | None = None

    def next(self, yielded: int) -> Task[_Item] | None:
        """The next chunk; None at the end, and where too many items wait for an earlier one."""
        if self.taken - yielded >= _AHEAD * self._workers * self._chunk or self.error is not None:
            return None
        count = min(self._chunk, 1 + self.taken // (2 * self._workers))
        pairs: list[tuple[int, _Item]] = []
        try:
            pairs.extend(zip(itertools.count(self.taken), itertools.islice(self._items, count)))
        except Exception as error:  # noqa: BLE001  # it is raised again, behind what came before it
            self.error = error
        self.taken += len(pairs)
        return _task(pairs) if pairs else None


class _Pool(Generic[_Item, _Result]):
    """The workers of one run and what they have still to do."""

    def __init__(
        self,
        work: Callable[[_Item], _Result],
        prepare: Callable[[], object],
        lost: Callable[[_Item, Reason], _Result],
        count: int,
        timeout: float,
    ) -> None:
        self._work, self._prepare, self._lost = work, prepare, lost
        self._count = count
        self._timeout = timeout
        self._workers: list[_Worker[_Item]] = []
        self._waiting: deque[Task[_Item]] = deque()
        self._ended: dict[int, int] = {}  # how many processes each item has ended
        self._not_started = 0  # processes in a row that ended before they were ready
        self.results: dict[int, _Result] = {}

    def hand_out(self, source: _Source[_Item], yielded: int) -> None:
        """Give tasks to workers as long as there are both."""
        while True:
            if not self._waiting and (task := source.next(yielded)) is not None:
                self._waiting.append(task)
            worker = self._free_for(self._waiting[0]) if self._waiting else None
            if worker is None:
                return
            worker.take(self._waiting.popleft())

    def _free_for(self, task: Task[_Item]) -> _Worker[_Item] | None:
        idle = next((each for each in self._workers if not each.tasks), None)
        if idle is None and len(self._workers) < self._count:
            others = [each.pipe for each in self._workers]
            idle = _Worker(self._work, self._prepare, others, self._timeout)
            self._workers.append(idle)
            idle.start()
        return idle or next((each for each in self._workers if each.may_queue(task)), None)

    def receive(self) -> None:
        """Wait for an answer, for the end of a process, or for the end of an item's time."""
        ends = {each.pipe: self._end_of_time(each) for each in self._workers if each.tasks}
        left = max(0.0, min(ends.values()) - time.monotonic())
        heard = wait(list(ends), left)
        for worker in list(self._workers):
            if worker.pipe in heard:
                self._hear(worker)
            elif worker.tasks and self._end_of_time(worker) <= time.monotonic():
                self._stop_late(worker)

    def _end_of_time(self, worker: _Worker[_Item]) -> float:
        seconds = self._timeout if worker.ready else max(_START, self._timeout)
        return worker.since + seconds

    def _hear(self, worker: _Worker[_Item]) -> None:
        answer = worker.answer()
        if answer is None:
            self._replace(worker)
            return
        kind, value = answer
        if kind == "raised":
            raise value
        if kind == "result":
            self.results[worker.answered()] = value
        else:
            self._not_started = 0

    def _replace(self, worker: _Worker[_Item]) -> None:
        """A process has ended by itself: its items are done again, each in a task of its own."""
        self._workers.remove(worker)
        worker.end()
        left, alone = worker.unanswered(), bool(worker.tasks) and worker.tasks[0].alone
        if not worker.ready:
            self._not_started += 1
            if self._not_started >= _TWICE or worker.process.exitcode == UNGUARDED:
                raise ProcessesNotStarted
        elif left:
            number, item = left[0]
            self._ended[number] = self._ended.get(number, 0) + 1
            if alone and self._ended[number] >= _TWICE:
                self.results[number] = self._lost(item, "worker-lost")
                left = left[1:]
        self._again(left)

    def _stop_late(self, worker: _Worker[_Item]) -> None:
        """An item has taken too long: its process is ended, and the others are done again."""
        self._workers.remove(worker)
        worker.end()
        if not worker.ready:
            raise ProcessesNotStarted
        (number, item), *left = worker.unanswered()
        self.results[number] = self._lost(item, "timed-out")
        self._again(left)

    def _again(self, left: list[tuple[int, _Item]]) -> None:
        self._waiting.extendleft(_task([pair], alone=True) for pair in reversed(left))

    def end(self) -> None:
        """End every process, whatever it does."""
        for worker in self._workers:
            worker.tell_to_end()
        for worker in self._workers:
            worker.end()


class _Worker(Generic[_Item]):
    """One process, its pipe, and the tasks it has been given and not finished."""

    def __init__(
        self,
        work: Callable[[_Item], object],
        prepare: Callable[[], object],
        others: list[Connection],
        timeout: float,
    ) -> None:
        method = start_method()
        context: Any = multiprocessing.get_context(method)  # each kind has classes of its own
        self.pipe, self._theirs = context.Pipe()
        inherited = [self.pipe, *others] if method == "fork" else []
        prepared = None if method == "fork" else prepare
        self.process = context.Process(
            target=serve, args=(self._theirs, inherited, work, prepared, timeout), daemon=True
        )
        self.ready = False
        self.tasks: deque[Task[_Item]] = deque()
        self.since = time.monotonic()
        self._done = 0  # items of the first task that are answered

    def start(self) -> None:
        """Start the process."""
        with signals_held():
            self.process.start()
        self._theirs.close()  # it is closed with the process, then, which tells of its end

    def may_queue(self, task: Task[_Item]) -> bool:
        """Whether a busy worker may have this task, to go on with when it has finished its own."""
        single = task.alone or any(each.alone for each in self.tasks)
        return not single and len(self.tasks) < _TWICE and len(task.message) <= _FITS

    def take(self, task: Task[_Item]) -> None:
        """Give the process a task; that it has just ended is heard later."""
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        with suppress(OSError):
            self.pipe.send_bytes(task.message)

    def answer(self) -> tuple[str, Any] | None:
        """The next message; None where the process has ended."""
        try:
            kind, value = self.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        self.since = time.monotonic()
        self.ready = True
        return kind, value

    def answered(self) -> int:
        """The number of the item that was just answered."""
        task = self.tasks[0]
        number = task.items[self._done][0]
        self._done += 1
        if self._done == len(task.items):
            self.tasks.popleft()
            self._done = 0
        return number

    def unanswered(self) -> list[tuple[int, _Item]]:
        """The items that are not answered, the one in hand first."""
        return [pair for task in self.tasks for pair in task.items][self._done :]

    def tell_to_end(self) -> None:
        """Ask the process to end, without waiting."""
        if self.process.pid is not None:
            self.process.terminate()

    def end(self) -> None:
        """End the process and wait until it has."""
        self.pipe.close()
        if self.process.pid is None:
            return
        self.process.terminate()
        self.process.join(_GRACE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
