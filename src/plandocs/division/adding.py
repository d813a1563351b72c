"""How the counts of a roll-up add up, within a table and from one table to another.

In: the tables whose counts are numbered, and what the forms say of their sums. Out: the sums, told
to the counts that decide what is kept back. What somebody who knows the form can work out belongs
here: parts of a whole, totals, and counts that cannot be larger than others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandocs.description.tables import Bound, Sum
from plandocs.division.summary import COMPLETE, EXPECTED, OVERDUE, RECEIVED, SIGNED
from plandocs.division.summary import NAME as SUMMARY
from plandocs.division.suppress import Counts
from plandocs.division.values import RollUp
from plandocs.table import Cells, Table

# What is left of the first when the second is taken away must not be small either.
_WITHIN = (
    (EXPECTED, RECEIVED), (EXPECTED, OVERDUE), (RECEIVED, COMPLETE), (RECEIVED, SIGNED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """A sheet whose rows are at hand; ``numbers`` are those of its counts, row by row."""

    sheet: Table
    rows: tuple[Cells, ...]
    numbers: tuple[dict[str, int], ...] = ()

    def matching(self, column: str, said: object) -> Iterator[dict[str, int]]:
        """The numbers of the rows that say this in a column; of all where there is no column."""
        place = self.sheet.headings.index(column) if column else -1
        for row, numbers in zip(self.rows, self.numbers, strict=True):
            if place < 0 or row[place] == said:
                yield numbers


def connect(tables: Mapping[str, Counted], found: RollUp, counts: Counts) -> None:
    """Tell how the counts add up: along rows, down the Summary, and between the tables."""
    for name, table in tables.items():
        for row in table.numbers:
            _along(row, table, found.within if name == SUMMARY else (), counts)
    summary = tables[SUMMARY].numbers
    for row in summary:
        _add_rest(row[EXPECTED], (row[OVERDUE], row[SIGNED]), counts)  # nobody is both
    if len(summary) > 1:
        for heading, total in summary[-1].items():
            parts = [row[heading] for row in summary[:-1]]
            # What is over in one unit does not add up with what is missing in another.
            if counts.values[total] == sum(counts.values[part] for part in parts):
                counts.add_sum(total, parts)
    for each in found.sums:
        if each.total in tables and each.parts in tables:
            _add_sum(tables[each.total], tables[each.parts], each, counts)
    for bound in found.bounds:
        if bound.smaller in tables and bound.larger in tables:
            _add_bound(tables[bound.smaller], tables[bound.larger], bound, counts)


def _along(
    row: dict[str, int], table: Counted, also: tuple[tuple[str, str], ...], counts: Counts
) -> None:
    """Parts of a whole in one row, and counts that are at most another.

    Where more was received than was expected, what is over is the part that nobody sees.
    """
    columns = table.sheet.columns
    parts = ((column.within, column.heading) for column in columns if column.within)
    for whole, part in (*(_WITHIN if table.sheet.name == SUMMARY else ()), *also, *parts):
        if whole in row and part in row:
            rest = counts.values[row[whole]] - counts.values[row[part]]
            key = f"{whole} but not {part}"
            row[key] = counts.add(abs(rest))
            more, less = (whole, part) if rest >= 0 else (part, whole)
            counts.add_sum(row[more], (row[less], row[key]))
    for column in columns:
        if column.at_most in row and column.heading in row:
            counts.add_bound(row[column.heading], row[column.at_most])


def _add_sum(total: Counted, parts: Counted, said: Sum, counts: Counts) -> None:
    by = said.by
    place = total.sheet.headings.index(by) if by else -1
    for row, numbers in zip(total.rows, total.numbers, strict=True):
        if not by and numbers is not total.numbers[-1]:
            continue
        found = [each[said.parts_count] for each in parts.matching(by, row[place] if by else "")]
        if not found:
            continue
        whole = numbers[said.total_count]
        rest = counts.values[whole] - sum(counts.values[number] for number in found)
        if rest >= 0:
            # Rows that were left out are a part of the whole that nobody sees.
            counts.add_sum(whole, [*found, *([counts.add(rest)] if rest else [])])
        else:
            together = counts.add(counts.values[whole] - rest, free=True)
            counts.add_sum(together, found)
            counts.add_bound(whole, together)


def _add_bound(smaller: Counted, larger: Counted, said: Bound, counts: Counts) -> None:
    key = larger.sheet.headings[0]
    named = list(larger.matching(key, said.row)) if said.row else list(larger.numbers)
    lines = list(zip(smaller.rows, smaller.numbers, strict=True))
    if not said.by:
        here = lines[-1:] if said.smaller == SUMMARY else lines
        pairs = [(row, numbers, other) for row, numbers in here for other in named[-1:]]
    else:
        place = smaller.sheet.headings.index(said.by)
        pairs = [
            (row, numbers, other)
            for row, numbers in lines
            for other in larger.matching(said.by, row[place])
            if any(other is each for each in named)
        ]
    for row, numbers, other in pairs:
        less, more = numbers[said.smaller_count], other[said.larger_count]
        if counts.values[less] <= counts.values[more]:
            counts.add_bound(less, more)
        if said.part and row[0] == said.part:
            _add_rest(more, (less,), counts)


def _add_rest(whole: int, parts: tuple[int, ...], counts: Counts) -> None:
    """What is left of a whole without these parts is a count, too, which must not be small."""
    rest = counts.values[whole] - sum(counts.values[part] for part in parts)
    if rest >= 0:
        counts.add_sum(whole, (*parts, counts.add(rest)))
