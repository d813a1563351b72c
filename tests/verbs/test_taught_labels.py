"""An agency's words for labels, taught in a file: written by the tagging, used by every verb."""

from __future__ import annotations

import functools
import io
import json
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import plandocs
from plandocs.batch import processes
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, TemplateError
from plandocs.forms.registry import form
from tests.commands import run as status_of
from tests.documents.by_python_docx import blank_document, saved
from tests.documents.filled_plan import PLAN, with_body, words
from tests.word.tag.blanks import BLANKS

# Each label of the form as it prints it, by its field, and what no form is known to call it.
CELLS = {
    "officer_name": ("Officer name", "Who this is about"),
    "classification_level": ("Classification Level", "Pay step"),
    "division_branch": ("Division/Branch", "Output family"),
    "manager_name": ("Manager name", "Agreed with"),
    "officer_signature": ("Officer signature", "Your mark"),
    "manager_signature": ("Manager signature", "Mark of whom it was agreed with"),
    "meeting_date": ("Date of meeting", "When we sat down"),
    "period": ("Period of plan", "Runs over"),
}
COLUMNS = {
    ("outcomes", "links"): ("Link to", "Serves which promise"),
    ("learning_needs", "activity"): ("Learning activity", "What we will do about it"),
    ("career", "manager_comments"): ("Managers comments", "What your boss thinks"),
    ("working_relationship", "manager_seeks"): (
        "What the Manager is seeking in the working relationship", "Wished for from above"
    ),
}  # fmt: skip


@functools.cache
def blank(*fields: str) -> bytes:
    """The official blank with other words for the labels of these fields."""
    document = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    other = {CELLS[name][0]: CELLS[name][1] for name in fields}
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            p = cell.paragraphs[0]
            if (label := p.text.rstrip(" :")) in other:
                p.runs[0].text = f"{other[label]}:"
                for more in p.runs[1:]:
                    more.text = ""
    return saved(document)


def run(*arguments: object) -> tuple[int, str]:
    """A command's exit status, and what it says on both its ways."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = status_of(*arguments)
    return status, out.getvalue() + err.getvalue()


def taught(*fields: str) -> dict[str, Any]:
    return {"form": "senior-executive-plan", "cells": {name: CELLS[name][1] for name in fields}}


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "our-labels.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return file_of(tmp_path, '[cells]\ndivision_branch = "Output family:"\n')


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan on the form of an agency that has other words for the division."""
    words_of = taught("division_branch")
    template = plandocs.tag_template(blank("division_branch"), labels=words_of).data
    path = tmp_path / "plans" / "raman.docx"
    path.parent.mkdir()
    plandocs.fill(dict(PLAN), path, template=template, labels=words_of)
    return path


@pytest.mark.parametrize("name", ["division_branch", "manager_signature", "meeting_date"])
def test_the_file_that_tagging_writes_is_completed_and_all_goes_round(
    name: str, tmp_path: Path
) -> None:
    path, tagged, labels = tmp_path / "blank.docx", tmp_path / "tagged.docx", tmp_path / "l.toml"
    path.write_bytes(blank(name))
    first = run("template", "tag", path, "-o", tagged, "--labels", labels)
    assert first[0] == 1
    assert f"not found  {name}" in first[1]
    written = tomllib.loads(labels.read_text(encoding="utf-8"))
    assert written["cells"][name] == ""
    assert f"#   {CELLS[name][1]}" in labels.read_text(encoding="utf-8")
    completed = labels.read_text(encoding="utf-8").replace(
        f'{name} = ""', f'{name} = "{CELLS[name][1]}"'
    )
    labels.write_text(completed, encoding="utf-8")
    again = run("template", "tag", path, "-o", tagged, "--labels", labels, "--force")
    assert again[0] == 0, again[1]
    assert labels.read_text(encoding="utf-8") == completed
    assert run("template", "check", tagged)[0] == 1
    assert run("template", "check", tagged, "--labels", labels)[0] == 0
    made = plandocs.fill(dict(PLAN), template=tagged, labels=labels)
    assert made is not None
    reading = plandocs.parse(made, labels=labels, blank=path)
    assert reading.plan == as_plan(dict(PLAN))
    assert reading.clean


