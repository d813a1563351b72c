"""plandocs' own roll-up as data again: which of its sheets hold plans, and which of their columns.

The list of completion has an officer a row, and the sheets of sections an item a row. All else is
worked out from these, or HR's own notes, and is not read; nor is what the list only says of a
plan, such as whether it is signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plandocs.data.columns import section_of
from plandocs.description.form import FormSpec
from plandocs.sheet.read.grid import Sheet
from plandocs.sheet.read.headings import Match

_PLANS = "Completion"
_OWN = frozenset({_PLANS, "Sources", "About"})
_SAID_OF = frozenset({"signature", "countersignature"})
NOTE = (
    "{source} is a roll-up: plans are read from its sheets {sheets}. Other sheets and HR's own "
    "columns are not read, so edit in these. Branches, dates and periods are filled as the roll-up "
    "writes them, which may be shorter than in the plans."
)


def is_rollup(sheets: Iterable[Sheet]) -> bool:
    """Did plandocs make this workbook out of plans?"""
    return {sheet.name for sheet in sheets} >= _OWN


def with_plans(sheets: tuple[Sheet, ...], form: FormSpec) -> tuple[Sheet, ...]:
    """The sheets of a roll-up that plans are read from."""
    return tuple(s for s in sheets if s.name == _PLANS or section_of(s.name, form) is not None)


def without_derived(match: Match, form: FormSpec) -> Match:
    """The columns of such a sheet that hold what a plan does."""
    said_of = {cell.name for cell in form.cells if cell.role in _SAID_OF}
    fields = tuple(None if field in said_of else field for field in match.fields)
    return replace(match, fields=fields, unmatched=())
