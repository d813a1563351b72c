"""A file that is nobody's is given to somebody, on Returned; its words are never markup."""

from __future__ import annotations

import re
from pathlib import Path

import plandocs
from tests.desk.conftest import ORIGIN, Desk

_NAME = "Ann <script>alert(1)</script> Bee"


def _nobodys(desk: Desk) -> str:
    """Take in a plan whose id is of another person than its name, and return where it is asked."""
    desk.drop(("roster.csv", b"id,name\nP1,Cy Dee\nP2,Jo Lee\n"), to="/cycle", field="roster")
    for name, person in (("cy.docx", "Cy Dee"), ("ann.docx", _NAME)):
        plandocs.fill({"officer_name": person, "id": "P1"}, path := desk.folder.parent / name)
        desk.drop((name, Path(path).read_bytes()))
    page = desk.get("/returned")
    assert "id and its name disagree" in page
    (way,) = re.findall(r"/returned/[0-9a-f]+/whose", page)
    return str(way)


def test_whose_a_file_is_that_is_nobodys_can_be_said(desk: Desk) -> None:
    way = _nobodys(desk)
    page = desk.get(way)
    assert "Ann &lt;script&gt;" in page
    key = next(each.key for each in desk.space.snapshot.officers if each.name == "Jo Lee")
    desk.post(way, do="assign", officer=key, name="", by="Ann Example")
    assert "/whose" not in desk.get("/returned")
    jo = next(each for each in desk.space.snapshot.officers if each.name == "Jo Lee")
    assert jo.source.endswith("ann.docx")
    assert "Ann Example" in desk.get(f"/officers/{jo.key}")


def test_nothing_is_kept_without_a_name_or_of_a_file_that_is_not_there(desk: Desk) -> None:
    way = _nobodys(desk)
    sent = {"do": "assign", "officer": "", "name": ""}
    answer = desk.client.post(way, data=sent, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert "Not saved." in answer.text
    for key in ("0" * 20, "..%2f..%2fx"):
        missing = desk.client.post(f"/returned/{key}/whose", data=sent, headers={"origin": ORIGIN})
        assert missing.status_code in (404, 307)
        assert desk.client.get(f"/returned/{key}/whose").status_code in (404, 307)
    assert desk.client.post(way, data=sent, headers={"origin": "http://evil"}).status_code == 403
