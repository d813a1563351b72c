"""The sheet Summary: each unit on a row, the whole division on the last.

Takes everybody's progress, the forms' own counts, what is open, and gives the sheet and its first
chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plandocs.division.checks import Noticed
from plandocs.division.completion import IN_DOUBT, MISSING, NOT_STARTED, Progress
from plandocs.division.form_sheets import TablesOfForms
from plandocs.division.whole import Whole
from plandocs.table import Cell, Cells, Chart, Colour, Column, Highlight, Rows, Table

NAME = "Summary"
SIGNED = "Signed"
_SIGN, _DRAFT, _UNREAD = "To be signed", "In draft", "Could not be read"
STAGES = (SIGNED, IN_DOUBT, _SIGN, _DRAFT, NOT_STARTED, _UNREAD, MISSING)
EXPECTED, RECEIVED, COMPLETE, OVERDUE, OPEN = (
    *("Expected", "Received", "Complete", "Overdue", "Open checks"),
)
UNEXPECTED = "Not on the roster"
SHARED = (RECEIVED, COMPLETE, SIGNED, OVERDUE)
"""The counts of people with their per cent of those expected in the next column."""
TILES = (EXPECTED, RECEIVED, COMPLETE, SIGNED, OVERDUE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of each unit, in the order of the units; ``counts`` are the forms' own.

    ``listed`` says whether there is a roster: what was received may then be of others, too.
    """

    units: dict[str, Counter[str]]
    counts: tuple[str, ...]
    listed: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns of numbers, in their order."""
        unexpected = (UNEXPECTED,) if self.listed else ()
        return (EXPECTED, RECEIVED, *unexpected, COMPLETE, *STAGES, OVERDUE, *self.counts, OPEN)

    def total(self) -> Counter[str]:
        """The whole division's."""
        total: Counter[str] = Counter()
        for counted in self.units.values():
            total.update(counted)
        return total


def numbers_of(
    whole: Whole, progress: Iterable[Progress], tables: TablesOfForms, noticed: Iterable[Noticed]
) -> Numbers:
    """Add everything up by unit."""
    units: dict[str, Counter[str]] = {unit: Counter() for unit in whole.units}
    listed = whole.settings.roster is not None
    for each in progress:
        counted = units[whole.places.label(each.member.unit)]
        expected = each.member.expected is not None or not listed
        counted.update((EXPECTED if expected else UNEXPECTED, _stage(each)))
        counted[RECEIVED] += each.received
        counted[COMPLETE] += each.complete
        counted[OVERDUE] += each.overdue > 0
    for form, count in tables.counts:
        for entry in whole.of(form.name):
            units[entry.unit][count.heading] += count.number(entry)
    unit_of = {d.copy.number: whole.names[d.person.key][1] for d in whole.documents}
    for notice in noticed:
        if notice.number in whole.disputed:
            continue  # nobody's, and of no unit
        units[unit_of[notice.number]][OPEN] += notice.open
    return Numbers(units, tuple(dict.fromkeys(count.heading for _, count in tables.counts)), listed)


def _stage(progress: Progress) -> str:
    if progress.document is None:
        return _UNREAD if progress.unread else MISSING
    if progress.status == NOT_STARTED:
        return NOT_STARTED
    if progress.signed:
        return SIGNED
    if progress.in_doubt:
        return IN_DOUBT
    return _SIGN if progress.complete else _DRAFT


def summary_sheet(whole: Whole, numbers: Numbers) -> Table:
    """The sheet; the whole division's own row is the last."""
    unit = whole.headings.unit
    counts = tuple(column for name in numbers.headings for column in _columns(name))

    def rows() -> Iterator[Cells]:
        for label, counted in numbers.units.items():
            yield (label or f"(no {unit.casefold()})", *_cells(counts, counted))
        yield (whole.settings.division or "All", *_cells(counts, numbers.total()))

    columns = (Column(unit, 30, key=True), *counts)

    highlights = (
        Highlight(OVERDUE, "amber", above=0),
        Highlight(_UNREAD, "amber", above=0),
        Highlight(MISSING, "red", above=0),
    )
    return Table(
        NAME, columns, Rows(rows), group=True, highlights=highlights, frozen=1, totals=TILES
    )


def _columns(name: str) -> Iterator[Column]:
    """A count, and for some its per cent."""
    yield Column(name, _width(name), "number", count=True)
    if name in SHARED:
        share = f"Per cent {name.casefold()}"
        yield Column(share, _width(share), "number", share=(name, EXPECTED))


def _width(heading: str) -> float:
    """No wider than its longest word, so that all columns print on one page."""
    return max(7, max(map(len, heading.split())) + 1.5)


def _cells(columns: Iterable[Column], counted: Counter[str]) -> Iterator[Cell]:
    for column in columns:
        yield (
            _per_cent(*map(counted.get, column.share)) if column.share else counted[column.heading]
        )


def _per_cent(part: int | None, whole: int | None) -> int | None:
    return (200 * (part or 0) + whole) // (2 * whole) if whole else None  # a half goes up


def stages_chart(whole: Whole, units: int) -> Chart:
    """Stages by unit, stacked: the whole bar is everybody expected or found."""
    title = f"How far the plans have come, by {whole.headings.unit.casefold()}"
    colours: tuple[Colour, ...] = (*("green", "grey", "blue", "amber", "sand", "purple", "red"),)
    return Chart(title, NAME, whole.headings.unit, STAGES, "stacked", units, colours)
