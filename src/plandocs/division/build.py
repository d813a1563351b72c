"""All sheets of a roll-up, in their order.

In: readings, settings, the forms there are. Out: a :class:`RollUp`, ready to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plandocs.description.form import FormSpec
from plandocs.division.about import about
from plandocs.division.before import Before
from plandocs.division.brought import Brought, brought, distinct_fields, list_sheets
from plandocs.division.changes import Differ, changes_sheet
from plandocs.division.checks import Checker, Comparer, Noticed, checks_sheet, noticed_in
from plandocs.division.completion import completion_sheet, expected_form, progress_in
from plandocs.division.executive import for_executives
from plandocs.division.keeping import Choices, keep
from plandocs.division.loose import loose_sheet
from plandocs.division.matches import matches_sheet
from plandocs.division.naming import people_in
from plandocs.division.since import with_changes
from plandocs.division.sources import sources_sheet
from plandocs.division.summary import NAME as SUMMARY
from plandocs.division.summary import numbers_of, stages_chart, summary_sheet
from plandocs.division.values import RollUp, Settings
from plandocs.division.view import Whole, division_of
from plandocs.model.reading import Reading
from plandocs.table import Chart, Table


def whole_of(readings: Iterable[Reading], settings: Settings, forms: Sequence[FormSpec]) -> Whole:
    """The division that the readings make."""
    distinct = {form.name: distinct_fields(form) for form in forms}
    return division_of(readings, settings, {form.name: form for form in forms}, distinct)


@dataclass(frozen=True, slots=True)
class Rules:
    """What other rooms know: the findings about a reading, the words that several people's plans
    have in common, the differences of two plans."""

    check: Checker
    alike: Comparer
    differ: Differ


def everything_noticed(whole: Whole, rules: Rules) -> tuple[Noticed, ...]:
    """All findings about the documents that count."""
    return noticed_in(whole, rules.check, rules.alike)


def roll_up(
    whole: Whole,
    forms: Sequence[FormSpec],
    rules: Rules,
    noticed: tuple[Noticed, ...] | None = None,
) -> RollUp:
    """Everything that the division adds up to; ``noticed`` are findings that are known already."""
    settings = whole.settings
    present = [form for form in forms if whole.of(form.name)] or list(forms[:1])
    found = brought(present, whole, confidential=settings.confidential)
    noticed = everything_noticed(whole, rules) if noticed is None else noticed
    form = expected_form(present)
    progress = progress_in(whole, form)
    numbers = numbers_of(whole, progress, found, noticed)
    # The forms' tables have asked for objectives and themes by now, which Matches shows.
    sheets = (
        summary_sheet(whole, numbers),
        completion_sheet(whole, form, progress, noticed),
        *_in_order(found, whole),
        checks_sheet(whole, noticed),
        changes_sheet(whole, rules.differ),
        *((loose_sheet(whole),) if settings.confidential else ()),
        matches_sheet(whole),
        sources_sheet(whole),
    )
    units = len(numbers.units)
    charts = (stages_chart(whole, units), *_charts(found, units))
    within = tuple((count.within, count.heading) for _, count in found.counts if count.within)
    told = about(whole, sheets)
    everything = RollUp(
        _title(settings), settings.when, sheets, charts, told, found.sums, found.bounds, within
    )
    if settings.audience == "executive":
        return for_executives(everything, people_in(whole, forms))
    return everything


def with_choices(whole: Whole, found: RollUp, before: Before) -> Whole:
    """The division as HR's choices in the earlier workbook make it."""
    return replace(whole, chosen=Choices(found, before).chosen)


def refreshed(found: RollUp, before: Before, whole: Whole) -> RollUp:
    """The roll-up with what changed since the earlier workbook, and all that HR wrote there."""
    return keep(with_changes(found, before, whole.headings.unit), before)


def _in_order(found: Brought, whole: Whole) -> tuple[Table, ...]:
    """The forms' lists and groups, in the order that the forms wish."""
    sheets = {sheet.name: sheet for sheet in (*list_sheets(found, whole), *found.groups)}
    wished = [name for name in found.order if name in sheets]
    return tuple(sheets[name] for name in dict.fromkeys((*wished, *sheets)))


def _charts(found: Brought, units: int) -> Iterator[Chart]:
    for chart in found.charts:
        yield replace(chart, top=units) if chart.table == SUMMARY else chart


def _title(settings: Settings) -> str:
    named = (settings.division, settings.period)
    return ", ".join(("Roll-up of plans", *(part for part in named if part)))
