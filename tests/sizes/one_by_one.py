"""Read a folder's files one after the other in this process, and print what memory it takes.

``python -m tests.sizes.one_by_one FOLDER`` prints files read, megabytes now, megabytes at most.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import plandocs

_EACH = 250


class Memory(NamedTuple):
    """Megabytes of this process: after so many files, and the most there were until then."""

    files: int
    now: int
    most: int


def memory(files: int) -> Memory:
    """What the system says of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    said = {name: value for name, _, value in (line.partition(":") for line in lines)}
    now, most = (int(said[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
    return Memory(files, now, most)


def read(folder: Path) -> Iterator[Memory]:
    """Read all, and say now and then what memory it takes."""
    for number, path in enumerate(sorted(folder.iterdir()), 1):
        with suppress(plandocs.PlandocsError):
            plandocs.parse(path, convert=False)
        if number % _EACH == 0:
            yield memory(number)


if __name__ == "__main__":
    for each in read(Path(sys.argv[1])):
        print(*each, flush=True)
