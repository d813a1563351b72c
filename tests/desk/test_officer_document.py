"""An officer's document stands beside the plan: values lead to their words, and words back."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import plandocs
from tests.desk.browser import CHROMIUM, needs_chromium
from tests.desk.conftest import Desk, lay_out
from tests.documents.filled_plan import PLAN, content, edited, last

_SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
_ODD = edited(
    content("Measure 1a", 'p(r"Measure " del"one" ins"1a")'), last('p"Words in no field at all."')
)


def _page(desk: Desk, data: bytes, name: str = "odd.docx") -> str:
    """The page of the officer whose plan is dropped."""
    desk.drop((name, data))
    (officer,) = [o for o in desk.space.snapshot.by_key.values() if o.source.endswith(name)]
    return desk.get(f"/officers/{officer.key}")


def test_each_value_leads_to_its_words_and_back(desk: Desk) -> None:
    root: Any = html.document_fromstring(_page(desk, _ODD))
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = root.findall('.//a[@class="to-words"]')
    assert len(links) > 20
    for link in links:
        words = root.get_element_by_id(str(link.get("href"))[1:])
        place = root.get_element_by_id(str(words.get("href"))[1:])
        assert link in list(place.iter("a")), link.text_content()


def test_what_no_field_holds_leads_to_its_words(desk: Desk) -> None:
    root: Any = html.document_fromstring(_page(desk, _ODD))
    (row,) = [
        each for each in root.iter("tr") if "Words in no field at all." in each.text_content()
    ]
    (link,) = row.findall('.//a[@class="to-words"]')
    words = root.get_element_by_id(str(link.get("href"))[1:])
    assert (words.text_content(), words.get("class")) == ("Words in no field at all.", "loose")
    assert words.get("href") == f"#{row.get('id')}"


def test_nothing_that_was_typed_acts_on_the_page(desk: Desk) -> None:
    people = {**PLAN, "division_branch": _SCRIPT, "career": {"aspirations": _SCRIPT}}
    data = plandocs.fill(people)
    assert data is not None
    page = _page(desk, data, "x onload=alert(1) '.docx")
    assert set(re.findall(r"<script[^>]*>", page)) == {
        '<script src="/static/desk.js" defer>',
        '<script src="/static/officer.js" defer>',
    }
    every = list(html.fromstring(page).iter())
    assert [e for e in every if any(str(name).startswith("on") for name in e.attrib)] == []
    assert [e for e in every if e.tag in ("img", "iframe", "object", "style")] == []
    assert [e for e in every if "style" in e.attrib] == []


def test_a_file_that_changed_is_not_shown_for_what_was_read(desk: Desk) -> None:
    desk.drop(("odd.docx", _ODD))
    (officer,) = [o for o in desk.space.snapshot.by_key.values() if o.source.endswith("odd.docx")]
    Path(officer.source).write_bytes(edited())
    page = desk.get(f"/officers/{officer.key}")
    assert "The file has changed since it was read" in page
    assert 'class="document"' not in page


def test_a_document_out_of_an_archive_is_shown(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "odd.docx").write_bytes(_ODD)
    shutil.make_archive(str(tmp_path / "back"), "zip", tmp_path / "in")
    desk.drop(("back.zip", (tmp_path / "back.zip").read_bytes()))
    (officer,) = [o for o in desk.space.snapshot.by_key.values() if o.source.endswith("odd.docx")]
    assert 'class="document"' in desk.get(f"/officers/{officer.key}")


def test_the_style_sheets_and_the_script_are_served(desk: Desk) -> None:
    for name in ("document.css", "officer.css", "officer.js"):
        assert desk.get(f"/static/{name}")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A desk that serves, with one odd document."""
    import uvicorn

    from plandocs.desk.app import app_of
    from plandocs.desk.doors import LocalDoor
    from plandocs.desk.workspace import Workspace

    lay_out(tmp_path, 2)
    (tmp_path / "returned" / "odd.docx").write_bytes(_ODD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    space = Workspace(tmp_path, timeout=None)
    door = LocalDoor(frozenset({host}))
    config = uvicorn.Config(app_of(space, door), port=int(host[10:]), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started or space.jobs.open():
        time.sleep(0.05)
    yield f"http://{host}/open?token={door.token}"
    server.should_exit = True
    thread.join(10)


@pytest.mark.long
@needs_chromium
def test_a_click_marks_the_words_and_enter_leads_back(address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as made:
        browser = made.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.wait_for_url("**/")
        page.goto(f"{address.partition('/open')[0]}/officers")
        page.get_by_role("link", name="Priya Raman").first.click()
        page.locator(".plan a.to-words", has_text="Measure 1a").click()
        marked = page.locator(".document a.marked")
        assert "".join(marked.all_text_contents()) == "Measure 1a"
        assert "Words in the document: Section 1, row 1" in page.locator("#spoken").inner_text()
        page.keyboard.press("Enter")
        there = page.locator(":focus")
        assert (there.get_attribute("class"), there.inner_text()) == ("to-words", "Measure 1a")
        browser.close()
