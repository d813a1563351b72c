"""A year at the desk in Chromium, from an odd export to next year's plans: mouse, and keyboard."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import load_workbook

import plandocs
from tests.desk.browser import Hand, RunningDesk, needs_chromium
from tests.desk.test_agency_blank import agency_blank

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [needs_chromium, pytest.mark.long]
_EXPORT = """Pers No,Executive,Where they sit,Line boss,First goal,Car park
0412,Priya Raman,Reform,Tom Alder,Shorter waits,B1
0413,Ann Bee,Reform,Tom Alder,Fewer errors,B2
0414,Jo Lee,Delivery,Kim Oh,Better letters,B3
0415,Cy Dee,Delivery,Kim Oh,Open data,B4
"""
_FILLS = {
    "Where they sit": "Division/Branch", "Line boss": "Manager name", "First goal": "Outcome 1",
}  # fmt: skip
_WHERE = "Row 1, Shorter waits: Performance measures(s)"
_LOOSE = "Nine of ten letters within a week"
_LABELS = {"form": "senior-executive-plan", "cells": {"manager_name": ["Line boss:"]}}


@pytest.mark.parametrize("keyboard", [False, True], ids=["mouse", "keyboard"])
def test_a_year_from_an_odd_export_to_next_years_plans(
    chromium: Browser, tmp_path: Path, keyboard: bool
) -> None:
    desk = RunningDesk(tmp_path / "cycle")
    page = chromium.new_context(bypass_csp=True).new_page()
    page.set_default_timeout(60_000)
    page.goto(desk.address)
    page.wait_for_url(f"{desk.base}/")
    hand = Hand(page, keyboard=keyboard)
    _makes_plans(hand, desk.folder, tmp_path)
    _takes_them_back(hand, desk.folder, tmp_path)
    _puts_right(hand)
    _writes_letters(hand)
    _talks(hand, tmp_path)
    _rolls_up(hand)
    _goes_on(hand)
    assert hand.violations == []
    assert desk.end() == 0


def _open(hand: Hand, name: str) -> None:
    """Go to a page by its tab, once no work is under way."""
    hand.page.locator(".job").first.wait_for(state="detached")
    hand.click(hand.page.get_by_role("navigation").get_by_role("link", name=name, exact=True))
    hand.page.get_by_role("heading", level=1).wait_for()
    hand.look()


def _makes_plans(hand: Hand, folder: Path, room: Path) -> None:
    page = hand.page
    _open(hand, "Make plans")
    (export := room / "Staff export.csv").write_text(_EXPORT, encoding="utf-8")
    (blank := room / "Our form.docx").write_bytes(agency_blank())
    hand.click(page.get_by_role("link", name="Use your agency’s own form"))
    hand.give(page.locator("#blank"), blank)
    hand.click(page.get_by_role("button", name="Look at it"))
    page.get_by_role("heading", name="No place was found for Manager name").wait_for()
    hand.look()
    hand.click(page.get_by_role("button", name="Line boss: is the label of Manager name"))
    page.get_by_text("None is missing").wait_for()
    hand.look()
    hand.click(page.get_by_role("button", name="Make plans in this form"))
    page.get_by_text("in your own form").wait_for()
    hand.give(page.locator("#list"), export)
    hand.click(page.locator("form:has(#list) button"))
    page.get_by_text("headings name no field").wait_for()
    hand.look()
    for heading, field in _FILLS.items():
        hand.choose(page.get_by_label(f"What {heading} fills"), field)
    hand.tick(page.locator("#rest"))
    hand.click(page.locator("#headings button").last)
    page.get_by_text("4 of 4 rows are ready").wait_for()
    hand.look()
    hand.click(page.get_by_role("button", name="Make 4 plans"))
    page.get_by_text("4 plans are made").wait_for()
    hand.click(page.locator("form[action='/make/expected'] button"))
    page.get_by_text("Everybody on this list is expected").wait_for()
    assert len(list((folder / "to-send").glob("*.docx"))) == 4


def _takes_them_back(hand: Hand, folder: Path, room: Path) -> None:
    page = hand.page
    (back := room / "back").mkdir()
    for each in sorted((folder / "to-send").glob("*.docx")):
        plan = plandocs.parse(each, labels=_LABELS).plan
        assert plan is not None
        typed = {"officer_signature": plan.officer_name, "meeting_date": "1 July 2026"}
        later = plan.replace(**typed, period="2026-27")
        made = plandocs.fill(later, template=folder / "forms" / "template.docx", labels=_LABELS)
        if plan.officer_name == "Priya Raman":
            document = Document(io.BytesIO(made))
            document.add_paragraph(_LOOSE)
            document.save(changed := io.BytesIO())
            made = changed.getvalue()
        (back / each.name).write_bytes(made)
    _open(hand, "Returned")
    hand.give(page.locator("input[type=file]"), *sorted(back.iterdir()))
    hand.click(page.get_by_role("button", name="Add files"))
    page.get_by_text("4 files added.").wait_for()
    hand.look()


def _officer(hand: Hand, name: str) -> None:
    _open(hand, "Officers")
    hand.click(hand.page.get_by_role("link", name=name))
    hand.page.get_by_role("heading", name=name, exact=True).wait_for()


def _puts_right(hand: Hand) -> None:
    page = hand.page
    _officer(hand, "Priya Raman")
    for value in ("Alder Tom", "Somebody Else"):
        hand.click(page.get_by_role("link", name="Correct Manager name", exact=True))
        form = page.get_by_role("form", name="Correct Manager name")
        hand.fill(form.get_by_label("Manager name"), value)
        if value == "Alder Tom":
            hand.look()
            hand.fill(form.get_by_label("Your name"), "Ann Example")
        hand.click(form.get_by_role("button"))
        page.locator(".corrected", has_text=value).wait_for()
    hand.click(page.get_by_role("button", name="Undo: Manager name").first)
    page.locator(".corrected", has_text="Alder Tom").wait_for()
    hand.click(page.get_by_role("link", name=f"Move to a field: {_LOOSE}"))
    form = page.locator("form.righting:has(#c-place)")
    hand.choose(form.locator("#c-place"), _WHERE)
    hand.look()
    hand.click(form.get_by_role("button"))
    page.locator(".corrected", has_text=_LOOSE).wait_for()
    hand.look()


def _writes_letters(hand: Hand) -> None:
    page = hand.page
    _open(hand, "Officers")
    hand.tick(page.get_by_label("Select Ann Bee"))
    hand.click(page.locator("#do + button"))
    page.get_by_role("heading", name="Letters to 1 officer").wait_for()
    hand.look()
    hand.click(page.get_by_role("button", name="Write them in Word"))
    made = hand.saved(page.get_by_role("link", name="Download"))
    with zipfile.ZipFile(made) as archive:
        assert any("Ann Bee" in each for each in archive.namelist())


def _talks(hand: Hand, room: Path) -> None:
    """A record of a conversation is made, and comes back."""
    page = hand.page
    _officer(hand, "Priya Raman")
    hand.click(page.get_by_role("button", name="Conversation record"))
    made = hand.saved(page.get_by_role("link", name="Download"))
    record = plandocs.parse(made.read_bytes()).to_dict()["plan"]
    record["conversation_date"] = "3 March 2027"
    record["outcomes"][0]["status"] = "Achieved"
    plandocs.fill(record, talk := room / "talk.docx")
    _open(hand, "Returned")
    hand.give(page.locator("input[type=file]"), talk)
    hand.click(page.get_by_role("button", name="Add files"))
    page.get_by_text("1 file added.").wait_for()
    _open(hand, "Next cycle")
    assert "3 Mar 2027" in page.get_by_role("row", name="Priya Raman").first.inner_text()


def _rolls_up(hand: Hand) -> None:
    page = hand.page
    _open(hand, "Roll-up")
    hand.click(page.get_by_role("button", name="Excel workbook"))
    made = hand.saved(page.get_by_role("link", name="Download"))
    book = load_workbook(io.BytesIO(made.read_bytes()))
    said = [cell for row in book["Corrections"].iter_rows(values_only=True) for cell in row]
    assert {"Alder Tom", "Ann Example"} <= set(said)
    assert any(_LOOSE in str(each) for each in said), said
    assert "Somebody Else" not in said
    (row,) = (row for row in book["Measures"].iter_rows() if _LOOSE in [c.value for c in row])
    fills = {c.value: c.fill.fgColor.rgb for c in row}
    assert fills[_LOOSE] != fills["Priya Raman"], "what was put right is marked"


def _goes_on(hand: Hand) -> None:
    page = hand.page
    _open(hand, "Next cycle")
    hand.fill(page.get_by_label("Period"), "2027-28")
    hand.tick(page.get_by_label("Achieved"))
    hand.click(page.get_by_role("button", name="Show what is not carried over"))
    assert "Outcome 1 (achieved)" in page.get_by_role("row", name="Priya Raman").last.inner_text()
    hand.look()
    hand.tick(page.get_by_label("Carry over the plan of Cy Dee"))
    hand.click(page.get_by_role("button", name="Make the ticked plans"))
    made = hand.saved(page.get_by_role("link", name="Download"))
    with zipfile.ZipFile(made) as archive:
        plans = {name: archive.read(name) for name in archive.namelist() if name.endswith(".docx")}
    assert len(plans) == 3
    assert not any("Cy Dee" in name for name in plans)
    (priya,) = (data for name, data in plans.items() if "Priya Raman" in name)
    plan = plandocs.parse(priya, labels=_LABELS).to_dict()["plan"]
    assert plan["manager_name"] == "Alder Tom", "as it was put right"
    assert plan["period"]["text"] == "2027-28"
    assert plan["outcomes"] == []
