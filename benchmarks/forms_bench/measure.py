"""Run readers over all documents, each in a process of its own: answers, CPU time, memory."""

from __future__ import annotations

import importlib
import json
import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .answer import Answer
from .score import Score, scored


@dataclass
class Measured:
    """A reader's row of the table."""

    name: str
    score: Score
    milliseconds: float  # of processor time, programs it calls included: the median of a document
    megabytes: float  # the process at its largest
    failed: int  # documents that ended in an exception


def measure_all(names: Sequence[str], documents: Path) -> Iterator[Measured | str]:
    """Each reader's row, or why it has none; two run side by side, since processor time counts."""
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        yield from pool.map(lambda name: _measured_or_why(name, documents), names)


def _measured_or_why(name: str, documents: Path) -> Measured | str:
    try:
        return measure(name, documents)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return f"{name}: left out: {error}"


def measure(reader: str, documents: Path) -> Measured:
    """Measure the module ``readers.<reader>`` on a folder that ``make`` wrote.

    Raises:
        RuntimeError: The reader's package is missing, or it fails on every document.
    """
    command = [sys.executable, "-m", "benchmarks.forms_bench.measure", reader, str(documents)]
    done = subprocess.run(command, capture_output=True, timeout=900)
    complaints = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode:
        raise RuntimeError(complaints[-1])
    answers, times, megabytes, name = pickle.loads(done.stdout)
    failed = sum(answer is None for answer in answers.values())
    if failed == len(answers):
        raise RuntimeError(f"it fails on every document: {complaints[0]}")
    truth = json.loads((documents / "truth.json").read_text(encoding="utf-8"))
    total = sum((scored(truth[file], answers[file] or Answer(None)) for file in truth), Score())
    return Measured(name, total, 1000 * sorted(times)[len(times) // 2], megabytes, failed)


def as_row(measured: Measured) -> dict[str, Any]:
    """The figures as plain data, for a file."""
    return asdict(measured)


def _main(reader: str, documents: Path) -> None:
    module = importlib.import_module(f"benchmarks.forms_bench.readers.{reader}")
    answers: dict[str, Answer | None] = {}
    times = []
    for path in sorted(documents.glob("*.docx")):
        start = _processor_seconds()
        try:
            answers[path.name] = module.read(path)
        except Exception as error:  # noqa: BLE001 - a reader may fail in any way; it is counted
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            answers[path.name] = None
        times.append(_processor_seconds() - start)
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    megabytes = max(resource.getrusage(who).ru_maxrss for who in usage) / 1024
    sys.stdout.buffer.write(pickle.dumps((answers, times, megabytes, module.NAME)))


def _processor_seconds() -> float:
    """Of this process and of the programs it has called and waited for."""
    called = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + called.ru_utime + called.ru_stime


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
