"""Forms of the same folders that are none of the three: leave, minutes, appraisals, claims."""

from __future__ import annotations

import random

from .answers import sentence
from .model import Document, Par, Row, Table, cell, par

_HEADER = ("Officer name:", "Manager name:", "Division/Branch:", "Date:", "Signature:")
_EMPLOYEE = ("Employee:", "Supervisor:", "Work unit:", "Commencement date:", "Date of review:")
# Title, labels of the header, and the tables by their column headings.
_FORMS: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = (
    ("Leave Application", _EMPLOYEE, (("Type of leave", "First day", "Last day"),)),
    ("Annual Review & Assessment – Senior Executive", _HEADER,
     (("Outcome", "Agreed measure(s)", "Assessment", "Comments"),
      ("Leadership Capability", "Performance measure(s)", "Comments"))),
    ("Self-Assessment Tool", _HEADER, (("Capability", "Importance", "Capability now"),)),
    ("Position Description", ("Position title:", "Work unit:", "Level:"), (("Duty", "Share"),)),
    ("Minutes of the Executive Meeting", ("Date:", "Present:"), (("Action", "Who", "By when"),)),
    ("Professional Development Request", _EMPLOYEE,
     (("Learning need", "Learning activity", "Cost"),)),
    ("Exit Interview", _EMPLOYEE, (("Questions", "Notes"),)),
    ("Flexible Work Agreement", _HEADER, (("Day", "Place", "Hours"),)),
    ("Incident Report", ("Employee:", "Date:", "Place:"), (("What happened", "Who saw it"),)),
    ("Return to Work Plan", _EMPLOYEE, (("Duty", "Hours", "Review"),)),
    ("Performance Improvement Plan", _EMPLOYEE,
     (("Expected performance", "Support", "Due", "Rating"),)),
    ("Statement of Claim for Expenses", _HEADER, (("Item", "Amount", "Account"),)),
)  # fmt: skip


def other_form(number: int, rng: random.Random) -> Document:
    """A filled form of another kind."""
    title, labels, tables = _FORMS[number % len(_FORMS)]
    header = Table([Row([cell(label), cell(_typed(rng))]) for label in labels], "header")
    blocks: list[Par | Table] = [par(title, "Title"), header]
    for columns in tables:
        rows = [Row([cell(heading, kind="bold") for heading in columns], heading=True)]
        rows += [Row([cell(sentence(rng)) for _ in columns]) for _ in range(3)]
        blocks += [Par(), Table(rows)]
    return Document([*blocks, Par()], footer=title)


def _typed(rng: random.Random) -> str:
    return rng.choice(("Priya Raman", "Tom Alder", "Regulation", "3 August 2026", "Finance"))
