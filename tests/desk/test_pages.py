"""What the pages show, and what their forms make."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

import plandocs
from tests.desk.conftest import ORIGIN, SAMPLES, Desk, lay_out, opened

_OF_RAMAN = {
    *("Priya Raman", "Kenneth Ashby", "Aroha Tamihana", "Daniel Whitford", "Georgina Patchett"),
}
RAMAN = (SAMPLES / "completed" / "Raman Priya.docx").read_bytes()
_KEY = re.compile(r'href="/officers/([0-9a-f]{20})">([^<]+)<')


def _keys(desk: Desk, address: str = "/officers") -> dict[str, str]:
    return {unescape(name): key for key, name in _KEY.findall(desk.get(address))}


def _made(client: TestClient, page: str) -> bytes:
    (address,) = set(re.findall(r'href="(/made/\w+)">Download', page))
    answer = client.get(address)
    assert answer.headers["content-disposition"].startswith("attachment")
    return bytes(answer.content)


def test_a_new_folder_greets_with_three_steps_and_the_samples(desk: Desk) -> None:
    page = desk.get("/")
    assert "three steps" in page
    desk.post("/samples")
    assert "12 of 15" in desk.get("/")
    assert len(_keys(desk)) == 15


def test_a_folder_of_plans_is_taken_as_it_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "raman.docx").write_bytes(RAMAN)
    for desk in opened(folder):
        assert set(_keys(desk)) == {"Priya Raman"}
        desk.drop(("ashby.docx", (SAMPLES / "completed" / "Ashby Kenneth.docx").read_bytes()))
        assert set(_keys(desk)) == {"Priya Raman", "Kenneth Ashby"}


def test_the_overview_says_how_many_are_in_and_what_to_do_next(samples: Desk) -> None:
    page = samples.get("/")
    assert "12 of 15" in page
    assert "<b>3</b> not sent: send the plan out <small>3 overdue</small>" in page
    assert 'aria-label="Service Reform: Done 4, Draft 1"' in page


def test_with_a_roster_and_nothing_returned_everybody_is_missing(desk: Desk) -> None:
    roster = (SAMPLES / "roster.csv").read_bytes()
    desk.drop(("staff.csv", roster), to="/cycle", field="roster")
    assert len(_keys(desk)) == 15
    assert "15</b> not sent" in desk.get("/")


def test_a_list_that_cannot_be_used_is_said_and_the_rest_is_shown(desk: Desk) -> None:
    desk.drop(("raman.docx", RAMAN))
    desk.drop(("staff.csv", b"colour,shape\nred,round\n"), to="/cycle", field="roster")
    page = desk.get("/officers")
    assert "roster.csv" in page
    assert "Priya Raman" in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=raman+priya", _OF_RAMAN),
        ("q=E0412", {"Priya Raman"}),
        ("stage=Draft", {"Kenneth Ashby", "Liam Stannard"}),
        ("stage=Nowhere", set()),
        ("stage=Not+sent&branch=Business+and+Digital+Services", {"Hamish Drury", "Yuki Hoshino"}),
    ],
)
def test_officers_are_searched_and_filtered(samples: Desk, asked: str, names: set[str]) -> None:
    assert set(_keys(samples, f"/officers?{asked}")) == names


def test_officers_are_put_in_order(samples: Desk) -> None:
    names = list(_keys(samples, "/officers?sort=name"))
    assert names == sorted(names, key=str.casefold)
    assert list(_keys(samples, "/officers?sort=name&down=1")) == names[::-1]


def test_an_officer_s_page_has_every_value_and_what_to_look_at(samples: Desk) -> None:
    key = _keys(samples)["Aroha Tamihana"]
    page = unescape(samples.get(f"/officers/{key}"))
    reading = plandocs.parse(SAMPLES / "completed" / "Tamihana Aroha.docx")
    for row in reading.plan.model_dump()["outcomes"]:
        assert all(text in page for text in [row["outcome"], *row["measures"], *row["links"]])
    assert "Changes were tracked here" in page
    assert 'data-field="outcomes[0].measures[1]"' in page


def test_what_changed_between_versions_stands_under_the_form_s_labels(desk: Desk) -> None:
    plan = {"officer_name": "Jo Lee", "id": "7", "outcomes": [{"outcome": "A", "links": ["B"]}]}
    (folder := desk.folder / "returned").mkdir()
    plandocs.fill(plan, folder / "Jo Lee.docx")
    plan["outcomes"] = [{"outcome": "A", "links": ["C"]}]
    plandocs.fill(plan, folder / "Jo Lee again.docx")
    desk.post("/look")
    page = desk.get(f"/officers/{desk.space.snapshot.officers[0].key}")
    assert "<td>Section 1, row 1: Link to 1</td><td>new</td><td></td>" in page


def test_the_file_that_came_is_handed_out_as_it_came(samples: Desk) -> None:
    key = _keys(samples)["Priya Raman"]
    answer = samples.client.get(f"/officers/{key}/file")
    assert answer.content == RAMAN
    assert answer.headers["content-disposition"].startswith("attachment")


def test_letters_for_those_ticked_are_for_nobody_else(samples: Desk) -> None:
    keys = _keys(samples)
    samples.post("/officers", do="letters", key=[keys["Hamish Drury"], keys["Liam Stannard"]])
    page = samples.get("/officers")
    with zipfile.ZipFile(io.BytesIO(_made(samples.client, page))) as archive:
        names = [name for name in archive.namelist() if "/" not in name]
    assert names == ["Hamish Drury – reminder.docx", "Liam Stannard – findings.docx", "merge.xlsx"]


def test_the_plans_of_all_that_match_go_into_one_zip(samples: Desk) -> None:
    samples.post("/officers", do="zip", all="1", stage="Draft")
    with zipfile.ZipFile(io.BytesIO(_made(samples.client, samples.get("/officers")))) as archive:
        assert archive.namelist() == ["Ashby Kenneth.docx", "Stannard Liam.docx"]


@pytest.mark.parametrize(("kind", "name"), [("copies", "Tamihana"), ("records", "Aroha")])
def test_a_copy_and_a_record_for_one_officer(samples: Desk, kind: str, name: str) -> None:
    address = f"/officers/{_keys(samples)['Aroha Tamihana']}"
    samples.post(address, do=kind)
    content = _made(samples.client, samples.get(address))
    assert plandocs.parse(content).plan.form
    assert any(name in each for each in samples.get("/rollup").split('href="/made/'))


def test_nobody_ticked_and_nothing_known_are_said(samples: Desk) -> None:
    for data in ({"do": "letters"}, {"do": "harm", "all": "1"}):
        answer = samples.client.post("/officers", data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 400
        assert "This was not done" in answer.text


def test_the_workbook_is_made_and_made_anew_with_notes(samples: Desk) -> None:
    sent = {"kind": (None, "xlsx")}
    samples.client.post("/rollup", files=sent, headers={"origin": ORIGIN})
    samples.settle()
    content = _made(samples.client, samples.get("/rollup"))
    book = load_workbook(io.BytesIO(content))
    sheet = book["Completion"]
    assert sheet.max_row >= 16
    notes = next(cell.column for cell in sheet[1] if cell.value == "HR notes")
    sheet.cell(2, notes).value = "rang on Monday"
    book.save(changed := io.BytesIO())
    again = {"kind": (None, "update"), "before": ("mine.xlsx", changed.getvalue())}
    samples.client.post("/rollup", files=again, headers={"origin": ORIGIN})
    samples.settle()
    fresh = load_workbook(io.BytesIO(_made(samples.client, samples.get("/rollup"))))
    assert "rang on Monday" in {cell.value for row in fresh["Completion"].rows for cell in row}


def test_the_copy_for_executives_is_looked_at_before_it_is_made(samples: Desk) -> None:
    assert "is being prepared" in samples.get("/rollup/executive?below=4")
    samples.settle()
    assert "Counts below 4" in samples.get("/rollup/executive?below=4")
    samples.get("/rollup/executive?below=5")
    samples.settle()
    page = samples.get("/rollup/executive?below=5")
    assert "n.p." in page
    assert "Bronte" not in page
    assert "counts are withheld" in page


def test_each_table_is_shown_and_searched(samples: Desk) -> None:
    page = samples.get("/rollup?table=outcomes&q=cyber")
    assert "Bronte Sinclair-Lowe" in page
    assert "Kenneth Ashby" not in page.partition("Search in this table")[2]


def test_activity_says_what_was_done_and_names_nobody(desk: Desk) -> None:
    desk.post("/samples")
    desk.post("/officers", do="sent", all="1", stage="Not sent")
    page = desk.get("/activity")
    assert "The samples were added" in page
    assert "Marked as sent: 3" in page
    text = (desk.folder / ".desk" / "activity.jsonl").read_text(encoding="utf-8")
    names = [
        row["officer_name"]
        for row in plandocs.tables([], roster=desk.folder / "lists" / "roster.csv")["completion"]
    ]
    assert len(names) == 15
    assert not [name for name in names if str(name) in text or str(name) in page]
    assert "3</b> sent, and nothing came yet" in desk.get("/")


def test_a_line_of_activity_that_was_cut_off_spoils_no_other(desk: Desk) -> None:
    desk.space.activity.note("One")
    with open(desk.folder / ".desk" / "activity.jsonl", "ab") as file:
        file.write(b'{"at": "2026-07-')
    desk.space.activity.note("Two")
    assert [act.what for act in desk.space.activity.latest()] == ["Two", "One"]


def test_two_desks_on_one_folder_say_so(desk: Desk) -> None:
    assert "Another desk has this folder open" not in desk.get("/")
    other = Desk(desk.folder)
    assert "Another desk has this folder open" in desk.get("/")
    other.space.close()
    assert "Another desk has this folder open" not in desk.get("/")


_SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


def test_no_page_speaks_of_another_desk_where_there_is_none(samples: Desk) -> None:
    officer = f"/officers/{next(iter(_keys(samples).values()))}"
    addresses = ("/", "/make", "/officers", officer, "/returned", "/rollup", "/next", "/cycle")
    spoken = [each for each in addresses if "Another desk" in samples.get(each)]
    assert spoken == []


def test_script_in_every_field_of_a_plan_is_shown_as_words(desk: Desk) -> None:
    plan = plandocs.parse(SAMPLES / "completed" / "Raman Priya.docx").plan
    data = plan.model_dump(mode="json")
    evil = {name: _with_script(value) for name, value in data.items()}
    desk.drop((f"{_SCRIPT}.docx", plandocs.fill({**evil, "form": data["form"], "id": ""})))
    (key,) = _keys(desk, "/officers").values()
    tables = [f"/rollup?table={name}" for name in desk.space.snapshot.tables]
    for page in ("/", "/officers", f"/officers/{key}", "/returned", "/activity", *tables):
        text = desk.get(page)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert "&lt;script&gt;" in desk.get(f"/officers/{key}")


def _with_script(value: object, name: str = "") -> object:
    """The data with a script in each text; what is derived of a text goes."""
    if isinstance(value, dict):
        derived = ("date", "start", "end", "signed")
        return {k: _with_script(v, k) for k, v in value.items() if k not in derived}
    if isinstance(value, list):
        return [_with_script(each) for each in value]
    return value if name == "capability" else f"{value} {_SCRIPT}"


def test_without_libreoffice_there_is_no_pdf_and_a_doc_is_to_be_saved_as_docx(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plandocs.word.package.foreign.libreoffice.program", lambda: None)
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000
    desk.drop(("old.doc", ole), ("raman.docx", RAMAN))
    assert "PDF" not in desk.get("/officers")
    assert "Could not be read" in desk.get("/returned")


def test_a_page_waits_for_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    lay_out(folder := tmp_path_factory.mktemp("waits"), 1)
    desk = Desk(folder)
    with desk.client:
        desk.enter()
        assert "Overview" in desk.get("/")
        desk.settle()


def test_what_to_do_next_has_each_once_and_the_files_that_nobody_could_read(desk: Desk) -> None:
    desk.drop(("r.csv", b"name,due\nAnn Bee,1 July 2020\n"), to="/cycle", field="roster")
    assert "1</b> not sent: send the plan out <small>1 overdue</small>" in desk.get("/")
    desk.drop(("half.docx", RAMAN[: len(RAMAN) // 2]))
    page = desk.get("/")
    assert '<a href="/returned?only=red"><b>1</b> could not be read' in page
    assert page.count("overdue</small>") == 1


def test_a_date_that_is_not_understood_is_still_to_do(desk: Desk) -> None:
    plan = plandocs.parse(RAMAN).plan
    assert plan is not None
    later = plan.replace(
        meeting_date="some day in July", officer_signature="", manager_signature=""
    )
    desk.drop(("a.docx", plandocs.fill(later)))
    (officer,) = desk.space.snapshot.officers
    assert officer.stage == "Draft"
    assert officer.to_do == ("the date of meeting could not be understood",)


def test_what_is_blank_makes_a_draft_also_where_a_signature_is_doubtful(desk: Desk) -> None:
    plan = plandocs.parse(RAMAN).plan
    assert plan is not None
    doubtful = plan.replace(officer_signature="1 July 2026", manager_signature="")
    other = doubtful.replace(officer_name="Ann Bee", id="", manager_name="")
    desk.drop(("a.docx", plandocs.fill(doubtful)), ("b.docx", plandocs.fill(other)))
    stages = {each.name: each.stage for each in desk.space.snapshot.officers}
    assert stages == {"Priya Raman": "To be signed", "Ann Bee": "Draft"}


def test_a_signed_plan_with_a_blank_is_a_draft_and_what_is_to_be_signed_says_so(
    desk: Desk,
) -> None:
    plan = plandocs.parse(RAMAN).plan
    assert plan is not None
    blank = plan.replace(division_branch="")
    waits = plan.replace(officer_name="Ann Bee", id="", manager_signature="")
    desk.drop(("a.docx", plandocs.fill(blank)), ("b.docx", plandocs.fill(waits)))
    found = {each.name: (each.stage, each.to_do) for each in desk.space.snapshot.officers}
    assert found["Priya Raman"][0] == "Draft"
    assert found["Ann Bee"] == ("To be signed", ("have it signed (signed by officer so far)",))


def test_what_is_read_of_a_list_is_said_as_it_is_given(desk: Desk) -> None:
    text = "Name,Branch,Line boss\nA. Lee,Reform,B. Cho\nC. Dee,Reform,B. Cho\n"
    given = {"roster": ("staff.csv", text.encode())}
    answer = desk.client.post("/cycle", files=given, headers={"origin": ORIGIN})
    desk.settle()
    page = unescape(desk.get(answer.headers["location"]))
    assert "Who is expected: 2 lines; not used: “Line boss”" in page


def test_activity_counts_what_was_made_and_names_the_list_that_there_is(samples: Desk) -> None:
    chosen = [each.key for each in samples.space.snapshot.officers if each.name != "Nobody"]
    came = sum(1 for each in samples.space.snapshot.officers if each.source)
    assert came < len(chosen)
    samples.post("/officers", do="records", key=chosen)
    samples.settle()
    assert f"Conversation records: {came}<" in samples.get("/activity")


def test_who_has_no_plan_to_carry_over_is_named(samples: Desk) -> None:
    page = unescape(samples.get("/next?period=2027-28"))
    missing = [each.name for each in samples.space.snapshot.officers if not each.source]
    assert missing
    assert all(f">{name}</a>" in page.partition("No plan came that")[2] for name in missing)


def test_a_file_that_could_not_be_read_and_came_again_is_settled(desk: Desk) -> None:
    whole = RAMAN
    desk.drop(("Raman.docx", whole[: len(whole) // 2]), ("letter.docx", b"no document"))
    assert "2</b> could not be read" in desk.get("/")
    desk.drop(("Raman.docx", whole))
    assert "1</b> could not be read" in desk.get("/")
    page = desk.get("/returned")
    assert "it came again, and that one was read" in page
    assert "Raman (2).docx" in page


def test_of_many_plans_what_an_officers_page_needs_is_worked_out_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plandocs.desk.workspace._MANY", 3)
    lay_out(tmp_path, 4)
    for desk in opened(tmp_path):
        desk.get("/")
        desk.settle()
        assert {"checked", "versions"} <= set(vars(desk.space.snapshot))
