"""What a path of a plan names in its form, and what stands there, in the form's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import plandocs
from plandocs.forms.registry import form as form_named
from plandocs.paths import steps_of

if TYPE_CHECKING:
    from plandocs.description.form import FieldSpec, FormSpec, SectionSpec


class Spot(NamedTuple):
    """What a path names: a field, or a row or all of a section; ``inside`` is what is behind it.

    ``row`` is -1 where it names none.
    """

    section: SectionSpec | None
    row: int
    field: FieldSpec | None
    inside: tuple[str | int, ...] = ()


def form_of(reading: plandocs.Reading) -> FormSpec:
    """The form of a reading that has a plan."""
    assert reading.plan is not None
    return form_named(reading.plan.form)


def spot_of(form: FormSpec, path: str) -> Spot:
    """Return what a path names; nothing at all where the form has no such place.

    Raises:
        ValueError: it is no path.
    """
    name, *steps = steps_of(path)
    cell = next((each for each in form.cells if each.name == name), None)
    section = next((each for each in form.sections if each.name == name), None)
    if section is None:
        return Spot(None, -1, cell, tuple(steps))
    row = steps.pop(0) if section.is_table and steps else -1
    column = next((each for each in section.columns if [each.name] == steps[:1]), None)
    return Spot(section, row if isinstance(row, int) else -1, column, tuple(steps[1:]))


def label_of(form: FormSpec, path: str) -> str:
    """A path in the form's own words: "Section 1, row 2: Link to"."""
    section, row, field, inside = spot_of(form, path)
    items = "".join(f" {each + 1}" for each in inside if isinstance(each, int))
    label = f"{field.label}{items}" if field is not None else ""
    if section is None:
        return label or {"id": "HR's key"}.get(path, path)
    if field is None and row < 0:
        return section.heading
    title = section.heading.partition(":")[0] + (f", row {row + 1}" if row >= 0 else "")
    return f"{title}: {label}" if label else title


def text_at(form: FormSpec, path: str, value: Any) -> str:
    """What data at a path say, in words; of a row, each of its fields."""
    spot = spot_of(form, path)
    if spot.field is not None and not spot.inside:
        return spot.field.kind.told(value)
    if spot.section is None or spot.inside:
        return "" if value is None else str(value)
    rows = value if isinstance(value, list) else [value or {}]
    columns = [(row, each) for row in rows for each in spot.section.columns]
    return "\n".join(filter(None, (each.kind.told(row.get(each.name)) for row, each in columns)))
