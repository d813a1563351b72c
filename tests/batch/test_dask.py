"""A real Dask cluster of two processes reads and fills, also when one of them is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.batch.ordered import width_of

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals"),
]
_COUNT = 400
_ROWS = [{"officer_name": f"Ann Lee {n}", "id": f"{n:04}"} for n in range(_COUNT)]


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two worker processes of one thread each, on this machine."""
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as two,
        distributed.Client(two) as client,
    ):
        yield client


def test_all_are_filled_and_read_in_order_though_a_worker_is_killed(
    client: Any, tmp_path: Path
) -> None:
    cluster: Executor = client.get_executor()
    assert width_of(cluster) == 2
    filled = list(plandocs.fill_many(_ROWS, tmp_path, name="{id}", verify=False, executor=cluster))
    assert [each.status for each in filled] == ["filled"] * _COUNT
    victim = next(iter(client.run(os.getpid).values()))
    ids = []
    for reading in plandocs.parse_many([each.file for each in filled], executor=cluster):
        assert reading.plan is not None, reading.error
        ids.append(reading.plan.id)
        if len(ids) == 40:
            os.kill(victim, signal.SIGKILL)
    assert ids == [row["id"] for row in _ROWS]
