"""A converter ends with the run that started it, however that ends, and its folder goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plandocs.files.leftovers import is_abandoned

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a program by its mode, and signals")


def _started(folder: Path, *options: str) -> tuple[subprocess.Popen[str], Path]:
    """A run that reads a file with a LibreOffice that never finishes, and its temporary folder."""
    program, temporary = folder / "soffice", folder / "temporary"
    program.write_text('#!/bin/sh\necho x > "$TMPDIR/lu1.tmp"\nsleep 60 & wait\n')
    program.chmod(0o755)
    temporary.mkdir()
    (folder / "plan.rtf").write_text(r"{\rtf1 plan\par}")
    command = [sys.executable, "-m", "plandocs", "parse", str(folder / "plan.rtf")]
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "TMPDIR": str(temporary)}
    output = ["-o", str(folder / "plans.jsonl"), *options]
    process = subprocess.Popen(
        [*command, *output], env=environment, stderr=subprocess.PIPE, text=True
    )
    return process, temporary


def _working(temporary: Path) -> bool:
    asked = ["ps", "-wwAo", "stat=,args="]
    listed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    return any(temporary.as_uri() in line and line.strip()[0] != "Z" for line in listed)


def _wait_until(temporary: Path, *, working: bool, seconds: float) -> None:
    until = time.monotonic() + seconds
    while _working(temporary) is not working and time.monotonic() < until:
        time.sleep(0.05)
    assert _working(temporary) is working


def _wait_until_blank(temporary: Path, *, seconds: float) -> None:
    """The folder goes a moment later, with the process that reads.

    Where that was ended before it had come to it, the next converter's start takes it away.
    """
    until = time.monotonic() + seconds
    while list(temporary.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert [each.name for each in os.scandir(temporary) if not is_abandoned(each)] == []


@pytest.mark.slower
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_converter_ends_with_the_run(tmp_path: Path, number: int) -> None:
    process, temporary = _started(tmp_path)
    _wait_until(temporary, working=True, seconds=30)
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == (-number if number == signal.SIGKILL else 130), err
    _wait_until(temporary, working=False, seconds=10)
    _wait_until_blank(temporary, seconds=5)
    assert not (tmp_path / "plans.jsonl").exists()


@pytest.mark.slower
def test_a_converter_ends_with_the_time_of_its_file(tmp_path: Path) -> None:
    process, temporary = _started(tmp_path, "--timeout", "3")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "timed-out" in err
    _wait_until(temporary, working=False, seconds=5)
    _wait_until_blank(temporary, seconds=5)
