"""The copy for executives: counts and themes, no names, no small numbers.

Groups alone leave HR, without personal columns and without what names a person, and with every
small count suppressed together with those that would give it away. The counts include what
somebody who knows the form can work out: parts of a whole, totals, and which cannot be larger than
others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from plandocs.description.tables import Bound, Sum
from plandocs.division.crosswise import with_matrices
from plandocs.division.documents import role_text
from plandocs.division.summary import (
    COMPLETE,
    EXPECTED,
    OPEN,
    OVERDUE,
    RECEIVED,
    SIGNED,
    STAGES,
    UNEXPECTED,
)
from plandocs.division.summary import NAME as SUMMARY
from plandocs.division.suppress import Counts, suppressed
from plandocs.division.values import RollUp
from plandocs.division.whole import Whole
from plandocs.division.wording import natural
from plandocs.forms.registry import forms
from plandocs.people import person_key
from plandocs.table import Cell, Cells, Chart, Column, Line, Table
from plandocs.wording import plain


def people_in(whole: Whole) -> Iterator[str]:
    """Everybody's names as they stand in the documents and the roster, and their managers'."""
    known = {form.name: form for form in forms()}
    for line in whole.settings.roster or ():
        yield from (line.name, line.manager)
    for reading in whole.readings:
        if reading.plan is not None:
            form = known[reading.plan.form]
            yield from (role_text(form, reading.plan, role) for role in ("person", "manager"))


class Naming:
    """Knows the names: given and family name, either first. One word alone may be any word."""

    def __init__(self, people: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._instead: dict[str, str] = {}
        for words in {tuple(person_key(name).split()) for name in people}:
            if len(words) > 1:
                for name in (words, (words[-1], *words[:-1])):
                    self._by_first[name[0]].add(name)

    def names_somebody(self, cell: Cell) -> bool:
        """Return whether a text says one of the names."""
        if not isinstance(cell, str):
            return False
        words = tuple(plain(cell).split())
        return any(
            words[place : place + len(name)] == name
            for place, word in enumerate(words)
            for name in self._by_first.get(word, ())
        )

    def left_out(self, sheet: Table) -> Table:
        """The sheet with a number instead of each text that names somebody, everywhere the same."""
        if not any(self.names_somebody(cell) for row in sheet.rows for cell in row):
            return sheet
        rows = tuple(
            tuple(
                self._substitute(column.heading, cell) if self.names_somebody(cell) else cell
                for column, cell in zip(sheet.columns, row, strict=True)
            )
            for row in sheet.rows
        )
        return replace(sheet, rows=rows)

    def left_out_of(self, line: Line) -> Line:
        """The line of a page without the names in its detail that name somebody."""
        if not isinstance(line.detail, str) or not self.names_somebody(line.detail):
            return line
        rows = (row.split("; ") for row in line.detail.split("\n"))
        redacted = (
            ("(names a person)" if self.names_somebody(name) else name for name in row)
            for row in rows
        )
        return replace(line, detail="\n".join(map("; ".join, redacted)))

    def _substitute(self, heading: str, cell: Cell) -> str:
        number = len(self._instead) + 1
        return self._instead.setdefault(str(cell), f"{heading} {number} (names a person)")


# What is left of the first when the second is taken away must not be small either.
_WITHIN = (
    (EXPECTED, RECEIVED), (EXPECTED, OVERDUE), (RECEIVED, COMPLETE), (RECEIVED, SIGNED),
    (COMPLETE, SIGNED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """A sheet whose rows are at hand; ``numbers`` are those of its counts, row by row."""

    sheet: Table
    rows: tuple[Cells, ...]
    numbers: tuple[dict[str, int], ...] = ()

    def matching(self, column: str, value: object, named: str = "") -> Iterator[dict[str, int]]:
        """The numbers of the rows that say this in a column; of all where there is no column.

        With ``named``, only of those that have this name.
        """
        place = self.sheet.headings.index(column) if column else -1
        for row, numbers in zip(self.rows, self.numbers, strict=True):
            if (place < 0 or row[place] == value) and named in ("", row[0]):
                yield numbers


def connect(tables: Mapping[str, Counted], rollup: RollUp, counts: Counts) -> None:
    """Tell how the counts add up: along rows, down the Summary, and between the tables."""
    for name, table in tables.items():
        for row in table.numbers:
            _along(row, table, rollup.within if name == SUMMARY else (), counts)
    summary = tables[SUMMARY].numbers
    for row in summary:
        _add_rest(row[EXPECTED], (row[OVERDUE], row[SIGNED]), counts)  # nobody is both
    if len(summary) > 1:
        for heading, total in summary[-1].items():
            parts = [row[heading] for row in summary[:-1]]
            # What is over in one unit does not add up with what is missing in another.
            if counts.values[total] == sum(counts.values[part] for part in parts):
                counts.add_sum(total, parts)
    for each in rollup.sums:
        if each.total in tables and each.parts in tables:
            _add_sum(tables[each.total], tables[each.parts], each, counts)
    for bound in rollup.bounds:
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


def _add_sum(total: Counted, parts: Counted, rule: Sum, counts: Counts) -> None:
    by = rule.by
    place = total.sheet.headings.index(by) if by else -1
    for row, numbers in zip(total.rows, total.numbers, strict=True):
        if not by and numbers is not total.numbers[-1]:
            continue
        matching = parts.matching(by, row[place] if by else "", rule.row)
        result = [each[rule.parts_count] for each in matching]
        if not result:
            continue
        whole = numbers[rule.total_count]
        rest = counts.values[whole] - sum(counts.values[number] for number in result)
        if rest >= 0:
            # Rows that were left out are a part of the whole that nobody sees.
            counts.add_sum(whole, [*result, *([counts.add(rest)] if rest else [])])
        else:
            together = counts.add(counts.values[whole] - rest, free=True)
            counts.add_sum(together, result)
            counts.add_bound(whole, together)


def _add_bound(smaller: Counted, larger: Counted, rule: Bound, counts: Counts) -> None:
    key = larger.sheet.headings[0]
    named = list(larger.matching(key, rule.row)) if rule.row else list(larger.numbers)
    lines = list(zip(smaller.rows, smaller.numbers, strict=True))
    if not rule.by:
        compared = lines[-1:] if rule.smaller == SUMMARY else lines
        pairs = [(row, numbers, other) for row, numbers in compared for other in named[-1:]]
    else:
        place = smaller.sheet.headings.index(rule.by)
        pairs = [
            (row, numbers, other)
            for row, numbers in lines
            for other in larger.matching(rule.by, row[place])
            if any(other is each for each in named)
        ]
    parts: dict[int, list[int]] = defaultdict(list)
    for row, numbers, other in pairs:
        less, more = numbers[rule.smaller_count], other[rule.larger_count]
        if counts.values[less] <= counts.values[more]:
            counts.add_bound(less, more)
        if row[0] in rule.parts:
            parts[more].append(less)
    for more, lesses in parts.items():
        _add_rest(more, tuple(lesses), counts)


def _add_rest(whole: int, parts: tuple[int, ...], counts: Counts) -> None:
    """What is left of a whole without these parts is a count, too, which must not be small."""
    rest = counts.values[whole] - sum(counts.values[part] for part in parts)
    if rest >= 0:
        counts.add_sum(whole, (*parts, counts.add(rest)))


NOT_PUBLISHED = "n.p."
_HR_ALONE = (UNEXPECTED, OPEN, *(stage for stage in STAGES if stage != SIGNED))


def for_executives(rollup: RollUp, people: Iterable[str], limit: int) -> RollUp:
    """The copy that may leave HR, without counts below a limit.

    ``people`` are the names that nothing in it may say.
    """
    counts, naming = Counts(limit=limit), Naming(people)
    groups = (sheet for sheet in rollup.sheets if sheet.group)
    tables = {each.name: _counted(_bare(each, naming, limit), counts) for each in groups}
    connect(tables, rollup, counts)
    back = suppressed(counts)
    published = (_published(table, back) for table in tables.values())
    sheets = tuple(naming.left_out(_without_lone_unit(sheet)) for sheet in published)
    charts = (_stages_reached(rollup.charts), *rollup.charts[1:])
    empty = {sheet.name for sheet in sheets if not sheet.rows}
    by_name = {sheet.name: sheet for sheet in sheets}
    marked = tuple(
        _with_note(replace(chart, withheld=NOT_PUBLISHED), by_name[chart.table], limit)
        for chart in charts
        if chart.table not in empty
    )
    about = tuple(map(naming.left_out_of, rollup.about))
    made = with_matrices(sheets, rollup.matrices)
    return replace(rollup, sheets=made, charts=marked, about=about)


def _with_note(chart: Chart, sheet: Table, limit: int) -> Chart:
    """The chart with a line on what it does not show, and for nobody else."""
    if any(NOT_PUBLISHED in values for _, values in chart.rows(sheet)):
        return replace(chart, note=f"A bar that is missing is not published ({NOT_PUBLISHED})")
    left_out = f"Without what fewer than {limit} people name"
    return replace(chart, note=left_out if sheet.own_words else "")


def _without_lone_unit(sheet: Table) -> Table:
    """The Summary without the row of a single unit, which is that of the whole division again."""
    rows = tuple(sheet.rows)
    return replace(sheet, rows=rows[1:]) if sheet.name == SUMMARY and len(rows) == 2 else sheet


def _bare(sheet: Table, naming: Naming, limit: int) -> Counted:
    """The table without what is personal, and without groups that people's own words name."""
    keep = [
        place
        for place, column in enumerate(sheet.columns)
        if not (column.personal or column.editable or column.heading in _HR_ALONE)
    ]
    columns = tuple(sheet.columns[place] for place in keep)
    headings = {column.heading for column in columns}
    highlights = tuple(each for each in sheet.highlights if each.column in headings)
    rows = tuple(tuple(row[place] for place in keep) for row in sheet.rows)
    if sheet.own_words:
        counted = [place for place, column in enumerate(columns) if _of_groups(column)]
        rows = tuple(
            row
            for row in rows
            if all(_number(row[place]) >= limit for place in counted)
            and not any(map(naming.names_somebody, row))
        )
    return Counted(replace(sheet, columns=columns, highlights=highlights), rows)


