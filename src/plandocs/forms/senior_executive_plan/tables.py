"""The plan's own tables in the roll-up: outcomes, measures, leadership, learning needs.

Takes the division and gives lists, one row a fact, and what they add up to: objectives, themes.
Sections 4 and 5 stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plandocs.description.tables import (
    Bound,
    Count,
    Division,
    Entry,
    FormTables,
    ListTable,
    Matrix,
    Sum,
)
from plandocs.forms.senior_executive_plan.alignment import NONE_NAMED, WITHOUT, Alignment
from plandocs.forms.senior_executive_plan.learning import Learning
from plandocs.forms.senior_executive_plan.measures import KINDS, judge
from plandocs.normal.markers import cell_of
from plandocs.table import Cells, Chart, Column

_HR_KIND = "HR: kind"
_UNLINKED = "Outcomes without a link"


def tables(division: Division) -> FormTables:
    """What this form adds to the roll-up."""
    alignment, learning, unit = Alignment(division), Learning(division), division.headings.unit
    return FormTables(
        lists=(alignment.outcomes(), _measures(division), _LEADERSHIP, learning.needs()),
        groups=(alignment.objectives(), alignment.by_unit(), learning.themes()),
        counts=(
            Count("Outcomes", lambda entry: len(entry.plan.outcomes)),
            Count(_UNLINKED, _unlinked, within="Outcomes"),
            Count("Learning needs", lambda entry: len(entry.plan.learning_needs)),
        ),
        charts=(
            learning.chart(),
            Chart("Outcomes by objective", "Objectives", "Objective", ("Outcomes",), top=20),
        ),
        sums=(
            Sum("Objectives", "Outcomes", "Alignment", "Outcomes", "Objective"),
            Sum("Objectives", "Officers", "Alignment", "Officers", "Objective"),
            Sum("Summary", "Learning needs", "Learning themes", "Needs"),
            Sum("Summary", "Outcomes", "Alignment", "Outcomes", unit),
            Sum("Summary", "Outcomes", "Objectives", "Outcomes"),
            Sum("Summary", _UNLINKED, "Objectives", "Outcomes", row=NONE_NAMED),
            Sum("Summary", _UNLINKED, "Alignment", "Outcomes", unit, row=NONE_NAMED),
        ),
        bounds=tuple(_bounds(unit)),
        matrices=(_crosswise(unit),),
        order=(
            *("Outcomes", "Measures", "Objectives", "Alignment", "Leadership", "Learning needs"),
            "Learning themes",
        ),
    )


def _crosswise(unit: str) -> Matrix:
    return Matrix("Alignment matrix", "Alignment", "Objective", unit, "Outcomes", "Objectives")


def _bounds(unit: str) -> Iterator[Bound]:
    """What anybody knows who knows the form: an officer counts once, an outcome once under each."""
    yield Bound("Learning themes", "Officers", "Summary", "Received")
    for sheet, by in (("Objectives", ""), ("Alignment", unit)):
        yield Bound(sheet, "Officers", "Summary", "Received", by)
        yield Bound(sheet, "Outcomes", "Summary", "Outcomes", by, parts=WITHOUT)


def _unlinked(entry: Entry) -> int:
    return sum(not outcome.links for outcome in entry.plan.outcomes)


def _measures(division: Division) -> ListTable:
    columns = (
        Column("Outcome", 40, key=True, field="outcomes.outcome"),
        Column("Order", 7, "number"),
        Column("Measure", 54, key=True, field="outcomes.measures"),
        Column("Kind", 20),
        Column("Has a number or date", 11, "yesno"),
        Column(
            _HR_KIND,
            20,
            choices=KINDS,
            editable=True,
            note="Choose one to overrule the suggested kind.",
        ),
    )
    return ListTable("Measures", columns, partial(_measure_rows, division))


def _measure_rows(division: Division, entry: Entry) -> Iterator[Cells]:
    for outcome in entry.plan.outcomes:
        for order, measure in enumerate(outcome.measures, start=1):
            chosen = division.chosen("Measures", _HR_KIND, entry, outcome.outcome, measure)
            kind, numbered = judge(measure)
            yield outcome.outcome, order, measure, chosen or kind, numbered


def _leadership(entry: Entry) -> Iterator[Cells]:
    for each in entry.plan.leadership:
        yield each.capability, cell_of(each.measures), len(each.measures), not each.measures


_LEADERSHIP = ListTable(
    "Leadership",
    (
        Column("Capability", 34, key=True, field="leadership.capability"),
        Column("Measures", 70, many=True, field="leadership.measures"),
        Column("Number of measures", 11, "number"),
        Column("Blank", 8, "yesno"),
    ),
    _leadership,
)
