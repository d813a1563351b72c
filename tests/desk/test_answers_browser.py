"""What forms are answered with, in Chromium: axe finds nothing, and nothing scrolls sideways."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import plandocs
from tests.desk.browser import _FLAGS, CHROMIUM, RunningDesk, faults, needs_chromium
from tests.desk.conftest import SAMPLES, lay_out

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_chromium, pytest.mark.long]
_LIST = "Surname,Given names,Boss of the person,Where,Period\nLee,Ann,Tom Alder,Branch A,2026-27\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A desk of the samples, with a plan that names nobody."""
    from playwright.sync_api import sync_playwright

    lay_out(folder := tmp_path_factory.mktemp("answers") / "cycle")
    data = {"officer_name": "Robin Nobody", "id": _id_of("Kenneth Ashby")}
    plandocs.fill(data, folder / "returned" / "nobodys.docx")
    running = RunningDesk(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        page = browser.new_page(bypass_csp=True, base_url=running.base)
        page.set_default_timeout(60_000)
        page.goto(running.address)
        page.wait_for_url(f"{running.base}/")
        _settled(page)
        yield page
        browser.close()
    if running.process.poll() is None:
        running.end()


def _id_of(name: str) -> str:
    with open(SAMPLES / "roster.csv", encoding="utf-8-sig", newline="") as file:
        return next(row["id"] for row in csv.DictReader(file) if name in row.values())


@pytest.fixture(autouse=True)
def at_its_usual_size(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})


def _settled(page: Page) -> None:
    page.get_by_text("As at ").wait_for()
    page.locator(".job").first.wait_for(state="detached")


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_letters_before_they_are_written_and_after(page: Page) -> None:
    page.goto("/officers")
    for name in ("Kenneth Ashby", "Liam Stannard"):
        page.get_by_label(f"Select {name}").check()
    _press(page, "Go")
    page.get_by_role("heading", name="Letters to 2 officers").wait_for()
    assert faults(page) == []
    _press(page, "Write them in Word")
    page.get_by_role("link", name="Download").wait_for()
    assert faults(page) == []


def test_what_is_not_done(page: Page) -> None:
    page.goto("/officers")
    _press(page, "Go")
    page.get_by_text("No officer is selected").wait_for()
    assert faults(page) == []


def test_headings_to_be_decided_the_rows_and_one_plan(page: Page, tmp_path: Path) -> None:
    (listed := tmp_path / "staff.csv").write_text(_LIST)
    page.goto("/make")
    page.get_by_label("List", exact=True).set_input_files(listed)
    _press(page, "Add the list")
    page.get_by_text("To be decided").first.wait_for()
    _settled(page)
    assert faults(page) == []
    page.get_by_label("What Boss of the person fills").select_option(label="Manager name")
    page.get_by_label("Leave out all headings").check()
    _press(page, "Save and check the rows")
    page.get_by_role("heading", name="3. The rows").wait_for()
    _settled(page)
    assert faults(page) == []
    _press(page, "Preview")
    page.get_by_text("A preview of the document").wait_for()
    assert faults(page) == []
    page.goto("/make")
    _press(page, "Make 1 plan")
    page.get_by_text("1 plan is made").wait_for()
    assert faults(page) == []


def test_what_does_not_fit_and_what_was_put_right(page: Page) -> None:
    page.goto("/officers?q=Tamihana")
    page.get_by_role("link", name="Aroha Tamihana").click()
    page.get_by_role("link", name="Correct Manager name", exact=True).click()
    form = page.get_by_role("form", name="Correct Manager name")
    form.get_by_label("Your name").fill("Ann Example")
    _press(page, "Save")
    page.get_by_text("Not saved.").wait_for()
    assert faults(page) == []
    page.get_by_role("form").get_by_label("Manager name").fill("Alder Tom")
    _press(page, "Save")
    page.locator(".corrected", has_text="Alder Tom").wait_for()
    _settled(page)
    assert faults(page) == []


def test_whose_plan_it_is(page: Page) -> None:
    page.goto("/returned")
    page.get_by_role("link", name="Say whose nobodys.docx is").click()
    page.get_by_role("heading", name="Whose plan is this?").wait_for()
    assert faults(page) == []
    if (name := page.get_by_label("Your name")).is_visible():  # it is asked for once
        name.fill("Ann Example")
    _press(page, "Save")
    page.get_by_text("Not saved.").wait_for()
    assert faults(page) == []


def test_what_was_dropped_and_the_workbook(page: Page, tmp_path: Path) -> None:
    (broken := tmp_path / "broken.docx").write_bytes(b"PK" + os.urandom(400))
    page.goto("/returned")
    page.get_by_label("Files", exact=True).set_input_files(broken)
    _press(page, "Add files")
    page.get_by_text("1 file added").wait_for()
    assert faults(page) == []
    page.goto("/rollup")
    _press(page, "Excel workbook")
    page.get_by_role("link", name="Download").wait_for()
    assert faults(page) == []


def test_the_next_cycle_s_list_and_the_settings(page: Page) -> None:
    page.goto("/next?period=2027-28")
    page.get_by_role("heading", name="For 2027-28").wait_for()
    assert faults(page) == []
    page.goto("/cycle")
    page.get_by_label("Period").fill("2026-27")
    _press(page, "Save")
    page.get_by_text("Saved.").wait_for()
    _settled(page)
    assert faults(page) == []


def test_the_desk_is_closed(page: Page) -> None:
    page.goto("/help")
    _press(page, "Close the desk")
    page.get_by_role("heading", name="The desk is closed").wait_for()
    assert faults(page) == []
