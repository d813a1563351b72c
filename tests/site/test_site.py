"""The site, built without a warning, in a browser: readable on a phone, open to everybody."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.desk.browser import _AXE, _FLAGS, CHROMIUM, SIZES, needs_chromium
from tests.structure.source import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NEEDED = [name for name in ("sphinx", "myst_parser", "furo") if not importlib.util.find_spec(name)]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(_NEEDED), reason="needs pip install -r docs/requirements.txt"),
]
_PAGES = (
    *("docs/index", "docs/start", "docs/hr/begin", "docs/cookbook/many", "docs/library/forms"),
    *("docs/privacy", "docs/it"),
)
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as the tool builds it; a warning or a dead link fails it."""
    folder = tmp_path_factory.mktemp("documents") / "site"
    tool = [sys.executable, "tools/build_site.py", str(folder)]
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout)
    return folder


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser.new_page()
        browser.close()


def test_the_site_is_built_and_every_link_leads_somewhere(site: Path) -> None:
    assert (site / "index.html").exists()
    assert (site / "docs" / "index.html").exists()


@needs_chromium
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(site: Path, page: Page) -> None:
    found = []
    for name in _PAGES:
        page.goto((site / f"{name}.html").as_uri())
        page.evaluate(_AXE.read_text(encoding="utf-8"))
        for (width, height), scheme in zip(SIZES, _SCHEMES, strict=True):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} scrolls sideways at {width}"
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [
                (name, width, scheme, each["id"], node["html"][:200])
                for each in result["violations"]
                for node in each["nodes"]
            ]
    assert found == []


@needs_chromium
def test_words_are_found_without_a_server(site: Path, page: Page) -> None:
    page.goto((site / "docs" / "index.html").as_uri())
    page.get_by_label("Search").fill("forget")
    page.get_by_label("Search").press("Enter")
    page.get_by_role("link", name="Somebody left: forget them").first.wait_for()
