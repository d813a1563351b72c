"""What a spreadsheet holds, as plain values that remember where they stood.

Gives the values that ``read`` gives: grids of rows as they stand in the file, and sheets, which
know their headings. Rows may be gone through again; each time the file is read anew, so that many
rows take no more memory than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from plandocs.sheet.excel import column_letter

Code = Literal["error-cell", "no-result", "no-heading", "apart", "cut-short"]
_LONGEST = 40
Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be taken as it is; ``place`` is its address, such as ``H12``.

    ``error-cell`` shows an Excel error, ``no-result`` has a formula that was never worked out,
    ``no-heading`` stands in a column without a heading, ``apart`` in one that a blank column parts
    from the list; ``cut-short`` is a key that lost its digits.
    """

    code: Code
    place: str
    value: str
    message: str


@dataclass(frozen=True)
class Row:
    """One row: ``number`` is the one that Excel shows; a cell with a problem is None.

    ``wide`` are columns whose cell is merged with others to the right.
    """

    number: int
    cells: tuple[Value, ...]
    problems: tuple[Problem, ...] = ()
    hidden: bool = False
    wide: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Rows:
    """Rows to go through as often as needed."""

    read: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        return self.read()


@dataclass(frozen=True)
class Grid:
    """A sheet as it stands: blank rows left out, no row taken for headings; a CSV has no name.

    ``notes`` say how it was read, where that was not plain.
    """

    source: str
    name: str
    rows: Rows
    hidden: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet with headings: each of its rows has one cell for each heading."""

    source: str
    name: str
    headings: tuple[str, ...]
    heading_row: int
    rows: Rows
    hidden: bool = False
    notes: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> str:
        """A cell's place in words; the column is counted from 0."""
        sheet = f"sheet {self.name}, " if self.name else ""
        heading = self.headings[column] if column < len(self.headings) else ""
        named = f'"{heading}"' if heading else column_letter(column)
        return f"{sheet}row {row}, column {named}"


def short(value: object) -> str:
    """A value as a note quotes it: in one line, and not too long."""
    text = " ".join(str(value).split())
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}…"'


def is_blank(value: Value) -> bool:
    """Whether a person would call the cell empty."""
    return value is None or (isinstance(value, str) and not value.strip())
