"""Rows streamed as the XML of a sheet: the one place where time is spent.

In: cells and the style of each column. Out: a deflated piece of ``sheetData``, with the shared
strings, links and shortenings found on the way. Rows are never held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from itertools import islice

from plandocs.errors import InternalError
from plandocs.sheet.deflate import Deflate, Piece
from plandocs.sheet.table import Cell, Cells, Link, Shortened
from plandocs.sheet.text import LONGEST, cell_length, cell_text, needs_quote, shorten, xstring

MOST_ROWS = 1_048_576
MOST_LINKS = 65_530
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_TRUE_DAY = date(1900, 3, 1)  # Excel's calendar has a 29 February 1900
_EXACT = 10**15
_AT_ONCE = 400
_SELDOM_TWICE = 120  # letters: texts of several lines beyond it are not remembered
_LINE_HEIGHT, _HIGHEST = 13, 409  # points


@dataclass(frozen=True)
class Looks:
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


class Strings:
    """The shared strings of a workbook, written as they are first met.

    ``known`` holds those of one line, ``quoted`` those of one line that Excel takes for input.
    """

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.quoted: dict[str, int] = {}
        self._others: dict[str, int] = {}
        self._part = Deflate()
        self._waiting: list[str] = []
        self._count = 0

    def add(self, text: str) -> tuple[int, bool]:
        """The number of the string, and whether it wants the quote style."""
        quoted = needs_quote(text)
        table = self._others if "\n" in text else self.quoted if quoted else self.known
        index = table.get(text)
        if index is None:
            index = self._count
            self._count += 1
            if table is not self._others or len(text) < _SELDOM_TWICE:
                table[text] = index
            self._waiting.append(f'<si><t xml:space="preserve">{xstring(text)}</t></si>')
            if len(self._waiting) >= _AT_ONCE:
                self._hand_over()
        return index, quoted

    def close(self) -> tuple[Piece, int]:
        """The strings as a piece without its root element, and how many there are."""
        self._hand_over()
        return self._part.close(last=False), self._count

    def _hand_over(self) -> None:
        self._part.write("".join(self._waiting).encode("utf-8"))
        self._waiting.clear()


@dataclass
class SheetRows:
    """Writes the rows of one sheet; ``links`` are (cell, target), ``number`` is the last row."""

    sheet: str
    headings: Sequence[str]
    strings: Strings
    links: list[tuple[str, str]] = field(default_factory=list)
    shortened: list[Shortened] = field(default_factory=list)
    unlinked: int = 0
    number: int = 0
    _part: Deflate = field(default_factory=Deflate)
    _lines: int = 1

    def row(self, cells: Cells, looks: Sequence[Looks], height: int = 0) -> None:
        """Write one row, as high as its text unless a height is given (in points)."""
        self.number += 1
        self._lines = 1
        written = [
            self._cell(cell, column, look)
            for column, (cell, look) in enumerate(zip(cells, looks, strict=True))
        ]
        high = f' ht="{height}" customHeight="1"' if height else _height(self._lines)
        xml = f'<row r="{self.number}"{high}>{"".join(written)}</row>'
        self._part.write(xml.encode("utf-8"))

    def rows(self, rows: Iterator[Cells], looks: Sequence[Looks]) -> int:
        """Write rows until there are no more or the sheet is full; gives how many."""
        before = self.number
        while batch := tuple(islice(rows, min(_AT_ONCE, MOST_ROWS - self.number))):
            self._part.write(self._batch(batch, looks).encode("utf-8"))
        return self.number - before

    def close(self) -> Piece:
        """The rows as a piece of the sheet's part."""
        return self._part.close(last=False)

    def _batch(self, rows: Iterable[Cells], looks: Sequence[Looks]) -> str:
        # The usual cell is a string met before: it costs one look-up and one piece of text.
        known, quoted = self.strings.known, self.strings.quoted
        columns = [_fast(number, look) for number, look in enumerate(looks)]
        xml: list[str] = []
        for cells in rows:
            self.number += 1
            row = self.number
            self._ensure_width(cells, len(columns))
            xml.append("")
            start_of_row = len(xml) - 1
            self._lines = 1
            for cell, (start, text, quote, number, blank, cap, column) in zip(cells, columns):  # noqa: B905  # as wide, as was made sure
                cell = "Yes" if cell is True else "No" if cell is False else cell
                if type(cell) is str:
                    if (index := known.get(cell)) is not None:
                        xml.append(f"{start}{row}{text}{index}</v></c>")
                    elif (index := quoted.get(cell)) is not None:
                        xml.append(f"{start}{row}{quote}{index}</v></c>")
                    else:
                        xml.append(self._cell(cell, column, looks[column]))
                    if len(cell) > cap:
                        self._lines = max(self._lines, -(-len(cell) // cap))
                elif type(cell) is int and -_EXACT < cell < _EXACT:
                    xml.append(f"{start}{row}{number}{cell}</v></c>")
                elif cell is None:
                    xml.append(f"{start}{row}{blank}")
                else:
                    xml.append(self._cell(cell, column, looks[column]))
            xml[start_of_row] = f'<row r="{row}"{_height(self._lines)}>'
            xml.append("</row>")
        return "".join(xml)

    def _ensure_width(self, cells: Cells, width: int) -> None:
        if len(cells) != width:
            raise InternalError(
                f"a row has {len(cells)} cells for {width} columns",
                place=f"sheet {self.sheet}, row {self.number}",
            )

    def _cell(self, cell: Cell, column: int, look: Looks) -> str:
        at = f"{column_letter(column)}{self.number}"
        if isinstance(cell, Link):
            return self._link(cell, at, column, look)
        if isinstance(cell, str):
            return self._text(cell, at, column, look)
        if cell is None:
            return f'<c r="{at}" s="{look.text}"/>'
        if isinstance(cell, bool):
            return self._text("Yes" if cell else "No", at, column, look)
        if isinstance(cell, date):
            serial = excel_serial(cell)
            if serial is None:
                return self._text(cell.isoformat(), at, column, look)
            style = look.moment if isinstance(cell, datetime) else look.day
            return f'<c r="{at}" s="{style}"><v>{serial}</v></c>'
        if -_EXACT < cell < _EXACT:  # false for what is not a number, too
            return f'<c r="{at}" s="{look.number}"><v>{cell}</v></c>'
        return self._text(str(cell), at, column, look)

    def _text(self, text: str, at: str, column: int, look: Looks) -> str:
        text = cell_text(text)
        if not text:
            return f'<c r="{at}" s="{look.text}"/>'
        if len(text) > LONGEST // 2:
            whole, text = text, shorten(text)
            if text != whole:
                length = cell_length(whole)
                heading = self.headings[column]
                self.shortened.append(Shortened(self.sheet, self.number, heading, length))
        index, quote = self.strings.add(text)
        self._lines = max(self._lines, _lines(text, look.per_line))
        return f'<c r="{at}" s="{look.quoted if quote else look.text}" t="s"><v>{index}</v></c>'

    def _link(self, link: Link, at: str, column: int, look: Looks) -> str:
        if len(self.links) < MOST_LINKS:
            self.links.append((at, link.target))
            return self._text(
                link.text, at, column, replace(look, text=look.link, quoted=look.link)
            )
        self.unlinked += 1
        return self._text(link.text, at, column, look)


def _fast(column: int, look: Looks) -> tuple[str, str, str, str, str, int, int]:
    """What is the same in each usual cell of a column: start, text, number, blank; its width."""
    start = f'<c r="{column_letter(column)}'
    text, quoted = f'" s="{look.text}" t="s"><v>', f'" s="{look.quoted}" t="s"><v>'
    number, blank = f'" s="{look.number}"><v>', f'" s="{look.text}"/>'
    return start, text, quoted, number, blank, look.per_line or LONGEST, column


def _lines(text: str, per_line: int) -> int:
    if not per_line:
        return 1
    if "\n" not in text:
        return -(-len(text) // per_line)
    return sum(max(-(-len(line) // per_line), 1) for line in text.split("\n"))


def _height(lines: int) -> str:
    """The height of a row of several lines; Excel works out that of one by itself.

    Excel would all of them, but LibreOffice and previews show what the file says.
    """
    return f' ht="{min(lines * _LINE_HEIGHT + 2, _HIGHEST)}"' if lines > 1 else ""


@cache
def column_letter(column: int) -> str:
    """The letter of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def excel_serial(day: date) -> str | None:
    """The number that Excel keeps for a date; nothing before 1 March 1900."""
    plain = day.date() if isinstance(day, datetime) else day
    if plain < _FIRST_TRUE_DAY:
        return None
    serial = plain.toordinal() - _EPOCH
    if not isinstance(day, datetime):
        return str(serial)
    seconds = day.hour * 3600 + day.minute * 60 + day.second + day.microsecond / 1e6
    return repr(serial + seconds / 86400)
