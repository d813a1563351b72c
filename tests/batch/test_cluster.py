"""``--cluster``: what is an address, who could listen, and what is said without Dask."""

from __future__ import annotations

import sys
from concurrent.futures import Executor, Future
from typing import Any

import pytest

import plandocs
from plandocs import InputError, MissingExtra, PlandocsError
from plandocs.batch.cluster import executor_at, is_open


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("tcp://127.0.0.1:8786", False), ("tcp://localhost:8786", False), ("tcp://[::1]:1", False),
        ("tls://10.0.0.5:8786", False), ("tcp://10.0.0.5:8786", True), ("tcp://hr-server:1", True),
        ("tcp://[fe80::1]:8786", True),
    ],
)  # fmt: skip
def test_plain_tcp_to_another_machine_is_open_to_who_listens(address: str, is_so: bool) -> None:
    assert is_open(address) is is_so


@pytest.mark.parametrize(
    "address", ["", "10.0.0.5", "http://a:1", "tcp://a", "tls://a:b", "tcp://a:1/x"]
)
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(InputError, match=r"tls://10\.0\.0\.5:8786"), executor_at(address):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"plandocs\[dask\]"), executor_at("tls://a:1"):
        pass


class KilledWorker(Exception):
    """As Dask calls what it raises where workers ended with a task in hand."""


class Lost(Executor):
    """An executor whose first task ends its workers, and which gives up all tasks after it."""

    def __init__(self, ended: int) -> None:
        self._ended = ended

    def submit(self, work: Any, /, *args: Any, **named: Any) -> Future[Any]:
        """A task that is not done."""
        task: Future[Any] = Future()
        if self._ended:
            self._ended -= 1
            task.set_exception(KilledWorker())
        else:
            task.cancel()
        return task


@pytest.mark.parametrize("ended", [0, 1])
def test_work_that_is_given_up_is_one_sentence_also_where_a_file_is_read_again(ended: int) -> None:
    with pytest.raises(PlandocsError, match="the scheduler was lost"):
        list(plandocs.parse_many([b"x"], executor=Lost(ended)))
