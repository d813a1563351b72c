"""A really small disk: a file system of so many bytes, where the tests may mount one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_WAIT = 120


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a small file system over the folder; the test is skipped where that is not allowed."""
    folder.mkdir(exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if sys.platform != "linux" or not _ran(["mount", *options]):
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        _ran(["umount", "-l", str(folder)])


def _ran(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


_LIMITED = """
import resource, signal, sys
limit = int(sys.argv.pop(1))
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from plandocs.cli import main
main(sys.argv[1:])
"""


def run(*arguments: object, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command; with a limit, no file that it writes can be larger."""
    return subprocess.run(
        [sys.executable, "-c", _LIMITED, str(limit), *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", timeout=_WAIT, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def left_in(folder: Path) -> list[str]:
    """What is in a folder, the hidden too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
