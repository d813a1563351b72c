"""Handlers for what holds text: paragraphs, tables, rows, cells, controls, text boxes, notes."""

from __future__ import annotations

import re
from datetime import date

from plandocs.word.package.tokens import attribute, count_of, first_line_of, switched_on, twips_of
from plandocs.word.view.document import Cell, Mark, Paragraph, Row, Story, Table
from plandocs.word.view.state import Bound, Control, Handler, View

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


_MONTH_FIRST = ("en-US", "en-PH", "fil-PH")
_QUOTED = re.compile(r"'[^']*'")
_STORY_STATE = (
    "blocks", "paragraphs", "table", "row", "cell", "p", "parts", "merging", "mark_deleted",
    "in_run", "hidden", "struck", "style_hidden", "font", "drawing", "fields", "controls",
    "counted",
)  # fmt: skip


def p_start(v: View, attributes: str, text: str) -> None:
    if v.p is None:
        v.p = Paragraph(v.at)
        v.parts = []
    elif v.merging:
        v.merging, v.noted = False, -1
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
        v.p.indent = first_line_of(attributes)


def control_start(v: View, attributes: str, text: str) -> None:
    if not attributes.endswith("/"):
        v.controls.append(Control(v.p, v.length(), len(v.parts), len(v.paragraphs)))
        v.odd = True


def control_properties(v: View, attributes: str, text: str) -> None:
    v.in_run = False  # its w:rPr says nothing about the text around it


def control_prompt(v: View, attributes: str, text: str) -> None:
    if v.controls and switched_on(attributes):
        v.controls[-1].prompt = True


def control_date(v: View, attributes: str, text: str) -> None:
    full = attribute(attributes, "w:fullDate")
    if v.controls:
        v.controls[-1].kind = "date"
    if v.controls and full:
        try:
            v.controls[-1].date = date.fromisoformat(full[:10])
        except ValueError:
            v.controls[-1].date = None


def control_language(v: View, attributes: str, text: str) -> None:
    if v.controls and v.controls[-1].month_first is None:
        v.controls[-1].month_first = attribute(attributes, "w:val") in _MONTH_FIRST


def control_format(v: View, attributes: str, text: str) -> None:
    """The format of a date control decides, and its language where it has none (17.5.2.8)."""
    date_format = _QUOTED.sub("", attribute(attributes, "w:val") or "")
    order = [letter for letter in date_format if letter in "dMy"]
    if v.controls and order:
        v.controls[-1].month_first = order[0] == "M"


def control_end(v: View, attributes: str, text: str) -> None:
    if v.controls:
        control = v.controls.pop()
        v.refresh()
        if control.binding and control.kind != "picture":
            _bound(v, control)


def _bound(v: View, control: Control) -> None:
    """What the control holds, for what Word shows may be stored elsewhere (17.5.2.6)."""
    inside = v.paragraphs[control.ended :]
    if v.p is not None and v.p is control.p and not inside:
        v.bound.append(Bound(control, [v.p], v.length()))
        v.p.compute("".join(v.parts[control.parts :]))
    elif inside and v.p is None and control.p is None:
        v.bound.append(Bound(control, inside))


def control_bound(v: View, attributes: str, text: str) -> None:
    if v.controls:
        v.controls[-1].binding = attributes


def control_kind(v: View, attributes: str, text: str) -> None:
    if v.controls:
        v.controls[-1].kind = v.name().rpartition(":")[2]


def control_choice(v: View, attributes: str, text: str) -> None:
    display_text = attribute(attributes, "w:displayText")
    value = attribute(attributes, "w:value")
    if v.controls and display_text and value:
        v.controls[-1].choices[value] = display_text


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
        if p.computed:
            outer.compute(*p.computed)
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
    "w:tbl": table_start, "/w:tbl": table_end, "w:gridCol": grid_column,
    "w:tr": row_start, "/w:tr": row_end, "w:hidden": row_hidden, "w:gridBefore": grid_before,
    "w:tc": cell_start, "/w:tc": cell_end, "w:gridSpan": grid_span, "w:vMerge": merged_down,
    "w:hMerge": merged_across, "w:cellDel": cell_deleted,
    "w:cellMerge": merge_tracked,
    "w:p": p_start, "/w:p": p_end, "w:pStyle": p_style, "w:numId": num_id, "w:ilvl": list_level,
    "w:ind": indent,
    "w:sdt": control_start, "/w:sdt": control_end, "w:sdtPr": control_properties,
    "w:sdtEndPr": control_properties, "w:showingPlcHdr": control_prompt, "w:date": control_date,
    "w:lid": control_language, "w:dateFormat": control_format,
    "w:dataBinding": control_bound, "w15:dataBinding": control_bound, "w:picture": control_kind,
    "w14:checkbox": control_kind, "w:listItem": control_choice,
    "w:txbxContent": box_start, "/w:txbxContent": box_end,
    "w:comment": note_start, "/w:comment": note_end, "w:footnote": note_start,
    "/w:footnote": note_end, "w:endnote": note_start, "/w:endnote": note_end,
}  # fmt: skip
