"""Headings in two levels: "Hours" above "Planned" and "Worked", "Cost" above "Planned", "Paid"."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import plandocs
from tests.documents.notation import xml
from tests.documents.opc import document, docx

FORM = """\
form = "project-hours"
title = "Hours and cost of a project"
only = ["What was done", "Project lead"]
[fields.lead]
label = "Project lead"
role = "person"
[sections.tasks]
heading = "What was done"
shape = "rows"
[sections.tasks.fields.task]
label = "Task"
key = true
[sections.tasks.fields.hours_planned]
label = "Planned"
under = "Hours"
kind = "number"
[sections.tasks.fields.hours_worked]
label = "Worked"
under = "Hours"
kind = "number"
[sections.tasks.fields.cost_planned]
label = "Planned"
under = "Cost"
[sections.tasks.fields.cost_paid]
label = "Paid"
under = "Cost"
"""
_SPAN = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
_TASK = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
_FIRST, _MORE = _TASK.format(' w:val="restart"', "Task"), _TASK.format("", "")
_UPPER = _FIRST + _SPAN.format("Hours") + _SPAN.format("Cost")
_GRID = "<w:tblGrid>" + '<w:gridCol w:w="1500"/>' * 5 + "</w:tblGrid>"


def blank() -> bytes:
    cells = xml('tbl(tr(tc"Planned" tc"Worked" tc"Planned" tc"Paid"))')
    lower = cells[cells.index("<w:tc>") : cells.rindex("</w:tr>")]
    cells = xml("tbl(tr(tc tc tc tc tc))")
    row = cells[cells.index("<w:tr") : cells.rindex("</w:tr>") + len("</w:tr>")]
    front = xml('p"Hours and cost of a project" tbl(tr(tc"Project lead" tc)) p"What was done"')
    table = f"<w:tbl>{_GRID}<w:tr>{_UPPER}</w:tr><w:tr>{_MORE}{lower}</w:tr>{row * 3}</w:tbl>"
    return docx(document(front + table + "<w:p/><w:sectPr/>"))


@pytest.fixture
def form(tmp_path: Path) -> plandocs.FormSpec:
    (tmp_path / "project.toml").write_text(FORM, encoding="utf-8")
    (tmp_path / "project.docx").write_bytes(blank())
    return plandocs.load_form(tmp_path / "project.toml")


def plan() -> plandocs.Plan:
    tasks = [
        {"task": "Paint", "hours_planned": 8, "hours_worked": 9, "cost_planned": "$40"},
        {"task": "Sand", "hours_worked": "2", "cost_planned": "", "cost_paid": "$5"},
    ]
    return plandocs.validate({"form": "project-hours", "lead": "Ana Ito", "tasks": tasks})


def test_each_column_is_found_under_both_its_headings(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    assert plandocs.check_form(form).holds
    plandocs.fill(plan(), tmp_path / "ana.docx")
    reading = plandocs.parse(tmp_path / "ana.docx")
    assert (reading.plan, reading.issues, reading.unmapped) == (plan(), (), ())


def test_workbooks_and_schema_name_both_headings(form: plandocs.FormSpec, tmp_path: Path) -> None:
    plandocs.rollup([plan()], tmp_path / "all.xlsx")
    first = next(
        openpyxl.load_workbook(tmp_path / "all.xlsx")["What was done"].iter_rows(values_only=True)
    )
    headings = ("Hours: Planned", "Hours: Worked", "Cost: Planned", "Cost: Paid")
    assert first[-4:] == headings
    plandocs.workbook(tmp_path / "data.xlsx", form=form, plans=[plan()])
    records = plandocs.read_data(tmp_path / "data.xlsx", form=form)
    assert [plandocs.validate(each.data) for each in records] == [plan()]
    assert "Hours: Planned" in str(plandocs.schema(form))


def test_two_columns_of_one_label_under_one_heading_are_told(tmp_path: Path) -> None:
    text = FORM.replace('label = "Worked"', 'label = "Planned"')
    (tmp_path / "project.toml").write_text(text, encoding="utf-8")
    with pytest.raises(plandocs.InputError, match="have the same label, 'Planned'"):
        plandocs.load_form(tmp_path / "project.toml")


def test_the_learner_proposes_both_levels(tmp_path: Path) -> None:
    learnt = plandocs.learn_form(blank())
    assert learnt.wrong == ()
    assert learnt.text.count('under = "Hours"') == learnt.text.count('under = "Cost"') == 2
