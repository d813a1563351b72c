"""What training to buy: every learning need, and the themes that they fall under.

Takes the division and gives the list of needs with theme and quarter, and the themes with how many
officers ask for each, how urgently, and how they mean to learn it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from plandocs.description.tables import Division, Entry, ListTable
from plandocs.forms.senior_executive_plan.quarters import in_order, quarter_in
from plandocs.table import Cells, Column, Table

FORM = "senior-executive-plan"
NONE = "(no theme)"
_HR = "HR: theme"
_HIGH = re.compile(r"\s*(?:1|h|high|urgent|critical|essential)\b", re.IGNORECASE)
_MOST_EXAMPLES = 3


class _Need(NamedTuple):
    entry: Entry
    need: Any


class Learning:
    """The learning needs of every plan that counts."""

    def __init__(self, division: Division) -> None:
        self._division = division
        entries = division.of(FORM)
        self._placed = division.themes.place(
            need.need for entry in entries for need in entry.plan.learning_needs
        )
        self._under: dict[str, list[_Need]] = defaultdict(list)
        for entry in entries:
            for need in entry.plan.learning_needs:
                self._under[self._theme(entry, need) or NONE].append(_Need(entry, need))

    def _theme(self, entry: Entry, need: Any) -> str:
        chosen = self._division.chosen("Learning needs", _HR, entry, need.need)
        if chosen:
            return chosen
        return self._placed[need.need].name if need.need in self._placed else ""

    def needs(self) -> ListTable:
        """One row a need."""
        columns = (
            Column("Priority", 8),
            Column("Need", 40, key=True),
            Column("Relates to", 26),
            Column("Activity", 34),
            Column("Responsibility and timing", 28),
            Column("Theme", 22),
            Column("Quarter", 13),
            Column(
                _HR, 22, choices=self._division.themes.names, editable=True,
                note="Choose one to overrule the theme found in the words.",
            ),
            Column(
                "HR notes", 26, editable=True, note="Yours: kept when the workbook is refreshed."
            ),
        )  # fmt: skip
        return ListTable("Learning needs", columns, self._rows)

    def _rows(self, entry: Entry) -> Iterator[Cells]:
        for each in entry.plan.learning_needs:
            yield (
                each.priority, each.need, each.relates_to, each.activity,
                each.responsibility_timing, self._theme(entry, each),
                quarter_in(each.responsibility_timing),
            )  # fmt: skip

    def themes(self) -> Table:
        """One row a theme, the most wanted first; needs of no theme last."""
        columns = (
            Column("Theme", 34, key=True),
            Column("Officers", 10, "number", count=True, at_most="Needs"),
            Column("Needs", 9, "number", count=True),
            Column("High priorities", 11, "number", count=True, within="Needs"),
            Column("Branches", 34, personal=True),
            Column("Quarters", 14, personal=True),
            Column("Activities", 44, personal=True),
            Column("Timing", 40, personal=True),
            Column("Examples", 54, personal=True),
        )
        listed = self._division.themes.names
        names = dict.fromkeys((*(name for name in self._under if name != NONE), *listed))
        rows = sorted(map(self._row, names), key=lambda row: (-_number(row[1]), -_number(row[2])))
        rows += map(self._row, self._without())
        return Table(
            "Learning themes",
            columns,
            tuple(rows),
            frozen=1,
            group=True,
            own_words=not listed,
            ranked=True,
        )

    def _without(self) -> tuple[str, ...]:
        return (NONE,) if NONE in self._under else ()

    def _row(self, name: str) -> Cells:
        found = self._under.get(name, [])
        units = {each.entry.unit for each in found}
        timing = [each.need.responsibility_timing for each in found]
        return (
            name,
            len({each.entry.who for each in found}),
            len(found),
            sum(_HIGH.match(each.need.priority) is not None for each in found),
            "\n".join(unit for unit in self._division.units if unit in units),
            "\n".join(in_order(map(quarter_in, timing))),
            _list(each.need.activity for each in found),
            _list(timing),
            _list([each.need.need for each in found][:_MOST_EXAMPLES]),
        )


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _list(texts: Iterable[str]) -> str:
    """Each text once, on a line of its own."""
    return "\n".join(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
