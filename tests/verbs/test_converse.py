"""`converse`: a record from a plan, completed by people, and back into the roll-up."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, PlandocsError
from plandocs.forms.outcomes_conversation import OutcomesConversation
from tests.forms.outcomes_conversation.records import record
from tests.verbs.test_check import PLAN

_OUTCOMES = [
    {"outcome": "Trains run on time", "measures": ["95% on time", "No gaps"]},
    {"outcome": "Ferries carry more freight", "measures": ["A third berth by May"]},
]
_DATA: dict[str, Any] = {**PLAN, "id": "E1", "outcomes": _OUTCOMES}


def test_a_record_starts_from_what_was_agreed_and_nothing_else() -> None:
    started = plandocs.converse(_DATA)
    assert started == as_plan(
        {
            "form": "outcomes-conversation", "id": "E1", "officer_name": "Priya Raman",
            "manager_name": "Tom Alder", "division_branch": "Policy / Reform",
            "period": "2026-27", "outcomes": _OUTCOMES,
        }
    )  # fmt: skip


def test_a_record_starts_from_a_path_a_reading_a_plan_or_data(tmp_path: Path) -> None:
    file = tmp_path / "raman.docx"
    plandocs.fill(_DATA, file)
    reading = plandocs.parse(file)
    found = [plandocs.converse(each) for each in (file, reading, as_plan(_DATA), _DATA)]
    assert found == [found[0]] * 4


def test_no_record_starts_from_a_record() -> None:
    with pytest.raises(InputError, match="no record of a conversation starts from"):
        plandocs.converse(record())


def test_many_plans_give_a_record_each_the_latest_version_counts(tmp_path: Path) -> None:
    plandocs.fill(_DATA, tmp_path / "first.docx")
    plandocs.fill({**_DATA, "manager_name": "Ann Lee"}, tmp_path / "second.docx")
    plandocs.fill({**_DATA, "id": "E2", "officer_name": "Dan"}, tmp_path / "third.docx")
    plandocs.fill(record(officer_name="Dan"), tmp_path / "talk.docx")
    (tmp_path / "broken.docx").write_bytes(b"")
    found = {Path(each.source).name: each for each in plandocs.converse_many(tmp_path)}
    assert [name for name, each in found.items() if each.record] == ["second.docx", "third.docx"]
    assert isinstance(found["broken.docx"].error, PlandocsError)
    assert "later version" in found["first.docx"].note
    assert "no conversation starts" in found["talk.docx"].note


def complete(file: Path) -> None:
    """Type into a record as people do."""
    document = docx.Document(str(file))
    tables = {table.cell(0, 0).text.partition(":")[0]: table for table in document.tables}
    outcomes = tables["Section 1"]
    for row, (status, progress) in enumerate(
        (("At risk", "Timetable slipped"), ("Achieved", "Berth opened")), start=3
    ):
        outcomes.cell(row, 7).text = status
        outcomes.cell(row, 6).text = progress
        outcomes.cell(row, 8).text = "See actions"
    actions = tables["Section 7"]
    for row, texts in enumerate(
        (("Ring the contractor", "Tom", "1 March 2027"), ("Pay the bill", "Priya", "soon")),
        start=2,
    ):
        for column, text in enumerate(texts):
            actions.cell(row, column).text = text
    tables["Section 6"].cell(3, 0).text = "Caring on Fridays"
    document.tables[0].cell(0, 4).text = "12 February 2027"
    document.tables[-1].cell(0, 1).text = "3 June 2027"
    document.save(str(file))


def resaved(file: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    soffice = shutil.which("soffice")
    assert soffice is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    (folder / "again").mkdir()
    convert = [soffice, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    run = [*convert, "--outdir", str(folder / "again"), str(file)]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    return folder / "again" / file.name


def sheet(file: Path, name: str) -> list[dict[str, Any]]:
    """A sheet's rows, by heading."""
    headings, *rows = openpyxl.load_workbook(file)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows if any(row)]


@pytest.mark.slower
@pytest.mark.libreoffice
def test_every_status_and_action_arrives_in_the_roll_up(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    plandocs.fill(_DATA, plans / "raman.docx")
    file = tmp_path / "talk.docx"
    plandocs.fill(plandocs.converse(plans / "raman.docx"), file)
    complete(file)
    again = resaved(file, tmp_path)
    talk = plandocs.parse(again).plan
    assert isinstance(talk, OutcomesConversation)
    assert talk.id == "E1"
    assert [each.status for each in talk.outcomes] == ["At risk", "Achieved"]
    assert [each.measures for each in talk.outcomes] == [
        ("95% on time", "No gaps"),
        ("A third berth by May",),
    ]

    target = tmp_path / "division.xlsx"
    plandocs.rollup([plans, again], target)
    outcomes = sheet(target, "Outcomes")
    assert [(row["Latest status"], row["Status as of"]) for row in outcomes] == [
        ("At risk", datetime(2027, 2, 12)), ("Achieved", datetime(2027, 2, 12)),
    ]  # fmt: skip
    actions = sheet(target, "Actions")
    assert [(row["Action"], row["Who"], row["By when, as written"]) for row in actions] == [
        ("Ring the contractor", "Tom", "1 March 2027"), ("Pay the bill", "Priya", "soon"),
    ]  # fmt: skip
    (held,) = sheet(target, "Conversations")
    assert (held["Held"], held["Next due"]) == (datetime(2027, 2, 12), datetime(2027, 6, 3))
    assert (held["At risk"], held["Achieved"]) == (1, 1)
    progress = sheet(target, "Progress")
    assert [row["Progress so far"] for row in progress] == ["Timetable slipped", "Berth opened"]
    assert "Caring on Fridays" not in everything(target)


def test_a_mixed_folder_goes_through_parse_and_roll_up_in_one_call(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    plandocs.fill(_DATA, folder / "a plan.docx")
    plandocs.fill(record(id="E1", division_branch="Policy / Reform"), folder / "b talk.docx")
    other = docx.Document()
    other.add_paragraph("Lunch menu")
    other.save(str(folder / "c menu.docx"))
    readings = list(plandocs.parse_many(sorted(folder.iterdir())))
    found = [each.plan.form if each.plan else str(each.error) for each in readings]
    assert found[:2] == ["senior-executive-plan", "outcomes-conversation"]
    assert "not a form that plandocs knows" in found[2]
    target = tmp_path / "division.xlsx"
    done = plandocs.rollup(folder, target)
    assert [Path(each.source).name for each in done.failed] == ["c menu.docx"]
    assert (done.rows["Outcomes"], done.rows["Conversations"], done.rows["Actions"]) == (2, 1, 2)


def everything(file: Path) -> str:
    """All text of a workbook."""
    book = openpyxl.load_workbook(file)
    return "\n".join(
        str(cell) for each in book for row in each.iter_rows(values_only=True) for cell in row
    )
