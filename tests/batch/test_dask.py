"""A real Dask cluster of two processes reads and fills, also when one of them is killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import distributed
import pytest

import plandocs
from plandocs.batch.ordered import width_of

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


def started(log: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """A command of plandocs or of Dask that goes on beside the test; what it says is in *log*."""
    with log.open("wb") as out:
        command = [sys.executable, "-m", *map(str, arguments)]
        return subprocess.Popen(command, stdout=out, stderr=out)


def test_commands_give_with_a_cluster_what_they_give_without(client: Any, tmp_path: Path) -> None:
    data, plans = tmp_path / "rows.json", tmp_path / "plans"
    data.write_text(json.dumps(_ROWS[:40]), "utf-8")

    def done(*arguments: str | Path, cluster: bool = True) -> None:
        more = ("--cluster", client.cluster.scheduler_address) if cluster else ()
        process = started(tmp_path / "log", "plandocs", *arguments, *more)
        code = process.wait(timeout=120)
        assert code == (1 if arguments[0] == "check" else 0), (tmp_path / "log").read_text("utf-8")

    done("fill", data, "-o", plans)
    for command, suffix in (("parse", "jsonl"), ("check", "json"), ("rollup", "sqlite")):
        for cluster in (False, True):
            done(command, plans, "-o", tmp_path / f"{cluster}.{suffix}", cluster=cluster)
        assert (tmp_path / f"True.{suffix}").stat().st_size > 1000
        if suffix != "sqlite":  # which says when it was made
            assert (tmp_path / f"True.{suffix}").read_bytes() == (
                tmp_path / f"False.{suffix}"
            ).read_bytes()
    done("converse", plans, "-o", tmp_path / "records")
    assert len(list((tmp_path / "records").glob("*.docx"))) == 40


@pytest.mark.parametrize("command", ["parse", "fill", "rollup"])
def test_a_scheduler_that_is_lost_is_one_sentence(tmp_path: Path, command: str) -> None:
    plans, data, log = tmp_path / "plans", tmp_path / "rows.json", tmp_path / "log"
    list(plandocs.fill_many(_ROWS[:1], plans, verify=False))
    content = next(plans.glob("*.docx")).read_bytes()
    for number in range(1500):
        (plans / f"{number}.docx").write_bytes(content)
    rows = [{"officer_name": f"Ann Lee {n}", "id": f"{n}"} for n in range(1500)]
    data.write_text(json.dumps(rows), "utf-8")
    source = data if command == "fill" else plans
    output = {"parse": "out.jsonl", "fill": "out", "rollup": "out.xlsx"}[command]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    here = ("--host", "127.0.0.1", "--port", port, "--no-dashboard")
    scheduler = started(tmp_path / "s.log", "distributed.cli.dask_scheduler", *here)
    alone = ("--nthreads", "1", "--no-dashboard")
    worker = started(tmp_path / "w.log", "distributed.cli.dask_worker", address, *alone)
    try:
        with distributed.Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
            process = started(
                log, "plandocs", command, source, "-o", tmp_path / output, "--cluster", address
            )
            while process.poll() is None and not any(client.processing().values()):
                time.sleep(0.05)
        scheduler.kill()
        code = process.wait(timeout=120)
    finally:
        scheduler.kill()
        worker.kill()
    *_, last = log.read_text("utf-8").splitlines()
    assert (code, "the scheduler was lost" in last) == (2, True), last
    assert "Traceback" not in log.read_text("utf-8")
