"""Tables as plain values: what a roll-up says, before anybody knows how it is written.

The roll-up, the intake workbook and the receipt of a run make them; the workbook and the page are
written from them as they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from plandocs.errors import InternalError

MOST_ROWS = 1_048_576  # of a sheet in Excel, its headings among them
BAND = "1F3864"  # the colour of headings, in workbooks and on the page
CORRECTED = "EDE3F5"  # that of cells with a value that HR corrected
Colour = Literal["red", "amber", "green", "blue", "grey", "sand", "purple"]
Kind = Literal["text", "number", "date", "link", "yesno", "key"]

_LEADS_AWAY = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]|#)|\\")


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a file by a relative, percent-encoded path."""

    text: str
    target: str

    def __post_init__(self) -> None:
        if _LEADS_AWAY.search(self.target) or not self.target:
            raise InternalError(
                f"a link may only lead to a file by a relative path, and not to {self.target!r}"
            )


@dataclass(frozen=True, slots=True)
class File:
    """A file that a row leads to: its display text, and the path it was read from."""

    text: str
    path: str

    def link(self, folder: Path) -> Link | str:
        """Return the link from *folder* to the file; the bare text where the file is not there."""
        # What is in a name from elsewhere may be no name at all: `Path.is_file` raises for a long
        # one.
        if not (self.path and os.path.isfile(self.path)):
            return self.text
        return link_to(self.text, Path(self.path), folder)


Cell = str | int | float | bool | date | datetime | Link | File | None
Cells = tuple[Cell, ...]


def link_to(text: str, file: Path, folder: Path) -> Link | str:
    """Return a link from *folder* to *file*; the bare text where no path leads there.

    (On Windows none leads from one drive to another.)
    """
    try:
        steps = os.path.relpath(file.resolve(), folder.resolve())
    except ValueError:
        return text
    return Link(text, quote(Path(steps).as_posix()))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are made anew each time they are gone through."""

    make: Callable[[], Iterator[Cells]]

    def __iter__(self) -> Iterator[Cells]:
        return self.make()


@dataclass(frozen=True, slots=True)
class Formatting:
    """The formatting of one cell; what is blank is as its column has it.

    A colour is written as in the file: "rgb:FFFF0000", "theme:7:0.4" with its tint, "indexed:10".
    """

    number: str = ""
    fill: str = ""
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Validation:
    """A person's rule for what may be typed into a column: a drop-down, a span of dates.

    One that ``refers`` to cells means others in another workbook, and cannot be kept.
    """

    attributes: tuple[tuple[str, str], ...]
    first: str = ""
    second: str = ""
    refers: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``editable`` columns are for HR to fill in, with ``choices`` where there are some, and ``note``
    is shown where a cell is chosen. ``hidden`` and ``validation`` are what HR did to the column.

    ``key`` marks the columns that, with the person, tell a row from the others: what HR wrote in
    the row is found again by them. ``count`` and ``personal`` matter in groups: ``within`` names
    another count of the row that this one is a part of, ``at_most`` one that it cannot be larger
    than. A column of ``many`` has a list in each cell, its items on lines. ``share`` names the
    part and the whole that a column of per cent is made of. ``field`` is the path of the value
    that it shows of a plan, without numbers: "outcomes.measures".
    """

    heading: str
    width: float = 18
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    editable: bool = False
    note: str = ""
    key: bool = False
    count: bool = False
    personal: bool = False
    within: str = ""
    at_most: str = ""
    share: tuple[str, ...] = ()
    many: bool = False
    wrap: bool = True
    hidden: bool = False
    validation: Validation | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Cells of a column in a colour: those that hold one of ``words``, or a number ``above``."""

    column: str
    colour: Colour
    words: tuple[str, ...] = ()
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table on a sheet of its own; ``title`` is printed above each page.

    ``room`` rows below the last keep the drop-downs and input messages, for people to type in;
    ``frozen`` columns stay in view beside the heading row, which always does. ``formatting`` is
    that of single cells, by row and column, both from 0.

    ``group`` marks counts of many people, which may leave HR once small ones are suppressed;
    ``own_words`` says that people's words name the groups, so that small ones have no row in the
    copy for executives, and ``ranked`` that counts order them. ``facts`` are compared with those of
    the roll-up before. The last row of ``totals`` columns is that of everybody, and stays below the
    others. Lines ``above`` the table say what it is.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Cells]
    title: str = ""
    highlights: tuple[Highlight, ...] = ()
    room: int = 0
    frozen: int = 0
    group: bool = False
    own_words: bool = False
    ranked: bool = False
    facts: bool = False
    totals: tuple[str, ...] = ()
    formatting: Mapping[tuple[int, int], Formatting] = field(default_factory=dict)
    table_name: str = ""
    above: tuple[Line, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their order."""
        return tuple(column.heading for column in self.columns)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: a title, a heading, a term with its detail, or text alone."""

    text: str = ""
    detail: Cell = ""
    kind: Literal["title", "heading", "text"] = "text"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to read: instructions, or what the workbook was made from."""

    name: str
    lines: Iterable[Line]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart on the first sheet: ``values`` by ``categories``, columns of the table so named.

    ``top`` shows that many rows from the first; 0 shows all. A cell that is the word ``withheld``
    has no bar, which is said beside the name of its row. ``note`` is a line below the title, and
    ``short`` has the names that are too long for an axis, with what stands there instead. One that
    is not ``shown`` is not drawn: its bars would say nothing.
    """

    title: str
    table: str
    categories: str
    values: tuple[str, ...]
    kind: Literal["bar", "column", "stacked"] = "bar"
    top: int = 0
    colours: tuple[Colour, ...] = ()
    withheld: str = ""
    note: str = ""
    short: Mapping[str, str] = field(default_factory=dict)
    shown: bool = True

    def rows(self, table: Table) -> Iterator[tuple[str, Cells]]:
        """Yield the rows that are shown: the name of each, and its values."""
        name = table.headings.index(self.categories)
        places = [table.headings.index(value) for value in self.values]
        for row in islice(table.rows, self.top or None):
            values = tuple(row[place] for place in places)
            yield self.label(row[name], values), values

    def axis(self, table: Table) -> tuple[str, ...]:
        """Return the names of the rows that are shown, short."""
        name = table.headings.index(self.categories)
        rows = islice(table.rows, self.top or None)
        return tuple(self.short.get(str(row[name]), str(row[name])) for row in rows)

    def label(self, name: Cell, values: Cells) -> str:
        """Return the name of a row as the chart shows it, with what is withheld of it."""
        name = self.short.get(str(name), name)
        headings = [
            heading
            for heading, value in zip(self.values, values, strict=True)
            if self.withheld and value == self.withheld
        ]
        if not headings:
            return str(name)
        which = "" if len(headings) == len(self.values) else f"{', '.join(headings)} "
        return f"{name} ({which}{self.withheld})"


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order; ``created`` is the only time that is written.

    A table of more than ``most_rows`` goes on in a further sheet; ``unbroken`` refuses it instead.
    """

    sheets: tuple[Table | Page, ...]
    charts: tuple[Chart, ...] = ()
    title: str = ""
    created: datetime | None = None
    most_rows: int = MOST_ROWS
    unbroken: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """The sheets that hold a table."""
        return tuple(sheet for sheet in self.sheets if isinstance(sheet, Table))
