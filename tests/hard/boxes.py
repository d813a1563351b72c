"""Sections 4 and 5 in other layouts: one column, or headings on the left."""

from __future__ import annotations

from collections.abc import Callable

from tests.hard.pieces import Draft, Row, Table


def _boxes(draft: Draft) -> list[tuple[Table, list[Row], Row, Row]]:
    """The tables of sections 4 and 5: rows above, row of headings, row of values."""
    found = []
    for name in ("career", "working_relationship"):
        table = draft.table(name)
        data = next(n for n, row in enumerate(table.rows) if row.data)
        if len(table.rows[data].cells) == 2 and data + 1 == len(table.rows):
            found.append((table, table.rows[: data - 1], table.rows[data - 1], table.rows[data]))
    return found


def stacked_boxes(draft: Draft) -> None:
    """Sections 4 and 5 in one column: heading, value, heading, value."""
    for table, above, titles, values in _boxes(draft):
        for row in above:
            row.cells[0].span = 1
        pairs = zip(titles.cells, values.cells, strict=True)
        rows = [row for a, b in pairs for row in (Row([a]), Row([b], data=True))]
        table.rows, table.grid = [*above, *rows], [9600]


def boxes_beside(draft: Draft) -> None:
    """Sections 4 and 5 with their headings on the left."""
    for table, above, titles, values in _boxes(draft):
        pairs = zip(titles.cells, values.cells, strict=True)
        table.rows = [*above, *(Row([a, b], data=True) for a, b in pairs)]


BOXES: dict[str, Callable[[Draft], None]] = {
    "stacked": stacked_boxes, "beside": boxes_beside,
}  # fmt: skip
