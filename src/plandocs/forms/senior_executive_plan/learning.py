"""What training to buy: every learning need, and the themes that they fall under.

Takes the division and gives the list of needs with theme and quarter, and the themes with how many
officers ask for each, how urgently, and how they mean to learn it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from plandocs.description.tables import Division, Entry, ListTable
from plandocs.remembered import remembered
from plandocs.table import Cells, Chart, Column, Table

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(_MONTHS)
_QUARTERS = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")
_IN_WORDS = re.compile(
    rf"\b({_NAMES})[a-z]*\.?(?:\s*(?:[–—-]|to|and)\s*(?:\d+ )?({_NAMES})[a-z]*\.?)?,?\s+(20\d\d)\b",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(r"\b\d{1,2}[/.-](\d{1,2})[/.-]((?:20)?\d\d)\b")
# A quarter of a financial year counts from July.
_NAMED = re.compile(r"\bQ([1-4])[ ,]*(?:of )?(?:FY ?)?(20\d\d)([-–/]\d\d)?", re.IGNORECASE)


@remembered(8192, longest=300)
def quarter_in(text: str) -> str:
    """The quarter of the first month, with its year, that the text names."""
    result: list[tuple[int, int, int]] = []
    if match := _IN_WORDS.search(text):
        first, last = (_MONTHS.index((name or match[1]).casefold()) for name in match.group(1, 2))
        # "September – March 2027" begins in the year before.
        result.append((match.start(), int(match[3]) - (first > last), first // 3))
    if (match := _IN_NUMBERS.search(text)) and 1 <= int(match[1]) <= 12:
        year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        result.append((match.start(), year, (int(match[1]) - 1) // 3))
    if match := _NAMED.search(text):
        years, quarter = divmod(int(match[1]) + 1, 4) if match[3] else (0, int(match[1]) - 1)
        result.append((match.start(), int(match[2]) + years, quarter))
    if not result:
        return ""
    _, year, quarter = min(result)
    return f"{_QUARTERS[quarter]} {year}"


def in_order(quarters: Iterable[str]) -> tuple[str, ...]:
    """Quarters as they follow, each once."""
    return tuple(
        sorted(set(quarters) - {""}, key=lambda text: (text[-4:], _QUARTERS.index(text[:-5])))
    )


FORM = "senior-executive-plan"
NONE = "(no theme)"
_HR = "HR: theme"
_HIGH = re.compile(r"\s*(?:1|h|high|urgent|critical|essential)\b", re.IGNORECASE)
_MOST_EXAMPLES, _MOST_BARS = 3, 12
_THEMES = "Learning themes"
_SHARED = "Learning needs that several officers name"
_NO_LIST = "Needs in like words are one; there is no list of themes"


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
            Column("Priority", 8, field="learning_needs.priority"),
            Column("Need", 40, key=True, field="learning_needs.need"),
            Column("Relates to", 26, field="learning_needs.relates_to"),
            Column("Activity", 34, field="learning_needs.activity"),
            Column(
                "Responsibility and timing", 28, field="learning_needs.responsibility_timing"
            ),
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
            _THEMES,
            columns,
            tuple(rows),
            frozen=1,
            group=True,
            own_words=not listed,
            ranked=True,
        )

    def chart(self) -> Chart:
        """The chart of themes; without a list of them, of what several officers name.

        Where no more than one need is shared, bars of one would say nothing, and it is not shown.
        """
        chart = Chart("Officers by learning theme", _THEMES, "Theme", ("Officers",), top=_MOST_BARS)
        if self._division.themes.names:
            return chart
        named = (needs for name, needs in self._under.items() if name != NONE)
        shared = sum(len({each.entry.who for each in needs}) > 1 for needs in named)
        top, shown = min(shared, _MOST_BARS), shared > 1
        return replace(chart, title=_SHARED, note=_NO_LIST, top=top, shown=shown)

    def _without(self) -> tuple[str, ...]:
        return (NONE,) if NONE in self._under else ()

    def _row(self, name: str) -> Cells:
        match = self._under.get(name, [])
        units = {each.entry.unit for each in match}
        timing = [each.need.responsibility_timing for each in match]
        return (
            name,
            len({each.entry.who for each in match}),
            len(match),
            sum(_HIGH.match(each.need.priority) is not None for each in match),
            "\n".join(unit for unit in self._division.units if unit in units),
            "\n".join(in_order(map(quarter_in, timing))),
            _list(each.need.activity for each in match),
            _list(timing),
            _list([each.need.need for each in match][:_MOST_EXAMPLES]),
        )


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _list(texts: Iterable[str]) -> str:
    """Each text once, on a line of its own."""
    return "\n".join(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
