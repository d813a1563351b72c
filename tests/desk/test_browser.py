"""The whole cycle in Chromium, by mouse and by keyboard; axe on every page; no call outside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

import plandocs
from tests.desk.browser import _AXE, _FLAGS, CHROMIUM, SIZES, RunningDesk, needs_chromium
from tests.desk.conftest import SAMPLES, lay_out
from tests.documents.ole import ole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [needs_chromium, pytest.mark.long]
_RETURNED = 36  # plans of further people, beside four files that cannot be read


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    running = RunningDesk(tmp_path / "cycle")
    yield running
    if running.process.poll() is None:
        running.end()


def _entered(browser: Browser, desk: RunningDesk, **how: Any) -> tuple[Page, list[str]]:
    """A page that was let in, and all that it asks for."""
    context: BrowserContext = browser.new_context(**how)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(desk.address)
    page.wait_for_url(f"{desk.base}/")
    return page, asked


def _settled(page: Page) -> None:
    """Wait until no work is under way."""
    page.get_by_text("As the folder was").wait_for()
    page.locator(".job").first.wait_for(state="detached")


def _files(folder: Path) -> list[Path]:
    """36 plans, a broken one, one with a password, one of another form, one .doc."""
    folder.mkdir()
    people = [
        {"officer_name": f"Jo Person{n}", "division_branch": "Branch A", "id": f"P{n:03}"}
        for n in range(_RETURNED)
    ]
    for each in plandocs.fill_many(people, folder, verify=False):
        assert each.status == "filled"
    good = (SAMPLES / "completed" / "Raman Priya.docx").read_bytes()
    (folder / "broken.docx").write_bytes(good[: len(good) // 2])
    (folder / "locked.docx").write_bytes(ole("EncryptionInfo", "EncryptedPackage"))
    (folder / "letter.docx").write_bytes(_another_form())
    (folder / "old.doc").write_bytes(ole("WordDocument", "1Table"))
    return sorted(folder.iterdir())


def _another_form() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("Application for leave")
    document.save(made := io.BytesIO())
    return made.getvalue()


def test_the_whole_cycle(chromium: Browser, desk: RunningDesk, tmp_path: Path) -> None:
    page, asked = _entered(chromium, desk)
    page.get_by_role("button", name="Try it with samples").click()
    page.get_by_text("12 of 15").first.wait_for()
    page.get_by_role("link", name="Returned", exact=True).click()
    page.get_by_label("Files").set_input_files(_files(tmp_path / "back"))
    page.get_by_role("button", name="Take them in").click()
    page.get_by_text("40 files taken in.").wait_for()
    page.get_by_role("link", name="Could not be read 4").click()
    listed = page.locator("#files-here").locator("..").inner_text()
    assert all(name in listed for name in ("broken.docx", "locked.docx", "letter.docx", "old.doc"))
    page.get_by_role("link", name="Officers", exact=True).click()
    page.get_by_label("Search").fill("tamihana")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Aroha Tamihana").click()
    page.get_by_text("Changes were tracked here").wait_for()
    _put_right(page, "Manager name", "Alder Tom")
    page.get_by_role("link", name="Roll-up", exact=True).click()
    page.get_by_role("button", name="Excel workbook").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the file").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    rows = [row for row in book["Completion"].iter_rows(values_only=True) if row[0]]
    assert len(rows) == 1 + _RETURNED + 15
    (corrected,) = list(book["Corrections"].iter_rows(values_only=True))[1:]
    assert {"Alder Tom", "Ann Example"} <= set(corrected)
    page.get_by_role("button", name="Close the desk").click()
    page.get_by_role("heading", name="The desk is closed").wait_for()
    assert desk.process.wait(timeout=60) == 0
    again = RunningDesk(tmp_path / "cycle")
    page.goto(again.address)
    page.wait_for_url(f"{again.base}/")
    _settled(page)
    page.get_by_role("link", name="Activity", exact=True).click()
    assert "40 files taken in" in page.locator("main").inner_text()
    assert again.end() == 0
    assert {url.split("/")[2].partition(":")[0] for url in asked} == {"127.0.0.1"}


def _put_right(page: Page, label: str, value: str) -> None:
    """Correct a field twice; the second time is taken back."""
    for each in (value, "Somebody else"):
        page.get_by_role("link", name=f"Correct {label}", exact=True).click()
        form = page.get_by_role("form", name=f"Correct {label}")
        form.get_by_label(label).fill(each)
        if each == value:
            form.get_by_label("Your name").fill("Ann Example")
        form.get_by_role("button", name="Keep").click()
        page.locator(".corrected", has_text=each).wait_for()
    page.get_by_role("button", name=f"Undo: {label}").first.click()
    page.locator(".corrected", has_text=value).wait_for()


def test_the_whole_cycle_by_keyboard_alone(
    chromium: Browser, desk: RunningDesk, tmp_path: Path
) -> None:
    page, _ = _entered(chromium, desk)
    _press(page, "Try it with samples")
    page.get_by_text("12 of 15").first.wait_for()
    _press(page, "Officers")
    _press(page, "Choose Kenneth Ashby", key="Space")
    _press(page, "Make")
    page.get_by_role("heading", name="Letters to 1 officer").wait_for()
    _press(page, "Write them in Word")
    page.get_by_role("link", name="Save the file").wait_for()
    with page.expect_download() as download:
        _press(page, "Save the file")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "Kenneth Ashby – findings.docx" in archive.namelist()
    _press(page, "Aroha Tamihana")
    page.get_by_role("heading", name="Aroha Tamihana", exact=True).wait_for()
    _press(page, "Roll-up")
    _press(page, "Excel workbook")
    page.get_by_role("link", name="Save the file").wait_for()
    _press(page, "Close the desk")
    assert desk.process.wait(timeout=60) == 0


def _focused(page: Page) -> list[str]:
    """What is called how, and how its focus shows; once a page that is going has come."""
    from playwright.sync_api import Error

    asked = """() => { const e = document.activeElement; const o = getComputedStyle(e);
        const name = (e.getAttribute('aria-label') ?? e.textContent).trim();
        return [name, o.outlineStyle, o.outlineWidth]; }"""
    while True:
        try:
            found: list[str] = page.evaluate(asked)
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            page.wait_for_load_state()
        else:
            return found


def _press(page: Page, name: str, key: str = "Enter") -> None:
    """Go by Tab to what is called so, see that its focus shows, and press a key."""
    page.locator("body").wait_for()
    for _ in range(250):
        page.keyboard.press("Tab")
        found = _focused(page)
        if found[0] == name:
            assert found[1:] == ["solid", "3px"], "its focus does not show"
            page.keyboard.press(key)
            return
    raise AssertionError(f"Tab does not reach {name!r}")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    lay_out(folder := tmp_path_factory.mktemp("cycle"))
    running = RunningDesk(folder)
    yield running
    running.end()


_PAGES = (
    *("/", "/officers", "OFFICER", "/returned", "/rollup?table=completion", "/rollup/executive"),
    *("OFFICER?correct=manager_name", "OFFICER?correct=officer_signature", "OFFICER?add=outcomes"),
    *("/make", "/next", "/activity", "/cycle", "/help", "/nothing"),
)


def test_axe_finds_nothing_on_any_page(chromium: Browser, laid_out: RunningDesk) -> None:
    page, _ = _entered(chromium, laid_out, bypass_csp=True)
    _settled(page)
    page.goto(f"{laid_out.base}/officers?q=Tamihana+Aroha")
    officer = page.get_by_role("link", name="Aroha Tamihana").get_attribute("href")
    found = []
    for address in _PAGES:
        page.goto(f"{laid_out.base}{address.replace('OFFICER', str(officer))}")
        page.evaluate(_AXE.read_text(encoding="utf-8"))
        for width, height in (*SIZES, (683, 384)):  # the last is 1366 × 768 at 200 per cent
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(color_scheme=scheme)
                result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                found += [
                    (address, width, scheme, each["id"], each["nodes"][0]["html"])
                    for each in result["violations"]
                ]
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{address} scrolls sideways at {width}"
    assert found == []
