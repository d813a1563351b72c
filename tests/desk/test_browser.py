"""The whole cycle in Chromium, by mouse and by keyboard; axe on every page; no call outside."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import load_workbook

import plandocs
from tests.desk.browser import (
    RunningDesk,
    Watched,
    faults,
    needs_chromium,
    press,
)
from tests.desk.conftest import SAMPLES, lay_out
from tests.documents.ole import ole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [needs_chromium, pytest.mark.long]
_RETURNED = 36  # plans of further people, beside four files that cannot be read


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "watched")


@pytest.fixture
def desk(tmp_path: Path, watched: Watched) -> Iterator[RunningDesk]:
    running = RunningDesk(tmp_path / "cycle", watched)
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
    page.get_by_text("As at ").wait_for()
    page.locator(".job").first.wait_for(state="detached")


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """36 plans, a broken one, one with a password, one of another form, one .doc."""
    folder = tmp_path_factory.mktemp("back")
    people = [
        {"officer_name": f"Jo Person{n}", "division_branch": "Branch A", "id": f"P{n:03}"}
        for n in range(_RETURNED)
    ]
    for each in plandocs.fill_many(people, folder, verify=False):
        assert each.status == "filled"
    raman = SAMPLES / "completed" / "Raman Priya.docx"
    (folder / "broken.docx").write_bytes(raman.read_bytes()[: raman.stat().st_size // 2])
    with open(folder / "locked.docx", "wb") as file:
        OOXMLFile(io.BytesIO(raman.read_bytes())).encrypt("secret", file)
    (folder / "letter.docx").write_bytes(_another_form())
    _saved_as_doc(raman, folder / "old.doc")
    return sorted(folder.iterdir())


def _saved_as_doc(document: Path, to: Path) -> None:
    """What LibreOffice saves as .doc; where there is none, what such a file looks like inside."""
    office = shutil.which("soffice")
    if office is None:
        to.write_bytes(ole("WordDocument", "1Table"))
        return
    room = to.parent.with_name("office")
    home = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "doc", "--outdir", str(room)]
    subprocess.run([*command, str(document)], check=True, capture_output=True, timeout=120)
    to.write_bytes((room / document.with_suffix(".doc").name).read_bytes())


def _another_form() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("Application for leave")
    document.save(made := io.BytesIO())
    return made.getvalue()


def _nothing_left_the_computer(asked: list[str], watched: Watched) -> None:
    """Whatever the pages and the processes of the desk asked of a network was on 127.0.0.1."""
    assert {url.split("/")[2].partition(":")[0] for url in asked} == {"127.0.0.1"}
    server = watched.asked()
    assert any(each.startswith("socket.bind (('127.0.0.1'") for each in server), "it is watched"
    assert [each for each in server if "('127.0.0.1', " not in each] == []


_WHY_NOT = {
    "broken.docx": "did not arrive whole",
    "locked.docx": "without the password",
    "letter.docx": "another document",
    "old.doc": "save it as .docx",
}


def _is_all_there(page: Page) -> None:
    """The files that could not be read, why, and the officers; a desk shows them when reopened."""
    page.get_by_role("link", name="Returned", exact=True).click()
    for name, why in _WHY_NOT.items():
        assert why in page.get_by_role("row", name=name).inner_text()
    page.goto(f"{page.url.partition('/returned')[0]}/officers")
    assert f"{15 + _RETURNED} of {15 + _RETURNED} officers" in page.locator("main").inner_text()


def _book(download: Path) -> tuple[list[Any], list[Any]]:
    """What a workbook has on Completion and on Corrections, below the headings."""
    book = load_workbook(io.BytesIO(download.read_bytes()))
    rows = [row for row in book["Completion"].iter_rows(values_only=True) if row[0]]
    sheets = book.sheetnames
    corrected = book["Corrections"].iter_rows(values_only=True) if "Corrections" in sheets else ()
    return rows[1:], list(corrected)[1:]


def test_the_whole_cycle(
    chromium: Browser, desk: RunningDesk, watched: Watched, returned: list[Path]
) -> None:
    page, asked = _entered(chromium, desk)
    page.get_by_role("button", name="Try it with samples").click()
    page.get_by_text("12 of 15").first.wait_for()
    page.get_by_role("link", name="Returned", exact=True).click()
    page.get_by_label("Files", exact=True).set_input_files(returned)
    page.get_by_role("button", name="Add files").click()
    page.get_by_text("40 files added.").wait_for()
    assert page.get_by_role("link", name="Could not be read 4").is_visible()
    _is_all_there(page)
    page.get_by_label("Search").fill("tamihana")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="Aroha Tamihana").click()
    page.get_by_text("Changes were tracked here").wait_for()
    _goes_to_its_words_and_back(page)
    _put_right(page, "Manager name", "Alder Tom")
    page.get_by_role("link", name="Roll-up", exact=True).click()
    page.get_by_role("button", name="Excel workbook").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    rows, (corrected,) = _book(download.value.path())
    assert len(rows) == _RETURNED + 15
    assert {"Alder Tom", "Ann Example"} <= set(corrected)
    page.get_by_role("button", name="Close the desk").click()
    page.get_by_role("heading", name="The desk is closed").wait_for()
    again = _opened_again(page, desk, watched)
    _is_all_there(page)
    page.get_by_role("link", name="Activity", exact=True).click()
    assert "40 files added" in page.locator("main").inner_text()
    assert again.end() == 0
    _nothing_left_the_computer(asked, watched)


def _opened_again(page: Page, desk: RunningDesk, watched: Watched) -> RunningDesk:
    """A further desk on the folder, once the first is closed."""
    assert desk.process.wait(timeout=60) == 0
    again = RunningDesk(desk.folder, watched)
    page.goto(again.address)
    page.wait_for_url(f"{again.base}/")
    _settled(page)
    return again


def _goes_to_its_words_and_back(page: Page) -> None:
    """A click on a value marks its words in the document; one on them leads back."""
    value = page.locator("#f-manager_name a.to-words")
    value.click()
    words = page.locator(".document a.marked").first
    assert words.inner_text() == value.inner_text() == page.evaluate(_ACTIVE)
    words.click()
    assert page.evaluate("document.activeElement.closest('div').id") == "f-manager_name"


_ACTIVE = "document.activeElement.innerText"


def _put_right(page: Page, label: str, value: str) -> None:
    """Correct a field twice; the second time is taken back."""
    for each in (value, "Somebody else"):
        page.get_by_role("link", name=f"Correct {label}", exact=True).click()
        form = page.get_by_role("form", name=f"Correct {label}")
        form.get_by_label(label).fill(each)
        if each == value:
            form.get_by_label("Your name").fill("Ann Example")
        form.get_by_role("button", name="Save").click()
        page.locator(".corrected", has_text=each).wait_for()
    page.get_by_role("button", name=f"Undo: {label}").first.click()
    page.locator(".corrected", has_text=value).wait_for()


def test_the_whole_cycle_by_keyboard_alone(
    chromium: Browser, desk: RunningDesk, watched: Watched, returned: list[Path]
) -> None:
    page, asked = _entered(chromium, desk)
    press(page, "Try it with samples")
    page.get_by_text("12 of 15").first.wait_for()
    press(page, "Returned")
    with page.expect_file_chooser() as chooser:
        press(page, "Files")
    chooser.value.set_files(returned)
    press(page, "Add files")
    page.get_by_text("40 files added.").wait_for()
    press(page, "Could not be read 4")
    page.get_by_role("row", name="locked.docx").wait_for()
    _letters_by_keyboard(page)
    press(page, "Aroha Tamihana")
    page.get_by_role("heading", name="Aroha Tamihana", exact=True).wait_for()
    _put_right_by_keyboard(page)
    press(page, "Roll-up")
    press(page, "Excel workbook")
    page.get_by_role("link", name="Download").wait_for()
    with page.expect_download() as download:
        press(page, "Download")
    rows, corrected = _book(download.value.path())
    assert (len(rows), len(corrected)) == (_RETURNED + 15, 1)
    press(page, "Close the desk")
    again = _opened_again(page, desk, watched)
    press(page, "Activity")
    assert "40 files added" in page.locator("main").inner_text()
    press(page, "Close the desk")
    assert again.process.wait(timeout=60) == 0
    _nothing_left_the_computer(asked, watched)


def _letters_by_keyboard(page: Page) -> None:
    press(page, "Officers")
    press(page, "Select Kenneth Ashby", key="Space")
    press(page, "Go")
    page.get_by_role("heading", name="Letters to 1 officer").wait_for()
    press(page, "Write them in Word")
    page.get_by_role("link", name="Download").wait_for()
    with page.expect_download() as download:
        press(page, "Download")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "Kenneth Ashby – findings.docx" in archive.namelist()


def _put_right_by_keyboard(page: Page) -> None:
    """Go from a value to its words and back, and correct it."""
    value = page.locator("#f-manager_name a.to-words").inner_text()
    press(page, value, within="#f-manager_name")
    assert page.evaluate("document.activeElement.closest('.document') !== null")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('div').id") == "f-manager_name"
    press(page, "Correct Manager name")
    page.get_by_role("form", name="Correct Manager name").wait_for()
    press(page, "Manager name", key="Control+A")
    page.keyboard.type("Alder Tom")
    press(page, "Your name", key="Control+A")
    page.keyboard.type("Ann Example")
    press(page, "Save")
    page.locator(".corrected", has_text="Alder Tom").wait_for()


@pytest.fixture
def laid_out(tmp_path: Path) -> Iterator[RunningDesk]:
    """A desk of its own for each test: its address lets one browser in, once."""
    lay_out(folder := tmp_path / "laid-out")
    running = RunningDesk(folder)
    yield running
    running.end()


_PAGES = (
    *("/", "/officers", "OFFICER", "/returned", "/rollup?table=completion", "/rollup/executive"),
    *("OFFICER?correct=manager_name", "OFFICER?correct=officer_signature", "OFFICER?add=outcomes"),
    *("/make", "/next", "/activity", "/cycle", "/help", "/nothing", "/cycle/roster"),
    *("/cycle/objectives", "/cycle/themes"),
)


def test_what_is_being_typed_stays_when_other_work_ends(
    chromium: Browser, laid_out: RunningDesk
) -> None:
    page, _ = _entered(chromium, laid_out)
    _settled(page)
    page.goto(f"{laid_out.base}/officers?q=Tamihana+Aroha")
    page.get_by_role("link", name="Aroha Tamihana").click()
    officer = page.url.partition("?")[0]
    page.get_by_role("button", name="Refresh").click()
    page.goto(f"{officer}?correct=manager_name")  # while the folder is being read
    field = page.get_by_role("form", name="Correct Manager name").get_by_label("Manager name")
    field.fill("Alder Tom")
    page.wait_for_timeout(3000)
    assert field.input_value() == "Alder Tom"


def test_axe_finds_nothing_on_any_page(chromium: Browser, laid_out: RunningDesk) -> None:
    page, _ = _entered(chromium, laid_out, bypass_csp=True)
    _settled(page)
    page.goto(f"{laid_out.base}/officers?q=Tamihana+Aroha")
    officer = page.get_by_role("link", name="Aroha Tamihana").get_attribute("href")
    found = []
    for address in _PAGES:
        page.goto(f"{laid_out.base}{address.replace('OFFICER', str(officer))}")
        _settled(page)
        found += faults(page)
    assert found == []
