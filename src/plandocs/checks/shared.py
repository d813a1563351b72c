"""The rules that every form shares: names, signatures, dates and the period, by their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.model.findings import Finding
from plandocs.model.plan import Plan
from plandocs.model.reading import Severity
from plandocs.model.values import DateText, Period
from plandocs.people import same_name

_NEEDED = ("person", "level", "unit", "manager", "meeting", "period")
_EARLY = dt.timedelta(days=92)  # a plan is talked about up to a quarter before it begins
_YEAR = dt.timedelta(days=366)


def shared(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    """What is missing or out of line in the cells of any form."""
    for cell in form.cells:
        yield from _cell(cell, plan)
    yield from _same_person(form, plan)
    yield from _period(form, plan)


def _cell(cell: FieldSpec, plan: Plan) -> Iterator[Finding]:
    value = getattr(plan, cell.name)
    if cell.role in _NEEDED and not cell.kind.text(value):
        severity: Severity = "error" if cell.role == "person" else "warning"
        message, fix = f"{cell.label} is blank.", "Fill it in."
        yield Finding(severity, "blank-field", cell.name, message, fix)
    for each in cell.kind.findings(value, plan.names_beside(cell.name)):
        message = f"{cell.label}: {each.finding}" if each.finding else each.message
        yield Finding("warning", each.code, cell.name, message, each.fix)


def _same_person(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    person, manager = form.role("person"), form.role("manager")
    if person is None or manager is None:
        return
    if same_name(getattr(plan, person.name), getattr(plan, manager.name)):
        yield Finding(
            "warning", "same-person", manager.name,
            f"{manager.label} and {person.label} hold the same name.",
            "Name the person whom this is agreed with.",
        )  # fmt: skip


def _period(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    cell = form.role("period")
    if cell is None:
        return
    period = getattr(plan, cell.name)
    if (period.start is None) != (period.end is None):
        side = "last" if period.end is None else "first"
        yield Finding(
            "warning", "open-period", cell.name, f"{cell.label} has no {side} day.",
            "Write its first and its last day.",
        )  # fmt: skip
    elif period.start and period.end - period.start > _YEAR:
        yield Finding(
            "warning", "long-period", cell.name, f"{cell.label} is longer than a year.",
            "See whether a year is right; a plan is for one cycle.",
        )  # fmt: skip
    meeting = form.role("meeting")
    if meeting is not None:
        yield from _meeting(meeting, getattr(plan, meeting.name), period)


def _meeting(cell: FieldSpec, value: DateText, period: Period) -> Iterator[Finding]:
    if value.date is None:
        return
    early = period.start is not None and value.date < period.start - _EARLY
    if early or (period.end is not None and value.date > period.end):
        side = "long before the period begins" if early else "after the period has ended"
        yield Finding(
            "warning", "date-outside-period", cell.name, f"{cell.label} is {side}.",
            "Correct the date or the period, whichever is wrong.",
        )  # fmt: skip
