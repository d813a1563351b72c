"""Every sheet's rows, streamed in the order of the workbook.

Takes tables and pages, and gives for each sheet its rows as a deflated piece, and how far they
reach. A table too long for one sheet goes on in the next, "Outcomes (2)", and nothing is dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from plandocs.errors import InternalError
from plandocs.sheet.excel import LISTS, cell_text, column_letter
from plandocs.sheet.write.cells import CellWriter, Linker, Strings, StyleIds
from plandocs.sheet.write.package import Piece
from plandocs.sheet.write.rows import Marked, SheetRows
from plandocs.sheet.write.styles import Palette, page_widths
from plandocs.table import Cells, Formatting, Page, Table, Workbook

_INLINE = 255
_HEIGHTS = {"title": 30, "heading": 26, "above": 20}


class TooManyRows(InternalError):
    """A table is longer than a sheet, in a workbook whose tables are to stay unbroken."""


@dataclass(frozen=True)
class SheetWritten:
    """What became of a sheet: ``continues`` names the sheet that it takes over from, if any."""

    sheet: str
    table: str
    rows: int
    continues: str = ""


@dataclass(frozen=True)
class Streamed:
    """One sheet whose rows are written; ``item`` is None for the hidden sheet of lists."""

    item: Table | Page | None
    written: SheetWritten
    headings: tuple[str, ...]
    rows: SheetRows
    piece: Piece
    detailed: bool = False
    top: int = 1  # the row of the headings


class Streamer:
    """Streams a workbook's sheets; names are given once, for the whole workbook."""

    def __init__(self, book: Workbook, palette: Palette, linked: Linker) -> None:
        self.strings = Strings()
        self.lists: dict[tuple[str, ...], str] = {}
        self._book = book
        self._palette = palette
        self._linked = linked
        self._tables: list[str] = []
        self.names: list[str] = []
        for item in book.sheets:
            self.names.append(sheet_name(item.name, self.names))

    def sheets(self) -> Iterator[Streamed]:
        """The sheets in order, then that of the lists, if any is needed."""
        for name, item in zip(tuple(self.names), self._book.sheets, strict=True):
            if isinstance(item, Page):
                yield self._page(item, name)
            else:
                yield from self._table(item, name)
        yield from self._lists()

    def _table(self, table: Table, name: str) -> Iterator[Streamed]:
        headings = heading_names(column.heading for column in table.columns)
        styles = tuple(self._palette.column(column) for column in table.columns)
        tops = tuple(self._palette.heading(column) for column in table.columns)
        marked = self._marked(table)
        rows, base, before, done = iter(table.rows), name, "", 0
        while True:
            sheet = SheetRows(CellWriter(name, headings, self.strings, self._linked))
            for line in () if before else table.above:
                kind = "title" if line.kind == "title" else "above"
                sheet.row((line.text,), (self._palette.line(kind, 0),), _HEIGHTS[kind])
            sheet.row(headings, tops)
            top = sheet.number
            count = sheet.rows(rows, styles, self._book.most_rows, marked, done)
            done += count
            if not count:
                # A table of nothing but headings makes Excel repair the file.
                sheet.row((None,) * len(headings), styles)
            title = table_name(table.table_name or table.name, self._tables)
            self._tables.append(title)
            written = SheetWritten(name, title, count, before)
            yield Streamed(table, written, headings, sheet, sheet.close(), top=top)
            following = tuple(islice(rows, 1))
            if not following:
                return
            if self._book.unbroken:
                raise TooManyRows("this table is too long for one sheet", place=name)
            rows, before = chain(following, rows), name
            name = sheet_name(base, self.names)
            self.names.append(name)

    def _marked(self, table: Table) -> Marked:
        """The styles of single cells, by row and column of the table."""
        marked: dict[int, dict[int, StyleIds]] = defaultdict(dict)
        made: dict[tuple[int, Formatting], StyleIds] = {}
        for (row, column), formatting in table.formatting.items():
            if (column, formatting) not in made:
                made[column, formatting] = self._palette.formatted(
                    table.columns[column], formatting
                )
            marked[row][column] = made[column, formatting]
        return marked

    def _page(self, page: Page, name: str) -> Streamed:
        lines = tuple(page.lines)
        detailed = any(line.detail not in ("", None) for line in lines)
        sheet = SheetRows(CellWriter(name, ("Text", "Detail"), self.strings, self._linked))
        terms, wide = page_widths(detailed=detailed)[0], page_widths(detailed=detailed)[-1]
        text, term = self._palette.line("text", wide), self._palette.line("term", terms)
        for line in lines:
            cells: Cells = (line.text, line.detail)
            styles: tuple[StyleIds, ...] = (self._palette.line(line.kind, wide), text)
            if line.kind == "text" and detailed:
                # Text without a term stands in the wide column, where it has room.
                cells = cells if line.detail not in ("", None) else (None, line.text)
                styles = (term, text)
            count = 2 if detailed else 1
            sheet.row(cells[:count], styles[:count], _HEIGHTS.get(line.kind, 0))
        written = SheetWritten(name, "", len(lines))
        return Streamed(page, written, (), sheet, sheet.close(), detailed)

    def _lists(self) -> Iterator[Streamed]:
        """The hidden sheet of what drop-downs offer, and of charts' names in short."""
        tables = self._book.tables
        choices = dict.fromkeys(c.choices for t in tables for c in t.columns if c.choices)
        by_name = {table.name: table for table in tables}
        axes = (c.axis(by_name[c.table]) for c in self._book.charts if c.short)
        long = list(dict.fromkeys((*(c for c in choices if not _inline(c)), *axes)))
        self.lists = {choice: f'"{",".join(choice)}"' for choice in choices if _inline(choice)}
        if not long:
            return
        name = sheet_name(LISTS, self.names)
        self.names.append(name)
        headings = tuple(f"List {number}" for number in range(1, len(long) + 1))
        sheet = SheetRows(CellWriter(name, headings, self.strings, self._linked))
        styles = (self._palette.line("text", _INLINE),) * len(long)
        sheet.row(headings, styles)
        for row in range(max(map(len, long))):
            sheet.row(tuple(c[row] if row < len(c) else None for c in long), styles)
        for column, choice in enumerate(long):
            letter = column_letter(column)
            self.lists[choice] = f"'{name}'!${letter}$2:${letter}${len(choice) + 1}"
        yield Streamed(None, SheetWritten(name, "", 0), headings, sheet, sheet.close())


