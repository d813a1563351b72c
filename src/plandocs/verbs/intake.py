"""``workbook``: a form in, the workbook out in which HR lists its plans for ``fill``.

One sheet has an officer a row, one sheet each repeated part of the form, a row an item, told whose
it is by id or name. ``plans`` fills it in beforehand, so that last year's can be edited; what comes
back by ``read_data`` is what was written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.items import cell_of
from plandocs.normal.dates import print_date, read_date
from plandocs.plan import Plan, is_blank
from plandocs.reading import Reading
from plandocs.registry import form as form_named
from plandocs.registry import forms
from plandocs.resources import data
from plandocs.sheet.table import Cell, Cells, Column, Kind, Line, Page, Table, Workbook
from plandocs.sheet.workbook import write_workbook
from plandocs.values import DateText, Period, Signature
from plandocs.verbs.claimed import claimed
from plandocs.verbs.intake_words import instructions, note
from plandocs.verbs.records import Record
from plandocs.verbs.sheet_file import EXAMPLE, INSTRUCTIONS
from plandocs.verbs.validate import as_plan

PLANS = "Plans"
ROOM, ROOM_FOR_ROWS = 500, 3000
_WIDTHS = {"items": 60, "numbered": 44, "date": 16, "ranked": 10}


def workbook(
    destination: str | os.PathLike[str] | None = None,
    *,
    form: FormSpec | str | None = None,
    plans: Iterable[Plan | Reading | Record | Mapping[str, Any]] = (),
    force: bool = False,
) -> bytes | None:
    """Write the intake workbook of a form, or return its bytes; ``plans`` are written into it.

    Raises:
        InputError: there is no such form, or a plan does not fit it.
        OutputError: the place cannot be written.
    """
    place = claimed(destination, force)
    checked = [as_plan(plan) for plan in plans]
    spec = _form(form, checked)
    book = Workbook(tuple(_sheets(spec, checked)), title=spec.title)
    written = write_workbook(book, place)
    return written.data if place is None else None


def _form(form: FormSpec | str | None, plans: list[Plan]) -> FormSpec:
    if isinstance(form, str):
        return form_named(form)
    if form is None:
        # Without a word on it, the form with the most to say of a person.
        return form_named(plans[0].form) if plans else max(forms(), key=lambda f: len(f.cells))
    return form


def _sheets(form: FormSpec, plans: list[Plan]) -> Iterator[Table | Page]:
    lines = tuple(Line(text, detail, kind) for text, detail, kind in instructions(form))
    yield Page(INSTRUCTIONS, lines)
    yield from _tables(form, plans, "")
    yield from _tables(form, _example(form), f"{EXAMPLE} - ")


def _tables(form: FormSpec, plans: list[Plan], prefix: str) -> Iterator[Table]:
    if prefix and not plans:
        return
    room = 0 if prefix else ROOM
    exact = [c for c in form.cells if c.kind == "date" and any(_vague(p, c) for p in plans)]
    columns = _plan_columns(form, exact)
    rows = (_plan_row(form, exact, plan) for plan in plans)
    yield Table(f"{prefix}{PLANS}", columns, rows, room=room, frozen=2)
    for section in form.sections:
        if section.shape in ("rows", "printed"):
            title = section.name.replace("_", " ").capitalize()
            inside = _rows_of(form, section, plans)
            room = 0 if prefix else ROOM_FOR_ROWS
            yield Table(
                f"{prefix}{title}", _row_columns(form, section), inside, room=room, frozen=2
            )


# -- columns ----------------------------------------------------------------------------------


def _id_column() -> Column:
    note = "HR's own key, such as an employee number. Zeros in front are kept."
    return Column("Id", 14, "key", own=True, note=note)


def _column(field: FieldSpec, label: str = "", choices: tuple[str, ...] = ()) -> Column:
    kind: Kind = "date" if field.kind == "date" else "text"
    width = _WIDTHS.get(field.kind, 28)
    return Column(label or field.label, width, kind, choices=choices or field.choices, own=True,
                  note=note(field.kind))  # fmt: skip


def _plan_columns(form: FormSpec, exact: list[FieldSpec]) -> tuple[Column, ...]:
    boxes = [c for s in form.sections if s.shape in ("boxes", "cells") for c in s.columns]
    days = (Column(f"{cell.name}.date", 16, "date", own=True) for cell in exact)
    return (_id_column(), *map(_column, (*_person_first(form), *boxes)), *days)


def _person_first(form: FormSpec) -> list[FieldSpec]:
    return sorted(form.cells, key=lambda cell: cell.role != "person")


def _row_columns(form: FormSpec, section: SectionSpec) -> tuple[Column, ...]:
    person = form.role("person")
    whose = (_column(person),) if person else ()
    number = (Column("No.", 7, "number", own=True, note="The order of the rows of one plan."),)
    return (
        _id_column(), *whose, *(number if section.shape == "rows" else ()),
        *(_column(c, choices=section.printed if c.key else ()) for c in section.columns),
    )  # fmt: skip


# -- rows -------------------------------------------------------------------------------------


def _plan_row(form: FormSpec, exact: list[FieldSpec], plan: Plan) -> Cells:
    cells = [_cell(getattr(plan, cell.name)) for cell in _person_first(form)]
    for section in form.sections:
        if section.shape in ("boxes", "cells"):
            inside = getattr(plan, section.name)
            cells += [_cell(getattr(inside, column.name)) for column in section.columns]
    cells += [getattr(plan, cell.name).date if _vague(plan, cell) else None for cell in exact]
    return (plan.id, *cells)


def _rows_of(form: FormSpec, section: SectionSpec, plans: list[Plan]) -> Iterator[Cells]:
    for plan in plans:
        yield from _section_rows(form, section, plan)


def _section_rows(form: FormSpec, section: SectionSpec, plan: Plan) -> Iterator[Cells]:
    person = form.role("person")
    whose = (_cell(getattr(plan, person.name)),) if person else ()
    for number, row in enumerate(getattr(plan, section.name), start=1):
        values = {column.name: getattr(row, column.name) for column in section.columns}
        others = (v for name, v in values.items() if name != section.key_column.name)
        if (
            section.shape == "printed"
            and all(map(is_blank, others))
            and (values[section.key_column.name] in section.printed)
        ):
            continue
        order: tuple[Cell, ...] = (number,) if section.shape == "rows" else ()
        yield (plan.id, *whose, *order, *map(_cell, values.values()))


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return cell_of(value)
    if isinstance(value, DateText):
        exact = value.date is not None and print_date(value.date) == value.text
        return value.date if exact else value.text
    return value.text if isinstance(value, Period | Signature) else str(value)


def _vague(plan: Plan, cell: FieldSpec) -> bool:
    """Does the plan know a day that the text does not say (as from a date picker)?"""
    value = getattr(plan, cell.name)
    return value.date is not None and read_date(value.text) is None


def _example(form: FormSpec) -> list[Plan]:
    """The first sample plan of the form, if there is one."""
    for file in sorted(data("samples").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                found = json.loads(line)
                if found.get("form") == form.name:
                    return [as_plan(found)]
    return []
