"""The rules that every form shares: names, signatures, dates and the period, by their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.model.findings import Finding, new_finding
from plandocs.model.plan import Plan
from plandocs.model.values import DateText, Period
from plandocs.people import same_name
from plandocs.problems import Severity

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
        message = f"{cell.label} is blank."
        yield new_finding("blank-field", cell.name, message, severity=severity)
    for each in cell.kind.findings(value, plan.names_beside(cell.name)):
        message = f"{cell.label}: {each.finding}" if each.finding else each.message
        yield new_finding(each.code, cell.name, message, fix=each.fix)


def _same_person(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    person, manager = form.role("person"), form.role("manager")
    if person is None or manager is None:
        return
    if same_name(getattr(plan, person.name), getattr(plan, manager.name)):
        message = f"{manager.label} and {person.label} hold the same name."
        yield new_finding("same-person", manager.name, message)


def _period(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    cell = form.role("period")
    if cell is None:
        return
    period = getattr(plan, cell.name)
    if (period.start is None) != (period.end is None):
        side = "last" if period.end is None else "first"
        yield new_finding("open-period", cell.name, f"{cell.label} has no {side} day.")
    elif period.start and period.end - period.start > _YEAR:
        yield new_finding("long-period", cell.name, f"{cell.label} is longer than a year.")
    meeting = form.role("meeting")
    if meeting is not None:
        yield from _meeting(meeting, getattr(plan, meeting.name), period)


def _meeting(cell: FieldSpec, value: DateText, period: Period) -> Iterator[Finding]:
    if value.date is None:
        return
    early = period.start is not None and value.date < period.start - _EARLY
    if early or (period.end is not None and value.date > period.end):
        side = "long before the period begins" if early else "after the period has ended"
        yield new_finding("date-outside-period", cell.name, f"{cell.label} is {side}.")
