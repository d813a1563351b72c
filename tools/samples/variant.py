"""One agency's own edition of the form, tagged for filling.

In: nothing. Out: the bytes of a .docx template. It asks what the official form asks, in other
words: "Employee" and "Supervisor", a header block of four columns, the headings of the sections
above their tables, dashes where the form has brackets.
"""

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Opened
from docx.shared import Cm, Pt

import plandocs
from plandocs.forms.senior_executive_plan import CAPABILITIES

_HEADER = (
    ("Employee name", "Employee's signature"),
    ("Classification", "Supervisor's signature"),
    ("Division – Branch", "Date of discussion"),
    ("Supervisor", "Reporting period"),
)
_OUTCOMES = ("Business outcome", "Performance indicators", "Linked objective")
_NEEDS = ("Priority", "Development need", "Relates to", "Activity", "Who and when")
_CAREER = ("Employee's career aspirations and goals", "Supervisor's comments")
_RELATIONSHIP = ("What the supervisor is seeking", "What the employee is seeking")
_SECTIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("1 – Business outcomes and performance measures", _OUTCOMES, ("",) * 5),
    ("2 – Leadership behaviours", ("Capability", "Performance indicators"), CAPABILITIES),
    ("3 – Learning & development plan", _NEEDS, ("",) * 5),
    ("4 – Career aspirations", _CAREER, ("",)),
    ("5 – Working relationship", _RELATIONSHIP, ("",)),
)


def variant() -> bytes:
    """The agency's form with the marks that `plandocs.fill` needs."""
    document = Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(10)
    document.add_paragraph("Department of Regional Futures", "Subtitle")
    document.add_heading("Senior Executive – Performance Management Plan", 1)
    _table(document, [(left, "", right, "") for left, right in _HEADER])
    for heading, columns, firsts in _SECTIONS:
        document.add_heading(f"Section {heading}", 2)
        blank = ("",) * (len(columns) - 1)
        _table(document, [columns, *((first, *blank) for first in firsts)])
    _name(document)
    target = io.BytesIO()
    document.save(target)
    return plandocs.tag_template(target.getvalue()).data


def _table(document: Opened, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _name(document: Opened) -> None:
    properties = document.core_properties
    properties.title = "Senior Executive – Performance Management Plan"
    properties.author, properties.comments = "Department of Regional Futures", ""
    properties.created = properties.modified = datetime(2026, 6, 1, tzinfo=UTC)
