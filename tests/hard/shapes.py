"""What people do to the rows and tables of a form: merge, split, add, delete, reorder."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents.official import COLUMNS
from tests.hard.pieces import PAGE_BREAK, Cell, Draft, Para, Row, Table, paragraphs
from tests.hard.plans import phrase
from tests.hard.typing_in import value


def outcome_first(table: Table) -> bool:
    """Is the first column still that of the outcomes?"""
    titles = [row for row in table.rows if not row.data and len(row.cells) == len(table.grid)]
    return bool(titles) and "outcome" in titles[-1].cells[0].paras[0].text.lower()


def _measure_rows(draft: Draft, merged: bool) -> None:
    """Each measure of an outcome in a row of its own, the outcome cell merged or left blank."""
    table = draft.table("outcomes")
    if not outcome_first(table):
        return
    rows: list[Row] = []
    for row in table.rows:
        if not row.data or len(row.cells) != 3:
            rows.append(row)
            continue
        rows += _spread(draft, row, merged)
    table.rows = rows


def _spread(draft: Draft, row: Row, merged: bool) -> list[Row]:
    key, measures, links = row.cells
    paras = [p for p in measures.paras if p.text]
    lines = len(paras) > 1 and all(
        p.value and not p.indent and not p.num and p.lead[:1] != " " for p in paras
    )
    plain = lines and all(isinstance(each, Para) and not each.style for each in measures.blocks)
    if not plain or not (merged or key.paras[0].text):
        return [row]
    if merged:
        key.merge = "restart"
    else:
        draft.codes.add("continued-row")
    rows = [Row([key, Cell([paras[0]], value=True), links], data=True)]
    for para in paras[1:]:
        first = Cell([Para()], merge="continue" if merged else "")
        rows.append(Row([first, Cell([para], value=True), Cell([Para()])], data=True))
    return rows


def merged_outcome(draft: Draft) -> None:
    """An outcome cell merged over the rows of its measures."""
    _measure_rows(draft, merged=True)


def rows_below(draft: Draft) -> None:
    """Measures in rows below, the outcome cell blank."""
    _measure_rows(draft, merged=False)


def blank_rows_between(draft: Draft) -> None:
    """Blank rows among the typed ones."""
    for name in ("outcomes", "learning_needs"):
        table = draft.table(name)
        at = draft.rng.choice([n for n, row in enumerate(table.rows) if row.data] or [0])
        if table.rows[at].data:
            count = len(table.rows[at].cells)
            table.rows.insert(at, Row([Cell([Para()]) for _ in range(count)], data=True))


def reordered_capabilities(draft: Draft) -> None:
    """The capabilities in another order, still numbered as before."""
    table = draft.table("leadership")
    data = [row for row in table.rows if row.data]
    draft.rng.shuffle(data)
    table.rows = [row for row in table.rows if not row.data] + data


def added_capability(draft: Draft) -> None:
    """A sixth capability, which comes after the form's own."""
    table = draft.table("leadership")
    if len(table.grid) != 2:
        return
    text = phrase(draft.rng, 0)
    cells = [Cell([Para("Builds a healthy workplace", typed=True, lead="6. ")])]
    cells.append(Cell([value(text)], value=True))
    table.rows.append(Row(cells, data=True))
    draft.plan["leadership"].append(
        {"capability": "Builds a healthy workplace", "measures": [text]}
    )
    draft.codes.add("extra-capability")


def text_below_capability(draft: Draft) -> None:
    """Words typed below a printed capability."""
    row = draft.rng.choice(draft.data_rows("leadership"))
    at = next(n for n, c in enumerate(row.cells) if c.paras and not c.paras[0].typed)
    typed = draft.stray("my focus for this cycle is delegation", code="text-in-label-cell")
    row.cells[at].blocks.append(Para(typed, typed=True))


def one_capability_gone(draft: Draft) -> None:
    """A capability that somebody deleted."""
    table = draft.table("leadership")
    data = [n for n, row in enumerate(table.rows) if row.data]
    at = draft.rng.randrange(len(data))
    gone = {paragraph.text for cell in table.rows.pop(data[at]).cells for paragraph in cell.paras}
    draft.strays[:] = [each for each in draft.strays if each.text not in gone]
    draft.plan["leadership"][at]["measures"] = []
    draft.codes.add("missing-field")


