"""Reading spreadsheets as people have them.

Takes the path of an .xlsx, .xlsm, .csv, .tsv or .txt, told apart by what is in it, and gives sheets
with their headings, and rows that carry their problems along, so that one bad cell stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from plandocs.errors import InputError
from plandocs.files.reasons import missing, unopened
from plandocs.headings import base_of
from plandocs.sheet.excel import MOST_COLUMNS, column_letter
from plandocs.sheet.read.grid import (
    Grid,
    Problem,
    Row,
    Rows,
    Sheet,
    Value,
    is_blank,
    short,
    words_of,
)
from plandocs.sheet.read.headings import Known, find_heading_row, match_headings, names_again

_START = 1024  # bytes that show what a file is
_TEXTS = frozenset({".csv", ".tsv", ".txt", ".tab"})
_ZIP_MARK = b"PK\x03\x04"
_MOST_CELLS = 5_000_000
_TITLES = 3  # that are named, before the rest are counted only


def read_grids(path: Path | str) -> tuple[Grid, ...]:
    """Every sheet as it stands, hidden ones too; a CSV is one sheet without a name.

    Of merged cells the first has the value; formulas have the result that was saved last.

    Raises:
        InputError: it cannot be read; going through the rows may raise it, too.
    """
    path = Path(path)
    start = _start(path)
    if start.startswith(_ZIP_MARK):
        from plandocs.sheet.read.xlsx import xlsx_grids

        return tuple(map(_bounded, xlsx_grids(path)))
    from plandocs.sheet.read.archive import OLE_MARK, markup_in, refuse_ole, refuse_text

    if start.startswith(OLE_MARK):
        refuse_ole(path)
    if path.suffix.lower() not in _TEXTS or not start or markup_in(start):
        refuse_text(path)
    from plandocs.sheet.read.csv_text import csv_grid

    return (_bounded(csv_grid(path)),)


def read_sheets(path: Path | str, known: Known | None = None) -> tuple[Sheet, ...]:
    """Every sheet of a file that has anything on it, under its headings; see `sheets_under`."""
    return sheets_under(read_grids(path), known or {}, str(path))


def sheets_under(grids: Sequence[Grid], known: Known, source: str) -> tuple[Sheet, ...]:
    """Every grid that has anything on it as a sheet under its headings.

    The heading row is the one that names most of the ``known`` fields; without them it is the
    first row with two cells of text. Rows above it are titles, and are left out; so are hidden
    sheets that name none of the known fields, such as the sources of drop-downs.

    Raises:
        InputError: it cannot be read, or nothing is on any sheet.
    """
    result = (under_headings(grid, known) for grid in grids)
    sheets = tuple(s for s in result if s and not (s.hidden and known and not _any(s, known)))
    if not sheets:
        raise InputError("there is nothing in this file but blank cells.", source)
    return sheets


def under_headings(grid: Grid, known: Known) -> Sheet | None:
    """The grid as a sheet with headings; None where it is blank."""
    top = find_heading_row(grid.rows, known)
    if top is None:
        return None
    headings = tuple(words_of(cell) for cell in top.cells)
    while headings and not headings[-1]:
        headings = headings[:-1]
    headings, side = _without_side_table(headings, known)
    rows = Rows(lambda: _below(grid.rows, top.number, headings))
    notes = (*grid.notes, *_of_titles(grid.rows, top))
    if side:
        named = ", ".join(f'"{heading}"' for heading in side)
        notes = (*notes, f"a table beside the list is passed over: {named}.")
    return Sheet(grid.source, grid.name, headings, top.number, rows, grid.hidden, notes)


def _of_titles(rows: Rows, top: Row) -> Iterator[str]:
    """What stands above the headings, in one line; two rows of headings may be taken as one."""
    titles: list[str] = []
    for row in rows:
        if row.number >= top.number:
            if row.cells != top.cells:
                titles = titles[:-1]
            break
        first = next(cell for cell in row.cells if not is_blank(cell))
        again = "the headings by other names: " if names_again(row, top) else ""
        titles.append(f"row {row.number} ({again}{short(first)})")
    if titles:
        more = f" and {len(titles) - _TITLES} more" if len(titles) > _TITLES else ""
        yield f"passed over above the headings: {', '.join(titles[:_TITLES])}{more}."


def _without_side_table(
    headings: tuple[str, ...], known: Known
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings of the list, and those of a table beside it that say again what the list has."""
    gaps = [at for at, heading in enumerate(headings) if not heading and any(headings[:at])]
    if not gaps or not known:
        return headings, ()
    cut = gaps[0]
    list_fields, side_fields = (_fields(part, known) for part in (headings[:cut], headings[cut:]))
    if side_fields and side_fields <= list_fields:
        return headings[:cut], tuple(filter(None, headings[cut:]))
    return headings, ()


