"""Rarer things that people and programs do to rows: number cells, left-out cells, old merges."""

from __future__ import annotations

from collections.abc import Callable

from tests.hard.inline import BY, field_xml
from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table
from tests.hard.shapes import outcome_first
from tests.hard.xml import run


def number_cells(draft: Draft) -> None:
    """The row's number in a cell of its own, under a heading over both."""
    table = draft.table("outcomes")
    if len(table.grid) != 3 or not outcome_first(table):
        return
    table.grid = [500, *table.grid]
    count = 0
    for row in table.rows:
        if row.data:
            count += 1
            row.cells[0].paras[0].lead = ""
            row.cells[0].paras[0].num = None
            row.cells.insert(0, Cell([Para(f"{count}.")]))
        else:
            row.cells[0].span += 1


def number_lines(draft: Draft) -> None:
    """The row's number on a line of its own above the text."""
    for row in draft.data_rows("outcomes"):
        for cell in row.cells:
            first = cell.blocks[0]
            if isinstance(first, Para) and first.lead and first.text:
                cell.blocks.insert(0, Para(first.lead.strip() if "." in first.lead else "1."))
                first.lead = ""
                break


def left_out(draft: Draft) -> None:
    """Measures in rows below that have no outcome cell at all (w:gridBefore)."""
    table = draft.table("outcomes")
    if len(table.grid) != 3 or not outcome_first(table):
        return
    rows: list[Row] = []
    for row in table.rows:
        rows.append(row)
        if not row.data:
            continue
        paras = [p for p in row.cells[1].blocks if isinstance(p, Para) and p.text]
        plain = len(paras) == len(row.cells[1].blocks) > 1
        if plain and all(p.value and not (p.lead or p.num or p.style) for p in paras):
            row.cells[1].blocks = [paras[0]]
            for para in paras[1:]:
                cells = [Cell([para], value=True), Cell([Para()])]
                rows.append(Row(cells, data=True, before=1))
                draft.codes.add("continued-row")
    table.rows = rows


def old_merges(draft: Draft) -> None:
    """Cells merged sideways in the old way (w:hMerge), in heading rows."""
    for name in draft.order:
        table = draft.table(name)
        for row in table.rows:
            if not row.data and len(row.cells) == 1 and row.cells[0].span > 1:
                first, count = row.cells[0], row.cells[0].span
                first.span, first.tcpr = 1, '<w:hMerge w:val="restart"/>'
                row.cells += [Cell([Para()], tcpr="<w:hMerge/>") for _ in range(count - 1)]


def capability_merged(draft: Draft) -> None:
    """A capability's cell merged over the rows of its measures."""
    table = draft.table("leadership")
    if len(table.grid) != 2:
        return
    rows: list[Row] = []
    for row in table.rows:
        rows.append(row)
        if not row.data:
            continue
        paras = [p for p in row.cells[1].blocks if isinstance(p, Para) and p.text]
        if len(paras) == len(row.cells[1].blocks) > 1 and not any(p.lead or p.num for p in paras):
            row.cells[0].merge, row.cells[1].blocks = "restart", [paras[0]]
            for para in paras[1:]:
                key = Cell([Para()], merge="continue")
                rows.append(Row([key, Cell([para], value=True)], data=True))
    table.rows = rows


def hidden_row(draft: Draft) -> None:
    """A hidden row with words in it."""
    table = draft.table("learning_needs")
    text = draft.stray(f"withdrawn course {draft.number()}", "hidden", code="hidden-text")
    cells = [Cell([Para()]) for _ in table.grid]
    cells[-1] = Cell([Para(runs=run(text, "<w:vanish/>"))])
    table.rows.append(Row(cells, trpr="<w:hidden/>"))


def former_formats(draft: Draft) -> None:
    """Tracked changes of format that name what was: lists, hidden text, merged cells."""
    draft.codes.add("tracked-changes")
    for name in draft.order:
        for row in draft.data_rows(name):
            for cell in row.cells:
                _was_otherwise(draft, cell)


def _was_otherwise(draft: Draft, cell: Cell) -> None:
    number = draft.number()
    old = '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>'
    cell.tcpr += f'<w:tcPrChange w:id="{number}" {BY}>{old}</w:tcPrChange>'
    for para in cell.paras:
        was = (
            '<w:pPr><w:pStyle w:val="ListBullet2"/><w:numPr><w:ilvl w:val="1"/>'
            '<w:numId w:val="1"/></w:numPr></w:pPr>'
        )
        if not para.num and not para.style:
            para.mark += (
                f'<w:rPrChange w:id="{number}" {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
            )
            para.change = f'<w:pPrChange w:id="{number}" {BY}>{was}</w:pPrChange>'
        if para.value and para.text and para.runs is None and not para.lead:
            former = "<w:rPr><w:vanish/><w:strike/></w:rPr>"
            look = f'<w:rPrChange w:id="{number}" {BY}>{former}</w:rPrChange>'
            para.runs, para.value = run(para.text, look), False


