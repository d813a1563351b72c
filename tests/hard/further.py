"""Sections in further tables, unused rows with bare numbers, last year's copy left in."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.documents.official import COLUMNS, HEADINGS
from tests.hard.notes import line
from tests.hard.pieces import PAGE_BREAK, Block, Cell, Draft, Para, Row, Table
from tests.hard.plans import phrase
from tests.hard.typing_in import DECIMALS

_TYPED = ("typed", "bracket", "close", "tab")
_PRINTED = ["outcome", "measures", "links"]


def _whole(draft: Draft, name: str) -> Table | None:
    """The section's table where it has its printed columns and one cell for each."""
    table = draft.table_of(name)
    if table is None or draft.choices["tables"] == "one-table":
        return None
    data = [row for row in table.rows if row.data]
    even = data and all(len(row.cells) == len(draft.columns[name]) for row in data)
    return table if even and not any(cell.merge for row in data for cell in row.cells) else None


def _is_blank(row: Row) -> bool:
    return all(not (p.text or p.runs) for cell in row.cells for p in cell.paras) and all(
        isinstance(each, Para) for cell in row.cells for each in cell.blocks
    )


def _used(table: Table) -> list[Row]:
    return [row for row in table.rows if row.data and not _is_blank(row)]


def _again(rows: list[Row]) -> list[Row]:
    """Printed rows once more."""
    return [Row([Cell([Para(p.text, p.typed) for p in c.paras], c.span) for c in row.cells])
            for row in rows]  # fmt: skip


def _cut(draft: Draft) -> tuple[str, Table, list[Row]] | None:
    """A section whose last rows are taken out of its table, those rows."""
    name = draft.rng.choice([n for n in ("outcomes", "learning_needs", "leadership")
                             if n in draft.order] or ["career"])  # fmt: skip
    table = _whole(draft, name)
    if table is None or draft.choices["rows"] not in ("printed", "tight"):
        return None
    if draft.choices["blocks"] == "repeating":
        return None  # a control around all rows would be open where the table ends
    data = [row for row in table.rows if row.data]
    if len(data) < 2:
        return None
    at = draft.rng.randint(1, len(data) - 1)
    rest = data[at:]
    table.rows = [row for row in table.rows if not any(row is each for each in rest)]
    return name, table, rest


def continued(draft: Draft) -> None:
    """A section that goes on under "Section 1 (continued)"."""
    found = _cut(draft)
    if not found:
        return
    name, table, rest = found
    number = list(HEADINGS).index(name) + 1
    texts = [f"Section {number} {more}" for more in ("(continued)", "continued", "(cont’d)")]
    texts.append(HEADINGS[name].split("(‘")[0].strip() + " (continued)")
    title = Para(draft.may(draft.rng.choice(texts)), style=draft.rng.choice(("Heading1", "")))
    heads = [row for row in table.rows if not row.data][-1:] if draft.rng.random() < 0.6 else []
    if not heads and draft.choices["columns"] != "printed":
        heads = [row for row in table.rows if not row.data][-1:]
    again = _again(heads)
    for para in (p for row in again for c in row.cells for p in c.paras if p.typed):
        draft.may(para.text)
    rows = [*again, *rest]
    blocks: list[Block] = [title]
    if draft.rng.random() < 0.4:  # the title in the table
        rows = [Row([Cell([title], span=len(table.grid))]), *rows]
        blocks = []
    second = Table(rows, list(table.grid))
    spot = draft.sections[name].index(table) + 1
    draft.sections[name][spot:spot] = [draft.rng.choice((PAGE_BREAK, Para())), *blocks, second]


def on_its_own(draft: Draft) -> None:
    """The last outcome in a table of its own: no headings, other widths, its number."""
    table = _whole(draft, "outcomes")
    if table is None or draft.choices["numbers"] not in _TYPED:
        return
    used = _used(table)
    if draft.columns["outcomes"] != _PRINTED or len(used) < 2 or used[-1].cells[0].merge:
        return
    if not used[-1].cells[0].paras[0].lead.strip(" \t"):
        return
    rest = used[-1]
    table.rows = [row for row in table.rows if not row.data or any(row is u for u in used[:-1])]
    second = Table([rest], draft.rng.choice(([3000, 5000, 1600], [2800, 3400, 3400])))
    spot = draft.sections["outcomes"].index(table) + 1
    draft.sections["outcomes"][spot:spot] = [Para(), second]
    draft.named.add("outcomes")
    draft.allowed.add("continued-table")


def table_for_each(draft: Draft) -> None:
    """A table of labels and values for each outcome."""
    table = _whole(draft, "outcomes")
    if table is None or draft.choices["tables"] != "printed" or not draft.plan["outcomes"]:
        return
    used = _used(table)
    if draft.columns["outcomes"] != _PRINTED or draft.choices["rows"] not in ("printed", "tight"):
        return
    blocks: list[Block] = []
    titles = [row for row in table.rows if not row.data][:-1]
    if titles:
        for row in titles:
            row.cells[0].span = 1
        blocks += [Table(titles, [9600]), Para()]
    for number, row in enumerate(used):
        heads = [Cell([Para(COLUMNS["outcomes"][name][0].split("\n")[0])]) for name in _PRINTED]
        rows = [Row([a, b], data=True) for a, b in zip(heads, row.cells, strict=True)]
        if draft.rng.random() < 0.3:
            blocks.append(Para(draft.may(f"Outcome {number + 1}")))
        blocks += [Table(rows, [3000, 6600]), Para()]
    draft.sections["outcomes"] = blocks
    draft.allowed |= {"missing-field"}


