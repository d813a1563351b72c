"""Handlers for tables, rows and cells."""

from __future__ import annotations

from plandocs.word.package.tokens import attribute, switched_on
from plandocs.word.view.document import Cell, Row, Table
from plandocs.word.view.measures import count_of, twips_of
from plandocs.word.view.state import Handler, View

_MERGES = {"rest": "restart", "cont": "continue"}


def table_start(v: View, attributes: str, text: str) -> None:
    if v.p is not None:
        v.flush()
    v.save("blocks", "table", "row", "cell")
    v.table, v.row, v.cell = Table(v.at), None, None
    if attributes.endswith("/"):
        table_end(v, "", "")


def table_end(v: View, attributes: str, text: str) -> None:
    table = v.table
    if table is None:
        return
    table.end = v.at
    v.restore()
    v.blocks.append(table)


def grid_column(v: View, attributes: str, text: str) -> None:
    if v.table is not None and v.row is None:
        v.table.grid.append(twips_of(attribute(attributes, "w:w") or "0"))


def row_start(v: View, attributes: str, text: str) -> None:
    if v.table is not None:
        v.row, v.cell = Row(v.at), None
        if attributes.endswith("/"):
            row_end(v, "", "")


def row_end(v: View, attributes: str, text: str) -> None:
    row = v.row
    if row is None or v.table is None:
        return
    row.end = v.at
    v.deleted -= row.deleted
    v.hidden_rows -= row.hidden
    v.refresh()
    column = row.before
    for cell in row.cells:
        cell.column = column
        column += cell.span
    v.table.rows.append(row)
    v.row = None


def row_hidden(v: View, attributes: str, text: str) -> None:
    if v.row is not None and v.cell is None and not v.row.hidden and switched_on(attributes):
        v.row.hidden = v.special = True
        v.hidden_rows += 1
        v.refresh()


def grid_before(v: View, attributes: str, text: str) -> None:
    if v.row is not None and v.cell is None:
        v.row.before = count_of(attributes, 0)
        v.special = True


def cell_start(v: View, attributes: str, text: str) -> None:
    if v.row is None:
        return
    v.cell = Cell(v.at)
    v.blocks = v.cell.blocks
    if attributes.endswith("/"):
        cell_end(v, "", "")


def cell_end(v: View, attributes: str, text: str) -> None:
    cell = v.cell
    if cell is None or v.row is None:
        return
    if v.p is not None:
        v.flush()
    cell.end = v.at
    if cell.deleted:
        v.deleted -= 1
        v.refresh()
    v.row.cells.append(cell)
    v.cell = None


def grid_span(v: View, attributes: str, text: str) -> None:
    if v.cell is not None:
        v.cell.span = max(1, count_of(attributes, 1))


def merged_down(v: View, attributes: str, text: str) -> None:
    if v.cell is not None:  # without a value it means "continue" (ECMA-376 17.4.84)
        v.cell.merge = attribute(attributes, "w:val") or "continue"
        v.special = True


def merge_tracked(v: View, attributes: str, text: str) -> None:
    """Cells merged or split under tracking, as accepted (ECMA-376 17.13.5.3)."""
    v.tracked = True
    if v.cell is not None:
        v.cell.merge = _MERGES.get(attribute(attributes, "w:vMerge") or "", "")
        v.special = True


def merged_across(v: View, attributes: str, text: str) -> None:
    """The old ``w:hMerge``: a continuing cell is shown as part of the one before."""
    if v.cell is not None and v.row is not None and v.row.cells:
        if attribute(attributes, "w:val") == "restart":
            return
        v.special = True
        before = v.row.cells.pop()
        v.cell.start, v.cell.merge = before.start, before.merge
        before.blocks.extend(v.cell.blocks)
        v.cell.blocks = v.blocks = before.blocks
        v.cell.span += before.span


def cell_deleted(v: View, attributes: str, text: str) -> None:
    v.tracked = True
    if v.cell is not None and not v.cell.deleted:
        v.cell.deleted = v.special = True
        v.deleted += 1
        v.refresh()


HANDLERS: dict[str, Handler] = {
    "w:tbl": table_start, "/w:tbl": table_end, "w:gridCol": grid_column,
    "w:tr": row_start, "/w:tr": row_end, "w:hidden": row_hidden, "w:gridBefore": grid_before,
    "w:tc": cell_start, "/w:tc": cell_end, "w:gridSpan": grid_span, "w:vMerge": merged_down,
    "w:hMerge": merged_across, "w:cellDel": cell_deleted,
    "w:cellMerge": merge_tracked,
}  # fmt: skip