def test_all_labels_of_the_header_can_be_taught_at_once() -> None:
    template = plandocs.tag_template(blank(*CELLS), labels=taught(*CELLS))
    assert (template.missing, template.unproved, template.guessed) == ((), "", ())
    made = plandocs.fill(dict(PLAN), template=template.data, labels=taught(*CELLS))
    assert made is not None
    assert plandocs.parse(made, labels=taught(*CELLS)).plan == as_plan(dict(PLAN))


@pytest.mark.parametrize("path", COLUMNS)
def test_the_heading_of_a_column_can_be_taught(path: tuple[str, str]) -> None:
    label, other = COLUMNS[path]
    document = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    _retitle(document, label, other)
    data = saved(document)
    labels = {"columns": {path[0]: {path[1]: other}}}
    template = plandocs.tag_template(data, labels=labels)
    assert (template.missing, template.unproved) == ((), "")
    assert ".".join(path) in template.fields
    assert dict(template.guessed) == {}
    made = plandocs.fill(dict(PLAN), template=template.data, labels=labels)
    assert made is not None
    reading = plandocs.parse(made, labels=labels)
    assert reading.plan == as_plan(dict(PLAN))
    assert "label-by-likeness" not in {issue.code for issue in reading.issues}


def test_a_heading_that_is_taken_for_text_is_said_to_be_teachable() -> None:
    document = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    _retitle(document, "Managers comments", "What your boss thinks")
    with pytest.raises(TemplateError, match="teach"):
        plandocs.tag_template(saved(document))


def test_a_section_and_a_printed_row_can_be_taught() -> None:
    labels = {
        "sections": {"career": "Where to next"},
        "printed": {"leadership": {"Achieves results": "Gets it done"}},
    }
    document = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    _retitle(document, "Achieves results", "2. Gets it done")
    _retitle(document, "Section 4", "Where to next")
    template = plandocs.tag_template(saved(document), labels=labels)
    assert (template.missing, template.unproved) == ((), "")


def _retitle(document: Any, start: str, other: str) -> None:
    """Other words in a paragraph of a table; a hint below it in the same cell stays."""
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    p = next(p for cell in cells for p in cell.paragraphs if start in p.text)
    p.runs[0].text = other
    for more in p.runs[1:]:
        more.text = ""


@pytest.mark.parametrize("name", list(BLANKS))
def test_what_tagging_guessed_can_be_taught_as_it_was_written(name: str, tmp_path: Path) -> None:
    data = BLANKS[name]()
    before = plandocs.tag_template(data)
    labels = file_of(tmp_path, before.labels)
    after = plandocs.tag_template(data, labels=labels)
    assert after.data == before.data
    assert (after.fields, after.unproved) == (before.fields, "")
    assert [each for each in after.guessed if each[1] != "its place"] == []


def test_words_of_another_field_become_those_of_the_one_that_is_taught() -> None:
    labels = {"cells": {"classification_level": "Reports to", "manager_name": "Agreed with"}}
    document = docx.Document(io.BytesIO(blank()))
    _retitle(document, "Classification Level", "Reports to:")
    _retitle(document, "Manager name", "Agreed with:")
    template = plandocs.tag_template(saved(document), labels=labels)
    assert (template.missing, template.unproved) == ((), "")
    filled = plandocs.fill(dict(PLAN), template=template.data, labels=labels)
    assert filled is not None
    assert plandocs.parse(filled, labels=labels).plan == as_plan(dict(PLAN))


def test_what_was_learned_without_the_words_is_not_used_with_them_nor_the_other_way(
    plan_file: Path, labels: Path
) -> None:
    for _ in range(3):
        without = plandocs.parse(plan_file)
        assert without.plan is not None
        assert "missing-field" in {issue.code for issue in without.issues}
        reading = plandocs.parse(plan_file, labels=labels)
        assert reading.plan == as_plan(dict(PLAN))
        assert "missing-field" not in {issue.code for issue in reading.issues}


