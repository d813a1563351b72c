"""Worker processes: whatever ends one of them, every item has its answer, in order."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

import pytest

from plandocs.batch import worker
from plandocs.batch.processes import spread
from plandocs.errors import ProcessesNotStarted
from tests.batch.toys import Toy, lost, nothing, work

_POSIX = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")


def _spread(toys: Iterable[Toy], *, workers: int = 2, timeout: float = 30.0) -> Iterator[int]:
    return spread(
        work, toys, lost=lost, prepare=nothing, workers=workers, chunk=16, timeout=timeout
    )


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 17, 400])
def test_results_come_in_the_order_of_the_items(workers: int, count: int) -> None:
    assert list(_spread(map(Toy, range(count)), workers=workers)) == [n * n for n in range(count)]


@_POSIX
@pytest.mark.parametrize("seed", range(6))
def test_only_an_item_that_ends_its_process_twice_is_lost(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    toys, expected = [], []
    for number in range(120):
        deed = chance.choices(["square", "die", "die once"], [30, 1, 1])[0]
        toys.append(Toy(number, deed, str(tmp_path / str(number)) if deed == "die once" else ""))
        expected.append(-1 if deed == "die" else number**2)
    assert list(_spread(toys)) == expected


def test_an_item_that_takes_too_long_is_given_up_and_the_others_are_not() -> None:
    toys = [Toy(n, "hang" if n in (3, 40) else "square") for n in range(60)]
    begun = time.monotonic()
    assert list(_spread(toys, timeout=1.0)) == [-2 if n in (3, 40) else n * n for n in range(60)]
    assert time.monotonic() - begun < 20


def test_a_slow_item_is_found_while_others_keep_answering() -> None:
    toys = [Toy(0, "hang"), *(Toy(n, "slow") for n in range(1, 20))]
    assert next(_spread(toys, timeout=1.0)) == -2


def test_messages_larger_than_a_pipe_hold_nobody_up() -> None:
    big = bytes(300_000)
    toys = [Toy(n, load=big) for n in range(40)]
    assert list(_spread(toys)) == [n * n for n in range(40)]


def test_somebody_who_takes_results_slowly_loses_none_to_the_clock() -> None:
    results = _spread(map(Toy, range(60)), timeout=1.0)
    first = next(results)
    time.sleep(1.5)
    assert [first, *results] == [n * n for n in range(60)]


@_POSIX
def test_an_answer_may_wait_longer_than_an_item_may_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_LEFT_ALONE", 0)  # processes are forked, and have it so, too
    monkeypatch.setattr("gc.freeze", lambda: (tmp_path / str(os.getpid())).touch())
    results = _spread([Toy(n, "big") for n in range(8)], workers=1, timeout=1.0)
    seen = [next(results)]
    time.sleep(2.5)
    assert [*seen, *results] == [1 << 800_000] * 8
    assert len(list(tmp_path.iterdir())) == 1  # the process that waited was not ended


def test_what_the_items_raise_comes_behind_the_results_before_it() -> None:
    def toys() -> Iterator[Toy]:
        yield from map(Toy, range(20))
        raise KeyError("the source broke")

    got: list[int] = []
    with pytest.raises(KeyError, match="the source broke"):
        got.extend(_spread(toys()))
    assert got == [n * n for n in range(20)]


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="a defect"):
        list(_spread([Toy(1), Toy(2, "raise")]))


def test_no_more_is_taken_than_is_needed() -> None:
    taken = []

    def toys() -> Iterator[Toy]:
        for number in range(100_000):
            taken.append(number)
            yield Toy(number)

    results = _spread(toys())
    for _ in range(10):
        next(results)
    assert isinstance(results, Generator)
    results.close()
    assert len(taken) < 300


def test_beside_other_threads_processes_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()
    thread = threading.Thread(target=held.wait)
    thread.start()
    try:
        assert worker.start_method() == "spawn"
        assert list(_spread(map(Toy, range(30)))) == [n * n for n in range(30)]
    finally:
        held.set()
        thread.join()


def test_a_script_without_a_main_guard_gets_a_sentence(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            from plandocs.batch import worker
            from plandocs.batch.processes import spread
            from tests.batch.toys import Toy, lost, nothing, work

            from plandocs.batch import processes
            processes.start_method = lambda: "spawn"
            print(list(spread(work, [Toy(2), Toy(3)], lost=lost, prepare=nothing, workers=2,
                              chunk=1)))
            """
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
    )  # fmt: skip
    assert done.returncode == 1
    assert ProcessesNotStarted.__name__ in done.stderr
    assert "__main__" in done.stderr
    assert done.stderr.count("Traceback") == 1  # the caller's own, and none of a worker


def test_a_script_that_sets_spawn_without_a_main_guard_ends(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing
            multiprocessing.set_start_method("spawn")
            import plandocs
            plan = {"form": "senior-executive-plan", "officer_name": "Priya Raman"}
            for number in range(8):
                plandocs.fill(plan, f"{number}.docx", force=True)
            files = [f"{number}.docx" for number in range(8)]
            print(len(list(plandocs.parse_many(files, workers=2))))
            """
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
    )  # fmt: skip
    if done.returncode == 0:
        assert done.stdout == "8\n"
    else:
        assert ProcessesNotStarted.__name__ in done.stderr
        assert done.stderr.count("Traceback") == 1


_RUN = """
import signal, sys, time
from plandocs.batch import processes
from tests.batch.toys import Toy, lost, nothing, work
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
    if sys.argv[1] == "spawn":
        processes.start_method = lambda: "spawn"
    toys = [Toy(n, "slow") for n in range(2000)]
    try:
        for each in processes.spread(work, toys, lost=lost, prepare=nothing, workers=2, chunk=4):
            print(each, flush=True)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def _started(tmp_path: Path, method: str) -> subprocess.Popen[str]:
    script = tmp_path / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), method], text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
    )  # fmt: skip


def _children(session: int) -> list[int]:
    """The processes of a session that are alive."""
    ids = subprocess.run(
        ["ps", "-s", str(session), "-o", "pid=,stat="], capture_output=True, text=True, check=False
    ).stdout.split("\n")
    pairs = [line.split() for line in ids if line.strip()]
    return [int(pid) for pid, state in pairs if not state.startswith("Z")]


def _gone(session: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not _children(session):
            return True
        time.sleep(0.05)
    return False


@_POSIX
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nobody_is_left_behind(tmp_path: Path, method: str, number: int) -> None:
    process = _started(tmp_path, method)
    assert process.stdout is not None
    process.stdout.readline()
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal sends it: to all of them
    else:
        process.kill()
    out, err = process.communicate(timeout=20)
    assert process.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in err
    assert _gone(process.pid, 5.0), out
