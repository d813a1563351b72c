"""A roll-up in parts: each division by itself, and what is about all of them.

In: the division as a whole, which has several, and its roll-up. Out: a roll-up for each of them,
and an overview. Everybody is in just one part, findings are those of the whole, and groups have the
names that they have in it: nothing is dropped, and nothing is told two ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plandocs.description.form import FormSpec
from plandocs.division.about import about
from plandocs.division.build import Rules, everything_noticed, roll_up
from plandocs.division.checks import Noticed
from plandocs.division.units import NOWHERE, Unit
from plandocs.division.values import RollUp
from plandocs.division.view import Whole, unit_order
from plandocs.table import Line
from plandocs.wording import plain

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

    def __init__(self, whole: Whole, forms: Sequence[FormSpec], rules: Rules) -> None:
        self._whole, self._forms, self._rules = whole, forms, rules
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
            self._noticed = everything_noticed(self._whole, self._rules)
        noticed = tuple(each for each in self._noticed if each.number in numbers)
        found = roll_up(part, self._forms, self._rules, noticed)
        return replace(found, about=about(part, found.sheets, part_of(overview)))

    def overview(self, found: RollUp, files: Mapping[str, str]) -> RollUp:
        """What is about all: sums, groups, matches and sources; ``files`` by division."""
        unit = self._whole.headings.unit
        sheets = tuple(s for s in found.sheets if s.group or unit not in s.headings)
        named = (Line(division, file) for division, file in files.items())
        told = (Line(PARTS, kind="heading"), Line("", _OVERVIEW), *named)
        return replace(found, sheets=sheets, about=about(self._whole, sheets, told))

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
