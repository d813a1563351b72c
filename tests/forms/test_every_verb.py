"""A form that is described in a file goes through every verb, in Python and on the command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import plandocs
from plandocs.cli import plandocs as command_line
from plandocs.forms import registry
from tests.forms.described.desk import PLAN, lay_out

LATER: dict[str, Any] = {
    **PLAN, "result": "Confirmed", "manager_name": "Ana Cho",
    "duties": [{"duty": "Answers letters", "signs": ["in five days"]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form, its blank, and two filled documents of one person."""
    folder = tmp_path_factory.mktemp("office")
    file = lay_out(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_loaded", {})
        plandocs.load_form(file)
        (folder / "returned").mkdir()
        plandocs.fill(PLAN, folder / "returned" / "raman.docx")
        plandocs.fill(LATER, folder / "later.docx")
        (folder / "plans.json").write_text(json.dumps([PLAN, LATER | {"id": "7"}]))
    return folder


@pytest.fixture
def form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> plandocs.FormSpec:
    monkeypatch.chdir(folder)
    return plandocs.load_form("our-form.toml")


def test_roll_up_and_tables_have_its_sections_but_what_is_private(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    plandocs.rollup("returned", tmp_path / "division.xlsx", forms=form)
    book = openpyxl.load_workbook(tmp_path / "division.xlsx")
    assert {"What the job asks", "Conduct", "Help that was agreed"} <= set(book.sheetnames)
    words = {str(cell.value) for page in book for row in page.iter_rows() for cell in row}
    assert "A mentor" in words
    assert not any("etween us" in word for word in words)
    assert "what_the_job_asks" in plandocs.tables("returned", forms=form)


def test_check_says_what_is_missing(form: plandocs.FormSpec) -> None:
    (checked,) = plandocs.check("returned", forms=form)
    assert [each.code for each in checked.findings] == ["not-signed"]


def test_what_changed_is_told(form: plandocs.FormSpec, tmp_path: Path) -> None:
    changes = plandocs.diff("returned/raman.docx", "later.docx")
    assert {each.field for each in changes} == {
        "result", "manager_name", "duties[0].signs[0]", "duties[0].signs[1]"
    }  # fmt: skip
    with pytest.raises(plandocs.OutputError, match="has boxes to tick"):
        plandocs.diff("returned/raman.docx", "later.docx", tmp_path / "changes.docx")
    plandocs.fill({**PLAN, "duties": LATER["duties"]}, tmp_path / "duties.docx")
    plandocs.diff("returned/raman.docx", tmp_path / "duties.docx", tmp_path / "changes.docx")
    assert (tmp_path / "changes.docx").is_file()


def test_header_data_is_brought_up_to_date(form: plandocs.FormSpec) -> None:
    updated = plandocs.update("returned/raman.docx", {"manager_name": "Bo Cho"})
    plan = plandocs.parse(updated.data).plan
    assert plan == plandocs.validate({**PLAN, "manager_name": "Bo Cho"})


def test_it_is_carried_into_the_next_cycle(form: plandocs.FormSpec) -> None:
    (carried,) = plandocs.carry("returned", period="2027-28", forms=form)
    assert carried.plan is not None
    data = carried.plan.model_dump(mode="json")
    assert [each["duty"] for each in data["duties"]] == ["Answers letters"]
    assert data["remarks"]["of_employee"] == ""


def test_a_form_without_a_record_of_conversations_says_so(form: plandocs.FormSpec) -> None:
    with pytest.raises(plandocs.InputError, match="no record of a conversation starts"):
        plandocs.converse("returned/raman.docx")


def test_versions_are_told_apart(form: plandocs.FormSpec) -> None:
    history = plandocs.history(["returned", "later.docx"], forms=form)
    assert [version.number for version in history.versions] == [1, 2]


def test_the_intake_workbook_comes_back(form: plandocs.FormSpec, tmp_path: Path) -> None:
    plandocs.workbook(tmp_path / "intake.xlsx", form=form, plans=[PLAN])
    (record,) = plandocs.read_data(tmp_path / "intake.xlsx", form=form)
    assert plandocs.validate(record) == plandocs.validate(PLAN)


def test_its_data_has_a_schema(form: plandocs.FormSpec) -> None:
    schema = plandocs.schema(form)
    assert schema == plandocs.schema("probation-record")
    assert schema["properties"]["result"]["anyOf"][0]["enum"][2:] == [
        "Confirmed", "Extended", "Ended"
    ]  # fmt: skip


def test_a_blank_is_tagged_and_the_template_has_no_mistake(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    tagged = plandocs.tag_template("our-form.docx", form=form)
    assert (tagged.missing, tagged.typed, tagged.unproved) == ((), (), "")
    assert [
        e for e in plandocs.check_template(tagged.data, form=form) if e.severity != "info"
    ] == []
    assert plandocs.fill(PLAN, template=tagged.data)


def test_a_living_folder_remembers_it(form: plandocs.FormSpec, tmp_path: Path) -> None:
    state = plandocs.State(tmp_path / "division.plandocs")
    first = list(plandocs.parse_many("returned/raman.docx", state=state))
    assert list(plandocs.parse_many("returned/raman.docx", state=state)) == first
    put_right = state.correct("returned/raman.docx", "manager_name", "Bo Cho", by="HR")
    assert put_right.plan is not None
    assert put_right.plan.model_dump()["manager_name"] == "Bo Cho"
    assert state.forget("Priya Raman").readings == 1


def test_letters_and_commented_copies_are_written(form: plandocs.FormSpec, tmp_path: Path) -> None:
    letters = plandocs.letters("returned", tmp_path / "letters", forms=form)
    assert [letter.officer_name for letter in letters.letters] == ["Priya Raman"]
    (copy,) = plandocs.comment("returned", tmp_path / "copies", forms=form)
    assert copy.error is None


_COMMANDS = (
    "parse returned -o {0}/plans.jsonl", "rollup returned -o {0}/division.xlsx",
    "rollup returned -o {0}/division.sqlite", "check returned", "history returned",
    "check returned --format docx -o {0}/copies", "fill plans.json -o {0}/plans",
    "diff returned/raman.docx later.docx", "carry returned --period 2027-28 -o {0}/next",
    "workbook -o {0}/intake.xlsx", "schema", "letters returned -o {0}/letters",
    "template tag our-form.docx -o {0}/tagged.docx", "template check {0}/tagged.docx",
    "update returned/raman.docx new.json -o {0}/new.docx",
    "parse returned -o {0}/again.jsonl --state {0}/our.plandocs",
    "state {0}/our.plandocs correct returned/raman.docx manager_name Bo --by HR",
    "rollup {0}/plans.jsonl -o {0}/again.xlsx",
)  # fmt: skip
_ONE = {"check returned", "check returned --format docx -o {0}/copies"}
"""These find something to put right."""


def test_a_command_that_cannot_says_why(form: plandocs.FormSpec, tmp_path: Path) -> None:
    arguments = f"converse returned -o {tmp_path / 'talks'} --form our-form.toml".split()
    result = CliRunner().invoke(command_line, arguments, standalone_mode=False)
    assert "there is no plan here that a conversation could start from" in str(result.exception)


def test_every_command_takes_the_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "new.json").write_text(json.dumps({"id": "00918", "manager_name": "Bo Cho"}))
    said = {}
    for command in _COMMANDS:
        registry._loaded.clear()
        arguments = [*command.format(tmp_path).split(), "--form", "our-form.toml"]
        result = CliRunner().invoke(command_line, arguments, standalone_mode=False)
        said[command] = result.return_value or 0 if result.exception is None else result.exception
    wrong = {c: r for c, r in said.items() if r not in ((0, 1) if c in _ONE else (0,))}
    assert wrong == {}
    with sqlite3.connect(tmp_path / "division.sqlite") as tables:
        found = tables.execute("select * from what_the_job_asks").fetchall()
    assert "Answers letters" in found[0]
