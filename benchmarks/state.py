"""What a state saves: a folder of plans read cold, and again after ten of them changed.

    python benchmarks/state.py                  10,000 plans
    python benchmarks/state.py --plans 1000

Each run is a process of its own, the command line as HR types it; CPU seconds are those of the
whole process, imports with it. Both results of the changed folder, that of a run with the state
and that of one without, are compared: line by line of ``parse``, cell by cell of ``rollup``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fill_peers import plans_of
from openpyxl import load_workbook

import plandocs

_CHANGED = 10
_MOMENT = 1_790_000_000  # at which all that is written was made
_LATER = 4  # seconds: a file that was written a moment ago is read again, whatever its time says


def fill(count: int, folder: Path) -> None:
    """A folder of so many different plans, ten to be changed among them."""
    for each in plandocs.fill_many(plans_of(count), folder, name="{id}", verify=False):
        assert each.status == "filled", each.error


def change(count: int, folder: Path) -> None:
    """Other words in ten of the plans."""
    for number in range(0, count, count // _CHANGED):
        plan = plans_of(1)[0].replace(id=str(number), manager_name=f"Someone Else {number}")
        plandocs.fill(plan, folder / f"{number}.docx", force=True)


def cpu(*arguments: str | Path) -> float:
    """The CPU seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "plandocs", *map(str, arguments), "--workers", "1", "--force"]
    moment = {**os.environ, "SOURCE_DATE_EPOCH": str(_MOMENT)}  # the workbooks say when
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=moment)
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def content(workbook: Path) -> Iterator[Any]:
    """Every cell."""
    for sheet in load_workbook(workbook, read_only=True):
        for row in sheet.iter_rows(values_only=True):
            yield sheet.title, row


def measure(count: int, root: Path) -> None:
    """The table, on standard output."""
    folder, state = root / "plans", root / "division.plandocs"
    fill(count, folder)
    time.sleep(_LATER)
    results = {
        "parse": (root / "cold.jsonl", root / "warm.jsonl"),
        "rollup": (root / "cold.xlsx", root / "warm.xlsx"),
    }
    print(f"{count} plans, of which {_CHANGED} changed\n{'':24}{'CPU s':>8}", flush=True)
    first = cpu("parse", folder, "-o", root / "first.jsonl", "--state", state)
    print(f"{'parse, state made':24}{first:8.2f}", flush=True)
    change(count, folder)
    time.sleep(_LATER)
    for verb, (cold, warm) in results.items():
        with_state = cpu(verb, folder, "-o", warm, "--state", state)
        print(f"{f'{verb}, with the state':24}{with_state:8.2f}", flush=True)
        without = cpu(verb, folder, "-o", cold)
        print(f"{f'{verb}, without':24}{without:8.2f}  x{without / with_state:.1f}", flush=True)
    assert results["parse"][0].read_bytes() == results["parse"][1].read_bytes()
    cold, warm = map(list, map(content, results["rollup"]))
    assert cold == warm
    print(f"the results are the same; the state is {os.path.getsize(state) / 1e6:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--plans", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as name:
        measure(parser.parse_args().plans, Path(name))
