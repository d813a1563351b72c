"""The agency's own blank, dropped once: seen, a label taught by a click, plans made in it."""

from __future__ import annotations

import io
from html import unescape

import pytest
from docx import Document

from tests.desk.conftest import ORIGIN, SAMPLES, Desk
from tests.structure.source import ROOT

_EVIL = "<script>alert(1)</script>"


def agency_blank(label: str = "Line boss:") -> bytes:
    """The form with another label for the manager, and a motto of the agency."""
    document = Document(str(ROOT / "templates" / "senior-executive-plan.docx"))
    for cell in (c for table in document.tables for row in table.rows for c in row.cells):
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            if run.text.strip() == "Manager name:":
                run.text = label
    document.paragraphs[0].insert_paragraph_before("Department of Examples")
    document.save(made := io.BytesIO())
    return made.getvalue()


def _dropped(desk: Desk, content: bytes, name: str = "Our form.docx") -> str:
    desk.drop((name, content), to="/make/blank/file")
    return unescape(desk.get("/make/blank"))


def test_a_label_is_taught_by_a_click_and_plans_are_made_in_the_agencys_form(desk: Desk) -> None:
    page = _dropped(desk, agency_blank())
    assert "No place was found for Manager name" in page
    assert "</a>" in page.partition('id="where"')[2]
    assert ">Officer name</a>" in page, "the blank shows what is filled in where"
    desk.post("/make/blank", label="manager_name=Line boss:")
    page = unescape(desk.get("/make/blank"))
    assert "None is missing" in page
    assert ">Manager name</a>" in page.partition('id="where"')[2]
    desk.post("/make/blank", do="use")
    assert desk.space.cycle.template is not None
    desk.drop(("staff.csv", b"Name,Manager\nAnn Bee,Cy Dee\n"), to="/make/list")
    desk.get("/make")
    desk.settle()
    assert "in your own form" in desk.get("/make")
    desk.post("/make/plans")
    (made,) = (desk.folder / "to-send").glob("*.docx")
    text = "".join(p.text for t in Document(str(made)).tables for r in t.rows for c in r.cells
                   for p in c.paragraphs)  # fmt: skip
    assert "Line boss:Cy Dee" in text
    desk.drop(("back.docx", made.read_bytes()))
    (officer,) = desk.space.snapshot.officers
    assert (officer.name, officer.manager) == ("Ann Bee", "Cy Dee")
    reading = desk.space.snapshot.by_source[officer.source]
    assert not reading.unmapped, "what the agency prints was not typed by anybody"


def test_the_usual_form_is_used_again(desk: Desk) -> None:
    _dropped(desk, agency_blank("Manager name:"))
    desk.post("/make/blank", do="use")
    assert desk.space.cycle.template is not None
    desk.post("/make/blank", do="usual")
    assert desk.space.cycle.template is None
    _dropped(desk, agency_blank())
    desk.post("/make/blank", do="leave")
    assert "What was found" not in desk.get("/make/blank")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("form.docx", b"not a document"),
        ("form.docx", (SAMPLES / "completed" / "Raman Priya.docx").read_bytes()),
        ("form.docx", b""),
    ],
)
def test_what_is_no_blank_is_said(desk: Desk, name: str, content: bytes) -> None:
    page = _dropped(desk, content, name)
    assert "Plans cannot be made in" in page
    answer = desk.client.post("/make/blank", data={"do": "use"}, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert desk.space.cycle.template is None


def test_what_was_not_asked_is_not_done(desk: Desk) -> None:
    _dropped(desk, agency_blank(_EVIL), name=f"{_EVIL}.docx")
    assert _EVIL not in desk.get("/make/blank")
    for label in ("manager_name=never there", "../x=Line boss:", f"{_EVIL}={_EVIL}", "x"):
        answer = desk.client.post("/make/blank", data={"label": label}, headers={"origin": ORIGIN})
        assert answer.status_code == 400
    for way in ("/make/blank", "/make/blank/file"):
        assert desk.client.post(way, data={"do": "use"}).status_code == 403
        evil = {"origin": "http://evil.example"}
        assert desk.client.post(way, data={"do": "use"}, headers=evil).status_code == 403
    answer = desk.client.post(
        "/make/blank/file", files={"file": ("a.exe", b"MZ")}, headers={"origin": ORIGIN}
    )
    assert answer.status_code == 400
    assert not (desk.folder / "plandocs.toml").exists()
