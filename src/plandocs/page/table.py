"""A sheet as an HTML table; on a narrow screen each row becomes a card.

In: a sheet, and where the files are that its rows lead to. Out: HTML, row by row. People's words
are always text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from html import escape

from plandocs.division.sheets import Sheet, Tint
from plandocs.division.tables import Cell, Column, File

Address = Callable[[str], str]
_SHORT, _WIDEST = 10, 40  # characters, as the columns of the workbook are measured


def table(sheet: Sheet, address: Address) -> Iterator[str]:
    """The whole table; ``address`` gives the relative address of a file, or "" for none."""
    tints = _by_column(sheet)
    yield "<table><thead><tr>"
    for column in sheet.columns:
        wide = min(column.width, _WIDEST) * 3 // 4
        style = f' style="min-width:{wide}ch"'
        yield f'<th scope="col"{_of_number(column)}{style}>{escape(column.heading)}</th>'
    yield "</tr></thead><tbody>\n"
    labels = [escape(column.heading, quote=True) for column in sheet.columns]
    for row in sheet.rows():
        yield "<tr>"
        for place, cell in enumerate(row):
            column = sheet.columns[place]
            yield _cell(cell, column, labels[place], tints.get(place, ()), place, address)
        yield "</tr>\n"
    yield "</tbody></table>"


def _by_column(sheet: Sheet) -> dict[int, tuple[Tint, ...]]:
    found: dict[int, tuple[Tint, ...]] = {}
    for tint in sheet.tints:
        place = sheet.headings.index(tint.column)
        found[place] = (*found.get(place, ()), tint)
    return found


def _of_number(column: Column) -> str:
    return ' class="n"' if column.kind in ("number", "date") else ""


def _cell(
    cell: Cell, column: Column, label: str, tints: tuple[Tint, ...], place: int, address: Address
) -> str:
    tag = "th scope=row" if place == 0 else "td"
    classes = " ".join(filter(None, (_class(cell, column), _tinted(cell, tints))))
    marked = f' class="{classes}"' if classes else ""
    return f'<{tag} data-label="{label}"{marked}>{_shown(cell, address)}</{tag.split()[0]}>'


def _class(cell: Cell, column: Column) -> str:
    if cell in (None, ""):
        return "blank"
    if column.kind in ("number", "date"):
        return "n"
    return "s" if column.width <= _SHORT else ""


def _tinted(cell: Cell, tints: tuple[Tint, ...]) -> str:
    for tint in tints:
        above = tint.above is not None and isinstance(cell, int | float) and cell > tint.above
        if above or cell in tint.words:
            return f"tint-{tint.colour}"
    return ""


def _shown(cell: Cell, address: Address) -> str:
    if isinstance(cell, File):
        link = address(cell.path)
        text = escape(cell.text)
        return f'<a href="{escape(link, quote=True)}">{text}</a>' if link else text
    return escape(plain_text(cell)).replace("\n", "<br>")


def plain_text(cell: Cell) -> str:
    """A cell in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return f"{cell.day} {cell:%b %Y, %H:%M}"
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    return cell.text if isinstance(cell, File) else str(cell)
