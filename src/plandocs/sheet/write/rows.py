"""Rows streamed as the XML of a sheet: the one place where time is spent.

Takes cells and the styles of each column, and gives a deflated piece of ``sheetData``. Rows are
never held but a few hundred at once, which are written column by column: what stands in one is
alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import NamedTuple

from plandocs.errors import InternalError
from plandocs.sheet.excel import LONGEST, column_letter, fits_cells, needs_quote, xstring
from plandocs.sheet.write.cells import EXACT, CellWriter, Place, StyleIds, lines_of
from plandocs.sheet.write.package import Deflate, Piece
from plandocs.table import Cell, Cells, File, Link

_AT_ONCE = 400
_SELDOM = 2  # times: texts that are repeated less often on the average stand in their cells
_INLINE = ' t="inlineStr"><is><t xml:space="preserve">'
_APART = "\x00"  # no cell holds it
_LINE_HEIGHT, _HIGHEST = 13, 409  # points


Marked = Mapping[int, Mapping[int, StyleIds]]


class _Fast(NamedTuple):
    """A column: its place, its styles, and the XML that all its cells share."""

    place: int
    ids: StyleIds
    start: str
    text: str
    quote: str
    number: str
    blank: str
    inline: str
    inline_quote: str
    per_line: int


@dataclass
class SheetRows:
    """Writes the rows of one sheet; ``number`` is the last row."""

    cells: CellWriter
    number: int = 0
    _part: Deflate = field(default_factory=Deflate)

    def row(self, cells: Cells, styles: Sequence[StyleIds], height: int = 0) -> None:
        """Write one row, as high as its text unless a height is given (in points)."""
        self.number += 1
        lines = [1]
        written = [
            self.cells.xml(cell, Place(self.number, column, lines, 0), ids)
            for column, (cell, ids) in enumerate(zip(cells, styles, strict=True))
        ]
        high = f' ht="{height}" customHeight="1"' if height else _height(lines[0])
        xml = f'<row r="{self.number}"{high}>{"".join(written)}</row>'
        self._part.write(xml.encode("utf-8"))

    def rows(
        self,
        rows: Iterator[Cells],
        styles: Sequence[StyleIds],
        most: int,
        marked: Marked,
        done: int,
    ) -> int:
        """Write rows until there are no more or the sheet has so many; gives how many.

        ``marked`` cells have styles of their own, by row of the table, of which so many are
        ``done``.
        """
        before = self.number
        columns = tuple(_fast(number, ids) for number, ids in enumerate(styles))
        while batch := tuple(islice(rows, min(_AT_ONCE, most - self.number))):
            self._ensure_width(batch, len(columns))
            first = done + self.number - before
            numbers = range(len(batch)) if marked else ()
            in_batch = {n: marked[first + n] for n in numbers if first + n in marked}
            self._part.write(self._batch(batch, columns, in_batch).encode("utf-8"))
        return self.number - before

    def close(self) -> Piece:
        """The rows as a piece of the sheet's part."""
        self.cells.shortened.sort(key=lambda each: each.row)
        return self._part.close(last=False)

    def _ensure_width(self, rows: Sequence[Cells], width: int) -> None:
        if set(map(len, rows)) == {width}:
            return
        for place, cells in enumerate(rows, start=self.number + 1):
            if len(cells) != width:
                raise InternalError(
                    f"a row has {len(cells)} cells for {width} columns",
                    place=f"sheet {self.cells.sheet}, row {place}",
                )

    def _batch(self, rows: Sequence[Cells], columns: Sequence[_Fast], marked: Marked) -> str:
        first = self.number + 1
        self.number += len(rows)
        numbers = [str(number) for number in range(first, first + len(rows))]
        lines = [1] * len(rows)
        written = [
            self._column(cells, column, numbers, lines)
            for cells, column in zip(zip(*rows, strict=True), columns, strict=True)
        ]
        for line, styles in marked.items():
            for place, ids in styles.items():
                # A link has been written down once, and stays as it is.
                if not isinstance(cell := rows[line][place], Link | File):
                    at = Place(first + line, place, lines, line)
                    written[place][line] = self.cells.xml(cell, at, ids)
        starts = [
            f'<row r="{row}"{_height(high)}>' for row, high in zip(numbers, lines, strict=True)
        ]
        return "".join(chain.from_iterable(zip(starts, *written, repeat("</row>"))))

    def _column(
        self, cells: Sequence[Cell], column: _Fast, rows: list[str], lines: list[int]
    ) -> list[str]:
        """The cells of one column in these rows; ``lines`` grow with what stands in them."""
        start, number, blank = column.start, column.number, column.blank
        kinds = set(map(type, cells))
        if File in kinds:
            cells = [self.cells.linked(cell) if type(cell) is File else cell for cell in cells]
            kinds = set(map(type, cells))
        if kinds == {type(None)}:
            return [f"{start}{row}{blank}" for row in rows]
        if kinds == {int} and min(cells) > -EXACT and max(cells) < EXACT:  # type: ignore[type-var,operator]  # all are numbers
            return [f"{start}{row}{number}{cell}</v></c>" for row, cell in zip(rows, cells)]  # noqa: B905  # a loop to be quick
        if bool in kinds:
            cells = ["Yes" if cell is True else "No" if cell is False else cell for cell in cells]
        return self._texts(cells, column, rows, lines)

    def _texts(
        self, cells: Sequence[Cell], column: _Fast, rows: list[str], lines: list[int]
    ) -> list[str]:
        """The same where texts stand among them."""
        different = dict.fromkeys(cells)
        texts = [cell for cell in different if type(cell) is str]
        longest = max(map(len, texts), default=0)
        if longest > column.per_line:
            _heighten(lines, cells, column.per_line)
        if blocks := [text for text in texts if "\n" in text]:
            _heighten_blocks(lines, cells, frozenset(blocks), column.ids.per_line)
        if len(different) * _SELDOM > len(cells):
            return self._inline_texts(cells, longest, column, rows, lines)
        self.cells.strings.learn(texts)
        return self._shared_texts(cells, different, column, rows, lines)

    def _inline_texts(
        self, cells: Sequence[Cell], longest: int, column: _Fast, rows: list[str], lines: list[int]
    ) -> list[str]:
        """Cells that hardly repeat each other: each holds its text itself."""
        texts = [cell if type(cell) is str else "" for cell in cells]
        joined = "\n".join(texts)
        # Only in strings of the workbook do readers other than Excel undo the escapes of "_x0041_".
        if not fits_cells(joined) or "_x" in joined or longest > LONGEST // 2:
            return [self._other(cell, column, at, lines) for at, cell in enumerate(cells)]
        if xstring(joined) is not joined:
            texts = xstring(_APART.join(texts)).split(_APART)
        start, inline, blank = column.start, column.inline, column.blank
        result = [f"{start}{row}{inline}{text}</t></is></c>" for row, text in zip(rows, texts)]  # noqa: B905  # a loop to be quick
        odd = [at for at, text in enumerate(texts) if not text[:1].isalpha()]
        for at in odd:
            cell, row = cells[at], rows[at]
            if cell is None or cell == "":
                result[at] = f"{start}{row}{blank}"
            elif type(cell) is not str:
                result[at] = self._other(cell, column, at, lines)
            elif needs_quote(cell):
                result[at] = f"{start}{row}{column.inline_quote}{texts[at]}</t></is></c>"
        return result

    def _shared_texts(
        self, cells: Sequence[Cell], different: Iterable[Cell], column: _Fast, rows: list[str],
        lines: list[int],
    ) -> list[str]:  # fmt: skip
        """Cells that repeat each other: each has the number of its text in the workbook."""
        start, ends = column.start, {cell: self._end(cell, column) for cell in different}
        if "" not in ends.values():
            return [f"{start}{row}{ends[cell]}" for row, cell in zip(rows, cells)]  # noqa: B905  # a loop to be quick
        return [
            f"{start}{row}{end}" if (end := ends[cell]) else self._other(cell, column, line, lines)
            for line, (row, cell) in enumerate(zip(rows, cells, strict=True))
        ]

    def _end(self, cell: Cell, column: _Fast) -> str:
        """The XML of a text of the workbook behind its place; "" for what is none."""
        strings = self.cells.strings
        if cell is None or cell == "":
            return column.blank
        if (number := strings.known.get(cell)) is not None:  # type: ignore[arg-type]  # no other value is equal to a string
            return f"{column.text}{number}</v></c>"
        if (number := strings.quoted.get(cell)) is not None:  # type: ignore[arg-type]  # as above
            return f"{column.quote}{number}</v></c>"
        return ""

    def _other(self, cell: Cell, column: _Fast, line: int, lines: list[int]) -> str:
        """A cell with what is seldom in such a column."""
        row = self.number - len(lines) + 1 + line
        return self.cells.xml(cell, Place(row, column.place, lines, line), column.ids)


