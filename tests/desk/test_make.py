"""Plans made from HR's own list: what its headings fill, mistakes at their row, made whole."""

from __future__ import annotations

import io
import os
import re
import zipfile
from html import unescape

import pytest
from openpyxl import load_workbook

import plandocs
from tests.desk.conftest import ORIGIN, SAMPLES, Desk

ODD = """Pers No,Executive,Where,Line boss,First goal,How we know,Colour,Meeting,Second goal
0412,Priya Raman,Policy / Reform,Tom Alder,Shorter waits,95% in 5 days,red,1 July 2026,Fewer errors
0413,,Policy / Reform,Tom Alder,,,blue,July 2026,
"""
CHOICES = {
    "heading--B": "officer_name", "heading--C": "division_branch", "heading--D": "manager_name",
    "heading--E": "outcomes[0].outcome", "heading--F": "outcomes[0].measures",
    "heading--H": "meeting_date", "heading--I": "outcomes[1].outcome", "rest": "1",
}  # fmt: skip


def _given(desk: Desk, text: str = ODD, name: str = "Staff export.csv") -> str:
    desk.drop((name, text.encode()), to="/make/list")
    return _page(desk)


def _page(desk: Desk) -> str:
    """The page once the list was looked at."""
    desk.get("/make")
    desk.settle()
    return unescape(desk.get("/make"))


def test_the_headings_of_a_list_are_shown_each_with_what_it_fills(desk: Desk) -> None:
    page = _given(desk, ODD.replace("Where", "Branch").replace("Line boss", "Manger name"))
    row = re.search(r"<tr[^>]*>\s*<th[^>]*>Branch.*?</tr>", page, re.S)
    assert row is not None
    assert 'value="division_branch:branch" selected' in row[0]
    assert "Likely: Manager name" in page
    assert "headings name no field of the form" in page
    assert "Make 1 plan" not in page


def test_what_is_decided_is_remembered_and_rows_are_looked_at_with_it(desk: Desk) -> None:
    _given(desk)
    desk.post("/make/columns", **CHOICES)
    page = _page(desk)
    assert "<strong>1</strong> of 2 rows are ready" in page
    mistake = re.search(r"<tr><th[^>]*>B3</th><td[^>]*>Executive</td><td[^>]*>(.*?)</td>", page)
    assert mistake is not None
    assert "this is needed" in mistake[1]
    settings = (desk.folder / "plandocs.toml").read_text(encoding="utf-8")
    assert '"Line boss" = "manager_name"' in settings
    assert "Pers No" not in settings, "what a heading says by itself needs no decision"
    again = Desk(desk.folder)
    with again.client:
        again.enter()
        assert "Fills, as you chose" in _page(again)


def test_a_decision_is_taken_back(desk: Desk) -> None:
    _given(desk)
    desk.post("/make/columns", **CHOICES)
    _page(desk)
    desk.post("/make/columns", **{"heading--C": "?", "rest": "1"})
    assert '"Where"' not in (desk.folder / "plandocs.toml").read_text(encoding="utf-8")
    assert "To be decided" not in _page(desk)


def test_one_plan_is_looked_at_before_any_is_written(desk: Desk) -> None:
    _given(desk)
    desk.post("/make/columns", **CHOICES)
    _page(desk)
    page = desk.get("/make/look?row=0")
    assert "Shorter waits" in page
    assert "cannot be made" in desk.get("/make/look?row=1")
    assert not list((desk.folder / "to-send").glob("*"))
    for row in ("7", "-1", "x", "", "9" * 30):
        answer = desk.client.get(f"/make/look?row={row}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/make")