def _of_groups(column: Column) -> bool:
    """Return whether this is a count of a whole group, and not of a part of it."""
    return column.count and not column.within


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _counted(table: Counted, counts: Counts) -> Counted:
    """Give each count of the table its number; the Summary's last row holds totals."""
    columns = table.sheet.columns
    final = len(table.rows) - 1 if table.sheet.name == SUMMARY else -1
    numbers = tuple(
        {
            column.heading: counts.add(_number(cell), to_publish=True, last=place == final)
            for column, cell in zip(columns, row, strict=True)
            if column.count
        }
        for place, row in enumerate(table.rows)
    )
    if table.sheet.name == SUMMARY:  # how many people a unit has is no secret
        counts.common.update(row[EXPECTED] for row in numbers)
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
        # The order of what is suppressed would say which is larger.
        visible = [row for withheld, row in rows if not withheld]
        hidden = sorted(
            (row for withheld, row in rows if withheld), key=lambda row: natural(str(row[0]))
        )
        rows = [(False, row) for row in (*visible, *hidden)]
    cells = tuple(row for _, row in rows)
    return replace(table.sheet, rows=cells)


def _masked(sheet: Table, row: Cells, numbers: dict[str, int], back: set[int]) -> Cells:
    return tuple(_cells(sheet, row, numbers, back))


def _cells(sheet: Table, row: Cells, numbers: dict[str, int], back: set[int]) -> Iterator[Cell]:
    for column, cell in zip(sheet.columns, row, strict=True):
        # A per cent with one of its counts gives the other.
        counts = column.share or ((column.heading,) if column.count else ())
        withheld = any(numbers[heading] in back for heading in counts)
        yield NOT_PUBLISHED if withheld else cell


def _stages_reached(charts: tuple[Chart, ...]) -> Chart:
    """The first chart without the stages, which would show what is suppressed."""
    values = (EXPECTED, RECEIVED, SIGNED)
    return replace(charts[0], values=values, kind="column", colours=("grey", "blue", "green"))