def bare_numbers(draft: Draft) -> None:
    """Bare row numbers in unused rows, in any dress."""
    name = draft.rng.choice(("outcomes", "learning_needs"))
    table = _whole(draft, name) if name in draft.order else None
    if draft.choices["blocks"] == "repeating":
        return  # the control around the rows that are taken out would stay open
    column = "outcome" if name == "outcomes" else "priority"
    if table is None or column not in draft.columns[name]:
        return
    at = draft.columns[name].index(column)
    used = _used(table)
    dress = draft.rng.choice(("{}", "{}.", "#{}", "Outcome {}", "Outcome {}:", "({})", "auto"))
    if name == "learning_needs" and "Outcome" in dress:
        dress = "{}."
    table.rows = [row for row in table.rows if not row.data or any(row is u for u in used)]
    for number in range(len(used) + 1, len(used) + draft.rng.randint(2, 4)):
        cells = [Cell([Para()]) for _ in table.grid]
        cells[at] = Cell([Para("" if dress == "auto" else dress.format(number))])
        if dress == "auto":
            cells[at].paras[0].num = (DECIMALS, 0)
        table.rows.append(Row(cells, data=True))


def _numbered(draft: Draft) -> Table | None:
    """Section 1 with typed numbers in its printed columns, not merged nor spread."""
    table = _whole(draft, "outcomes")
    if table is None or not draft.plan["outcomes"] or draft.columns["outcomes"] != _PRINTED:
        return None
    plain = draft.choices["rows"] in ("printed", "tight")
    typed = draft.choices["numbers"] in _TYPED and draft.choices["tables"] == "printed"
    alone = "copy" not in draft.choices["around"] and draft.choices["further"] != "each"
    filled = all(row["outcome"] for row in draft.plan["outcomes"])
    return table if plain and typed and alone and filled else None


def _last_years(draft: Draft) -> list[Row]:
    """Two or three rows of last year, numbered from one; their words belong in unmapped."""
    rows = []
    for number in range(draft.rng.randint(2, 3)):
        texts = [phrase(draft.rng, 0) + f" lastyear{number}{column}" for column in range(3)]
        cells = [Cell([line(draft, text)]) for text in texts]
        cells[0].paras[0].lead = f"{number + 1}. "
        rows.append(Row(cells))
    draft.named.add("outcomes")
    draft.allowed |= {"second-form", "missing-field", "second-copy"}
    return rows


def last_year_rows(draft: Draft) -> None:
    """Last year's rows left above this year's in one table, each numbered from one."""
    table = _numbered(draft)
    if table is not None:
        at = next(n for n, row in enumerate(table.rows) if row.data)
        table.rows[at:at] = _last_years(draft)


def last_year_table(draft: Draft) -> None:
    """Last year's Section 1 left above this year's, with its title and headings."""
    table = _numbered(draft)
    if table is None:
        return
    heads = _again([row for row in table.rows if not row.data])
    old = Table([*heads, *_last_years(draft)], list(table.grid))
    titles = [copy.deepcopy(each) for each in draft.headings["outcomes"]]
    draft.headings["outcomes"][0:0] = [*titles, old, Para()]
    for text in [p.text for each in titles if isinstance(each, Para) for p in [each]]:
        draft.may(text)
    for row in heads:
        for cell in row.cells:
            for para in cell.paras:
                draft.may(para.text)


def years_told(draft: Draft) -> None:
    """Last year's copy and this year's under lines with their periods, in either order."""
    table = _numbered(draft)
    if table is None or draft.plan["period"]["start"] != "2026-07-01":
        return
    if draft.plan["period"]["end"] != "2027-06-30" or "period" in draft.lacking:
        return
    heads = _again([row for row in table.rows if not row.data])
    old = Table([*heads, *_last_years(draft)], list(table.grid))
    for row in heads:
        for cell in row.cells:
            for para in cell.paras:
                draft.may(para.text)
    shape = draft.rng.choice(("{}", "Performance year {}", "Outcomes for {}"))
    before, now = (Para(draft.may(shape.format(y)), typed=False) for y in ("2025-26", "2026-27"))
    if draft.rng.random() < 0.5:
        draft.headings["outcomes"] += [before, old, Para(), now]
    else:
        draft.headings["outcomes"].append(now)
        draft.sections["outcomes"] += [Para(), before, old]


def header_again(draft: Draft) -> None:
    """Some labels of the header again on a cover page, with the same values."""
    fields = [n for n in ("officer_name", "manager_name", "division_branch")
              if draft.plan[n] and "\n" not in draft.plan[n]]  # fmt: skip
    words = {"officer_name": "Officer name:", "manager_name": "Manager name:",
             "division_branch": "Division/Branch:"}  # fmt: skip
    rows = [Row([Cell([Para(words[n])]), Cell([Para(draft.may(draft.plan[n]))])]) for n in fields]
    if rows and "copy" not in draft.choices["around"]:
        draft.allowed |= {"second-form"}
        draft.before += [Table(rows, [3000, 6600]), PAGE_BREAK]


FURTHER: dict[str, Callable[[Draft], None]] = {
    "continued": continued, "on-its-own": on_its_own, "each": table_for_each,
    "bare-numbers": bare_numbers, "last-year-rows": last_year_rows,
    "last-year-table": last_year_table, "years-told": years_told, "header-again": header_again,
}  # fmt: skip
