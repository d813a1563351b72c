"""A form taught in Chromium: dropped, put right by mouse and keyboard, axe silent on its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.browser import _FLAGS, CHROMIUM, RunningDesk, faults, needs_chromium
from tests.documents.notation import xml
from tests.documents.opc import document, docx
from tests.learn.test_learn_form import BLANK

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_chromium, pytest.mark.long]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    desk = RunningDesk(tmp_path / "cycle")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        page = browser.new_page(bypass_csp=True)
        page.goto(desk.address)
        page.wait_for_url(f"{desk.base}/")
        page.goto(f"{desk.base}/cycle/form")
        yield page
        browser.close()
    if desk.process.poll() is None:
        desk.end()


def test_a_form_is_taught_by_mouse_and_keyboard(page: Page, tmp_path: Path) -> None:
    blank = tmp_path / "flexible-work.docx"
    blank.write_bytes(docx(document(xml(BLANK) + "<w:sectPr/>")))
    page.get_by_label("Blank form").set_input_files(blank)
    page.get_by_role("button", name="Find its fields").click()
    page.get_by_text("It works:").wait_for()
    team = page.get_by_label("Label of Team")
    team.focus()
    team.fill("Manager")
    page.keyboard.press("Enter")
    page.get_by_text("have the same label").first.wait_for()
    page.get_by_label("Use Manager").nth(1).uncheck()
    page.get_by_role("button", name="Save and test").click()
    page.get_by_text("It works:").wait_for()
    page.get_by_role("button", name="Use this form for the cycle").click()
    page.get_by_text("Plans are read as Request for flexible work").first.wait_for()


def test_axe_finds_nothing_on_its_page(page: Page, tmp_path: Path) -> None:
    blank = tmp_path / "flexible-work.docx"
    blank.write_bytes(docx(document(xml(BLANK) + "<w:sectPr/>")))
    page.get_by_label("Blank form").set_input_files(blank)
    page.get_by_role("button", name="Find its fields").click()
    page.get_by_text("It works:").wait_for()
    assert faults(page) == []