def _inline(choices: tuple[str, ...]) -> bool:
    """Whether the choices can stand in the rule itself: short, without comma or quote."""
    joined = ",".join(choices)
    return len(joined) <= _INLINE and joined.count(",") == len(choices) - 1 and '"' not in joined


_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\n\t]")
_NOT_IN_TABLES = re.compile(r"[^\w.]|^(?=[\d.])")
_LIKE_A_CELL = re.compile(r"(?i)^(?:[a-z]{1,3}\d+|r\d*c\d*|r\d*|c\d*)$")
_RESERVED = frozenset({"history"})


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """At most 31 characters, none of ``[]:*?/\\``, no apostrophe at an end, not "History"."""
    clean = _NOT_IN_SHEETS.sub(" ", cell_text(wanted))
    clean = " ".join(clean.split()).strip("'") or "Sheet"
    if clean.casefold() in _RESERVED:
        clean = f"{clean} sheet"
    return _unique(clean, taken, 31, " ({})")


def table_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """Letters, digits, ``_`` and ``.``, starting with a letter, and not like a cell's address."""
    clean = _NOT_IN_TABLES.sub("_", cell_text(wanted)) or "Table"
    if _LIKE_A_CELL.match(clean):
        clean = f"{clean}_"
    return _unique(clean, taken, 255, "_{}")


def heading_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """One line each, never blank, at most 255 characters."""
    names: list[str] = []
    for number, heading in enumerate(wanted, start=1):
        clean = " ".join(cell_text(heading).split()) or f"Column {number}"
        names.append(_unique(clean, names, 255, " ({})"))
    return tuple(names)


def _unique(name: str, taken: Iterable[str], longest: int, pattern: str) -> str:
    used = {other.casefold() for other in taken}
    number, tail = 1, ""
    while True:
        # Excel counts UTF-16 units, and a character is two at the most.
        front = name
        while len((front + tail).encode("utf-16-le")) > 2 * longest:
            front = front[:-1]
        candidate = front.rstrip(" '") + tail
        if candidate.casefold() not in used:
            return candidate
        number += 1
        tail = pattern.format(number)
