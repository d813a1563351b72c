"""The workbook in which HR lists its plans for ``fill``: its sheets, as plain tables.

One sheet has a plan a row, one sheet each repeated part of the form, a row an item, told whose it
is by id or name. Plans may be written into it, so that last year's can be edited; what comes back
by ``read_data`` is what was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, zip_longest

from plandocs.data.intake_rules import (
    dated,
    example_only,
    from_sheet,
    is_chosen,
    values_so_far,
)
from plandocs.data.sheet_file import CHOICES, EXAMPLE, INSTRUCTIONS
from plandocs.data.validate import as_plan
from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import installed
from plandocs.kinds.date import DateKind
from plandocs.kinds.items import ItemsKind
from plandocs.model.plan import Plan, is_blank
from plandocs.resources import data
from plandocs.sheet.excel import column_letter
from plandocs.table import Cell, Cells, Column, Line, Page, Table

PLANS = "Plans"
_NOBODY = f"This is not on the sheet {PLANS}, so nobody knows whose row it is. Keep it?"
ROOM, ROOM_FOR_ROWS = 500, 3000
ROOM_FOR_STRAY = 30  # rows of an example on which somebody who types is told


def intake_form(form: FormSpec | str | None, plans: list[Plan]) -> FormSpec:
    if isinstance(form, str):
        return form_named(form)
    if form is None:
        # Without a word on it, the form with the most to say of a person.
        return form_named(plans[0].form) if plans else max(installed(), key=lambda f: len(f.cells))
    return form


def intake_sheets(form: FormSpec, plans: list[Plan]) -> Iterator[Table | Page]:
    yield Page(INSTRUCTIONS, tuple(_instructions(form)))
    yield from _tables(form, plans, "")
    yield from _choices(form, plans)
    yield from _tables(form, _example(form), f"{EXAMPLE} - ")


def _tables(form: FormSpec, plans: list[Plan], prefix: str) -> Iterator[Table]:
    if prefix and not plans:
        return
    exact = _unsaid(form, plans)
    columns = _plan_columns(form, exact, plans)
    rows = (_plan_row(form, exact, plan) for plan in plans)
    yield _sheet(prefix, PLANS, columns, rows, ROOM)
    for section in form.tables:
        inside = chain.from_iterable(map(partial(_section_rows, form, section), plans))
        columns = _row_columns(form, section, ROOM + len(plans))
        yield _sheet(prefix, section.sheet_name, columns, inside, ROOM_FOR_ROWS)


def _sheet(
    prefix: str, title: str, columns: tuple[Column, ...], rows: Iterator[Cells], room: int
) -> Table:
    if prefix:
        columns, room = example_only(columns, title), ROOM_FOR_STRAY
    return Table(f"{prefix}{title}", columns, rows, room=room, frozen=2)


# -- columns ----------------------------------------------------------------------------------


def _id_column() -> Column:
    note = "HR's own key, such as an employee number. Zeros in front are kept."
    return Column("Id", 14, "key", editable=True, note=note)


def _column(field: FieldSpec, label: str = "", choices: tuple[str, ...] = ()) -> Column:
    kind = field.kind
    return Column(label or field.label, kind.width, kind.column, editable=True, note=kind.note,
                  choices=choices or field.choices)  # fmt: skip


def _unsaid(form: FormSpec, plans: list[Plan]) -> list[tuple[FieldSpec, str]]:
    """The parts of header fields that some plan knows and no text tells."""
    parts = (
        (cell, part)
        for cell in form.cells
        for plan in plans
        for part in cell.kind.unsaid(getattr(plan, cell.name))
    )
    return list(dict.fromkeys(parts))


def _plan_columns(
    form: FormSpec, exact: list[tuple[FieldSpec, str]], plans: list[Plan]
) -> tuple[Column, ...]:
    shared, room = _shared(form), ROOM + len(plans)
    heads = (
        from_sheet(_column(cell), CHOICES, column_letter(shared.index(cell)), room)
        if cell in shared
        else dated(_column(cell))
        for cell in _person_first(form)
    )
    boxes = (
        _column(c, form.heading(s, c)) for s in form.sections if not s.is_table for c in s.columns
    )
    days = (Column(f"{cell.name}.{part}", 16, "date", editable=True) for cell, part in exact)
    return (_id_column(), *heads, *boxes, *map(dated, days))


def _shared(form: FormSpec) -> list[FieldSpec]:
    return [cell for cell in form.cells if is_chosen(cell)]


def _choices(form: FormSpec, plans: list[Plan]) -> Iterator[Table]:
    """The sheet of what the drop-downs of people's shared fields offer, for HR to go on with."""
    if shared := _shared(form):
        columns = tuple(
            replace(_column(cell), note="What the list on the sheet Plans offers.")
            for cell in shared
        )
        values = (values_so_far(cell, plans) for cell in shared)
        yield Table(CHOICES, columns, zip_longest(*values), room=ROOM)