def test_a_plan_on_the_official_form_is_read_with_taught_words_as_without(labels: Path) -> None:
    made = plandocs.fill(dict(PLAN))
    assert made is not None
    assert plandocs.parse(made, labels=labels).to_dict() == plandocs.parse(made).to_dict()


@pytest.mark.parametrize("method", ["fork", pytest.param("spawn", marks=pytest.mark.slower)])
def test_worker_processes_know_the_words(
    plan_file: Path, labels: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "start_method", lambda: method)
    readings = list(plandocs.parse_many([plan_file] * 5, workers=2, labels=labels))
    assert [reading.plan for reading in readings] == [as_plan(dict(PLAN))] * 5
    template = plandocs.tag_template(blank("division_branch"), labels=labels).data
    plans = [{**PLAN, "officer_name": f"Ann {letter}"} for letter in "ABCDE"]
    folder = plan_file.parent.parent / "out"
    filled = plandocs.fill_many(plans, folder, template=template, labels=labels, workers=2)
    assert [each.status for each in filled] == ["filled"] * 5


def test_every_verb_that_reads_plans_uses_the_words(
    plan_file: Path, labels: Path, tmp_path: Path
) -> None:
    folder, unit = plan_file.parent, "Policy / Reform"
    assert "division_branch" not in {
        finding.field for each in plandocs.check(folder, labels=labels) for finding in each.findings
    }
    plandocs.rollup(folder, tmp_path / "division.xlsx", labels=labels)
    sheet = openpyxl.load_workbook(tmp_path / "division.xlsx")["Completion"]
    assert "Reform" in {cell.value for row in sheet.iter_rows() for cell in row}
    record = plandocs.converse(plan_file, labels=labels)
    assert record.model_dump()["division_branch"] == unit
    [started] = plandocs.converse_many(folder, labels=labels)
    assert started.record is not None
    assert started.record.model_dump()["division_branch"] == unit
    [carried] = plandocs.carry(folder, period="2027-28", labels=labels)
    assert carried.plan is not None
    assert carried.plan.model_dump()["division_branch"] == unit
    [version] = plandocs.history(folder, labels=labels).versions
    assert version.to_dict()["unit"] == unit
    assert plandocs.diff(plan_file, dict(PLAN), labels=labels) == ()
    updated = plandocs.update(plan_file, {"division_branch": "New"}, labels=labels)
    assert [each.after for each in updated.changes] == ["New"]
    again = plandocs.parse(updated.data, labels=labels).plan
    assert again == as_plan({**PLAN, "division_branch": "New"})
    tracked = tmp_path / "changes.docx"
    plandocs.diff(plan_file, {**PLAN, "division_branch": "New"}, tracked, labels=labels)
    assert plandocs.parse(tracked, labels=labels).plan == again


def test_every_command_that_reads_plans_takes_the_file(
    plan_file: Path, labels: Path, tmp_path: Path
) -> None:
    folder = plan_file.parent
    done = run("parse", folder, "-o", tmp_path / "plans.jsonl", "--labels", labels)
    assert done[0] == 0, done[1]
    line = json.loads((tmp_path / "plans.jsonl").read_text(encoding="utf-8"))
    assert line["plan"]["division_branch"] == "Policy / Reform"
    for arguments in (
        ("rollup", folder, "-o", tmp_path / "d.xlsx"),
        ("converse", folder, "-o", tmp_path / "records"),
        ("carry", folder, "--period", "2027-28", "-o", tmp_path / "next"),
        ("history", folder),
        ("diff", plan_file, plan_file),
        ("update", plan_file, "--set", "division_branch=New", "-o", tmp_path / "new.docx"),
    ):
        done = run(*arguments, "--labels", labels)
        assert done[0] == 0, done[1]
    assert "division_branch" not in run("check", folder, "--labels", labels, "--json")[1]


