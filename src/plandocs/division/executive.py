"""The copy for executives: counts and themes, no names, no small numbers.

In: a roll-up for HR. Out: the roll-up that may leave HR: groups alone, without personal columns,
and with every small count kept back together with those that would give it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plandocs.division.sheets import Graph, RollUp, Sheet
from plandocs.division.summary import COMPLETE, EXPECTED, OVERDUE, RECEIVED, SIGNED, STAGES
from plandocs.division.summary import NAME as SUMMARY
from plandocs.division.suppress import LIMIT, Counts, kept_back
from plandocs.division.tables import Cell, Cells
from plandocs.division.wording import natural

NOT_PUBLISHED = "n.p."
_STAGES_LEFT = tuple(stage for stage in STAGES if stage != SIGNED)
# What is left of the first when the second is taken away must not be small either.
_WITHIN = (
    (EXPECTED, RECEIVED), (EXPECTED, OVERDUE), (RECEIVED, COMPLETE), (RECEIVED, SIGNED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet whose rows are at hand; ``numbers`` are those of its counts, row by row."""

    sheet: Sheet
    rows: tuple[Cells, ...]
    numbers: tuple[dict[str, int], ...] = ()


def for_executives(found: RollUp) -> RollUp:
    """The copy that may leave HR."""
    counts = Counts()
    tables = {s.name: _counted(_bare(s), counts) for s in found.sheets if s.group}
    _connect(tables, found, counts)
    back = kept_back(counts)
    sheets = tuple(_published(table, back) for table in tables.values())
    graphs = (_stages_reached(found.graphs), *found.graphs[1:])
    return replace(found, sheets=sheets, graphs=graphs)


def _bare(sheet: Sheet) -> _Table:
    """The table without what is personal, and without groups that people's own words name."""
    keep = [
        place
        for place, column in enumerate(sheet.columns)
        if not (column.personal or column.own or column.heading in _STAGES_LEFT)
    ]
    columns = tuple(sheet.columns[place] for place in keep)
    tints = tuple(tint for tint in sheet.tints if tint.column in {c.heading for c in columns})
    rows = tuple(tuple(row[place] for place in keep) for row in sheet.rows())
    if sheet.own_words:
        counted = [place for place, column in enumerate(columns) if column.count]
        rows = tuple(row for row in rows if all(_number(row[place]) >= LIMIT for place in counted))
    return _Table(replace(sheet, columns=columns, tints=tints), rows)


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _counted(table: _Table, counts: Counts) -> _Table:
    """Give each count of the table its number; the Summary's last row holds totals."""
    columns = table.sheet.columns
    final = len(table.rows) - 1 if table.sheet.name == SUMMARY else -1
    numbers = tuple(
        {
            column.heading: counts.add(_number(cell), shown=True, last=place == final)
            for column, cell in zip(columns, row, strict=True)
            if column.count
        }
        for place, row in enumerate(table.rows)
    )
    return replace(table, numbers=numbers)


def _connect(tables: dict[str, _Table], found: RollUp, counts: Counts) -> None:
    """Tell how the counts add up: down the Summary, across its rows, and between the tables."""
    summary = tables[SUMMARY].numbers
    within = (*_WITHIN, *found.within)
    for row in summary:
        for whole, part in within:
            if whole in row and part in row:
                rest = counts.values[row[whole]] - counts.values[row[part]]
                key = _rest(whole, part)
                row[key] = counts.add(max(rest, 0))
                if rest >= 0:
                    counts.add_sum(row[whole], (row[part], row[key]))
    if len(summary) > 1:
        for heading in summary[-1]:
            counts.add_sum(summary[-1][heading], [row[heading] for row in summary[:-1]])
    for each in found.sums:
        if each.total in tables and each.parts in tables:
            _connect_sum(
                tables[each.total],
                tables[each.parts],
                each.total_count,
                each.parts_count,
                each.by,
                counts,
            )


def _rest(whole: str, part: str) -> str:
    return f"{whole} but not {part}"


def _connect_sum(
    total: _Table, parts: _Table, total_count: str, parts_count: str, by: str, counts: Counts
) -> None:
    for row, numbers in zip(total.rows, total.numbers, strict=True):
        if not by and numbers is not total.numbers[-1]:
            continue
        group = row[total.sheet.headings.index(by)] if by else None
        found = [
            theirs[parts_count]
            for cells, theirs in zip(parts.rows, parts.numbers, strict=True)
            if not by or cells[parts.sheet.headings.index(by)] == group
        ]
        rest = counts.values[numbers[total_count]] - sum(counts.values[n] for n in found)
        if rest >= 0:
            # Rows that were left out are a part of the whole that nobody sees.
            counts.add_sum(numbers[total_count], [*found, *([counts.add(rest)] if rest else [])])


def _published(table: _Table, back: set[int]) -> Sheet:
    rows = [
        (
            any(number in back for number in numbers.values()),
            _masked(table.sheet, row, numbers, back),
        )
        for row, numbers in zip(table.rows, table.numbers, strict=True)
    ]
    if table.sheet.ranked:
        # The order of what is kept back would say which is larger.
        shown = [row for kept, row in rows if not kept]
        hidden = sorted((row for kept, row in rows if kept), key=lambda row: natural(str(row[0])))
        rows = [(False, row) for row in (*shown, *hidden)]
    cells = tuple(row for _, row in rows)
    return replace(table.sheet, rows=lambda: iter(cells))


def _masked(sheet: Sheet, row: Cells, numbers: dict[str, int], back: set[int]) -> Cells:
    return tuple(_cells(sheet, row, numbers, back))


def _cells(sheet: Sheet, row: Cells, numbers: dict[str, int], back: set[int]) -> Iterator[Cell]:
    for column, cell in zip(sheet.columns, row, strict=True):
        kept = column.count and numbers[column.heading] in back
        yield NOT_PUBLISHED if kept else cell


def _stages_reached(graphs: tuple[Graph, ...]) -> Graph:
    """The first chart without the stages, which would show what is kept back."""
    values = (EXPECTED, RECEIVED, SIGNED)
    return replace(graphs[0], values=values, kind="column", colours=("grey", "blue", "green"))
