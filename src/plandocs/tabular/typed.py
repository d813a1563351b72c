"""Tables with typed columns under stable names, and what a list in a cell holds as tables too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from plandocs.normal.markers import lines_of
from plandocs.table import Cell, Column, File, Link, Table

Value: TypeAlias = str | int | float | bool | date | None
Type = Literal["text", "integer", "real", "date", "boolean"]
VERSION: Final = 1
"""Of the names and types: it goes up when one of them changes its meaning or is gone."""

SCHEMA: Final = "plandocs_schema"
_BETWEEN = re.compile(r"[^\w]+")
_TYPES: Final[dict[str, Type]] = {"number": "integer", "date": "date", "yesno": "boolean"}


class TypedColumn(NamedTuple):
    """One column: its name, its type, and its heading in the workbook."""

    name: str
    type: Type
    heading: str


class TypedTable(NamedTuple):
    """One table: each row begins with its number, from 1."""

    name: str
    columns: tuple[TypedColumn, ...]
    rows: list[tuple[Value, ...]]


def typed_tables(sheets: Iterable[Table]) -> list[TypedTable]:
    """Return the tables of the sheets, each followed by those of its lists; the schema is last."""
    tables = [table for sheet in sheets for table in _of_sheet(sheet)]
    schema = [
        (VERSION, table.name, column.name, column.type, column.heading)
        for table in tables
        for column in table.columns
    ]
    names: tuple[tuple[str, Type], ...] = (
        ("version", "integer"), ("table_name", "text"), ("column_name", "text"), ("type", "text"),
        ("heading", "text"),
    )  # fmt: skip
    columns = tuple(TypedColumn(name, kind, "") for name, kind in names)
    return [*tables, TypedTable(SCHEMA, columns, list(schema))]


def _of_sheet(sheet: Table) -> Iterator[TypedTable]:
    names = unique(("row", *(column.heading for column in sheet.columns)))[1:]
    taken = [(n, name) for n, name in enumerate(names) if not sheet.columns[n].editable]
    cells = [tuple(value_of(row[n]) for n, _ in taken) for row in sheet.rows]
    columns = [sheet.columns[n] for n, _ in taken]
    types = [_type(column, [row[at] for row in cells]) for at, column in enumerate(columns)]
    rows: list[tuple[Value, ...]] = [
        (number, *map(_as_type, row, types)) for number, row in enumerate(cells, start=1)
    ]
    typed = (
        TypedColumn(name, kind, column.heading)
        for (_, name), kind, column in zip(taken, types, columns, strict=True)
    )
    table = identifier(sheet.name)
    yield TypedTable(table, (TypedColumn("row", "integer", ""), *typed), rows)
    for at, column in enumerate(columns, start=1):
        if column.many:
            yield _items_of(f"{table}_{taken[at - 1][1]}", column.heading, at, rows)


def _items_of(name: str, heading: str, at: int, rows: Iterable[tuple[Value, ...]]) -> TypedTable:
    """The items of a column of lists: the row that they are of, their place in it, their text."""
    columns = (
        TypedColumn("row", "integer", ""),
        TypedColumn("position", "integer", ""),
        TypedColumn("item", "text", heading),
    )
    items: list[tuple[Value, ...]] = [
        (row[0], position, item)
        for row in rows
        for position, item in enumerate(lines_of(str(row[at] or "")), start=1)
    ]
    return TypedTable(name, columns, items)


def _type(column: Column, values: Iterable[Value]) -> Type:
    kind = _TYPES.get(column.kind, "text")
    if kind == "integer" and any(isinstance(value, float) for value in values):
        return "real"
    return kind


def _as_type(value: Value, kind: Type) -> Value:
    """The value in the type of its column; None where it has none, as a count kept back."""
    if value is None:
        return None
    if kind == "text":
        return value if isinstance(value, str) else str(value)
    if kind == "boolean":
        return value if isinstance(value, bool) else None
    if kind == "date":
        day = value.date() if isinstance(value, datetime) else value
        return day if isinstance(day, date) else None
    if not isinstance(value, int | float):
        return None
    return float(value) if kind == "real" else value


def unique(headings: Iterable[str]) -> list[str]:
    """The headings as names of columns, no two the same."""
    result: list[str] = []
    for heading in headings:
        name = candidate = identifier(heading)
        again = 2
        while candidate in result:
            candidate, again = f"{name}_{again}", again + 1
        result.append(candidate)
    return result


def identifier(heading: str) -> str:
    """A heading as a name in a program or a database.

    >>> identifier("Date of meeting"), identifier("Learning needs (all)"), identifier("% signed")
    ('date_of_meeting', 'learning_needs_all', 'signed')
    """
    return _BETWEEN.sub("_", heading.casefold()).strip("_") or "column"


def value_of(cell: Cell) -> Value:
    """The value of a cell; of one that leads to a file its path, where that is known."""
    if isinstance(cell, File):
        return cell.path or cell.text
    return cell.text if isinstance(cell, Link) else cell
