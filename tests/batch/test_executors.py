"""Work handed to an executor: by its own width, in order, none lost with a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from plandocs.batch.ordered import CHUNK, Pace, ordered
from tests.batch.toys import Toy, lost, work

_AHEAD = 3


class _Watched:
    """Toys, and how many of them have been taken."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.taken = 0

    def __iter__(self) -> Iterator[Toy]:
        for number in range(self.count):
            self.taken += 1
            yield Toy(number)


def _results(items: Iterable[Toy], pace: Pace) -> Iterator[int]:
    return ordered(work, items, pace, lost=lost, prepare=lambda: None)


@pytest.mark.parametrize("width", [2, 5, 9])
def test_as_much_is_under_way_as_the_executor_can_do(width: int) -> None:
    toys = _Watched(3_000)
    with ThreadPoolExecutor(width) as threads:
        results = _results(toys, Pace(executor=threads))
        assert next(results) == 0
        assert toys.taken == CHUNK * (_AHEAD * width + 1)
        assert list(results) == [number**2 for number in range(1, 3_000)]


def test_fewer_workers_than_it_has_are_respected_and_more_are_not_made_up() -> None:
    for workers, width in ((3, 3), (20, 8)):
        toys = _Watched(2_000)
        with ThreadPoolExecutor(8) as threads:
            assert next(_results(toys, Pace(workers, threads))) == 0
        assert toys.taken == CHUNK * (_AHEAD * width + 1)


class KilledWorker(Exception):
    """As Dask has it: workers ended again and again with a task in hand."""


class _Client:
    def nthreads(self) -> dict[str, int]:
        return {"tcp://one": 2, "tcp://two": 3}


class _Cluster(Executor):
    """An executor like Dask's: a task that holds a deadly item is given up."""

    def __init__(self, error: Callable[[], Exception] = KilledWorker) -> None:
        self._client = _Client()
        self._error = error

    def submit(self, task: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if any(toy.deed == "die" for toy in arguments[1]):
            future.set_exception(self._error())
        else:
            future.set_result(task(*arguments, **named))
        return future


def test_a_cluster_is_used_by_all_its_threads() -> None:
    toys = _Watched(2_000)
    assert next(_results(toys, Pace(executor=_Cluster()))) == 0
    assert toys.taken == CHUNK * (_AHEAD * 5 + 1)


def test_of_a_task_that_ended_workers_only_the_deadly_item_is_lost() -> None:
    toys = [Toy(number, "die" if number == 20 else "square") for number in range(60)]
    expected = [number**2 for number in range(60)]
    expected[20] = lost(toys[20], "worker-lost")
    assert list(_results(toys, Pace(executor=_Cluster()))) == expected


def test_another_error_of_the_executor_is_raised() -> None:
    toys = [Toy(number, "die" if number == 20 else "square") for number in range(60)]
    with pytest.raises(OSError, match="gone"):
        list(_results(toys, Pace(executor=_Cluster(lambda: OSError("gone")))))
