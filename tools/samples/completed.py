"""A plan as a Word file that went the usual way: filled by HR, typed into, saved by somebody else.

In: a plan and its place among the twelve. Out: the bytes of a .docx. HR's part is made by
plandocs; everything that the officer and the manager write is typed in with python-docx, which
knows nothing of plandocs; every other file is then opened and saved by LibreOffice. One agency
has an edition of the form of its own.
"""

import io
import zipfile
from datetime import UTC, datetime, timedelta

from docx import Document
from docx.document import Document as Opened
from docx.table import Table
from docx.text.paragraph import Paragraph

import plandocs
from plandocs.forms.senior_executive_plan import SeniorExecutivePlan
from plandocs.word.package.foreign.libreoffice import to_docx

from .hands import HANDS, Hand, more_rows, put
from .traces import leave_traces
from .variant import variant

_AGENCY = 7
_OFFICIAL_HEADINGS, _AGENCY_HEADINGS = (2, 3, 3), (1, 1, 1)  # rows above Sections 1, 2 and 3
_SENT_OUT = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
_FIRST_SAVED = datetime(2026, 7, 14, 3, 12, tzinfo=UTC)


def completed(plan: SeniorExecutivePlan, place: int) -> bytes:
    """The file of one officer; ``place`` chooses the hand that typed it, and who saved it last."""
    own = place == _AGENCY
    headings = _AGENCY_HEADINGS if own else _OFFICIAL_HEADINGS
    document = Document(io.BytesIO(_from_hr(plan, variant() if own else None)))
    hand = HANDS[place % len(HANDS)]
    _sign(document.tables[0], plan)
    outcomes, leadership, learning = document.tables[1:4]
    _type_outcomes(outcomes, plan, hand, headings[0])
    _type_leadership(leadership, plan, hand, headings[1])
    _type_learning(learning, plan, headings[2])
    boxes = plan.career, plan.working_relationship
    for table, box in zip(document.tables[4:6], boxes, strict=True):
        for cell, (_, text) in zip(table.rows[-1].cells, box, strict=True):
            put(cell, text)
    leave_traces(document, place)
    _say_who(document, plan, place)
    saved = _saved(document)
    return to_docx(saved, ".docx") if place % 2 else saved


def _saved(document: Opened) -> bytes:
    """The document as a file whose parts carry no time, so that it is the same each time."""
    written, target = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(target, "w") as file:
        for name in parts.namelist():
            file.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _from_hr(plan: SeniorExecutivePlan, template: bytes | None) -> bytes:
    """What HR sent out: the header block filled, as far as HR knows it."""
    known = {"id", "officer_name", "classification_level", "division_branch", "manager_name"}
    sent = plan.model_dump(include=known)
    known_plan = {"form": plan.form, "period": plan.period.text, **sent}
    filled = plandocs.fill(known_plan, template=template)
    assert filled is not None
    return filled


def _sign(table: Table, plan: SeniorExecutivePlan) -> None:
    texts = plan.officer_signature.text, plan.manager_signature.text, plan.meeting_date.text
    for row, text in zip(table.rows, texts, strict=False):
        put(row.cells[-1], text)


def _type_outcomes(table: Table, plan: SeniorExecutivePlan, hand: Hand, headings: int) -> None:
    blank = table.rows[headings:]
    rows = more_rows(table, max(0, len(plan.outcomes) - len(blank)))[headings:]
    for number, (row, outcome) in enumerate(zip(rows, plan.outcomes, strict=False), start=1):
        if number > len(blank):
            _renumber(row.cells[0].paragraphs[0], number)
        put(row.cells[0], outcome.outcome)
        hand(row.cells[1], outcome.measures)
        put(row.cells[2], "\n".join(outcome.links))


def _renumber(paragraph: Paragraph, number: int) -> None:
    paragraph.runs[0].text = f"{number}."


def _type_leadership(table: Table, plan: SeniorExecutivePlan, hand: Hand, headings: int) -> None:
    for row, behaviour in zip(table.rows[headings:], plan.leadership, strict=True):
        hand(row.cells[1], behaviour.measures)


def _type_learning(table: Table, plan: SeniorExecutivePlan, headings: int) -> None:
    for row, need in zip(table.rows[headings:], plan.learning_needs, strict=False):
        for cell, (_, text) in zip(row.cells, need, strict=True):
            put(cell, text)


def _say_who(document: Opened, plan: SeniorExecutivePlan, place: int) -> None:
    """The properties that Word writes by itself when somebody saves."""
    properties = document.core_properties
    properties.created = _SENT_OUT
    properties.last_modified_by = plan.officer_name
    properties.modified = _FIRST_SAVED + timedelta(days=place, hours=place)
    properties.revision = 3 + place
