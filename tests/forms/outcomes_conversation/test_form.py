"""The form: its fields, its words, its blank and its template, and that it is told from others."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, NotThisForm
from plandocs.forms.outcomes_conversation import FORM, OutcomesConversation
from plandocs.forms.senior_executive_plan import FORM as PLAN
from plandocs.verbs.parse import parse
from tests.documents.by_python_docx import saved
from tests.forms.outcomes_conversation.records import blank_record, record

GUIDANCE = Path(__file__).with_name("guidance.txt").read_text(encoding="utf-8")
PHASES = ("direction_setting", "planning_and_design", "implementation_and_delivery", "review")


def filled(plan: plandocs.Plan) -> bytes:
    document = plandocs.fill(plan)
    assert document is not None
    return document


def test_every_field_is_in_the_data_in_the_forms_order() -> None:
    assert list(blank_record().model_dump()) == [
        "form", "id", "officer_name", "manager_name", "division_branch", "conversation_date",
        "period", "occasion", "outcomes", *PHASES, "flexible_work", "actions",
        "next_conversation",
    ]  # fmt: skip


def test_the_questions_are_all_of_the_guidances_and_in_its_words() -> None:
    printed = [each for phase in PHASES for each in FORM.section(phase).printed]
    asked = GUIDANCE[GUIDANCE.index("Direction setting") :].split("\n")
    assert printed == [line.strip() for line in asked if line.strip().endswith("?")]


def test_the_blank_prints_the_frameworks_three_principles() -> None:
    words = "\n".join(
        p.text
        for table in docx.Document(str(FORM.blank)).tables
        for cell in table._cells
        for p in cell.paragraphs
    )
    framework = GUIDANCE[GUIDANCE.index("Mutually beneficial") :].split("\n")[:3]
    assert [line.strip() in words for line in framework] == [True] * 3


def test_the_questions_are_always_all_there() -> None:
    plan = record()
    assert [len(getattr(plan, phase)) for phase in PHASES] == [3, 5, 3, 2]
    assert plan.direction_setting[2].notes == "Counter to counter."


def test_a_question_that_the_form_does_not_ask_is_refused() -> None:
    with pytest.raises(InputError, match="is not one of the form's own"):
        as_plan({**record().model_dump(), "review": [{"question": "Why?", "notes": "x"}]})


def test_the_blank_parses_to_nothing_and_is_clean() -> None:
    reading = plandocs.parse(FORM.blank.read_bytes())
    assert reading.plan == blank_record()
    assert reading.clean


def test_the_template_is_the_tagged_blank() -> None:
    tagged = plandocs.tag_template(FORM.blank.read_bytes(), form=FORM)
    assert tagged.missing == ()
    assert tagged.typed == ()
    assert tagged.data == (FORM.folder / "template.docx").read_bytes()


def test_a_record_is_read_back_as_it_was_filled_in() -> None:
    plan = record()
    reading = plandocs.parse(filled(plan))
    assert reading.plan == plan
    assert reading.unmapped == ()
    assert [issue.code for issue in reading.issues] == ["unreadable-date"]


@pytest.mark.parametrize("status", ["", "On track", "AT RISK", "Nearly there", "1. <b>"])
def test_any_status_is_read_back(status: str) -> None:
    outcomes = ({"outcome": "One", "measures": ["a"], "status": status},)
    plan = record(outcomes=outcomes, actions=())
    reading = plandocs.parse(filled(plan))
    assert reading.plan == plan
    known = status in ("", "On track", "AT RISK")
    assert [issue.code for issue in reading.issues] == ([] if known else ["unknown-choice"])


def test_a_filled_record_still_offers_the_statuses() -> None:
    xml = docx.Document(io.BytesIO(filled(record()))).element.xml
    assert xml.count("<w:comboBox>") == 5
    assert xml.count("<w:showingPlcHdr/>") == 3


def test_a_question_added_to_a_phase_is_in_unmapped() -> None:
    document = docx.Document(io.BytesIO(filled(record(actions=()))))
    review: Any = next(t for t in document.tables if t.cell(0, 0).text == "Section 5: Review")
    row = review.add_row()
    row.cells[0].text, row.cells[1].text = "Is anybody happier?", "Some are"
    reading = plandocs.parse(saved(document))
    assert reading.plan == record(actions=())
    assert [each.text for each in reading.unmapped] == ["Is anybody happier?", "Some are"]


def test_an_action_merged_over_two_rows_keeps_both_dates() -> None:
    document = docx.Document(io.BytesIO(filled(record())))
    actions = next(t for t in document.tables if t.cell(0, 0).text == "Section 7: Actions")
    actions.cell(3, 0).text = ""
    actions.cell(2, 0).merge(actions.cell(3, 0))
    plan = plandocs.parse(saved(document)).plan
    assert isinstance(plan, OutcomesConversation)
    assert [each.by_when.text for each in plan.actions] == ["26 February 2027\nbefore Easter"]


def test_neither_form_claims_the_others_documents() -> None:
    conversation = filled(record())
    plan = filled(as_plan({"form": PLAN.name, "officer_name": "A", "outcomes": [{"outcome": "B"}]}))
    for document, form in ((conversation, FORM), (plan, PLAN)):
        read = plandocs.parse(document).plan
        assert read is not None
        assert read.form == form.name


def test_a_plan_is_no_record_of_a_conversation() -> None:
    with pytest.raises(NotThisForm):
        parse(PLAN.blank.read_bytes(), forms=(FORM,))


@pytest.mark.parametrize("seed", range(12))
def test_a_record_without_its_title_and_some_of_its_tables_is_still_one(seed: int) -> None:
    document = docx.Document(io.BytesIO(filled(record())))
    rng = random.Random(seed)
    for paragraph in document.paragraphs[: 3 * (seed % 2)]:
        document.element.body.remove(paragraph._p)
    for table in rng.sample(document.tables[1:], rng.randint(1, 4)):
        document.element.body.remove(table._tbl)
    assert isinstance(plandocs.parse(saved(document)).plan, OutcomesConversation)


def test_minutes_of_a_meeting_are_no_record_of_a_conversation() -> None:
    document = docx.Document()
    document.add_heading("Minutes")
    for line in ("Date of meeting: 3 May 2026", "Branch: Policy", "Manager: T Alder"):
        document.add_paragraph(line)
    document.add_paragraph("Actions")
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("Action", "Who", "When"), strict=True):
        cell.text = text
    with pytest.raises(NotThisForm):
        plandocs.parse(saved(document))


@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365])
def test_the_validator_finds_no_error_in_blank_and_filled(
    version: FileFormat, tmp_path: Path
) -> None:
    for name, document in (("blank", FORM.blank.read_bytes()), ("filled", filled(record()))):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(document)
        result = OpenXmlValidator(file_format=version).validate(file)
        assert [str(error) for error in result.errors] == []


def test_the_next_date_is_read_below_the_last_section_whoever_saved_the_record() -> None:
    document = docx.Document(io.BytesIO(filled(record())))
    outcomes = document.tables[1]
    outcomes._tbl.remove(outcomes.rows[-1]._tr)  # as no blank is laid out
    reading = parse(saved(document))
    assert [issue.code for issue in reading.issues] == ["unreadable-date"]  # "before Easter"
    assert reading.plan == record()
