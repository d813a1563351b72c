"""Whole runs of the commands, with a worker killed or Ctrl+C at a random moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import plandocs

_COUNT = 200
pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred plans as data, and as Word files."""
    folder = tmp_path_factory.mktemp("many")
    rows = [{"officer_name": f"Ann Lee {n}", "id": f"{n:04}"} for n in range(_COUNT)]
    (folder / "plans.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for _ in plandocs.fill_many(rows, folder / "returned", name="{id}", verify=False):
        pass
    return folder


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "plandocs", *arguments, "--workers", "2"]
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def _session(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes of this run that are alive, its own first process aside."""
    listed = subprocess.run(
        ["ps", "-s", str(process.pid), "-o", "pid=,stat="],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    pairs = [line.split() for line in listed.split("\n") if line.strip()]
    return [int(pid) for pid, stat in pairs if stat[0] != "Z" and int(pid) != process.pid]


def _kill_one_worker(process: subprocess.Popen[bytes], chance: random.Random) -> bool:
    """Kill a worker once there are two; False where the run ended before."""
    while process.poll() is None:
        workers = _session(process)
        if len(workers) == 2:
            time.sleep(chance.uniform(0, 0.15))
            with suppress(ProcessLookupError):  # the run has just ended by itself
                os.kill(chance.choice(workers), signal.SIGKILL)
            return True
        time.sleep(0.002)
    return False


def _ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, err = process.communicate(timeout=60)
    until = time.monotonic() + 5
    while _session(process) and time.monotonic() < until:
        time.sleep(0.02)
    assert _session(process) == []
    return process.returncode, err.decode("utf-8")


_RUNS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 60))]


@pytest.mark.parametrize("seed", _RUNS)
def test_all_are_read_though_a_worker_is_killed(folder: Path, tmp_path: Path, seed: int) -> None:
    out = tmp_path / "plans.jsonl"
    process = _start("parse", str(folder / "returned"), "-o", str(out))
    _kill_one_worker(process, random.Random(seed))
    status, err = _ended(process)
    assert status == 0, err
    readings = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [each["plan"]["id"] for each in readings] == [f"{n:04}" for n in range(_COUNT)]


@pytest.mark.parametrize("seed", _RUNS)
def test_all_are_filled_though_a_worker_is_killed(folder: Path, tmp_path: Path, seed: int) -> None:
    process = _start("fill", str(folder / "plans.jsonl"), "-o", str(tmp_path / "made"))
    _kill_one_worker(process, random.Random(seed))
    status, err = _ended(process)
    assert status == 0, err
    assert len(list((tmp_path / "made").glob("*.docx"))) == _COUNT


@pytest.mark.parametrize("seed", _RUNS)
@pytest.mark.parametrize("command", ["parse", "fill"])
def test_ctrl_c_ends_at_once_and_what_is_there_is_whole(
    folder: Path, tmp_path: Path, command: str, seed: int
) -> None:
    source, out = ("returned", "plans.jsonl") if command == "parse" else ("plans.jsonl", "made")
    process = _start(command, str(folder / source), "-o", str(tmp_path / out))
    time.sleep(random.Random(seed).uniform(0.02, 1.2))
    begun = time.monotonic()
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    status, err = _ended(process)
    assert time.monotonic() - begun < 10
    if "plandocs" not in err and ("KeyboardInterrupt" in err or status == -signal.SIGINT):
        return  # Python itself was still starting
    assert status in (0, 130), err
    assert "Traceback" not in err
    for made in (tmp_path / out).glob("*.docx"):
        plan = plandocs.parse(made).plan
        assert plan is not None
        assert plan.id
    assert not list(tmp_path.rglob("*.part"))
