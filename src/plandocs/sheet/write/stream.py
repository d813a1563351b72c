"""Every sheet's rows, streamed in the order of the workbook.

In: tables and pages. Out: for each sheet its rows as a deflated piece, and how far they reach. A
table too long for one sheet goes on in the next, "Outcomes (2)", and nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from plandocs.sheet.cells import CellWriter, Looks, column_letter
from plandocs.sheet.table import (
    LISTS,
    Cells,
    Hand,
    Page,
    SheetWritten,
    Table,
    TooManyRows,
    Workbook,
)
from plandocs.sheet.write.deflate import Piece
from plandocs.sheet.write.names import heading_names, sheet_name, table_name
from plandocs.sheet.write.rows import Marked, SheetRows
from plandocs.sheet.write.strings import Strings
from plandocs.sheet.write.styles import Palette, page_widths

_INLINE = 255
_HEIGHTS = {"title": 30, "heading": 26}


@dataclass(frozen=True)
class Streamed:
    """One sheet whose rows are written; ``item`` is None for the hidden sheet of lists."""

    item: Table | Page | None
    written: SheetWritten
    headings: tuple[str, ...]
    rows: SheetRows
    piece: Piece
    detailed: bool = False


class Streamer:
    """Streams a workbook's sheets; names are given once, for the whole workbook."""

    def __init__(self, book: Workbook, palette: Palette) -> None:
        self.strings = Strings()
        self.lists: dict[tuple[str, ...], str] = {}
        self._book = book
        self._palette = palette
        self._tables: list[str] = []
        self.names: list[str] = []
        for item in book.sheets:
            self.names.append(sheet_name(item.sheet, self.names))

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
        looks = tuple(self._palette.column(column) for column in table.columns)
        tops = tuple(self._palette.heading(column) for column in table.columns)
        marked = self._marked(table)
        rows, base, before, done = iter(table.rows), name, "", 0
        while True:
            sheet = SheetRows(CellWriter(name, headings, self.strings))
            sheet.row(headings, tops)
            count = sheet.rows(rows, looks, self._book.most_rows, marked, done)
            done += count
            if not count:
                # A table of nothing but headings makes Excel repair the file.
                sheet.row((None,) * len(headings), looks)
            title = table_name(table.name or table.sheet, self._tables)
            self._tables.append(title)
            written = SheetWritten(name, title, count, before)
            yield Streamed(table, written, headings, sheet, sheet.close())
            following = tuple(islice(rows, 1))
            if not following:
                return
            if self._book.unbroken:
                raise TooManyRows("this table is too long for one sheet", place=name)
            rows, before = chain(following, rows), name
            name = sheet_name(base, self.names)
            self.names.append(name)

    def _marked(self, table: Table) -> Marked:
        """The looks of single cells, by row and column of the table."""
        marked: dict[int, dict[int, Looks]] = defaultdict(dict)
        made: dict[tuple[int, Hand], Looks] = {}
        for (row, column), hand in table.looks.items():
            if (column, hand) not in made:
                made[column, hand] = self._palette.by_hand(table.columns[column], hand)
            marked[row][column] = made[column, hand]
        return marked

    def _page(self, page: Page, name: str) -> Streamed:
        lines = tuple(page.lines)
        detailed = any(line.detail not in ("", None) for line in lines)
        sheet = SheetRows(CellWriter(name, ("Text", "Detail"), self.strings))
        terms, wide = page_widths(detailed=detailed)[0], page_widths(detailed=detailed)[-1]
        text, term = self._palette.line("text", wide), self._palette.line("term", terms)
        for line in lines:
            cells: Cells = (line.text, line.detail)
            looks: tuple[Looks, ...] = (self._palette.line(line.kind, wide), text)
            if line.kind == "text" and detailed:
                # Text without a term stands in the wide column, where it has room.
                cells = cells if line.detail not in ("", None) else (None, line.text)
                looks = (term, text)
            shown = 2 if detailed else 1
            sheet.row(cells[:shown], looks[:shown], _HEIGHTS.get(line.kind, 0))
        written = SheetWritten(name, "", len(lines))
        return Streamed(page, written, (), sheet, sheet.close(), detailed)

    def _lists(self) -> Iterator[Streamed]:
        tables = [item for item in self._book.sheets if isinstance(item, Table)]
        choices = dict.fromkeys(c.choices for t in tables for c in t.columns if c.choices)
        long = [choice for choice in choices if not _inline(choice)]
        self.lists = {choice: f'"{",".join(choice)}"' for choice in choices if _inline(choice)}
        if not long:
            return
        name = sheet_name(LISTS, self.names)
        self.names.append(name)
        headings = tuple(f"List {number}" for number in range(1, len(long) + 1))
        sheet = SheetRows(CellWriter(name, headings, self.strings))
        looks = (self._palette.line("text", _INLINE),) * len(long)
        sheet.row(headings, looks)
        for row in range(max(map(len, long))):
            sheet.row(tuple(c[row] if row < len(c) else None for c in long), looks)
        for column, choice in enumerate(long):
            letter = column_letter(column)
            self.lists[choice] = f"'{name}'!${letter}$2:${letter}${len(choice) + 1}"
        yield Streamed(None, SheetWritten(name, "", 0), headings, sheet, sheet.close())


def _inline(choices: tuple[str, ...]) -> bool:
    """Whether the choices can stand in the rule itself: short, without comma or quote."""
    joined = ",".join(choices)
    return len(joined) <= _INLINE and joined.count(",") == len(choices) - 1 and '"' not in joined
