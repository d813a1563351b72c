"""Take the pictures of the guide for HR: the desk on the samples, in Chromium.

In: the samples; Chromium on the path, Playwright. Out: WebP files in `docs/images/hr/`.

    python tools/build_screens.py
"""

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

_ROOT = Path(__file__).parent.parent
_IMAGES = _ROOT / "docs" / "images" / "hr"
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
_WIDTH = 1080
_QUALITY = 82
_SETTLED = 3000  # ms: a page whose work has ended looks at the folder once more
_SETTINGS = {"Period": "2026-27", "Due": "31 August 2026"}


def main() -> None:
    """Open a desk on the samples, go through the cycle, and keep a picture of each step."""
    _IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        with desk(Path(temporary) / "cycle-2026-27") as address:
            page = chromium.new_page(viewport={"width": _WIDTH, "height": 700})
            page.set_default_timeout(120_000)
            page.goto(address)
            cycle(page, address.partition("/open")[0])
        chromium.close()


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """A desk as a process of its own: the address that lets a browser in."""
    command = [sys.executable, "-m", "plandocs", "desk", str(folder), "--no-browser"]
    source = os.pathsep.join([str(_ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": source}
    )
    try:
        assert process.stderr is not None
        found = (re.search(r"http://127\.0\.0\.1:\d+/open\S*", line) for line in process.stderr)
        yield next(match[0] for match in found if match)
    finally:
        process.terminate()
        process.wait()


def cycle(page: Page, base: str) -> None:
    """The steps of the guide, in its order."""
    page.locator(".job").first.wait_for(state="detached")
    picture(page, "begin")
    page.get_by_role("button", name="Try it with samples").click()
    page.get_by_text("12 of 15").first.wait_for()
    page.goto(f"{base}/cycle")
    for label, words in _SETTINGS.items():
        page.get_by_label(label, exact=True).fill(words)
    picture(page, "this-cycle", 760)
    page.goto(f"{base}/returned")
    picture(page, "returned", 640)
    page.goto(f"{base}/")
    picture(page, "overview", 620)
    page.goto(f"{base}/officers")
    for name in ("Kenneth Ashby", "Liam Stannard"):
        page.get_by_label(f"Select {name}").check()
    picture(page, "officers", 700)
    page.get_by_label("With selected").select_option(label="Letters (preview first)")
    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_role("heading", name="Letters to 2 officers").wait_for()
    picture(page, "letters", 760)
    page.goto(f"{base}/officers")
    page.get_by_role("link", name="Liam Stannard").click()
    picture(page, "officer", 900)
    page.get_by_role("link", name="Correct Classification Level").click()
    picture(page, "put-right", 620, page.locator("form:has-text('Save')").first)
    report_and_next_year(page, base)


def report_and_next_year(page: Page, base: str) -> None:
    """The roll-up, and the plans that are made: this year's and the next."""
    page.goto(f"{base}/rollup")
    picture(page, "roll-up", 700)
    page.goto(f"{base}/rollup/executive")
    page.locator(".job").first.wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    picture(page, "executive", 700)
    page.wait_for_timeout(_SETTLED)
    page.goto(f"{base}/make")
    page.get_by_role("button", name="Use roster").click()
    page.get_by_role("heading", name="2. What each heading fills").wait_for()
    picture(page, "make-plans", 900)
    page.goto(f"{base}/next")
    page.get_by_label("Period").fill("2027-28")
    page.get_by_role("button", name="Show what is not carried over").click()
    page.get_by_role("heading", name="For 2027-28").wait_for()
    picture(page, "next-cycle", 900, page.get_by_role("heading", name="Next cycle's plans"))


def picture(page: Page, name: str, height: int = 560, place: Locator | None = None) -> None:
    """Keep the top of the page as it is drawn, or what is about a place in it."""
    page.set_viewport_size({"width": _WIDTH, "height": height})
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    if place is not None:
        place.evaluate("it => window.scrollTo(0, it.getBoundingClientRect().top - 120)")
    page.wait_for_timeout(200)
    session = page.context.new_cdp_session(page)
    how = {"format": "webp", "quality": _QUALITY}
    drawn = session.send("Page.captureScreenshot", how)
    path = _IMAGES / f"{name}.webp"
    path.write_bytes(base64.b64decode(drawn["data"]))
    print(path.relative_to(_ROOT), path.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
