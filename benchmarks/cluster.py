"""A cluster of two processes on this machine fills and reads many plans, and loses one of them.

    python benchmarks/cluster.py                5,000 plans
    python benchmarks/cluster.py --plans 400

A process of the two is killed while documents are filled, and one while they are read. Everything
has to come, each in its place; the memory of this process, which hands the work out, is told as it
goes. Needs ``pip install "plandocs[dask]"``.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import distributed

import plandocs

_Each = TypeVar("_Each")
_PORTIONS = 5


def memory() -> float:
    """The megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def watched(items: Iterable[_Each], count: int, client: Any, what: str) -> Iterator[_Each]:
    """The items as they come; a worker is killed when a third of them is there."""
    step = count // _PORTIONS
    begun, told = time.perf_counter(), []
    for number, each in enumerate(items, start=1):
        if number == count // 3:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        if number % step == 0:
            told.append(f"{memory():.0f}")
        yield each
    spent = time.perf_counter() - begun
    print(f"{what}: {count} in {spent:.0f} s, a worker killed; MB on the way: {', '.join(told)}")


def measure(count: int, folder: Path) -> None:
    """Fill and read so many plans, each in its place."""
    rows = [{"officer_name": f"Ann Lee {n}", "id": f"{n:05}"} for n in range(count)]
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as two,
        distributed.Client(two) as client,
    ):
        executor = client.get_executor()
        filled = plandocs.fill_many(rows, folder, name="{id}", verify=False, executor=executor)
        files = []
        for each in watched(filled, count, client, "filled"):
            assert each.status == "filled", each.error
            files.append(each.file)
        assert [Path(file).stem for file in files] == [row["id"] for row in rows]
        readings = plandocs.parse_many(files, executor=executor)
        for row, reading in zip(rows, watched(readings, count, client, "read"), strict=True):
            assert reading.plan is not None, reading.error
            assert reading.plan.id == row["id"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--plans", type=int, default=5_000)
    with tempfile.TemporaryDirectory() as name:
        measure(parser.parse_args().plans, Path(name))
