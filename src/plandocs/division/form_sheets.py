"""The tables that the forms bring, put together with what other forms add to them.

Takes the division, and each form's module ``tables``, where its folder has one, and gives sheets. A
form without the module gets a list for each of its sections that is not private.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from plandocs.description.form import FormSpec, SectionSpec
from plandocs.description.tables import (
    Addition,
    Bound,
    Count,
    Division,
    Entry,
    FormTables,
    Headings,
    ListTable,
    Matrix,
    Sum,
)
from plandocs.table import Cells, Chart, Column, Rows, Table

_WIDE, _NARROW = 48, 28


@dataclass(frozen=True, slots=True)
class TablesOfForms:
    """What all forms bring together."""

    lists: tuple[tuple[FormSpec, ListTable], ...] = ()
    groups: tuple[Table, ...] = ()
    additions: tuple[Addition, ...] = ()
    counts: tuple[tuple[FormSpec, Count], ...] = ()
    charts: tuple[Chart, ...] = ()
    sums: tuple[Sum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    order: tuple[str, ...] = ()


def distinct_fields(form: FormSpec) -> tuple[str, ...]:
    """The fields that tell documents of one person and period apart, beside versions of one."""
    module = _module(form)
    return tuple(getattr(module, "DISTINCT", ()))


def tables_of(
    forms: Iterable[FormSpec], division: Division, *, confidential: bool = False
) -> TablesOfForms:
    """The tables of these forms, over the same division."""
    specs = tuple(forms)
    result = [(form, _tables_of(form, division)) for form in specs]
    if confidential:
        result += [(form, private_lists(form)) for form in specs]
    return TablesOfForms(
        tuple((form, table) for form, tables in result for table in tables.lists),
        tuple(table for _, tables in result for table in tables.groups),
        tuple(addition for _, tables in result for addition in tables.additions),
        tuple((form, count) for form, tables in result for count in tables.counts),
        tuple(bars for _, tables in result for bars in tables.charts),
        tuple(each for _, tables in result for each in tables.sums),
        tuple(each for _, tables in result for each in tables.bounds),
        tuple(each for _, tables in result for each in tables.matrices),
        tuple(name for _, tables in result for name in tables.order),
    )


def list_sheets(tables: TablesOfForms, division: Division) -> Iterator[Table]:
    """A sheet for each list, the person in front and other forms' additions behind."""
    for form, table in tables.lists:
        more = tuple(each for each in tables.additions if each.sheet == table.sheet)
        editable = tuple(column for column in table.columns if column.editable)
        entries = division.of(form.name)
        # By the id the sheet can be filled again.
        identity = (Column("Id", 8),) if any(entry.id for entry in entries) else ()
        columns = (
            *who_columns(division.headings),
            *(column for column in table.columns if not column.editable),
            *(column for each in more for column in each.columns),
            *editable,
            *identity,
        )
        rows = Rows(partial(_rows, table, more, entries, len(editable), bool(identity)))
        # What is told on two sheets is compared on one: that with the fewer keys.
        facts = sum(column.key for column in table.columns) <= 1
        yield Table(table.sheet, columns, rows, frozen=1, room=table.room, facts=facts)


def who_columns(headings: Headings) -> tuple[Column, ...]:
    """The columns that say whose row it is."""
    return (Column(headings.person, 20, key=True), Column(headings.unit, 22, key=True))


def _rows(
    table: ListTable,
    more: tuple[Addition, ...],
    entries: tuple[Entry, ...],
    editable_count: int,
    keyed: bool,
) -> Iterator[Cells]:
    headings = tuple(column.heading for column in table.columns)
    blank: Cells = (None,) * editable_count
    for entry in entries:
        who, last = (entry.person, entry.unit), (*blank, entry.id)[: editable_count + keyed]
        for cells in table.rows(entry):
            if not more:
                yield who + cells + last
                continue
            row = dict(zip(headings, cells, strict=False))
            yield (*who, *cells, *(c for each in more for c in each.cells(entry, row)), *last)


def _module(form: FormSpec) -> ModuleType | None:
    name = f"{form.model.__module__}.tables"
    try:
        return import_module(name) if find_spec(name) is not None else None
    except ModuleNotFoundError:  # the form stands in a module, not in a folder of its own
        return None


def _tables_of(form: FormSpec, division: Division) -> FormTables:
    module = _module(form)
    if module is None:
        return _derived(form)
    result = module.tables(division)
    assert isinstance(result, FormTables), f"{module.__name__}.tables gives no FormTables"
    return result


def _derived(form: FormSpec) -> FormTables:
    """A list for each section but boxes that is not private; how many signed each stage."""
    shapes = ("rows", "printed", "cells")
    sections = [s for s in form.sections if s.shape in shapes and not s.private]
    signed = (s for s in sections if not s.is_table and s.signed_by)
    return FormTables(
        lists=tuple(map(list_of, sections)),
        counts=tuple(Count(f"{s.title}: signed", partial(_is_signed, s)) for s in signed),
    )


def _is_signed(stage: SectionSpec, entry: Entry) -> int:
    """1 where a plan's stage is signed by everybody who signs there."""
    value = getattr(entry.plan, stage.name)
    return int(all(c.kind.signed(getattr(value, c.name)) for c in stage.signed_by))


def list_of(section: SectionSpec) -> ListTable:
    """A section as its form prints it: a column for each of its own, one row an item."""
    columns = tuple(
        Column(
            each.label,
            _WIDE if each.key else _NARROW,
            each.kind.column,
            key=each.key,
            many=each.kind.many,
            field=f"{section.name}.{each.name}",
        )
        for each in section.columns
    )

    def rows(entry: Entry) -> Iterator[Cells]:
        value = getattr(entry.plan, section.name)
        for item in value if isinstance(value, tuple) else (value,):
            if not item.blank:
                yield tuple(c.kind.figure(getattr(item, c.name)) for c in section.columns)

    return ListTable(_title(section), columns, rows)


def private_lists(form: FormSpec) -> FormTables:
    """The sections that the form marks private, for HR that has decided to include them."""
    return FormTables(lists=tuple(list_of(s) for s in form.sections if s.private))


def _title(section: SectionSpec) -> str:
    """The heading without "Section 4:" in front and guidance in brackets behind."""
    _, colon, rest = section.heading.partition(":")
    words = (rest if colon else section.heading).partition("(")[0].strip()
    return words or section.title
