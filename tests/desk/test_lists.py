"""Lists are seen and changed as tables, in their files; texts taken for a line are settled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import plandocs
from tests.desk.conftest import ORIGIN, Desk, lay_out, opened

_EVIL = "<script>alert(1)</script>"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two samples and the lists."""
    lay_out(tmp_path / "cycle", 2)
    yield from opened(tmp_path / "cycle")


def _was(desk: Desk, kind: str) -> str:
    (found,) = re.findall(r'name="was" value="(\w+)"', desk.get(f"/cycle/{kind}"))
    return str(found)


def test_a_roster_is_changed_in_its_file_and_the_one_before_is_kept(small: Desk) -> None:
    path = small.folder / "lists" / "roster.csv"
    before = path.read_bytes()
    changed = {"c-E2": "Bo Cho", "c-B17": _EVIL, "c-A17": "E9", "out": "3"}
    small.post("/cycle/roster", was=_was(small, "roster"), **changed)
    table = plandocs.list_table(path)
    assert table.rows[0].cells["E2"] == "Bo Cho"
    assert "3" not in {str(row.number) for row in table.rows}
    assert (small.folder / "lists" / "roster before 1.csv").read_bytes() == before
    names = {each.name for each in small.space.snapshot.officers}
    assert _EVIL in names
    page = small.get("/cycle/roster")
    assert _EVIL not in page
    assert "&lt;script&gt;" in page


def test_what_was_changed_elsewhere_is_not_written_over(small: Desk) -> None:
    was = _was(small, "roster")
    path = small.folder / "lists" / "roster.csv"
    plandocs.change_list(path, {"E2": "Somebody Else"})
    sent = {"was": was, "c-E2": "Bo Cho"}
    answer = small.client.post("/cycle/roster", data=sent, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert "changed in the meantime" in answer.text
    assert plandocs.list_table(path).rows[0].cells["E2"] == "Somebody Else"


def test_a_heading_that_is_not_read_is_offered_the_name_that_is(desk: Desk) -> None:
    desk.drop(("r.csv", b"id,Name,Line boss\n1,Ann Bee,Cy Dee\n"), to="/cycle", field="roster")
    assert "Rename to Manager name" in desk.get("/cycle/roster")
    desk.post("/cycle/roster", was=_was(desk, "roster"), rename="C1=Manager name")
    assert desk.space.snapshot.officers[0].manager == "Cy Dee"


def test_a_text_taken_for_a_line_is_accepted_or_made_one_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    (tmp_path / "lists").mkdir()
    outcomes = [{"outcome": "X", "links": ["Shorter waiting time", "Better archives"]}]
    plan = {"officer_name": "Ann Bee", "outcomes": outcomes}
    plandocs.fill(plan, tmp_path / "returned" / "a.docx")
    (tmp_path / "lists" / "objectives.csv").write_text("Objective\nShorter waiting times now\n")
    desk = Desk(tmp_path)
    with desk.client:
        desk.enter()
        desk.settle()
        page = desk.get("/cycle/objectives")
        assert "Shorter waiting time<" in page
        desk.post("/cycle/objectives/match", text="Better archives", name="")
        desk.post("/cycle/objectives/match", text="Shorter waiting time",
                  name="Shorter waiting times now")  # fmt: skip
        rows = (tmp_path / "lists" / "objectives.csv").read_text().splitlines()
        assert rows == [
            "Objective,Also", "Shorter waiting times now,Shorter waiting time", "Better archives",
        ]  # fmt: skip
        assert "None: all wording in the plans is on the list" in desk.get("/cycle/objectives")
        said = {str(row["objective"]) for row in desk.space.snapshot.tables["objectives"]}
        assert {"Shorter waiting times now", "Better archives"} <= said
        assert "Undo: Shorter waiting time" in desk.get("/cycle/objectives")
        for text in ("Shorter waiting time", "Better archives"):
            desk.post("/cycle/objectives/undo", text=text)
        rows = (tmp_path / "lists" / "objectives.csv").read_text().splitlines()
        assert rows[:2] == ["Objective,Also", "Shorter waiting times now,"]
        assert not "".join(rows[2:]).strip(",")
        page = desk.get("/cycle/objectives")
        assert "Undo:" not in page
        assert "Better archives<" in page, "and it is asked again"


@pytest.mark.parametrize("kind", ["roster", "objectives"])
def test_nothing_foreign_is_written_into_a_list(small: Desk, kind: str) -> None:
    before = (small.folder / "lists" / f"{kind}.csv").read_bytes()
    was = _was(small, kind)
    sent = {"c-ZZ99": "x", "c-A0": "x", "c-../x": "x", "rename": "A9=x", "out": "../1", "was": was}
    small.post(f"/cycle/{kind}", **sent)
    for data in ({"text": "never written", "name": ""}, {"text": _EVIL, "name": _EVIL}):
        way = f"/cycle/{kind}/match"
        answer = small.client.post(way, data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 400
        answer = small.client.post(f"/cycle/{kind}/undo", data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 400
    assert small.client.post(f"/cycle/{kind}", data=sent).status_code == 403
    assert small.client.post(f"/cycle/{kind}/undo", data=sent).status_code == 403
    for way in ("/cycle/..%2fplans", "/cycle/plandocs.toml", "/cycle/nothing"):
        assert small.client.get(way).status_code in (303, 307, 404)
        answer = small.client.post(way, data=sent, headers={"origin": ORIGIN})
        assert answer.status_code in (303, 307, 404, 405)
    assert (small.folder / "lists" / f"{kind}.csv").read_bytes() == before
