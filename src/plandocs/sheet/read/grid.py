"""What a spreadsheet holds, as plain values that remember where they stood.

Gives the values that ``read`` gives: grids of rows as they stand in the file, and sheets, which
know their headings. Rows may be gone through again; each time the file is read anew, so that many
rows take no more memory than one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from plandocs.sheet.excel import column_letter
from plandocs.table import Formatting, Validation

Code = Literal["error-cell", "no-result", "no-heading", "apart", "cut-short"]
_LONGEST = 40
Value = str | int | float | bool | date | datetime | None


def words_of(cell: object) -> str:
    """A cell as one line of words; "" for a blank one."""
    return "" if cell is None else " ".join(str(cell).split())


class Figure(float):
    """A number whose cell shows it with a sign, or with more than its digits: 90%, $1,500.00."""

    shown: str


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


@dataclass
class UserFormatting:
    """What was done to a sheet; rows as Excel counts them, columns from 0."""

    cells: dict[tuple[int, int], Formatting] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    rules: list[tuple[frozenset[int], Validation]] = field(default_factory=list)
    conditions: Counter[int] = field(default_factory=Counter)
    formulas: Counter[int] = field(default_factory=Counter)
    columns: int = 0


@dataclass(frozen=True)
class Added:
    """What cannot be kept, one line each; and what was done by hand, by sheet, which can."""

    lost: tuple[str, ...]
    hands: Mapping[str, UserFormatting]


def short(value: object) -> str:
    """A value as a note quotes it: in one line, and not too long."""
    text = " ".join(str(value).split())
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}…"'


def is_blank(value: Value) -> bool:
    """Whether a person would call the cell empty."""
    return value is None or (isinstance(value, str) and not value.strip())
