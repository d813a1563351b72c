"""One shape, measured in a process of its own: at its size, and at ten times it.

``python -m tests.sizes.measure NAME`` prints the seconds of both, and the most memory there was.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import plandocs
from tests.sizes.documents import DOCUMENTS, document
from tests.sizes.lists import LISTS
from tests.sizes.templates import TEMPLATES, template
from tests.sizes.workbooks import WORKBOOKS, workbook

SHAPES = (
    *(f"document: {name}" for name in DOCUMENTS),
    *(f"workbook: {name}" for name in WORKBOOKS),
    *(f"template: {name}" for name in TEMPLATES),
    *LISTS,
)
_LIMIT = 120  # seconds, before a shape is given up
_QUICK = 0.02  # seconds that are as good as none


class Cost(NamedTuple):
    """What a shape cost: seconds at its size and at ten times it, and megabytes."""

    once: float
    tenfold: float
    megabytes: int

    @property
    def ratio(self) -> float:
        """How many times the time for ten times the size."""
        return self.tenfold / max(self.once, _QUICK)


def measured(name: str) -> Cost:
    """What a shape costs, in a process of its own."""
    command = [sys.executable, "-m", "tests.sizes.measure", name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=True)
    return Cost(*json.loads(done.stdout))


def _job(name: str, n: int, folder: Path) -> Callable[[], object]:
    if name in LISTS:
        return LISTS[name][1](n, folder)
    kind, _, shape = name.partition(": ")
    if kind == "document":
        content = document(shape, n)
        return lambda: plandocs.parse(content, convert=False)
    if kind == "template":
        tagged = template(shape, n)
        return lambda: plandocs.check_template(tagged, folder / "copy.docx")
    path = folder / "book.xlsx"
    path.write_bytes(workbook(shape, n))
    return lambda: list(plandocs.read_data(path))


def size_of(name: str) -> int:
    """The size of a shape: ten times it is the limit that is measured."""
    kind, _, shape = name.partition(": ")
    if name in LISTS:
        return LISTS[name][0]
    if kind == "template":
        return TEMPLATES[shape][0]
    return (DOCUMENTS[shape] if kind == "document" else WORKBOOKS[shape])[0]


def _seconds(job: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    with suppress(plandocs.PlandocsError):
        job()
    return time.process_time() - begin


def _memory() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(name: str) -> None:
    """Measure one shape, warmed up at a tenth of its size."""
    size = size_of(name)
    seconds = []
    with TemporaryDirectory() as folder:
        for n in (max(1, size // 10), size, 10 * size):
            place = Path(folder) / str(n)
            place.mkdir(exist_ok=True)
            seconds.append(_seconds(_job(name, n, place)))
    print(json.dumps([seconds[1], seconds[2], _memory()]))


if __name__ == "__main__":
    main(sys.argv[1])