def test_plans_are_made_with_a_receipt_and_a_zip(desk: Desk) -> None:
    desk.client.post("/cycle", files={"period": (None, "2026-27")}, headers={"origin": ORIGIN})
    _given(desk)
    desk.post("/make/columns", **CHOICES)
    _page(desk)
    desk.post("/make/plans")
    page = _page(desk)
    assert "1 plan is made; 1 not" in page
    made = desk.folder / "to-send" / "Priya Raman – 2026-27.docx"
    plan = plandocs.parse(made).plan
    assert plan is not None
    data = plan.model_dump()
    assert data["id"] == "0412"
    assert [each["outcome"] for each in data["outcomes"]] == ["Shorter waits", "Fewer errors"]
    assert list(data["outcomes"][0]["measures"]) == ["95% in 5 days"]
    (address,) = re.findall(r'href="(/made/\w+)">Download', page)
    with zipfile.ZipFile(io.BytesIO(desk.client.get(address).content)) as archive:
        assert set(archive.namelist()) == {made.name, "fill-report.xlsx"}
        receipt = load_workbook(io.BytesIO(archive.read("fill-report.xlsx"))).worksheets[0]
    assert "Priya Raman" in {cell.value for row in receipt.rows for cell in row}
    command = "plandocs fill lists/plans.csv -o to-send --resume --map plandocs.toml"
    assert command in unescape(desk.get("/activity"))
    assert "Priya" not in desk.get("/activity")


def test_made_again_nothing_that_is_there_is_replaced(desk: Desk) -> None:
    _given(desk)
    desk.post("/make/columns", **CHOICES)
    _page(desk)
    desk.post("/make/plans")
    made = desk.folder / "to-send" / "Priya Raman.docx"
    before = made.read_bytes()
    desk.post("/make/plans")
    assert "0 plans are made, 1 were already there" in _page(desk)
    _given(desk, ODD.replace("Shorter waits", "Longer waits"))
    desk.post("/make/plans")
    page = _page(desk)
    assert "is there already" in page
    assert made.read_bytes() == before
    assert sorted(each.name for each in (desk.folder / "lists").iterdir()) == [
        "plans before 1.csv", "plans.csv",
    ]  # fmt: skip


def test_two_columns_of_one_field_are_put_right_on_the_page(desk: Desk) -> None:
    page = _given(desk, "Officer name,Executive name,Manager\nA Lee,B Cho,T Alder\n")
    assert "both name" in page
    desk.post("/make/columns", **{"heading--B": ""})
    assert "<strong>1</strong> of 1 row is ready" in _page(desk)


def test_the_list_of_who_is_expected_makes_plans_too(desk: Desk) -> None:
    roster = (SAMPLES / "roster.csv").read_bytes()
    desk.drop(("staff.csv", roster), to="/cycle", field="roster")
    assert "Use roster.csv" in desk.get("/make")
    answer = desk.client.post(
        "/make/list", files={"use": (None, "roster")}, headers={"origin": ORIGIN}
    )
    assert answer.status_code == 303
    _page(desk)
    desk.post("/make/columns", rest="1")
    assert "<strong>15</strong> of 15 rows are ready" in _page(desk)


def test_everybody_on_a_list_of_odd_headings_is_expected_by_one_button(desk: Desk) -> None:
    _given(desk)
    desk.post("/make/columns", **CHOICES)
    page = _page(desk)
    assert "“Line boss” will be called “Manager name”" in page
    desk.post("/make/expected")
    desk.settle()
    roster = (desk.folder / "lists" / "roster.csv").read_text(encoding="utf-8").splitlines()
    assert roster[0].startswith("Pers No,Executive,Division/Branch,Manager name,First goal")
    assert roster[1:] == ODD.splitlines()[1:], "and nothing else is changed"
    assert (desk.folder / "lists" / "plans.csv").read_text(encoding="utf-8") == ODD
    officers = desk.get("/officers")
    assert "Priya Raman" in officers
    assert "Tom Alder" in officers


