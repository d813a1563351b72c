"""A list of HR's as a table that can be shown and changed: each cell by its address in the file.

What is read of it is shown with it: what each column is taken for, and what one is likely meant for
from which nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from plandocs.data.list_columns import answers
from plandocs.division.lists import names_columns, roster_columns
from plandocs.errors import InputError
from plandocs.headings import Columns, base_of
from plandocs.normal.characters import clean
from plandocs.sheet.excel import MOST_COLUMNS, column_letter, column_number
from plandocs.sheet.read import (
    Sheet,
    Value,
    changed_file,
    is_blank,
    likeliest,
    match_headings,
    read_sheets,
)
from plandocs.table import MOST_ROWS

ListKind = Literal["roster", "objectives", "themes"]
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_NEW_ROWS = 100  # that may be added below a list at once


@dataclass(frozen=True, slots=True)
class ListHeading:
    """The heading of a column of a list.

    Attributes:
        text: what it says.
        address: its cell, such as ``B1``.
        taken_for: what is read from the column, in words; "" where nothing is.
        suggestion: a heading that would be read, where this one is likely meant so; "" elsewhere.
    """

    text: str
    address: str
    taken_for: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list.

    Attributes:
        number: its number in the file.
        cells: the texts of its cells, by their addresses.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list as it stands in its file.

    Attributes:
        source: the file.
        sheet: the sheet; "" of a CSV.
        headings: the columns.
        rows: the rows below them, blank ones left out.
    """

    source: str
    sheet: str
    headings: tuple[ListHeading, ...]
    rows: tuple[ListRow, ...]

    @property
    def next_row(self) -> int:
        """The number of the first row below the list."""
        last = self.rows[-1].number if self.rows else int(self.headings[0].address.lstrip(_LETTERS))
        return last + 1

    @property
    def next_column(self) -> str:
        """The letters of the first column beside the list."""
        return column_letter(column_number(self.headings[-1].address.rstrip("0123456789")) + 1)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def table_of(path: Path, kind: ListKind) -> ListTable:
    """Return a list as a table.

    Raises:
        InputError: it cannot be read, or nothing is in it.
    """
    sheet, known = _sheet(path, kind)
    headings = tuple(_headings(sheet, known))
    rows = tuple(
        ListRow(
            row.number,
            {
                f"{column_letter(at)}{row.number}": _text(row.cells[at] if at < width else None)
                for at in range(len(headings))
            },
        )
        for row in sheet.rows
        if (width := len(row.cells))
    )
    return ListTable(sheet.source, sheet.name, headings, rows)


def changed_list(path: Path, kind: ListKind, changes: Mapping[str, str]) -> bytes:
    """Return the file with these cells changed, by their addresses.

    Raises:
        InputError: it cannot be read, or a cell cannot be changed.
    """
    sheet, _ = _sheet(path, kind)
    cells = _cells_of({each: clean(text) for each, text in changes.items()}, str(path))
    width = len(sheet.headings)
    last = max((row.number for row in sheet.rows), default=sheet.heading_row) + _NEW_ROWS
    for row, column in cells:
        if not sheet.heading_row <= row <= last or column > width + 1:
            place = f"{column_letter(column - 1)}{row}"
            raise InputError(f"the cell {place} is not one of this list.", str(path))
    if not sheet.name:
        return changed_file(path, "", cells)
    held = {row.number: row.cells for row in sheet.rows}
    typed = {
        (row, column): _as_before(text, _value_at(held, row, column - 1))
        for (row, column), text in cells.items()
    }
    return changed_file(path, sheet.name, typed)


def _cells_of(changes: Mapping[str, str], source: str) -> dict[tuple[int, int], str]:
    """Return changes by row and column.

    Raises:
        InputError: something is no address of a cell.
    """
    cells = {}
    for address, text in changes.items():
        match = _ADDRESS.fullmatch(address)
        column = column_number(match[1]) + 1 if match else 0
        if match is None or column > MOST_COLUMNS or int(match[2]) > MOST_ROWS:
            raise InputError(f'"{address}" is no cell; cells are named as in Excel: B4.', source)
        cells[int(match[2]), column] = text
    return cells


def _sheet(path: Path, kind: ListKind) -> tuple[Sheet, Columns]:
    known = roster_columns() if kind == "roster" else names_columns(kind.removesuffix("s"))
    sheets = read_sheets(path, known)
    return max(sheets, key=lambda each: sum(1 for _ in _read(each, known))), known


def _read(sheet: Sheet, known: Columns) -> Iterator[str]:
    fields = match_headings(sheet.headings, known, answers(sheet.headings), same=_same).fields
    return (field for field in fields if field)


def _same(one: int, other: int, field: str) -> int | None:
    """Which of two columns of one name is passed over: the later one."""
    return max(one, other)


def _headings(sheet: Sheet, known: Columns) -> Iterator[ListHeading]:
    match = match_headings(sheet.headings, known, answers(sheet.headings), same=_same)
    present = frozenset(match.fields)
    for at, text in enumerate(sheet.headings):
        field = match.fields[at] or ""
        address = f"{column_letter(at)}{sheet.heading_row}"
        if field:
            yield ListHeading(text, address, _words(known, field))
        else:
            yield ListHeading(text, address, "", likeliest(text, known, present) if text else "")


def _words(known: Columns, field: str) -> str:
    words = known.get(base_of(field)) or known.get(field) or (field,)
    return words[0].replace("_", " ")


def _value_at(held: Mapping[int, tuple[Value, ...]], row: int, column: int) -> Value:
    """What stands in a cell; of a row that is new, in the row above it."""
    near = max((each for each in held if each <= row), default=0)
    cells = held.get(near, ())
    return cells[column] if column < len(cells) else None


def _as_before(text: str, before: Value) -> str | float | date:
    """A text as the kind of value that stood there, where it is one: a day, a number."""
    try:
        if isinstance(before, date):
            return date.fromisoformat(text)
        if isinstance(before, float | int) and not isinstance(before, bool):
            number = float(text)
            return number if _text(number) == text else text
    except ValueError:
        return text
    return text


def _text(value: Value) -> str:
    """A cell as people type it."""
    if is_blank(value):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
