"""Conversations as they come back, and next cycle's plans with what stays behind."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html import unescape

import pytest
from openpyxl import load_workbook

import plandocs
from plandocs.desk.officers import key_of
from tests.desk.conftest import ORIGIN, SAMPLES, Desk

_TICK = re.compile(r'name="key" value="(\w+)" checked aria-label="Carry over the plan of ([^"]+)"')


@pytest.fixture
def talked(desk: Desk) -> Desk:
    """A desk with two plans, and a record of a conversation about one of them."""
    plan = (SAMPLES / "completed" / "Ashby Kenneth.docx").read_bytes()
    other = (SAMPLES / "completed" / "Raman Priya.docx").read_bytes()
    record = plandocs.converse(SAMPLES / "completed" / "Ashby Kenneth.docx").model_dump(mode="json")
    record["conversation_date"] = "3 March 2027"
    record["outcomes"][0]["status"] = "Achieved"
    record["actions"] = [{"action": "Ring <b>Bo</b>", "who": "TA", "by_when": "1 May 2026"}]
    desk.drop(("a.docx", plan), ("b.docx", other), ("talk.docx", plandocs.fill(record)))
    return desk


def test_status_and_actions_of_conversations_are_shown(talked: Desk) -> None:
    page = talked.get("/next")
    assert "3 Mar 2027" in page
    assert "Ring &lt;b&gt;Bo&lt;/b&gt;" in page
    assert '<span class="stage amber">overdue</span>' in page


def test_what_stays_behind_is_a_list_to_tick(talked: Desk) -> None:
    page = unescape(talked.get("/next?period=2027-28&unless=Achieved&keep=leadership"))
    assert {name for _, name in _TICK.findall(page)} == {"Kenneth Ashby", "Priya Raman"}
    assert "Outcome 1 (achieved)" in page
    assert "Career aspirations and goals" in page.partition('id="list"')[2]
    assert "Measures of the leadership" not in page.partition('id="list"')[2]


def test_the_plans_that_are_ticked_are_made_for_the_next_period(talked: Desk) -> None:
    page = unescape(talked.get("/next?period=2027-28&unless=Achieved"))
    keys = {name: key for key, name in _TICK.findall(page)}
    talked.post("/next", period="2027-28", unless="Achieved", key=[keys["Kenneth Ashby"]])
    done = talked.get("/next")
    (address,) = re.findall(r'href="(/made/\w+)">Download', done)
    with zipfile.ZipFile(io.BytesIO(talked.client.get(address).content)) as archive:
        names = archive.namelist()
        plan = plandocs.parse(archive.read("Kenneth Ashby – 2027-28.docx")).plan
        left = load_workbook(io.BytesIO(archive.read("left behind.xlsx"))).worksheets[0]
    assert len(names) == 2
    before = plandocs.parse(SAMPLES / "completed" / "Ashby Kenneth.docx").plan
    assert plan is not None
    assert before is not None
    old, new = before.model_dump(), plan.model_dump()
    assert [e["outcome"] for e in new["outcomes"]] == [e["outcome"] for e in old["outcomes"][1:]]
    assert {row[0].value for row in left.iter_rows(min_row=2)} == {"Kenneth Ashby"}
    assert "plandocs carry returned" in talked.get("/activity")


@pytest.mark.parametrize(
    "period", ["someday", "31 June 2027 to 1 July 2028", "<script>", "9" * 500]
)
def test_a_period_without_days_is_said(talked: Desk, period: str) -> None:
    answer = talked.client.get("/next", params={"period": period})
    assert answer.status_code == 200
    assert "write 2027-28" in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]
    for data in ({"period": period, "key": "x"}, {"key": "x"}, {"period": "2027-28", "key": "x"}):
        answer = talked.client.post("/next", data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 400
    assert talked.client.post("/next", data={"period": "2027-28"}).status_code == 403


def test_nothing_came_and_nothing_is_carried(desk: Desk) -> None:
    assert "No conversation record has come back yet" in desk.get("/next")
    assert "no plan yet that could be carried over" in desk.get("/next?period=2027-28")


def test_what_a_namesake_who_is_not_ticked_leaves_behind_is_not_on_the_list(desk: Desk) -> None:
    plan = {"officer_name": "Jo Lee", "period": "2026-27", "outcomes": [{"outcome": "A"}]}
    for key, goal in (("1", "To travel"), ("2", "To rest")):
        data = {**plan, "id": key, "career": {"aspirations": goal}}
        desk.drop((f"{key}.docx", plandocs.fill(data)))
    page = unescape(desk.get("/next?period=2027-28"))
    (address,) = [source.key for source in desk.space.snapshot.officers if source.id == "2"]
    source = desk.space.snapshot.by_key[address].source
    (key,) = [k for k, _ in _TICK.findall(page) if k == key_of("carried", source)]
    desk.post("/next", period="2027-28", key=[key])
    (made,) = re.findall(r'href="(/made/\w+)">Download', desk.get("/next"))
    with zipfile.ZipFile(io.BytesIO(desk.client.get(made).content)) as archive:
        left = load_workbook(io.BytesIO(archive.read("left behind.xlsx"))).worksheets[0]
    rows = list(left.iter_rows(min_row=2, values_only=True))
    assert rows
    assert {str(row[3]) for row in rows} == {"2.docx"}


def test_the_statuses_and_sections_are_those_of_the_forms_that_came(talked: Desk) -> None:
    page = talked.get("/next?period=2027-28")
    for words in ("On track", "At risk", "Measures of the leadership capabilities"):
        assert f">{words}</label>" in page
    only = plandocs.parse(plandocs.fill({"form": "outcomes-conversation", "officer_name": "A B"}))
    talked.space.snapshot = replace(talked.space.snapshot, readings=(only,))
    page = talked.get("/next")
    assert "What ends, as" not in page, "its own form prints no statuses of plans"
    assert "Take over as well" not in page


def test_of_many_plans_it_is_found_out_once_while_the_page_says_so(
    talked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plandocs.desk.pages.following._FEW", 0)
    assert "is being found out" in talked.get("/next?period=2027-28&unless=Achieved")
    talked.settle()
    page = talked.get("/next?period=2027-28&unless=Achieved")
    assert "Carry over the plan of Kenneth Ashby" in page
    assert "is being found out" not in page
