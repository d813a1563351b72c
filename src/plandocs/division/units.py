"""Units as people write them, brought together.

In: what stands in the cell with the role ``unit`` ("Corporate / People", "Corp. Services"), and the
units of the roster. Out: one division and unit for each, and how a variant was recognised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plandocs.division.tables import Placed
from plandocs.division.wording import natural, plain

_BETWEEN = re.compile(r"\s*(?:/|\||>|›|→|\n)\s*|\s+[–—-]\s+")
_IDLE = frozenset({"the", "and", "of"})
_SHORTEST = 3
_CLOSE = 88
NOWHERE = "No division"


class Unit(NamedTuple):
    """A division and a unit in it; either may be blank."""

    division: str
    name: str

    def __str__(self) -> str:
        """As people write it, with a stroke between."""
        return " / ".join(part for part in self if part)


def split(text: str) -> Unit:
    """ "Policy and Delivery / Service Reform" as its two parts; the last of more is the unit."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if not parts:
        return Unit("", "")
    return Unit(" / ".join(parts[:-1]), parts[-1])


class Units:
    """Places each written unit with one of those that are known, or with those written like it."""

    def __init__(
        self, listed: Iterable[str], written: Iterable[str], kinds: frozenset[str] = frozenset()
    ) -> None:
        self._idle = kinds | _IDLE
        self._listed = tuple(dict.fromkeys(split(text) for text in listed if text.strip()))
        self._placed: dict[str, tuple[Unit, str, int]] = {}
        counts = Counter(text for text in written if text.strip())
        own: list[Unit] = list(self._listed)
        # The commonest way to write a unit gives it its name.
        for text in sorted(counts, key=lambda each: (-counts[each], natural(each), each)):
            unit = split(text)
            found = self._place(unit, tuple(own))
            self._placed[text] = found or (unit, "", 100)
            if found is None and not self._listed:
                own.append(unit)
        units = dict.fromkeys((*self._listed, *(unit for unit, _, _ in self._placed.values())))
        self._names = Counter(plain(unit.name) for unit in units)

    def unit(self, text: str) -> Unit:
        """The unit that a text means."""
        return self._placed[text][0] if text in self._placed else split(text)

    def is_listed(self, text: str) -> bool:
        """Is it one of the roster's? True where there is no roster to say so."""
        return not self._listed or self.unit(text) in self._listed

    def label(self, unit: Unit) -> str:
        """The unit's name; with its division where two divisions have a unit of that name."""
        return str(unit) if self._names[plain(unit.name)] > 1 else unit.name or unit.division

    def merges(self) -> Mapping[str, Placed]:
        """The texts that were taken for a unit written otherwise, and how."""
        return {
            text: Placed(str(unit), how, score)
            for text, (unit, how, score) in self._placed.items()
            if how and text != str(unit)
        }

    def _place(self, unit: Unit, known: tuple[Unit, ...]) -> tuple[Unit, str, int] | None:
        """The one known unit that this is a way to write, if there is just one."""
        from rapidfuzz import fuzz

        steps = (("the same words", _same), ("shortened", _shortened), ("a part", _part))
        mine = self._essences(unit)
        others = [(each, self._essences(each)) for each in known]
        for how, same in steps:
            found = [each for each, essences in others if same(mine, essences)]
            if len(found) == 1:
                return found[0], how, 100
        words = " ".join(mine)
        scored = [(fuzz.token_sort_ratio(words, " ".join(theirs)), each) for each, theirs in others]
        close = sorted((pair for pair in scored if pair[0] >= _CLOSE), reverse=True)
        if close and (len(close) == 1 or close[0][0] > close[1][0]):
            return close[0][1], "written alike", round(close[0][0])
        return None

    def _essences(self, unit: Unit) -> tuple[str, str]:
        """Both parts as they are compared, without words such as "division" and "unit"."""
        return self._essence(unit.division), self._essence(unit.name)

    def _essence(self, text: str) -> str:
        words = plain(text).split()
        return " ".join(word for word in words if word not in self._idle) or " ".join(words)


_Essences = tuple[str, str]


def _same(one: _Essences, other: _Essences) -> bool:
    return " ".join(one).split() == " ".join(other).split()


def _shortened(one: _Essences, other: _Essences) -> bool:
    return _abbreviates(" ".join(one), " ".join(other))


def _part(one: _Essences, other: _Essences) -> bool:
    """One of them names only the unit."""
    if one[0] and other[0]:
        return False
    return one[1] == other[1] or _abbreviates(one[1], other[1])


def _abbreviates(one: str, other: str) -> bool:
    """ "corp services" and "corporate services": word for word, one begins the other."""
    ones, others = one.split(), other.split()
    return bool(ones) and len(ones) == len(others) and all(map(_begins, ones, others))


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST and long.startswith(short))
