"""Handlers for what holds text: paragraphs, tables, rows, cells, controls, text boxes, notes."""

from __future__ import annotations

from datetime import date

from plandocs.word.document import Cell, Mark, Paragraph, Row, Story, Table
from plandocs.word.tokens import attribute, switched_on
from plandocs.word.view.state import Control, Handler, View

_STORY_STATE = (
    "blocks", "paragraphs", "table", "row", "cell", "p", "parts", "merging", "mark_deleted",
    "in_run", "hidden", "struck", "style_hidden", "font", "drawing", "fields", "controls",
)  # fmt: skip


def p_start(v: View, attributes: str, text: str) -> None:
    if v.p is None:
        v.p = Paragraph(v.at)
        v.parts = []
    elif v.merging:
        v.merging, v.apart = False, True
    else:
        v.flush()
        v.p = Paragraph(v.at)
        v.parts = []
    v.in_run = False
    if v.hidden or v.struck or v.style_hidden:
        v.hidden = v.struck = v.style_hidden = False
        v.refresh()
    if attributes and attributes[-1] == "/":
        p_end(v, "", "")


def p_end(v: View, attributes: str, text: str) -> None:
    if v.mark_deleted:  # the next paragraph goes on with this one (ECMA-376 17.13.5.15)
        v.mark_deleted = False
        v.merging = True
        v.in_run = False
    else:
        v.flush()


def p_style(v: View, attributes: str, text: str) -> None:
    if v.p is not None and not v.in_run:
        v.p.style = attribute(attributes, "w:val") or ""
        v.style_hidden = v.hidden_styles(v.p.style)


def num_id(v: View, attributes: str, text: str) -> None:
    if v.p is not None and not v.in_run:
        v.p.num = attribute(attributes, "w:val") or ""


def list_level(v: View, attributes: str, text: str) -> None:
    if v.p is not None and not v.in_run:
        v.p.level = count_of(attributes, 0)


def indent(v: View, attributes: str, text: str) -> None:
    if v.p is not None and not v.in_run:
        left = attribute(attributes, "w:left") or attribute(attributes, "w:start") or "0"
        first = attribute(attributes, "w:firstLine") or "0"
        v.p.indent = _twips(left) + _twips(first)


def _twips(value: str) -> int:
    try:
        return int(float(value))
    except ValueError:
        return 0


def count_of(attributes: str, otherwise: int) -> int:
    """The whole number in ``w:val``, within reason."""
    value = attribute(attributes, "w:val") or ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else otherwise


def table_start(v: View, attributes: str, text: str) -> None:
    if v.p is not None:
        v.flush()
    v.save("blocks", "table", "row", "cell")
    v.table, v.row, v.cell = Table(v.at), None, None


def table_end(v: View, attributes: str, text: str) -> None:
    table = v.table
    if table is None:
        return
    table.end = v.at
    v.restore()
    v.blocks.append(table)
    if v.cell is not None and any(cell.filled for row in table.rows for cell in row.cells):
        v.cell.filled = True


def grid_column(v: View, attributes: str, text: str) -> None:
    if v.table is not None and v.row is None:
        v.table.grid.append(_twips(attribute(attributes, "w:w") or "0"))


def row_start(v: View, attributes: str, text: str) -> None:
    if v.table is not None and not attributes.endswith("/"):
        v.row, v.cell = Row(v.at), None


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
    if v.row is None or attributes.endswith("/"):
        return
    v.cell = Cell(v.at)
    v.blocks = v.cell.blocks


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


def control_start(v: View, attributes: str, text: str) -> None:
    if not attributes.endswith("/"):
        v.controls.append(Control())
        v.odd = True


def control_properties(v: View, attributes: str, text: str) -> None:
    v.in_run = False  # its w:rPr says nothing about the text around it


def control_prompt(v: View, attributes: str, text: str) -> None:
    if v.controls and switched_on(attributes):
        v.controls[-1].prompt = True


def control_date(v: View, attributes: str, text: str) -> None:
    full = attribute(attributes, "w:fullDate")
    if v.controls and full:
        try:
            v.controls[-1].date = date.fromisoformat(full[:10])
        except ValueError:
            v.controls[-1].date = None


def control_end(v: View, attributes: str, text: str) -> None:
    if v.controls:
        v.controls.pop()
        v.refresh()


def box_start(v: View, attributes: str, text: str) -> None:
    if attributes.endswith("/"):
        return
    v.paragraph()
    v.save(*_STORY_STATE)
    v.table = v.row = v.cell = None
    v.blocks, v.paragraphs = [], []
    v.begin_story()


def box_end(v: View, attributes: str, text: str) -> None:
    v.flush()
    inside = v.paragraphs
    v.restore()
    v.refresh()
    outer = v.paragraph()
    words = "\n".join(p.text for p in inside).strip()
    if words:
        outer.add(v.unseen() if v.deleted else "textbox", words)
    for p in inside:
        outer.marks |= p.marks & (Mark.TRACKED | Mark.DRAWN)
        for extra in p.extras or ():
            outer.add(*extra)


def note_start(v: View, attributes: str, text: str) -> None:
    if attributes.endswith("/"):
        return
    v.flush()
    v.save("blocks")
    v.blocks = []
    v.stories.append(Story(v.name()[2:], attribute(attributes, "w:id") or "", v.blocks))
    if attribute(attributes, "w:type") not in (None, "normal"):
        v.stories.pop()  # the line that separates notes from the text


def note_end(v: View, attributes: str, text: str) -> None:
    v.flush()
    if v.saved:
        v.restore()


HANDLERS: dict[str, Handler] = {
    "w:p": p_start, "/w:p": p_end, "w:pStyle": p_style, "w:numId": num_id, "w:ilvl": list_level,
    "w:ind": indent, "w:tbl": table_start, "/w:tbl": table_end, "w:gridCol": grid_column,
    "w:tr": row_start, "/w:tr": row_end, "w:hidden": row_hidden, "w:gridBefore": grid_before,
    "w:tc": cell_start, "/w:tc": cell_end, "w:gridSpan": grid_span, "w:vMerge": merged_down,
    "w:hMerge": merged_across, "w:cellDel": cell_deleted,
    "w:sdt": control_start, "/w:sdt": control_end, "w:sdtPr": control_properties,
    "w:sdtEndPr": control_properties, "w:showingPlcHdr": control_prompt, "w:date": control_date,
    "w:txbxContent": box_start, "/w:txbxContent": box_end,
    "w:comment": note_start, "/w:comment": note_end, "w:footnote": note_start,
    "/w:footnote": note_end, "w:endnote": note_start, "/w:endnote": note_end,
}  # fmt: skip
