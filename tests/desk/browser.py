"""A real browser at a real desk: Debian's Chromium, driven by Playwright, and all it asks for."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import axe_core_python
import pytest

from tests.structure.source import ROOT

_PLACES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SIZES = ((1366, 768), (390, 844))
_AXE = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
CHROMIUM = next(filter(None, map(shutil.which, _PLACES)), None)
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium, and none is on the path (apt install chromium)"
)


class RunningDesk:
    """``plandocs desk`` as a process of its own, which finds no LibreOffice."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "plandocs", "desk", str(folder), "--no-browser"]
        source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        self.process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": source, "PATH": ""},
        )
        assert self.process.stderr is not None
        told = ""
        for line in self.process.stderr:
            told += line
            if found := re.search(r"http://127\.0\.0\.1:\d+(?=/open)", line):
                self.base = found[0]
                self.address = line[found.start() :].strip()
                return
        raise AssertionError(told)

    def kill(self) -> None:
        """End it as the system does, without a word."""
        self.process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        self.process.wait()
        self._close()

    def end(self) -> int:
        """End it as Ctrl+C does, and return its exit status."""
        self.process.terminate()
        status = self.process.wait(timeout=60)
        self._close()
        return status

    def _close(self) -> None:
        assert self.process.stderr is not None
        self.process.stderr.close()