def _split(draft: Draft, repeat: int) -> None:
    """A section's table goes on in a second table after a page break."""
    name = draft.rng.choice(("outcomes", "learning_needs", "leadership"))
    table = draft.table(name)
    data = [n for n, row in enumerate(table.rows) if row.data]
    if len(data) < 2:
        return
    at = data[draft.rng.randint(1, len(data) - 1)]
    titles = [row for row in table.rows if not row.data][-repeat:] if repeat else []
    again = [
        Row([Cell([Para(p.text, p.typed) for p in c.paras], c.span) for c in row.cells])
        for row in titles
    ]
    for para in (p for row in again for c in row.cells for p in c.paras if p.typed):
        draft.stray(para.text)
    second = Table([*again, *table.rows[at:]], list(table.grid))
    table.rows = table.rows[:at]
    blocks = draft.sections[name]
    spot = blocks.index(table) + 1
    blocks[spot:spot] = [draft.rng.choice((PAGE_BREAK, Para())), second]


def split_table(draft: Draft) -> None:
    """Split without headings."""
    _split(draft, 0)


def split_with_headings(draft: Draft) -> None:
    """Split, the column headings repeated."""
    _split(draft, 1)


def extra_rows_in_boxes(draft: Draft) -> None:
    """A further row in sections 4 and 5, joined by a newline."""
    for name in ("career", "working_relationship"):
        table = draft.table(name)
        row = next(row for row in table.rows if row.data)
        if len(row.cells) != 2:
            continue
        text = phrase(draft.rng, 0)
        at = draft.rng.randrange(2)
        cells = [Cell([Para()]), Cell([Para()])]
        cells[at] = Cell([value(text)], value=True)
        columns = list(COLUMNS[name])
        if [p.text for p in table.rows[-2].cells[0].paras][:1] != [COLUMNS[name][columns[0]][0]]:
            continue  # columns moved or titled otherwise: leave it
        table.rows.append(Row(cells, data=True))
        part = draft.plan[name]
        part[columns[at]] = "\n".join(filter(None, (part[columns[at]], text)))


def sections_reordered(draft: Draft) -> None:
    """Sections in another order."""
    draft.rng.shuffle(draft.order)


def section_deleted(draft: Draft) -> None:
    """A whole section taken out."""
    name = draft.rng.choice(draft.order[1:] or draft.order)
    draft.order.remove(name)
    draft.codes.add("missing-section")
    found = draft.plan[name]
    gone = [stray for stray in draft.strays if _inside(draft, name, stray.text)]
    draft.strays = [stray for stray in draft.strays if stray not in gone]
    if any("hidden" in stray.kinds for stray in gone):
        draft.codes.discard("hidden-text")
    if isinstance(found, dict):
        draft.plan[name] = dict.fromkeys(found, "")
    elif name == "leadership":
        draft.plan[name] = [{**row, "measures": []} for row in found[:5]]
    else:
        draft.plan[name] = []


def _inside(draft: Draft, name: str, text: str) -> bool:
    inside = paragraphs(draft.sections[name])
    return any(text in para.text or text in (para.runs or "") for para in inside)


def one_big_table(draft: Draft) -> None:
    """All sections joined to one table, as when the gaps between them are deleted."""
    rows: list[Row] = []
    for name in draft.order:
        for each in draft.sections[name]:
            if isinstance(each, Table):
                rows += [_stretched(row, each.grid) for row in each.rows]
    first = draft.order[0]
    draft.sections[first] = [Table(rows, [800] * 12)]
    draft.headings[first] = []
    draft.order = [first]


def _stretched(row: Row, grid: list[int]) -> Row:
    """The row on a grid of twelve columns of the same width."""
    total, at = sum(grid), row.before
    edges = [round(sum(grid[:n]) * 12 / total) for n in range(len(grid) + 1)]
    row.before = edges[row.before]
    for cell in row.cells:
        span = cell.span
        cell.span = max(1, edges[at + span] - edges[at])
        at += span
    return row


ROWS: dict[str, Callable[[Draft], None]] = {
    "merged": merged_outcome, "below": rows_below, "blank-between": blank_rows_between,
    "extra-boxes": extra_rows_in_boxes, "caps-reordered": reordered_capabilities,
    "caps-added": added_capability, "caps-typed": text_below_capability,
    "caps-gone": one_capability_gone,
}  # fmt: skip
TABLES: dict[str, Callable[[Draft], None]] = {
    "split": split_table, "split-repeated": split_with_headings,
    "reordered": sections_reordered, "deleted": section_deleted, "one-table": one_big_table,
}  # fmt: skip
