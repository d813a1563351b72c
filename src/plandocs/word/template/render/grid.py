"""Columns after tags have changed their number: in comes a part's XML text, out with true grids.

Where loops add or drop cells, a table's grid gets a column for each that its widest row spans, and
the table keeps its width.
"""

from __future__ import annotations

from lxml import etree

from plandocs.word.package.places import W

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def mend_grids(text: str) -> str:
    """The text with the grid of every table as wide as its widest row."""
    root = etree.fromstring(text.encode("utf-8"), parser=etree.XMLParser(resolve_entities=False))
    for table in root.iter(f"{W}tbl"):
        _mend(table)
    return _DECLARATION + etree.tostring(root, encoding="unicode")


def _mend(table: etree._Element) -> None:
    grid = table.find(f"{W}tblGrid")
    widest = max((_span(row) for row in _rows(table)), default=0)
    if grid is None or not widest:
        return
    columns = grid.findall(f"{W}gridCol")
    total = sum(_width(column) for column in columns)
    if len(columns) == widest:
        return
    for column in columns[widest:]:
        grid.remove(column)
    for _ in range(widest - len(columns)):
        etree.SubElement(grid, f"{W}gridCol")
    for column in grid.findall(f"{W}gridCol"):
        column.set(f"{W}w", str(total // widest))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _span(row: etree._Element) -> int:
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    return sum(_number(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1 for cell in cells)


def _width(column: etree._Element) -> int:
    return _number(column, "w")


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else str(element.get(f"{W}{name}", ""))
    return int(value) if value.isdigit() else 0