def test_the_file_of_labels_is_never_written_over(plan_file: Path, labels: Path) -> None:
    before = labels.read_bytes()
    done = run("parse", plan_file, "-o", labels, "--labels", labels, "--force")
    assert done[0] == 2
    assert labels.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[cells]\ndivision_branch = \n", "line 2"),
        ('[cells]\n\ndivison = "Family"\n', "line 3, [cells] divison"),
        ('[cells]\ndivison_branch = "Family"\n', "Did you mean [cells] division_branch?"),
        ('[columns.outcomes]\nlink = "Serves"\n', "Did you mean [columns.outcomes] links?"),
        ('[cells]\nperiod = "Family"\ndivision_branch = "family:"\n', "is taught for two fields"),
        ('[cells]\nperiod = "Manager name"\n', "is the form's own label for manager_name"),
        ('[context]\nboss = "Manager name"\n', "is the form's own label for manager_name"),
        ('[cells]\nperiod = ":"\n', "has no word in it"),
        (f'[cells]\nperiod = "{"long " * 40}"\n', "is too long"),
        ("[cells]\nperiod = 5\n", "in quotes"),
        ('[fields]\nperiod = "Family"\n', "no such table"),
        ('cells = "Family"\n', "should be a table"),
        ('form = "our-form"\n[cells]\nperiod = "Family"\n', "no form 'our-form'"),
        ("form = 5\n", "the name of a form"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(
    text: str, said: str, tmp_path: Path
) -> None:
    labels = file_of(tmp_path, text)
    with pytest.raises(InputError) as caught:
        plandocs.parse(blank(), labels=labels)
    assert said in str(caught.value)
    assert str(labels) in str(caught.value)
    (tmp_path / "plan.docx").write_bytes(blank())
    done = run("check", tmp_path, "--labels", labels)
    assert done[0] == 2
    assert said in done[1]


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened: no such file"):
        plandocs.parse(blank(), labels=tmp_path / "none.toml")
    (tmp_path / "wide.toml").write_bytes("[cells]".encode("utf-16"))
    with pytest.raises(InputError, match="not UTF-8"):
        plandocs.parse(blank(), labels=tmp_path / "wide.toml")


def test_a_taught_label_typed_again_stays_with_its_value(labels: Path) -> None:
    plan = {**PLAN, "division_branch": "Output family: Policy"}
    template = plandocs.tag_template(blank("division_branch"), labels=labels).data
    made = plandocs.fill(plan, template=template, labels=labels)
    assert made is not None
    assert plandocs.parse(made, labels=labels).plan == as_plan(plan)


def test_a_value_that_is_a_taught_label_is_told(labels: Path) -> None:
    made = plandocs.fill({**PLAN, "manager_name": "Output family"})
    assert made is not None
    reading = plandocs.parse(made, labels=labels)
    assert ("label-as-value", "manager_name") in {(i.code, i.field) for i in reading.issues}


def test_other_forms_stay_other_forms_with_taught_words(labels: Path) -> None:
    document = blank_document()
    table = document.add_table(rows=3, cols=2)
    for row, label in enumerate(("Employee name", "Output family", "Manager")):
        table.cell(row, 0).text = label
    with pytest.raises(plandocs.PlandocsError, match="not a form that plandocs knows"):
        plandocs.parse(saved(document), labels=labels)


def test_a_word_changed_in_the_body_is_no_taught_label() -> None:
    """The notation of the trials, with a label that nobody taught: it is told as before."""
    made = with_body(plandocs.fill(dict(PLAN)) or b"", words("Division/Branch:", "Output family:"))
    assert "missing-field" in {issue.code for issue in plandocs.parse(made).issues}


def test_a_taught_label_heads_a_column_of_a_list(labels: Path, tmp_path: Path) -> None:
    rows = "Name,Output family\nAnn Lee,Policy\n"
    (tmp_path / "list.csv").write_text(rows, encoding="utf-8")
    [record] = plandocs.read_data(tmp_path / "list.csv", labels=labels)
    assert record.data["division_branch"] == "Policy"
    with pytest.raises(InputError, match="names no field"):
        list(plandocs.read_data(tmp_path / "list.csv"))
    (tmp_path / "tagged.docx").write_bytes(
        plandocs.tag_template(blank("division_branch"), labels=labels).data
    )
    status, said = run(
        "fill", tmp_path / "list.csv", "-o", tmp_path / "out", "--template",
        tmp_path / "tagged.docx", "--labels", labels,
    )  # fmt: skip
    assert status == 0, said
