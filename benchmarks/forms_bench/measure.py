"""Run one reader over all documents in a process of its own: answers, seconds, memory."""

from __future__ import annotations

import importlib
import json
import pickle
import resource
import subprocess
import sys
import time
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
    milliseconds: float  # the median of one document, after the first
    megabytes: float  # the process at its largest
    failed: int  # documents that ended in an exception


def measure(reader: str, documents: Path) -> Measured:
    """Measure the module ``readers.<reader>`` on a folder that ``make`` wrote."""
    command = [sys.executable, "-m", "benchmarks.forms_bench.measure", reader, str(documents)]
    done = subprocess.run(command, capture_output=True, timeout=900)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1])
    answers, times, megabytes, name = pickle.loads(done.stdout)
    truth = json.loads((documents / "truth.json").read_text(encoding="utf-8"))
    total = sum((scored(truth[file], answers[file] or Answer(None)) for file in truth), Score())
    failed = sum(answer is None for answer in answers.values())
    return Measured(name, total, 1000 * sorted(times)[len(times) // 2], megabytes, failed)


def as_row(measured: Measured) -> dict[str, Any]:
    """The figures as plain data, for a file."""
    return asdict(measured)


def _main(reader: str, documents: Path) -> None:
    module = importlib.import_module(f"benchmarks.forms_bench.readers.{reader}")
    answers: dict[str, Answer | None] = {}
    times = []
    for path in sorted(documents.glob("*.docx")):
        start = time.perf_counter()
        try:
            answers[path.name] = module.read(path)
        except Exception as error:  # noqa: BLE001 - a reader may fail in any way; it is counted
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            answers[path.name] = None
        times.append(time.perf_counter() - start)
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    megabytes = max(resource.getrusage(who).ru_maxrss for who in usage) / 1024
    sys.stdout.buffer.write(pickle.dumps((answers, times, megabytes, module.NAME)))


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
