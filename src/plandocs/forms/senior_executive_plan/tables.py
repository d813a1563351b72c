"""The plan's own tables in the roll-up: outcomes, measures, leadership, learning needs.

In: the division. Out: lists, one row a fact, and what they add up to. Sections 4 and 5 stay out.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.division.tables import (
    Bars,
    Cells,
    Column,
    Count,
    Division,
    Entry,
    FormTables,
    ListTable,
)


def tables(division: Division) -> FormTables:
    """What this form adds to the roll-up."""
    return FormTables(
        lists=(_OUTCOMES, _NEEDS),
        counts=(
            Count("Outcomes", lambda entry: len(entry.plan.outcomes)),
            Count("Outcomes without a link", _unlinked),
            Count("Learning needs", lambda entry: len(entry.plan.learning_needs)),
        ),
        charts=(Bars("Outcomes by branch", "Summary", "Branch", ("Outcomes",)),),
    )


def _unlinked(entry: Entry) -> int:
    return sum(not outcome.links for outcome in entry.plan.outcomes)


def _outcomes(entry: Entry) -> Iterator[Cells]:
    for order, each in enumerate(entry.plan.outcomes, start=1):
        yield (
            order,
            each.outcome,
            "\n".join(each.measures),
            len(each.measures),
            "\n".join(each.links),
        )


def _needs(entry: Entry) -> Iterator[Cells]:
    for each in entry.plan.learning_needs:
        yield (each.priority, each.need, each.relates_to, each.activity, each.responsibility_timing)


_OUTCOMES = ListTable(
    "Outcomes",
    (
        Column("Order", 8, "number"),
        Column("Outcome", 48, key=True),
        Column("Measures", 60),
        Column("Number of measures", 12, "number"),
        Column("Links as written", 36),
    ),
    _outcomes,
)
_NEEDS = ListTable(
    "Learning needs",
    (
        Column("Priority", 10),
        Column("Learning need", 40, key=True),
        Column("Relates to", 28),
        Column("Activity", 36),
        Column("Responsibility and timing", 30),
    ),
    _needs,
)