def _person_first(form: FormSpec) -> list[FieldSpec]:
    return sorted(form.cells, key=lambda cell: cell.role != "person")


def _row_columns(form: FormSpec, section: SectionSpec, people: int) -> tuple[Column, ...]:
    person = form.role("person")
    # Behind the id, as on the sheet of plans.
    whose = (from_sheet(_column(person), PLANS, "B", people, _NOBODY),) if person else ()
    number = (Column("No.", 7, "number", editable=True, note="The order of the rows of one plan."),)
    return (
        _id_column(), *whose, *(number if section.shape == "rows" else ()),
        *(dated(_column(c, choices=section.printed if c.key else ())) for c in section.columns),
    )  # fmt: skip


# -- rows -------------------------------------------------------------------------------------


def _plan_row(form: FormSpec, exact: list[tuple[FieldSpec, str]], plan: Plan) -> Cells:
    cells = [cell.kind.cell(getattr(plan, cell.name)) for cell in _person_first(form)]
    for section in form.sections:
        if not section.is_table:
            inside = getattr(plan, section.name)
            cells += [c.kind.cell(getattr(inside, c.name)) for c in section.columns]
    cells += [cell.kind.unsaid(getattr(plan, cell.name)).get(part) for cell, part in exact]
    return (plan.id, *cells)


def _section_rows(form: FormSpec, section: SectionSpec, plan: Plan) -> Iterator[Cells]:
    person = form.role("person")
    whose = (person.kind.cell(getattr(plan, person.name)),) if person else ()
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
        cells = (column.kind.cell(values[column.name]) for column in section.columns)
        yield (plan.id, *whose, *order, *cells)


def _example(form: FormSpec) -> list[Plan]:
    """The first sample plan of the form, if there is one."""
    for file in sorted(data("samples").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                result = json.loads(line)
                if result.get("form") == form.name:
                    return [as_plan(result)]
    return []


def _instructions(form: FormSpec) -> Iterator[Line]:
    """The page of instructions, line by line."""
    person = form.role("person")
    name = person.label if person else "Id"
    yield Line(form.title, "", "title")
    yield Line("Fill in the coloured columns, save, and run: plandocs fill THIS.xlsx -o FOLDER")
    yield Line("The sheets", "", "heading")
    yield Line("Plans", f"One row for each plan. {name} is needed; all else may stay blank.")
    for section in form.tables:
        text = f"{section.heading}. One row for each item; Id or {name} says whose it is."
        yield Line(section.sheet_name, text)
    if shared := _shared(form):
        named = ", ".join(cell.label for cell in shared)
        yield Line(CHOICES, f"What the lists on the sheet Plans offer ({named}): type yours there.")
    yield Line("Example - …", "One plan filled in. These sheets are never read.")
    yield Line("How to fill it in", "", "heading")
    yield Line("Id", "Your own key, such as an employee number. It is not printed.")
    yield Line("No.", "The order of a plan's rows; two rows with one number are one item.")
    yield Line("Lists in a cell", ItemsKind.note)
    yield Line("Dates", DateKind.note)
    yield Line("Columns", "May be moved or taken out. A new column needs a map, or --ignore.")
