"""The readings as documents of persons.

In: readings that hold a plan. Out: copies, each with the name, unit, manager and period in it as
they are compared, read from the cells that play these roles in its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from plandocs.description.form import FormSpec
from plandocs.division.units import Unit, Units
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.model.values import Period
from plandocs.people import person_key
from plandocs.wording import plain

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """One document: what it says of its person, and when."""

    reading: Reading
    form: FormSpec
    plan: Plan
    number: int
    name: str
    manager: str
    unit: Unit
    written_unit: str
    period: str
    period_key: str

    @property
    def key(self) -> str:
        """The person's name as it is compared."""
        return person_key(self.name)

    @property
    def age(self) -> tuple[datetime, int, str, int]:
        """What makes one version later than another: when saved, revision, path, order given."""
        document = self.reading.document
        return (
            document.modified or _NEVER,
            document.revision or 0,
            self.reading.source,
            self.number,
        )


def role_text(form: FormSpec, plan: Plan, role: str) -> str:
    """The text in the cell with this role; "" where the form has none."""
    cell = form.role(role)
    return cell.kind.text(getattr(plan, cell.name)) if cell is not None else ""


def copies_of(
    readings: Iterable[Reading], units: Units, forms: Mapping[str, FormSpec]
) -> tuple[Copy, ...]:
    """The copies, in the order of their readings."""
    return tuple(
        _copy(reading, reading.plan, number, units, forms[reading.plan.form])
        for number, reading in enumerate(readings)
        if reading.plan is not None
    )


def _copy(reading: Reading, plan: Plan, number: int, units: Units, form: FormSpec) -> Copy:
    name = role_text(form, plan, "person")
    manager = role_text(form, plan, "manager")
    written = role_text(form, plan, "unit")
    label, key = period_of(form, plan)
    return Copy(
        reading, form, plan, number, name, manager, units.unit(written), written, label, key
    )


def period_of(form: FormSpec, plan: Plan) -> tuple[str, str]:
    """The period as it is shown, and as it is compared."""
    cell = form.role("period")
    if cell is None:
        return "", ""
    value: Period = getattr(plan, cell.name)
    return period_shown(value), period_key(value)


def period_shown(period: Period) -> str:
    """Short where it is a whole year: "2026-27"; else as written."""
    start, end = period.start, period.end
    if start and end:
        if (start.month, start.day, end.month, end.day) == (
            7,
            1,
            6,
            30,
        ) and end.year == start.year + 1:
            return f"{start.year}-{end.year % 100:02}"
        if (start.month, start.day, end.month, end.day) == (
            1,
            1,
            12,
            31,
        ) and end.year == start.year:
            return str(start.year)
    return " ".join(period.text.split())


def period_key(period: Period) -> str:
    """Equal for two ways to write the same period."""
    if period.start or period.end:
        return f"{period.start or ''}/{period.end or ''}"
    return plain(period.text)