def _fields(headings: Sequence[str], known: Known) -> frozenset[str]:
    result = (match_headings((heading,), known).fields[0] for heading in headings if heading)
    return frozenset(base for field in result if field and (base := base_of(field)))


def _bounded(grid: Grid) -> Grid:
    """The grid, which ends with an error where its rows have more cells than any list needs."""

    def rows() -> Iterator[Row]:
        cells = widest = 0
        for row in grid.rows:
            widest = max(widest, len(row.cells))
            cells += widest  # a short row is filled up under the headings
            if widest > MOST_COLUMNS or cells > _MOST_CELLS:
                raise InputError(
                    f"it has more than {MOST_COLUMNS:,} columns, or more than {_MOST_CELLS:,} "
                    "cells from the first to the last that is filled. Leave out what is not part "
                    "of the list, or split it.",
                    grid.source,
                    f"sheet {grid.name}" if grid.name else "",
                )
            yield row

    return replace(grid, rows=Rows(rows))


def sound_rows(sheet: Sheet) -> Iterator[Row]:
    """The rows of a sheet in which every cell counts.

    Raises:
        InputError: a row has a problem; the error names its place.
    """
    for row in sheet.rows:
        if row.problems:
            first = row.problems[0]
            place = f"sheet {sheet.name}, cell {first.place}" if sheet.name else f"row {row.number}"
            raise InputError(
                first.message, sheet.source, place, tuple(p.message for p in row.problems)
            )
        yield row


def _below(rows: Rows, heading_row: int, headings: Sequence[str]) -> Iterator[Row]:
    width = len(headings)
    for row in rows:
        if row.number <= heading_row:
            continue
        cells = row.cells + (None,) * (width - len(row.cells))
        unmatched = _unmatched(cells, row.number, headings)
        yield replace(row, cells=cells[:width], problems=row.problems + unmatched)


def _unmatched(cells: Sequence[Value], number: int, headings: Sequence[str]) -> tuple[Problem, ...]:
    """Cells with something in them under no heading: a row too long, or a heading forgotten."""
    width = len(headings)
    apart = len(cells) > width and is_blank(cells[width])
    result = []
    for column, cell in enumerate(cells):
        if is_blank(cell) or (column < width and headings[column]):
            continue
        letter = column_letter(column)
        message = "" if apart and column > width else (
            f"row {number} has text in column {letter}, which has no heading "
            f"({width} columns do). Give the column a heading, or clear the cell; in a "
            "CSV, put text with a delimiter in it between quotation marks."
        )  # fmt: skip
        result.append(
            Problem("no-heading" if message else "apart", f"{letter}{number}", str(cell), message)
        )
    return tuple(result)


def _any(sheet: Sheet, known: Known) -> bool:
    fields = (match_headings((heading,), known).fields[0] for heading in sheet.headings)
    return any(field and base_of(field) for field in fields)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_START)
    except FileNotFoundError as error:
        raise InputError(f"{missing(path)}.", str(path)) from error
    except (OSError, ValueError) as error:
        raise InputError(f"this cannot be opened: {unopened(path, error)}.", str(path)) from error
