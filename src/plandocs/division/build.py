"""All sheets of a roll-up, in their order: of the whole division, or of each of its parts.

Of parts everybody is in just one, findings are those of the whole, and groups have the names that
they have in it: nothing is dropped, and nothing is told two ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plandocs.division.about import about, lines_above
from plandocs.division.changes import changes_sheet, with_changes
from plandocs.division.checks import Noticed, checks_sheet, noticed_in
from plandocs.division.completion import completion_sheet, expected_form, forms_in, progress_in
from plandocs.division.corrections import corrections_sheets
from plandocs.division.crosswise import with_matrices
from plandocs.division.executive import for_executives, people_in
from plandocs.division.form_sheets import TablesOfForms, list_sheets, tables_of
from plandocs.division.marked import with_corrections_marked
from plandocs.division.refresh.keep import Choices, keep
from plandocs.division.refresh.pair import Before
from plandocs.division.sources import matches_sheet, sources_sheet, unmapped_sheet
from plandocs.division.summary import NAME as SUMMARY
from plandocs.division.summary import numbers_of, stages_chart, summary_sheet
from plandocs.division.units import NOWHERE, Unit
from plandocs.division.values import RollUp, Settings
from plandocs.division.whole import Whole, unit_order
from plandocs.table import Chart, Line, Table
from plandocs.wording import plain


def roll_up(whole: Whole, noticed: tuple[Noticed, ...] | None = None) -> RollUp:
    """Return everything that the division adds up to; *noticed* are findings known already."""
    settings = whole.settings
    present = forms_in(whole)
    tables = tables_of(present, whole, confidential=settings.confidential)
    noticed = noticed_in(whole) if noticed is None else noticed
    form = expected_form(present)
    progress = progress_in(whole, form)
    numbers = numbers_of(whole, progress, tables, noticed)
    # The forms' tables have asked for objectives and themes by now, which Matches shows.
    every = (
        replace(summary_sheet(whole, numbers), above=lines_above(whole)),
        completion_sheet(whole, form, progress, noticed),
        *_in_order(tables, whole),
        checks_sheet(whole, noticed),
        changes_sheet(whole),
        *corrections_sheets(whole),
        *((unmapped_sheet(whole),) if settings.confidential else ()),
        matches_sheet(whole),
        sources_sheet(whole),
    )
    sheets = with_corrections_marked(with_matrices(every, tables.matrices), whole)
    charts = tuple(_charts(tables, whole, len(numbers.units)))
    within = tuple((count.within, count.heading) for _, count in tables.counts if count.within)
    about_lines = about(whole, sheets)
    everything = RollUp(
        _title(settings),
        settings.when,
        sheets,
        charts,
        about_lines,
        tables.sums,
        tables.bounds,
        within,
        tables.matrices,
    )
    if settings.leaves_hr:
        return for_executives(everything, people_in(whole), settings.suppress_below)
    return everything


def with_choices(whole: Whole, rollup: RollUp, before: Before) -> Whole:
    """The division as HR's choices in the earlier workbook make it."""
    return replace(whole, chosen=Choices(rollup, before).chosen)


def refreshed(rollup: RollUp, before: Before, whole: Whole) -> RollUp:
    """The roll-up with what changed since the earlier workbook, and all that HR wrote there."""
    return keep(with_changes(rollup, before, whole.headings.unit), before)


def _in_order(tables: TablesOfForms, whole: Whole) -> tuple[Table, ...]:
    """The forms' lists and groups, in the order that the forms wish."""
    sheets = {sheet.name: sheet for sheet in (*list_sheets(tables, whole), *tables.groups)}
    wished = [name for name in tables.order if name in sheets]
    return tuple(sheets[name] for name in dict.fromkeys((*wished, *sheets)))


def _charts(tables: TablesOfForms, whole: Whole, units: int) -> Iterator[Chart]:
    short = whole.places.short_names()
    for chart in (stages_chart(whole, units), *tables.charts):
        limited = replace(chart, top=units) if chart.table == SUMMARY else chart
        yield replace(limited, short=short) if chart.categories == whole.headings.unit else limited


def _title(settings: Settings) -> str:
    named = (settings.division, settings.period)
    return ", ".join(("Roll-up of plans", *(part for part in named if part)))


PARTS, PART_OF = "The workbooks of the divisions", "Part of"
_WHY = "A list of all divisions has more rows than a sheet of Excel. So the lists of each division "
_OVERVIEW = (
    _WHY + "are in a workbook of its own, and what is about all of them is here. Nothing was left "
    "out. Notes belong in the workbooks of the divisions, which are refreshed one by one."
)
_PART = (
    _WHY + "are in a workbook like this one. What is about all of them, and every file, is in the "
    "one named above. To refresh this one, name it and its division (--update, --division)."
)


class Parts:
    """The divisions of a roll-up, and the part of each."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._noticed: tuple[Noticed, ...] | None = None
        units = sorted({member.unit for member in whole.members}, key=unit_order)
        self._names: dict[str, str] = {}
        for unit in units:
            self._names.setdefault(plain(_division(unit)), _division(unit))

    @property
    def divisions(self) -> tuple[str, ...]:
        """Their names; a unit that stands in no division is one itself."""
        return tuple(self._names.values())

    def part(self, division: str, overview: str) -> RollUp:
        """The roll-up of one of them; ``overview`` is the file of what is about all."""
        part = self._of(division)
        numbers = {document.copy.number for document in part.documents}
        if self._noticed is None:
            self._noticed = noticed_in(self._whole)
        noticed = tuple(each for each in self._noticed if each.number in numbers)
        rollup = roll_up(part, noticed)
        return replace(rollup, about=about(part, rollup.sheets, part_of(overview)))

    def overview(self, rollup: RollUp, files: Mapping[str, str]) -> RollUp:
        """What is about all: sums, groups, matches and sources; ``files`` by division."""
        unit = self._whole.headings.unit
        sheets = tuple(s for s in rollup.sheets if s.group or unit not in s.headings)
        named = (Line(division, file) for division, file in files.items())
        lines = (Line(PARTS, kind="heading"), Line("", _OVERVIEW), *named)
        return replace(rollup, sheets=sheets, about=about(self._whole, sheets, lines))

    def _of(self, division: str) -> Whole:
        whole, key = self._whole, plain(division)
        members = tuple(m for m in whole.members if plain(_division(m.unit)) == key)
        inside = {member.person.key for member in members if member.person is not None}
        documents = tuple(d for d in whole.documents if d.person.key in inside)
        return replace(
            whole,
            settings=replace(whole.settings, division=division),
            members=members,
            documents=documents,
            entries={
                form: tuple(entry for entry in entries if entry.who in inside)
                for form, entries in whole.entries.items()
            },
            listed=frozenset(c.number for d in documents for c in (d.copy, *d.earlier)),
            objectives=whole.objectives.settled(),
            themes=whole.themes.settled(),
        )


def part_of(overview: str) -> tuple[Line, ...]:
    """What the workbook of one division says about itself."""
    return (Line(PART_OF, overview), Line("", _PART))


def _division(unit: Unit) -> str:
    return unit.division or unit.name or NOWHERE
