"""The plans as one sheet: a row an officer, headings in the form's own words.

In: plans. Out: the bytes of an .xlsx file, the same whenever it is built.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from plandocs.forms.senior_executive_plan import CAPABILITIES, SeniorExecutivePlan
from plandocs.sheet.write import write_workbook
from plandocs.table import Column, Table, Workbook

_HEADER = (
    ("ID", 10),
    ("Officer name", 22),
    ("Classification Level", 16),
    ("Division/Branch", 34),
    ("Manager name", 18),
    ("Officer signature", 16),
    ("Manager signature", 16),
    ("Date of meeting", 22),
    ("Period of plan", 24),
)
_NEEDS = ("priority", "need", "relates_to", "activity", "responsibility_timing")
_BOXES = (
    "Outline of the Officers career aspirations and goals",
    "Managers comments",
    "What the Manager is seeking in the working relationship",
    "What the Officer is seeking in the working relationship",
)


def sheet(plans: list[SeniorExecutivePlan]) -> bytes:
    """The workbook with the one sheet "Plans"; a list has one line for each item."""
    outcomes = max(len(plan.outcomes) for plan in plans)
    needs = max(len(plan.learning_needs) for plan in plans)
    columns = tuple(Column(heading, width) for heading, width in _headings(outcomes, needs))
    rows = [tuple(_cells(plan, outcomes, needs)) for plan in plans]
    created = datetime(2026, 7, 1, tzinfo=UTC)
    table = Table("Plans", columns, rows, title="Sample plans", frozen=2)
    written = write_workbook(Workbook((table,), title="Sample plans", created=created))
    return bytes(written.data)


def _headings(outcomes: int, needs: int) -> Iterator[tuple[str, int]]:
    yield from _HEADER
    for number in range(1, outcomes + 1):
        yield from ((f"Outcome {number}{more}", 40) for more in ("", " measures", " links"))
    yield from ((name, 40) for name in CAPABILITIES)
    for number in range(1, needs + 1):
        yield from ((f"Learning need {number} {name}", 24) for name in _NEEDS)
    yield from ((name, 40) for name in _BOXES)


def _cells(plan: SeniorExecutivePlan, outcomes: int, needs: int) -> Iterator[str]:
    yield from (plan.id, plan.officer_name, plan.classification_level, plan.division_branch)
    yield from (plan.manager_name, plan.officer_signature.text, plan.manager_signature.text)
    yield from (plan.meeting_date.text, plan.period.text)
    for outcome in plan.outcomes:
        yield from (outcome.outcome, _lines(outcome.measures), _lines(outcome.links))
    yield from [""] * 3 * (outcomes - len(plan.outcomes))
    yield from (_lines(row.measures) for row in plan.leadership)
    for need in plan.learning_needs:
        yield from (str(getattr(need, name)) for name in _NEEDS)
    yield from [""] * len(_NEEDS) * (needs - len(plan.learning_needs))
    yield from (plan.career.aspirations, plan.career.manager_comments)
    yield from (plan.working_relationship.manager_seeks, plan.working_relationship.officer_seeks)


def _lines(items: tuple[str, ...]) -> str:
    """One line for each item; an indented line goes on with the one above."""
    return "\n".join(item.replace("\n", "\n    ") for item in items)
