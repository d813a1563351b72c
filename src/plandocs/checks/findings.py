"""The findings about one plan: those of its reading, of its form's rules, and of every form's.

The rules that every form shares follow from the roles of its cells: names, signatures, dates and
the period.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plandocs.checks.wording import quoted, wording
from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.kinds.plain import plain_number
from plandocs.model.findings import Finding, finding_of, new_finding
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading, Unmapped, origin_at
from plandocs.model.values import DateText, Period
from plandocs.people import same_name
from plandocs.problems import Severity
from plandocs.remembered import remembered

_NEEDED = ("person", "level", "unit", "manager", "meeting", "period")
_EARLY = dt.timedelta(days=92)  # a plan is talked about up to a quarter before it begins
_YEAR = dt.timedelta(days=366)


def shared(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    """What is missing or out of line in the cells of any form."""
    for cell in form.cells:
        yield from _cell(cell, plan)
    for section in form.sections:
        yield from _section(section, getattr(plan, section.name))
    yield from _same_person(form, plan)
    yield from _period_of(form, plan)


def _cell(cell: FieldSpec, plan: Plan) -> Iterator[Finding]:
    value = getattr(plan, cell.name)
    if (cell.required or cell.role in _NEEDED) and not cell.kind.text(value):
        severity: Severity = "error" if cell.role == "person" else "warning"
        message = f"{cell.label} is blank."
        yield new_finding("blank-field", cell.name, message, severity=severity)
    for each in cell.kind.findings(value, plan.names_beside(cell.name)):
        message = f"{cell.label}: {each.finding}" if each.finding else each.message
        yield new_finding(each.code, cell.name, message, fix=each.fix)


def _section(section: SectionSpec, value: Any) -> Iterator[Finding]:
    """What is blank in a section, what is doubtful, and what does not add up."""
    yield from _blank(section, value)
    if section.is_table:
        yield from _sums(section, value)
    stage = section.shape == "cells"  # of which a signature is asked once anything is there
    asked = [column for column in section.columns if column.kind.adds or stage]
    rows = enumerate(value) if section.is_table else ((None, value),)
    for number, row in rows if asked else ():
        path = section.name if number is None else f"{section.name}[{number}]"
        for column in asked if not row.blank else ():
            for each in column.kind.findings(getattr(row, column.name), ("", "")):
                message = f"{column.label}: {each.finding}" if each.finding else each.message
                yield new_finding(each.code, f"{path}.{column.name}", message, fix=each.fix)


def _sums(section: SectionSpec, rows: Sequence[Any]) -> Iterator[Finding]:
    """The columns of a section whose numbers do not add up; one with no number at all is blank."""
    for column in section.columns:
        if column.sum is not None:
            yield from _sum(section, column, [row for row in rows if not row.blank])


def _sum(section: SectionSpec, column: FieldSpec, rows: Sequence[Any]) -> Iterator[Finding]:
    found = [column.kind.number(getattr(row, column.name)) for row in rows]
    numbers = [Decimal(str(number)) for number in found if number is not None]
    asked, total = Decimal(str(column.sum)), sum(numbers, Decimal())
    if not numbers or abs(total - asked) <= sum(map(_rounding, numbers), Decimal()):
        return
    without = len(found) - len(numbers)
    more = f"; {without} of {len(found)} rows {'has' if without == 1 else 'have'} no number"
    yield new_finding(
        "sum-is-off", section.name,
        f"{column.label} adds up to {_digits(total)}, and not to {_digits(asked)}"
        f"{more if without else ''}.",
        fix=f"Change the numbers so that they add up to {_digits(asked)}.",
    )  # fmt: skip


def _rounding(number: Decimal) -> Decimal:
    """What a number with decimals may have been rounded by: 33.3 three times is 100."""
    exponent = number.as_tuple().exponent
    return (
        Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal()
    )


def _digits(number: Decimal) -> str:
    return plain_number(float(number))


def _blank(section: SectionSpec, value: Any) -> Iterator[Finding]:
    """What is required in a section and blank, in rows only of those that hold something."""
    required = [column for column in section.columns if column.required]
    if not required:
        return
    rows = enumerate(value) if section.is_table else ((None, value),)
    for number, row in rows:
        blank = section.is_table and row.blank
        path = section.name if number is None else f"{section.name}[{number}]"
        for column in required if not blank else ():
            if not column.kind.text(getattr(row, column.name)):
                message = f"{column.label} is blank."
                yield new_finding("blank-field", f"{path}.{column.name}", message)


def _same_person(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    person, manager = form.role("person"), form.role("manager")
    if person is None or manager is None:
        return
    if same_name(getattr(plan, person.name), getattr(plan, manager.name)):
        message = f"{manager.label} and {person.label} hold the same name."
        yield new_finding("same-person", manager.name, message)


def _period_of(form: FormSpec, plan: Plan) -> Iterator[Finding]:
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


_ORDER = ("error", "warning", "info")
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def findings_of(
    form: FormSpec, reading: Reading, same: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return the findings about a reading that holds a plan.

    Args:
        same: those about words that stand in somebody else's plan as well.
    """
    plan = reading.plan
    if plan is None:
        return ()
    result = [finding_of(issue) for issue in reading.issues]
    reported = {(each.code, each.field) for each in result}
    # A picture beside "Not signed" is in doubt, whatever its text says.
    reported |= {("not-signed", field) for code, field in reported if code == "doubtful-signature"}
    rules = [*shared(form, plan), *(form.check(plan) if form.check else ())]
    for each in (*rules, *wording(form, plan), *same):
        if (each.code, each.field) not in reported:
            reported.add((each.code, each.field))
            where = _where(reading, form, each.field or "")
            result.append(
                Finding(each.severity, each.code, each.field, each.message, each.fix, where)
            )
    return tuple(result)


