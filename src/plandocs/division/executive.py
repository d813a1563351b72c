"""The copy for executives: counts and themes, no names, no small numbers.

In: a roll-up for HR. Out: the roll-up that may leave HR: groups alone, without personal columns,
and with every small count kept back together with those that would give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plandocs.division.adding import Counted, connect
from plandocs.division.naming import Naming
from plandocs.division.summary import EXPECTED, RECEIVED, SIGNED, STAGES, UNEXPECTED
from plandocs.division.summary import NAME as SUMMARY
from plandocs.division.suppress import LIMIT, Counts, kept_back
from plandocs.division.values import RollUp
from plandocs.division.wording import natural
from plandocs.table import Cell, Cells, Chart, Column, Table

NOT_PUBLISHED = "n.p."
_HR_ALONE = (UNEXPECTED, *(stage for stage in STAGES if stage != SIGNED))


def for_executives(found: RollUp, people: Iterable[str]) -> RollUp:
    """The copy that may leave HR; ``people`` are the names that nothing in it may say."""
    counts, naming = Counts(), Naming(people)
    tables = {s.name: _counted(_bare(s, naming), counts) for s in found.sheets if s.group}
    connect(tables, found, counts)
    back = kept_back(counts)
    sheets = tuple(naming.left_out(_published(table, back)) for table in tables.values())
    charts = (_stages_reached(found.charts), *found.charts[1:])
    return replace(found, sheets=sheets, charts=charts)


def _bare(sheet: Table, naming: Naming) -> Counted:
    """The table without what is personal, and without groups that people's own words name."""
    keep = [
        place
        for place, column in enumerate(sheet.columns)
        if not (column.personal or column.editable or column.heading in _HR_ALONE)
    ]
    columns = tuple(sheet.columns[place] for place in keep)
    shown = {column.heading for column in columns}
    highlights = tuple(each for each in sheet.highlights if each.column in shown)
    rows = tuple(tuple(row[place] for place in keep) for row in sheet.rows)
    if sheet.own_words:
        counted = [place for place, column in enumerate(columns) if _of_groups(column)]
        rows = tuple(
            row
            for row in rows
            if all(_number(row[place]) >= LIMIT for place in counted)
            and not any(map(naming.names_somebody, row))
        )
    return Counted(replace(sheet, columns=columns, highlights=highlights), rows)


def _of_groups(column: Column) -> bool:
    """Is this a count of a whole group, and not of a part of it?"""
    return column.count and not column.within


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _counted(table: Counted, counts: Counts) -> Counted:
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


def _published(table: Counted, back: set[int]) -> Table:
    order = [column.heading for column in table.sheet.columns if _of_groups(column)]
    rows = [
        (
            any(numbers[heading] in back for heading in order),
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
    return replace(table.sheet, rows=cells)


def _masked(sheet: Table, row: Cells, numbers: dict[str, int], back: set[int]) -> Cells:
    return tuple(_cells(sheet, row, numbers, back))


def _cells(sheet: Table, row: Cells, numbers: dict[str, int], back: set[int]) -> Iterator[Cell]:
    for column, cell in zip(sheet.columns, row, strict=True):
        kept = column.count and numbers[column.heading] in back
        yield NOT_PUBLISHED if kept else cell


def _stages_reached(charts: tuple[Chart, ...]) -> Chart:
    """The first chart without the stages, which would show what is kept back."""
    values = (EXPECTED, RECEIVED, SIGNED)
    return replace(charts[0], values=values, kind="column", colours=("grey", "blue", "green"))
