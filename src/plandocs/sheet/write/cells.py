"""One cell as the XML of a sheet, whatever stands in it.

Takes a value, its place and the styles of its column, and gives XML, with the links and shortenings
found on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from plandocs.sheet.excel import (
    LONGEST,
    cell_length,
    cell_text,
    column_letter,
    fits_cells,
    needs_quote,
    shorten,
    xstring,
)
from plandocs.sheet.write.package import Deflate, Piece
from plandocs.table import Cell, File, Link

MOST_LINKS = 65_530
EXACT = 10**15  # from here on Excel rounds numbers
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_TRUE_DAY = date(1900, 3, 1)  # Excel's calendar has a 29 February 1900


@dataclass(frozen=True)
class StyleIds:
    """The style ids of a column, one for each kind of value that may stand in it.

    ``per_line`` letters stand on a line of it; 0 where lines never wrap.
    """

    text: int
    quoted: int
    number: int
    day: int
    moment: int
    link: int
    per_line: int = 0

    @cache  # noqa: B019  # a few, for as long as the workbook is written
    def as_link(self) -> StyleIds:
        """The same for text that leads to a file."""
        return replace(self, text=self.link, quoted=self.link)


@dataclass(frozen=True)
class Shortened:
    """A text too long for a cell: its place, and how many characters it has in the data."""

    sheet: str
    row: int
    column: str
    length: int


class Place(NamedTuple):
    """Where a cell stands, and where the lines of its row are counted."""

    row: int
    column: int
    lines: list[int]
    line: int


Linker = Callable[[File], Link | str]


@dataclass
class CellWriter:
    """Writes the cells of one sheet; ``linked`` gives what leads to a file from the workbook.

    ``links`` are (cell, target).
    """

    sheet: str
    headings: Sequence[str]
    strings: Strings
    linked: Linker
    links: list[tuple[str, str]] = field(default_factory=list)
    shortened: list[Shortened] = field(default_factory=list)
    unlinked: int = 0

    def xml(self, cell: Cell, place: Place, ids: StyleIds) -> str:
        """The cell; its row gets as many lines as it takes up."""
        at = f"{column_letter(place.column)}{place.row}"
        if isinstance(cell, File):
            cell = self.linked(cell)
        if isinstance(cell, str):
            return self._text(cell, at, place, ids)
        if isinstance(cell, Link):
            return self._link(cell, at, place, ids)
        if cell is None:
            return f'<c r="{at}" s="{ids.text}"/>'
        if isinstance(cell, bool):
            return self._text("Yes" if cell else "No", at, place, ids)
        if isinstance(cell, date):
            serial = excel_serial(cell)
            if serial is None:
                return self._text(cell.isoformat(), at, place, ids)
            style = ids.moment if isinstance(cell, datetime) else ids.day
            return f'<c r="{at}" s="{style}"><v>{serial}</v></c>'
        if -EXACT < cell < EXACT:  # false for what is not a number, too
            return f'<c r="{at}" s="{ids.number}"><v>{cell}</v></c>'
        return self._text(str(cell), at, place, ids)

    def _text(self, text: str, at: str, place: Place, ids: StyleIds) -> str:
        text = cell_text(text)
        if not text:
            return f'<c r="{at}" s="{ids.text}"/>'
        if len(text) > LONGEST // 2:
            whole, text = text, shorten(text)
            if text != whole:
                heading = self.headings[place.column]
                length = cell_length(whole)
                self.shortened.append(Shortened(self.sheet, place.row, heading, length))
        index, quote = self.strings.add(text)
        place.lines[place.line] = max(place.lines[place.line], lines_of(text, ids.per_line))
        return f'<c r="{at}" s="{ids.quoted if quote else ids.text}" t="s"><v>{index}</v></c>'

    def _link(self, link: Link, at: str, place: Place, ids: StyleIds) -> str:
        if len(self.links) < MOST_LINKS:
            self.links.append((at, link.target))
            ids = ids.as_link()
        else:
            self.unlinked += 1
        return self._text(link.text, at, place, ids)


def lines_of(text: str, per_line: int) -> int:
    """How many lines a text takes up, where so many letters stand on one; 0 where none wraps."""
    if not per_line:
        return 1
    if "\n" not in text:
        return -(-len(text) // per_line)
    return sum([-(-len(line) // per_line) or 1 for line in text.split("\n")])


def excel_serial(day: date) -> str | None:
    """The number that Excel keeps for a date; nothing before 1 March 1900."""
    date_part = day.date() if isinstance(day, datetime) else day
    if date_part < _FIRST_TRUE_DAY:
        return None
    serial = date_part.toordinal() - _EPOCH
    if not isinstance(day, datetime):
        return str(serial)
    seconds = day.hour * 3600 + day.minute * 60 + day.second + day.microsecond / 1e6
    return repr(serial + seconds / 86400)


_AT_ONCE = 400
_APART = "\x00"  # no cell holds it
_BETWEEN = '</t></si><si><t xml:space="preserve">'
_FIRST, _LAST = _BETWEEN[9:], _BETWEEN[:9]


class Strings:
    """Numbers for texts: ``quoted`` are those that Excel takes for input, ``known`` all others."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.quoted: dict[str, int] = {}
        self._part = Deflate()
        self._waiting: list[str] = []
        self._count = 0

    def add(self, text: str) -> tuple[int, bool]:
        """The number of a text that a cell can hold, and whether it wants the quote style."""
        quoted = needs_quote(text)
        table = self.quoted if quoted else self.known
        index = table.get(text)
        if index is None:
            index = table[text] = self._count
            self._count += 1
            self._waiting.append(text)
            if len(self._waiting) >= _AT_ONCE:
                self._flush()
        return index, quoted

    def learn(self, texts: Iterable[str]) -> None:
        """Add those that a cell holds as they are; the others are left to the writer of cells."""
        known, longest = self.known, LONGEST // 2
        new = [each for each in texts if each and each not in known and len(each) <= longest]
        for text in new if fits_cells("".join(new)) else filter(fits_cells, new):
            self.add(text)

    def close(self) -> tuple[Piece, int]:
        """The strings as a piece without its root element, and how many there are."""
        self._flush()
        return self._part.close(last=False), self._count

    def _flush(self) -> None:
        if self._waiting:
            texts = xstring(_APART.join(self._waiting)).replace(_APART, _BETWEEN)
            self._part.write(f"{_FIRST}{texts}{_LAST}".encode())
            self._waiting.clear()