def test_a_list_that_says_both_is_called_right_in_place(desk: Desk) -> None:
    desk.drop(("staff.csv", ODD.replace("Executive", "Name").encode()), to="/cycle", field="roster")
    desk.client.post("/make/list", files={"use": (None, "roster")}, headers={"origin": ORIGIN})
    _page(desk)
    desk.post("/make/columns", **CHOICES)
    assert "but not all of its headings are understood" in _page(desk)
    desk.post("/make/expected")
    desk.settle()
    heads = (desk.folder / "lists" / "roster.csv").read_text(encoding="utf-8").splitlines()[0]
    assert heads.startswith("Pers No,Name,Division/Branch,Manager name,")
    assert "Line boss" in (desk.folder / "lists" / "roster before 1.csv").read_text("utf-8")
    assert "but not all of its headings are understood" not in _page(desk)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("staff.docx", b"PK", "Excel file"),
        ("../../staff.exe", b"MZ", "Excel file"),
        ("", b"x", "No list was chosen"),
    ],
)
def test_what_is_no_list_is_refused(desk: Desk, name: str, content: bytes, why: str) -> None:
    sent = {"file": (name, content)} if name else {"other": (None, content)}
    answer = desk.client.post("/make/list", files=sent, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert why in answer.text
    assert not list((desk.folder / ".desk").glob("*waiting*"))


def test_a_list_that_cannot_be_read_says_why(desk: Desk) -> None:
    desk.drop(("staff.xlsx", b"not a workbook"), to="/make/list")
    page = _page(desk)
    assert "No plan can be made from this list yet" in page
    answer = desk.client.post("/make/plans", headers={"origin": ORIGIN})
    assert answer.status_code == 400


def test_a_field_that_nobody_offered_is_refused(desk: Desk) -> None:
    _given(desk)
    for wanted in ("__class__", "outcomes[9999999].outcome", "<script>"):
        answer = desk.client.post(
            "/make/columns", data={"heading--B": wanted}, headers={"origin": ORIGIN}
        )
        assert answer.status_code == 400
    assert "columns" not in (desk.folder / "plandocs.toml").read_text(encoding="utf-8")


def test_script_in_headings_and_cells_is_shown_as_words(desk: Desk) -> None:
    evil = "<script>alert(1)</script>"
    text = f'Id,Officer name,"{evil}\ncolour"\n7,"{evil} A Lee",{evil}\n'
    desk.drop(("staff.csv", text.encode()), to="/make/list")
    desk.get("/make")
    desk.settle()
    desk.post("/make/columns", rest="1")
    desk.get("/make")
    desk.settle()
    desk.post("/make/plans")
    for address in ("/make", "/make/look?row=0", "/activity"):
        assert "<script>alert" not in desk.get(address)


@pytest.mark.parametrize("address", ["/make/list", "/make/columns", "/make/plans"])
def test_no_form_is_taken_from_elsewhere_or_from_strangers(desk: Desk, address: str) -> None:
    for headers in ({}, {"origin": "http://evil.example"}):
        assert desk.client.post(address, headers=headers).status_code == 403
    stranger = desk.new_client()
    assert stranger.post(address, headers={"origin": ORIGIN}).status_code == 403


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_list_that_leads_out_of_the_folder_is_not_opened(desk: Desk) -> None:
    outside = desk.folder.parent / "outside.csv"
    outside.write_text(ODD, encoding="utf-8")
    (desk.folder / "plandocs.toml").write_text('plans = "../outside.csv"\n', encoding="utf-8")
    page = desk.get("/make")
    assert "leads out of this folder" in page
    assert "Pers No" not in page


def test_what_all_plans_get_is_not_said_to_stay_blank(desk: Desk) -> None:
    (desk.folder / "plandocs.toml").write_text('period = "2026-27"\n', encoding="utf-8")
    page = _given(desk, "Name,Branch,Started with us\nAnn Bee,Delivery,2019\n")
    assert "Likely" not in page, "a word such as 'with' tells nothing"
    desk.post("/make/columns", rest="1")
    page = _page(desk)
    assert "All plans get the period <strong>2026-27</strong>" in page
    (note,) = re.findall(r"<li>(.*has no column for: .*They stay blank.*?)</li>", page)
    assert "Period" not in note
    assert "Date of meeting" in note