def _fast(place: int, ids: StyleIds) -> _Fast:
    """What is the same in each usual cell of a column."""
    return _Fast(
        place, ids, f'<c r="{column_letter(place)}',
        f'" s="{ids.text}" t="s"><v>', f'" s="{ids.quoted}" t="s"><v>',
        f'" s="{ids.number}"><v>', f'" s="{ids.text}"/>', f'" s="{ids.text}"{_INLINE}',
        f'" s="{ids.quoted}"{_INLINE}', ids.per_line or LONGEST,
    )  # fmt: skip


def _heighten(lines: list[int], cells: Sequence[Cell], per_line: int) -> None:
    """See to it that each row has the lines that the text in this column takes up."""
    lengths = [len(cell) if type(cell) is str else 0 for cell in cells]
    lines[:] = [
        high if length <= per_line or (needed := -(-length // per_line)) < high else needed
        for high, length in zip(lines, lengths, strict=True)
    ]


def _heighten_blocks(
    lines: list[int], cells: Sequence[Cell], blocks: Collection[str], per_line: int
) -> None:
    """The same for texts of several lines."""
    for line, cell in enumerate(cells):
        if cell in blocks:
            lines[line] = max(lines[line], lines_of(str(cell), per_line))


def _height(lines: int) -> str:
    """The height of a row of several lines; Excel works out that of one by itself.

    Excel would all of them, but LibreOffice and previews show what the file says.
    """
    return _HEIGHTS[lines] if lines < len(_HEIGHTS) else _HEIGHTS[-1]


_HEIGHTS = (
    *("", ""),
    *(f' ht="{min(lines * _LINE_HEIGHT + 2, _HIGHEST)}"' for lines in range(2, _HIGHEST // 10)),
)
