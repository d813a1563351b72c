"""A real browser at a real desk: Debian's Chromium, driven by Playwright, and all it asks for."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import axe_core_python
import pytest

from tests.structure.source import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

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


# In the desk and in each process that it starts: what is asked of the network is written down.
_WATCH = """
import sys
_asked = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
          "socket.gethostbyname", "urllib.Request", "webbrowser.open")
def _note(event, values):
    if event in _asked:
        with open({log!r}, "a") as log:
            log.write(event + " " + repr(values[1:] if event[7:] in ("connect", "bind", "sendto")
                                         else values) + "\\n")
sys.addaudithook(_note)
"""


class Watched:
    """What a desk asks of the network, wherever it does."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.path, self._log = folder, folder / "asked"
        (folder / "sitecustomize.py").write_text(_WATCH.format(log=str(self._log)))

    def asked(self) -> list[str]:
        """Each thing, in the order in which it was asked."""
        return self._log.read_text().splitlines()


class RunningDesk:
    """``plandocs desk`` as a process of its own, which finds no LibreOffice."""

    def __init__(self, folder: Path, watched: Watched | None = None) -> None:
        command = [sys.executable, "-m", "plandocs", "desk", str(folder), "--no-browser"]
        first = [str(watched.path)] if watched is not None else []
        source = os.pathsep.join([*first, str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        self.folder = folder
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


def _focused(page: Page) -> list[str]:
    """What is called how, and how its focus shows; once a page that is going has come."""
    from playwright.sync_api import Error

    asked = """() => { const e = document.activeElement; const o = getComputedStyle(e);
        const named = e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).textContent;
        return [named.trim(), o.outlineStyle, o.outlineWidth]; }"""
    while True:
        try:
            found: list[str] = page.evaluate(asked)
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            page.wait_for_load_state()
        else:
            return found


_IS_WITHIN = "where => !where || document.activeElement.closest(where) !== null"


def press(page: Page, name: str, key: str = "Enter", *, within: str = "") -> None:
    """Go by Tab to what is called so, see that its focus shows, and press a key."""
    page.locator("body").wait_for()
    for _ in range(400):
        page.keyboard.press("Tab")
        found = _focused(page)
        if found[0] == name and page.evaluate(_IS_WITHIN, within):
            assert found[1:] == ["solid", "3px"], "its focus does not show"
            page.keyboard.press(key)
            return
    raise AssertionError(f"Tab does not reach {name!r}")


_CHOSEN = "e => e.selectedOptions[0].label"


class Hand:
    """Somebody at a page: with a mouse, or by the keyboard alone; axe looks at what they pass."""

    def __init__(self, page: Page, *, keyboard: bool) -> None:
        self.page, self._keyboard = page, keyboard
        self.violations: list[tuple[str, str, str]] = []

    def click(self, what: Locator) -> None:
        """Click it, or go to it and press Enter; once no work is under way.

        When work ends, a page on which nobody writes comes anew.
        """
        self.page.locator(".job").first.wait_for(state="detached")
        self._to(what, "Enter") if self._keyboard else what.click()

    def tick(self, what: Locator) -> None:
        """Tick a box, or untick it."""
        self._to(what, "Space") if self._keyboard else what.click()

    def fill(self, what: Locator, text: str) -> None:
        """Type in a field, in place of what stands there."""
        if self._keyboard:
            self._to(what, "Control+A")
            self.page.keyboard.type(text)
        else:
            what.fill(text)

    def choose(self, what: Locator, option: str) -> None:
        """Choose one of a list."""
        if self._keyboard:
            self._to(what)
            self.page.keyboard.press("Home")
            for _ in range(200):  # several may begin with the same words
                if what.evaluate(_CHOSEN) == option:
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            what.select_option(label=option)
        assert what.evaluate(_CHOSEN) == option

    def give(self, what: Locator, *files: Path) -> None:
        """Choose files."""
        with self.page.expect_file_chooser() as chooser:
            self.click(what)
        chooser.value.set_files(files)

    def saved(self, what: Locator) -> Path:
        """Save a file that is offered, and return where it is."""
        what.wait_for()
        with self.page.expect_download() as download:
            self.click(what)
        return Path(download.value.path())

    def look(self) -> None:
        """Let axe look at the page."""
        self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        self.violations += [
            (self.page.url, each["id"], each["nodes"][0]["html"]) for each in found["violations"]
        ]

    def _to(self, what: Locator, key: str = "") -> None:
        what.wait_for()
        for _ in range(600):
            self.page.keyboard.press("Tab")
            if what.evaluate("e => e === document.activeElement"):
                style = what.evaluate("e => getComputedStyle(e).outlineStyle")
                assert style == "solid", "its focus does not show"
                if key:
                    self.page.keyboard.press(key)
                return
        raise AssertionError(f"Tab does not reach {what}")


def faults(page: Page) -> list[tuple[str, int, str, str, str]]:
    """What axe finds on a page at each size, light and dark; and where it scrolls sideways."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = []
    for width, height in (*SIZES, (683, 384)):  # the last is 1366 × 768 at 200 per cent
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [
                (page.url, width, scheme, each["id"], each["nodes"][0]["html"])
                for each in result["violations"]
            ]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append((page.url, width, "", "scrolls sideways", str(wide)))
    return found
