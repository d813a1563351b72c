"""Do the outcomes add up to the objectives: what stands under each, and what under none.

Takes the division and gives the list of outcomes with the objectives that they serve, and the
counts of outcomes and officers under each objective, for the whole and by branch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from plandocs.description.tables import Division, Entry, ListTable, Placed
from plandocs.normal.markers import cell_of
from plandocs.table import Cells, Column, Table

FORM = "senior-executive-plan"
NONE_NAMED, NOT_LISTED = "(none named)", "(not on the list)"
WITHOUT = (NONE_NAMED, NOT_LISTED)
_HR = "HR: objective"
_NOTHING_UNDER, _NOTHING_ABOVE = "Nothing under it", "Nothing above them"


class Alignment:
    """The outcomes of every plan that counts, under the objectives that they name."""

    def __init__(self, division: Division) -> None:
        self._division = division
        self._unlisted = not division.objectives.names
        links = (
            link
            for entry in division.of(FORM)
            for outcome in entry.plan.outcomes
            for link in outcome.links
        )
        self._placed: Mapping[str, Placed] = division.objectives.place(links)
        self._under: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry in division.of(FORM):
            for outcome in entry.plan.outcomes:
                without = NOT_LISTED if outcome.links else NONE_NAMED
                for name in self._objectives(entry, outcome) or (without,):
                    self._under[name][entry.unit].append(entry.who)

    def _objectives(self, entry: Entry, outcome: Any) -> tuple[str, ...]:
        """The objectives of an outcome: HR's choice, or those that its links name."""
        chosen = self._division.chosen("Outcomes", _HR, entry, outcome.outcome)
        if chosen:
            return (chosen,)
        placed = [self._placed[link] for link in outcome.links if link in self._placed]
        return tuple(dict.fromkeys([name for each in placed for name in each.names]))

    def outcomes(self) -> ListTable:
        """One row an outcome."""
        columns = (
            Column("Order", 7, "number"),
            Column("Outcome", 46, key=True, field="outcomes.outcome"),
            Column("Measures", 56, many=True, field="outcomes.measures"),
            Column("Number of measures", 11, "number"),
            Column("Links as written", 34, many=True, field="outcomes.links"),
            Column("Objectives", 34, many=True),
            Column(
                _HR, 28, choices=self._division.objectives.names, editable=True,
                note="Choose one to overrule the objectives found in the links.",
            ),
            Column(
                "HR notes", 28, editable=True, note="Yours: kept when the workbook is refreshed."
            ),
        )  # fmt: skip
        return ListTable("Outcomes", columns, self._outcome_rows)

    def _outcome_rows(self, entry: Entry) -> Iterator[Cells]:
        for order, each in enumerate(entry.plan.outcomes, start=1):
            yield (
                order, each.outcome, cell_of(each.measures), len(each.measures),
                cell_of(each.links), "\n".join(self._objectives(entry, each)),
            )  # fmt: skip

    def _names(self) -> tuple[str, ...]:
        """The objectives: of the list in its order, or by how many outcomes they have."""
        result = [name for name in self._under if name not in WITHOUT]
        result.sort(key=lambda name: (-self._count(name), name))
        listed = self._division.objectives.names
        without = (name for name in WITHOUT if name in self._under)
        return tuple(dict.fromkeys((*listed, *result, *without)))

    def _count(self, name: str) -> int:
        return sum(map(len, self._under[name].values()))

    def objectives(self) -> Table:
        """One row an objective, also one with nothing under it, and those of outcomes without.

        Those name none, or one that is not on the list.
        """
        columns = (
            Column("Objective", 44, key=True),
            Column("Outcomes", 11, "number", count=True),
            Column("Officers", 11, "number", count=True, at_most="Outcomes"),
            Column("Branches", 40, personal=True),
            Column("Gap", 20, personal=True),
            Column("Ways it is written", 50, personal=True),
        )
        rows = tuple(map(self._objective_row, self._names()))
        return Table(
            "Objectives", columns, rows, frozen=1, group=True,
            own_words=self._unlisted, ranked=self._unlisted,
        )  # fmt: skip

    def _objective_row(self, name: str) -> Cells:
        under = self._under.get(name, {})
        people = {who for group in under.values() for who in group}
        gap = _NOTHING_ABOVE if name in WITHOUT else "" if under else _NOTHING_UNDER
        written = sorted(text for text, placed in self._placed.items() if name in placed.names)
        if name == NOT_LISTED:
            written = sorted(text for text, placed in self._placed.items() if not placed.names)
        branches = [unit for unit in self._division.units if unit in under]
        return (
            name, self._count(name) if under else 0, len(people), "\n".join(branches), gap,
            "\n".join(written),
        )  # fmt: skip

    def by_unit(self) -> Table:
        """One row an objective in a branch, also where there is nothing."""
        unit = self._division.headings.unit
        columns = (
            Column("Objective", 44, key=True),
            Column(unit, 34, key=True),
            Column("Outcomes", 11, "number", count=True),
            Column("Officers", 11, "number", count=True, at_most="Outcomes"),
            Column("Gap", 20, personal=True),
        )
        rows = tuple(self._unit_rows())
        return Table("Alignment", columns, rows, frozen=1, group=True, own_words=self._unlisted)

    def _unit_rows(self) -> Iterator[Cells]:
        for name in self._names():
            for unit in self._division.units:
                match = self._under.get(name, {}).get(unit, [])
                gap = _NOTHING_ABOVE if name in WITHOUT else _NOTHING_UNDER
                flagged = bool(match) == (name in WITHOUT)
                yield name, unit, len(match), len(set(match)), gap if flagged else ""
