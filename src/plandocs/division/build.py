"""All sheets of a roll-up, in their order.

In: readings and settings. Out: a :class:`RollUp`, ready to be written.
"""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.division.brought import brought, distinct_fields, group_sheets, list_sheets
from plandocs.division.checks import checks_sheet, findings_of
from plandocs.division.officers import completion_sheet, expected_form, progress_in
from plandocs.division.settings import Settings
from plandocs.division.sheets import Graph, RollUp
from plandocs.division.sources import sources_sheet
from plandocs.division.summary import completion_graph, headings, summary_sheet, tallies
from plandocs.division.view import division_of
from plandocs.reading import Reading
from plandocs.registry import forms


def roll_up(readings: Iterable[Reading], settings: Settings) -> RollUp:
    """Everything the readings add up to."""
    known = forms()
    whole = division_of(readings, settings, {form.name: distinct_fields(form) for form in known})
    present = [form for form in known if whole.of(form.name)] or list(known[:1])
    found = brought(present, whole)
    findings = findings_of(whole)
    form = expected_form(present)
    progress = progress_in(whole, form)
    numbers = tallies(whole, progress, found, findings)
    name = settings.division or "Whole division"
    sheets = (
        summary_sheet(numbers, headings(found), name),
        completion_sheet(form, progress, findings),
        *list_sheets(found, whole),
        *group_sheets(found),
        checks_sheet(whole, findings),
        sources_sheet(whole),
    )
    graphs = (
        completion_graph(len(numbers)),
        *(_graph(bars, len(numbers)) for bars in found.charts),
    )
    return RollUp(_title(settings), sheets, graphs, ())


def _graph(bars: object, branches: int) -> Graph:
    from plandocs.tables import Bars

    assert isinstance(bars, Bars)
    top = branches if bars.sheet == "Summary" else bars.top
    return Graph(bars.title, bars.sheet, bars.categories, bars.values, "bar", top)


def _title(settings: Settings) -> str:
    return ", ".join(part for part in (settings.division or "Plans", settings.period) if part)
