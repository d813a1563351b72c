"""Rows that people put among the form's own: to instruct, to sign, to share, to give a title."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents.official import HEADINGS
from tests.hard.pieces import Cell, Draft, Para, Row


def _width(row: Row) -> int:
    return sum(cell.span for cell in row.cells)


def row_above_headings(draft: Draft) -> None:
    """Who fills which column in, above the column headings."""
    table = draft.table_of("outcomes")
    heads = table and [n for n, row in enumerate(table.rows) if not row.data and len(row.cells) > 2]
    if not table or not heads or len(table.rows[heads[0]].cells) != len(table.grid):
        return
    texts = [draft.stray(f"{who} fills this in") for who in ("Officer", "Manager", "HR", "Other")]
    cells = [Cell([Para(text, typed=True)]) for text in texts[: len(table.grid)]]
    del draft.strays[-len(texts) :]
    for text in texts[: len(table.grid)]:
        draft.stray(text)
    table.rows.insert(heads[0], Row(cells))


def signing_row(draft: Draft) -> None:
    """A row to sign in, below the answers of a section that is one record."""
    tables = [t for name in ("career", "working_relationship") if (t := draft.table_of(name))]
    tables = [t for t in tables if t.rows[-1].data and _width(t.rows[-1]) == 2 == len(t.grid)]
    tables = [t for t in tables if len(t.rows[-1].cells) == 2 and not t.rows[-2].data]
    if not tables:
        return
    name = draft.stray("Morwenna Quist")
    texts = draft.rng.choice((
        (f"Officer signature: {name}", "Manager signature: ________"),
        ("Officer signature:", name), ("Manager signature", name), ("Date of meeting:", name),
    ))  # fmt: skip
    row = Row([Cell([Para(text, typed=True)]) for text in texts])
    draft.rng.choice(tables).rows.append(row)
    draft.may("________")
    draft.allowed.add("label-elsewhere")


def shared_measures(draft: Draft) -> None:
    """The same measures for all capabilities, in one cell that is merged over their rows."""
    table = draft.table_of("leadership")
    rows = draft.data_rows("leadership")
    if not table or len(rows) < 2 or any(len(row.cells) != 2 for row in rows):
        return
    if any(cell.merge for row in rows for cell in row.cells) or not rows[0].cells[1].value:
        return
    lost = [p for row in rows for p in row.cells[1].paras]
    if len(rows) != len(draft.plan["leadership"]) or any(p.runs or p.wrap or p.more for p in lost):
        return
    text = "Staff survey of 70 or more"
    rows[0].cells[1] = Cell([Para(text, typed=True, value=True)], merge="restart", value=True)
    for row in rows[1:]:
        row.cells[1] = Cell([Para()], merge="continue")
    for row in draft.plan["leadership"]:
        row["measures"] = [text]


def contents(draft: Draft) -> None:
    """A table of contents in front of the header block, below lines with names."""
    names = [draft.stray("Officer: Morwenna Quist"), draft.stray("Manager: Al Bo")]
    draft.before += [Para(text, typed=True) for text in names]
    draft.before += [Para(title) for title in HEADINGS.values()]
    draft.allowed.add("label-elsewhere")


def capability_continued(draft: Draft) -> None:
    """A capability's row that goes on in a second one, whose label says so."""
    rows = draft.data_rows("leadership")
    table = draft.table_of("leadership")
    usual = table and rows and all(len(row.cells) == 2 and not row.before for row in rows)
    if not usual or len(rows) != len(draft.plan["leadership"]) or not table:
        return
    number = draft.rng.randrange(len(rows))
    label = draft.plan["leadership"][number]["capability"]
    first = rows[number].cells[0].paras
    if not first or label not in first[0].text or not rows[number].cells[1].value:
        return
    text = "One more measure, on the next page"
    dress = draft.rng.choice(("{} (continued)", "{} (cont'd)", "{}"))
    more = Cell([Para(text, typed=True, value=True)], value=True)
    row = Row([Cell([Para(dress.format(label))]), more], data=True)
    table.rows.insert(table.rows.index(rows[number]) + 1, row)
    draft.plan["leadership"][number]["measures"].append(text)
    draft.printed.update(["continued", "cont", "d"])


ROWS_AROUND: dict[str, Callable[[Draft], None]] = {
    "row-above-headings": row_above_headings, "signing-row": signing_row,
    "shared-measures": shared_measures, "contents": contents,
    "capability-continued": capability_continued,
}  # fmt: skip
