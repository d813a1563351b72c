"""Tables as plain values: what a workbook is to hold, said without Excel.

In: whatever the verbs count and list. Out: frozen values that ``workbook`` writes. Rows may be
an iterator; it is read once, in the order of the sheets, and never held.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from plandocs.errors import InternalError

MOST_IN_PROMPT = 32  # letters in the title of an input message
LISTS = "Lists"  # the hidden sheet with the choices of long drop-downs
MOST_ROWS = 1_048_576  # of a sheet, its headings among them
Colour = Literal["red", "amber", "green", "blue", "grey", "sand", "purple"]
Kind = Literal["text", "number", "date", "link", "yesno", "key"]

_LEADS_AWAY = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]|#)|\\")


@dataclass(frozen=True)
class Link:
    """Text that leads to a file beside the workbook; ``target`` is relative, percent-encoded."""

    text: str
    target: str

    def __post_init__(self) -> None:
        if _LEADS_AWAY.search(self.target) or not self.target:
            raise InternalError(
                f"a link may only lead to a file by a relative path, and not to {self.target!r}"
            )


Cell = str | int | float | bool | date | datetime | Link | None
Cells = tuple[Cell, ...]


def link_to(text: str, file: Path, folder: Path) -> Cell:
    """A link from a workbook in ``folder`` to ``file``; the bare text where no path leads there.

    (On Windows none leads from one drive to another.)
    """
    try:
        steps = os.path.relpath(file.resolve(), folder.resolve())
    except ValueError:
        return text
    return Link(text, quote(Path(steps).as_posix()))


@dataclass(frozen=True)
class Hand:
    """How a person made a cell look; what is blank is as its column has it.

    A colour is said as in the file: "rgb:FFFF0000", "theme:7:0.4" with its tint, "indexed:10".
    """

    number: str = ""
    fill: str = ""
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


@dataclass(frozen=True)
class Allowed:
    """What a person lets be typed into a column: a drop-down, a span of dates.

    One that ``refers`` to cells means others in another workbook, and cannot be kept.
    """

    said: tuple[tuple[str, str], ...]
    first: str = ""
    second: str = ""
    refers: bool = False


@dataclass(frozen=True)
class Column:
    """One column: ``own`` marks those that HR fills in, ``note`` shows where a cell is chosen."""

    heading: str
    width: float = 18
    kind: Kind = "text"
    wrap: bool = True
    choices: tuple[str, ...] = ()
    own: bool = False
    note: str = ""
    hidden: bool = False
    allowed: Allowed | None = None


@dataclass(frozen=True)
class Highlight:
    """Cells of a column in a colour: those that hold one of ``words``, or a number ``above``."""

    column: str
    colour: Colour
    words: tuple[str, ...] = ()
    above: float | None = None


@dataclass(frozen=True)
class Table:
    """One sheet that holds one Excel table; ``title`` is printed above each page.

    ``room`` rows below the last keep the drop-downs and input messages, for people to type in;
    ``frozen`` columns stay in view beside the heading row, which always does. ``looks`` are those
    that a person gave to single cells, by row and column, both from 0.
    """

    sheet: str
    columns: tuple[Column, ...]
    rows: Iterable[Cells]
    name: str = ""
    title: str = ""
    highlights: tuple[Highlight, ...] = ()
    room: int = 0
    frozen: int = 0
    looks: Mapping[tuple[int, int], Hand] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A line of a page: a title, a heading, or text, which may have ``detail`` beside it."""

    text: Cell = ""
    detail: Cell = ""
    kind: Literal["title", "heading", "text"] = "text"


@dataclass(frozen=True)
class Page:
    """A sheet to read: instructions, or what the workbook was made from."""

    sheet: str
    lines: Iterable[Line]


@dataclass(frozen=True)
class Chart:
    """A chart on ``sheet``, of columns of the table on ``table``.

    It stands at the cell ``anchor``; without one, charts stand below the rows, two side by side.
    ``top`` shows that many rows from the first; 0 shows all.
    """

    sheet: str
    title: str
    categories: str
    values: tuple[str, ...]
    table: str
    anchor: str = ""
    kind: Literal["bar", "column", "stacked"] = "bar"
    top: int = 0
    colours: tuple[Colour, ...] = ()


@dataclass(frozen=True)
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


class TooManyRows(InternalError):
    """A table is longer than a sheet, in a workbook whose tables are to stay unbroken."""


@dataclass(frozen=True)
class Shortened:
    """A text too long for a cell: its place, and how many characters it has in the data."""

    sheet: str
    row: int
    column: str
    length: int


@dataclass(frozen=True)
class SheetWritten:
    """What became of a sheet: ``continues`` names the sheet that it takes over from, if any."""

    sheet: str
    table: str
    rows: int
    continues: str = ""


@dataclass(frozen=True)
class Written:
    """The outcome of writing: ``data`` is empty where a file was written.

    ``unlinked`` counts links beyond the 65,530 that Excel takes on a sheet: their text is there.
    """

    data: bytes
    sheets: tuple[SheetWritten, ...]
    shortened: tuple[Shortened, ...] = ()
    unlinked: int = 0
