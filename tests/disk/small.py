"""A really small disk: a file system of so many bytes, where the tests may mount one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


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


def left_in(folder: Path) -> list[str]:
    """What is in a folder, the hidden too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
