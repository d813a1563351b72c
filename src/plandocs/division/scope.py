"""What belongs to this roll-up: the period and the division that were asked for.

In: settings, persons, copies. Out: who and what is taken, and a word on why the rest is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plandocs.division.copies import Copy, period_key
from plandocs.division.roster import Member
from plandocs.division.units import NOWHERE, Unit
from plandocs.division.values import Settings
from plandocs.division.versions import Person
from plandocs.model.values import Period
from plandocs.wording import plain


class Scope:
    """Decides by the settings; a document that names no period is taken into any."""

    def __init__(self, settings: Settings) -> None:
        self._period = period_key(Period.model_validate(settings.period)) if settings.period else ""
        self._division = plain(settings.division)

    def takes_member(self, member: Member) -> bool:
        """Is this person in the division, and expected or found in the period?"""
        if self._division and not self._is_here(member.unit):
            return False
        if member.expected is not None or member.person is None:
            return True
        return any(map(self.takes_copy, member.person.copies))

    def of_period(self, person: Person) -> Person:
        """The person with the documents of the period only."""
        return Person(person.key, person.name, tuple(filter(self.takes_copy, person.copies)))

    def takes_copy(self, copy: Copy) -> bool:
        """Is this document of the period?"""
        return not self._period or copy.period_key in ("", self._period)

    def left_out(self, copies: Iterable[Copy]) -> Mapping[int, str]:
        """Why a reading, by its number, does not count."""
        found: dict[int, str] = {}
        for copy in copies:
            if not self.takes_copy(copy):
                found[copy.number] = f"left out: another period ({copy.period or 'unclear'})"
            elif self._division and not self._is_here(copy.unit):
                found[copy.number] = f"left out: another division ({copy.unit})"
        return found

    def _is_here(self, unit: Unit) -> bool:
        if not unit.name:
            return self._division == plain(NOWHERE)
        return self._division in (plain(unit.division), plain(unit.name), plain(str(unit)))
