"""Writing the page: a workbook's values as its templates take them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plandocs.files.places import Place
from plandocs.files.whole import Target, write_whole
from plandocs.page.charts import bars_of
from plandocs.table import (
    BAND,
    Cell,
    Cells,
    Column,
    File,
    Highlight,
    Line,
    Link,
    Page,
    Table,
    Workbook,
)

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_SHORT, _WIDEST = 10, 40  # characters, as the columns of the workbook are measured
_MOST = 1000  # rows of a table; a browser on a telephone stops at some ten thousand in all


def write_page(book: Workbook, place: Place) -> Mapping[str, int]:
    """Write the page, whole or not at all; return how many rows each of its tables has.

    Raises:
        OutputError: the place cannot be written.
    """
    sections = [
        _Section(f"s{number}", table, sum(1 for _ in table.rows), place.path.parent)
        for number, table in enumerate(book.tables)
    ]

    def write(file: Target) -> None:
        for piece in _pieces(book, sections):
            file.write(piece.encode("utf-8", "replace"))

    write_whole(place, write)
    return {section.table.name: section.count for section in sections}


def _pieces(book: Workbook, sections: list[_Section]) -> Iterator[str]:
    tables = {table.name: table for table in book.tables}
    about = [line for sheet in book.sheets if isinstance(sheet, Page) for line in sheet.lines]
    page = templates().get_template("page.html")
    return page.generate(
        title=book.title,
        made=_made(about),
        sections=sections,
        charts=(bars_of(chart, tables[chart.table]) for chart in book.charts),
        about=about,
        policy=Markup(_POLICY.format(digest=_digest())),
        style=Markup(f":root {{ --band: #{BAND}; }}\n" + shipped("page.css")),
        script=Markup(shipped("page.js")),
    )


@cache
def templates() -> Environment:
    """The templates; whatever they print is text, escaped."""
    templates = Environment(
        loader=PackageLoader("plandocs.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else _escaped(value),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["lines"] = lambda value: _escaped(value).replace("\n", Markup("<br>"))
    return templates


def _escaped(value: Cell) -> Markup:
    return Markup(escape(cell_text(value)))


def _made(about: list[Line]) -> str:
    """When and from what, as the page About says first."""
    return next((f"{line.text} {line.detail}" for line in about if line.detail), "")


class _Heading(NamedTuple):
    heading: str
    counted: bool
    least: float


class _DisplayCell(NamedTuple):
    """A cell as it is shown: on a narrow screen, where each row is a card, with its label."""

    label: str
    classes: str
    text: Cell
    address: str
    order: str


@dataclass(frozen=True)
class _Section:
    """A table of the page; ``folder`` is where the page will lie."""

    id: str
    table: Table
    count: int
    folder: Path
    most: int = _MOST

    @property
    def left_out(self) -> int:
        """How many rows are in the workbook alone."""
        return max(0, self.count - self.most)

    @property
    def tiles(self) -> Iterator[tuple[str, Cell]]:
        """The totals in the last row, with their headings."""
        rows = tuple(self.table.rows)
        last = dict(zip(self.table.headings, rows[-1], strict=True)) if rows else {}
        return ((heading, last[heading]) for heading in self.table.totals if heading in last)

    @property
    def total(self) -> list[_DisplayCell]:
        """The row of everybody, below all others; none where the table has no totals."""
        rows = tuple(self.table.rows) if self.table.totals else ()
        return next(self._display_rows(rows[-1:]), [])

    @property
    def columns(self) -> Iterator[_Heading]:
        """The headings; a column is at least so many characters wide."""
        for column in self.table.columns:
            least = min(column.width, _WIDEST) * 3 // 4
            yield _Heading(column.heading, _is_counted(column), least)

    def rows(self) -> Iterator[list[_DisplayCell]]:
        """The rows as they are shown, but for those that are left out, and that of the totals."""
        above = self.count - 1 if self.table.totals else self.count
        return self._display_rows(islice(self.table.rows, min(above, self.most)))

    def _display_rows(self, rows: Iterable[Cells]) -> Iterator[list[_DisplayCell]]:
        columns = [
            (column, [each for each in self.table.highlights if each.column == column.heading])
            for column in self.table.columns
        ]
        for row in rows:
            yield [self._cell(cell, *column) for cell, column in zip(row, columns, strict=False)]

    def _cell(self, cell: Cell, column: Column, highlights: list[Highlight]) -> _DisplayCell:
        classes = " ".join(filter(None, (_class(cell, column), _tint(cell, highlights))))
        link = cell.link(self.folder) if isinstance(cell, File) else cell
        address = link.target if isinstance(link, Link) else ""
        order = cell.isoformat() if isinstance(cell, date) else ""
        return _DisplayCell(column.heading, classes, cell, address, order)


def _is_counted(column: Column) -> bool:
    return column.kind in ("number", "date")


def _class(cell: Cell, column: Column) -> str:
    if cell in (None, ""):
        return "blank"
    if _is_counted(column):
        return "n"
    return "s" if column.width <= _SHORT else ""


def _tint(cell: Cell, highlights: list[Highlight]) -> str:
    for each in highlights:
        above = each.above is not None and isinstance(cell, int | float) and cell > each.above
        if above or cell in each.words:
            return f"tint-{each.colour}"
    return ""


def cell_text(cell: Cell) -> str:
    """Return a cell in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return f"{cell.day} {cell:%b %Y, %H:%M}"
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    return cell.text if isinstance(cell, File | Link) else str(cell)


@cache
def _digest() -> str:
    """No script runs but the page's own, which is known by its digest."""
    return b64encode(sha256(shipped("page.js").encode("utf-8")).digest()).decode("ascii")


@cache
def shipped(name: str) -> str:
    """Return a file that stands beside this module."""
    return (files("plandocs.page") / name).read_text(encoding="utf-8").strip()