def table_each(draft: Draft) -> None:
    """Each row of the outcomes in a table of its own, all with the headings."""
    table = draft.table("outcomes")
    titles = [row for row in table.rows if not row.data]
    data = [row for row in table.rows if row.data]
    if not data or not titles:
        return
    blocks: list[Block] = []
    for number, row in enumerate(data):
        again = [titles[-1]] if number else titles
        copies = [
            Row([Cell([Para(p.text) for p in c.paras], c.span) for c in r.cells]) for r in again
        ]
        blocks += [Table([*(copies if number else titles), row], list(table.grid)), Para()]
        if number:
            for para in (p for r in copies for c in r.cells for p in c.paras):
                para.typed = any(para.text == stray.text for stray in draft.strays)
    draft.sections["outcomes"] = blocks


def check_boxes(draft: Draft) -> None:
    """What a need relates to, ticked in boxes."""
    table = draft.table("learning_needs")
    titles = next(
        (r for r in table.rows if not r.data and len(r.cells) == len(table.grid) > 1), None
    )
    spots = (
        [n for n, c in enumerate(titles.cells) if "Relates" in c.paras[0].text] if titles else []
    )
    for number, row in enumerate(row for row in table.rows if row.data):
        if not spots or number >= len(draft.plan["learning_needs"]):
            break
        on = draft.rng.random() < 0.5
        boxes = _box(on, draft.rng.random() < 0.5), _box(not on, draft.rng.random() < 0.5)
        runs = boxes[0] + run(" Business ") + boxes[1] + run(" Professional")
        row.cells[spots[0]].blocks = [Para(typed=True, runs=runs)]
        marks = ("☒", "☐") if on else ("☐", "☒")
        text = f"{marks[0]} Business {marks[1]} Professional"
        draft.plan["learning_needs"][number]["relates_to"] = text


def _box(on: bool, legacy: bool) -> str:
    if not legacy:
        state = f'<w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox>'
        shown = "☒" if on else "☐"
        return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    ticked = "<w:checked/>" if on else ""
    box = f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{ticked}</w:checkBox>'
    return field_xml(" FORMCHECKBOX ", "", f'<w:ffData><w:name w:val="C"/>{box}</w:ffData>')


def number_column(draft: Draft) -> None:
    """The rows' numbers in a column headed "No."."""
    table = draft.table("outcomes")
    if not outcome_first(table):
        return
    table.grid = [500, *table.grid]
    count = 0
    for row in table.rows:
        if row.data:
            count += 1
            row.cells[0].paras[0].lead = ""
            row.cells[0].paras[0].num = None
            row.cells.insert(0, Cell([Para(f"{count}")]))
        elif len(row.cells) > 1:
            row.cells.insert(0, Cell([Para("No.")]))
        else:
            row.cells[0].span += 1


def ghosts(draft: Draft) -> None:
    """Words in a cell that a merge hides."""
    merged = [
        cell
        for row in draft.data_rows("outcomes")
        for cell in row.cells
        if cell.merge == "continue"
    ]
    rows = draft.data_rows("outcomes")
    if not merged and len(rows) > 1 and outcome_first(draft.table("outcomes")):
        text = draft.stray(f"overlaid words {draft.number()}", "hidden", code="hidden-text")
        rows[-1].cells[0].merge = "restart"
        cells = [Cell([Para(text, typed=True)], merge="continue")]
        cells += [Cell([Para()]) for _ in rows[-1].cells[1:]]
        table = draft.table("outcomes")
        table.rows.append(Row(cells, data=True))


def own_heading_tables(draft: Draft) -> None:
    """The section heading as a table of its own above the section's."""
    for name in draft.order:
        table = draft.table(name)
        first = table.rows[0]
        if not first.data and len(first.cells) == 1 and len(table.rows) > 1:
            table.rows = table.rows[1:]
            first.cells[0].span = 1
            draft.sections[name][0:0] = [Table([first], [9600]), Para()]


MORE: dict[str, Callable[[Draft], None]] = {
    "number-cells": number_cells, "number-lines": number_lines, "left-out": left_out,
    "old-merges": old_merges, "caps-merged": capability_merged, "hidden-words": hidden_row,
    "former-formats": former_formats, "table-each": table_each, "check-boxes": check_boxes,
    "heading-tables": own_heading_tables, "number-column": number_column,
      "ghosts": ghosts,
}  # fmt: skip