def by_weight(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which they matter."""
    return tuple(sorted(findings, key=lambda each: _ORDER.index(each.severity)))


def _where(reading: Reading, form: FormSpec, path: str) -> str:
    """Where a field stands: as it was read, or where the form prints it."""
    origin = origin_at(reading.places, path) if reading.places else None
    if origin is not None and origin.row:
        return f"{origin.section}, row {origin.row}"
    if origin is not None:
        return origin.section
    return _printed(path, form)


@remembered(1000, longest=100)
def _printed(path: str, form: FormSpec) -> str:
    step = _STEP.match(path)
    if step is None:
        return ""
    for section in form.sections:
        if section.name == step[1]:
            row = f", row {int(step[2]) + 1}" if step[2] else ""
            return f"{section.title}{row}"
    return "Details at the top" if any(cell.name == step[1] for cell in form.cells) else ""


_CODE = "unmapped-text"
_OF_WORDS = frozenset({"text-in-label-cell", "unknown-column"})  # codes that speak of such words
_SEVERITY: dict[str, Severity] = {
    "text": "warning", "textbox": "warning", "footnote": "warning", "endnote": "warning",
    "equation": "warning", "embedded": "warning", "header-footer": "info",
}  # fmt: skip
_QUOTED = 3  # texts of one place


def with_unmapped(findings: Iterable[Finding], unmapped: Iterable[Unmapped]) -> list[Finding]:
    """The findings, with one for each place where words are in no field, instead of their number.

    Where a finding speaks of the words of its place already, they are quoted there.
    """
    result = [each for each in findings if each.code != _CODE]
    at = {each.where: number for number, each in enumerate(result) if each.code in _OF_WORDS}
    for (severity, where), group in _by_place(unmapped).items():
        words = _listed([quoted(each.text) for each in group])
        number = at.get(where)
        if number is not None:
            message = f"{result[number].message.rstrip('.')}: {words}."
            result[number] = replace(result[number], message=message)
            continue
        fields = {each.field for each in group}
        field = fields.pop() if len(fields) == 1 else None
        message = f"These words are not in any of the form's boxes: {words}."
        result.append(new_finding(_CODE, field, message, where=where, severity=severity))
    return result


def _by_place(unmapped: Iterable[Unmapped]) -> dict[tuple[Severity, str], list[Unmapped]]:
    places: dict[tuple[Severity, str], list[Unmapped]] = defaultdict(list)
    for each in unmapped:
        severity = _SEVERITY.get(each.kind)
        if severity is not None and each.text and not each.where.startswith("second form"):
            places[severity, each.where].append(each)
    return places


def _listed(texts: list[str]) -> str:
    more = len(texts) - _QUOTED
    return ", ".join(texts if more <= 0 else [*texts[:_QUOTED], f"and {more} more"])
