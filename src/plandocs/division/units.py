"""Units as people write them, brought together.

Takes what stands in the cell with the role ``unit`` ("Corporate / People", "Corp. Services"), and
the units of the roster, and gives one division and unit for each, and how a variant was recognised.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from itertools import combinations, starmap
from typing import NamedTuple

from plandocs.description.tables import Placed
from plandocs.division.wording import folded, natural
from plandocs.wording import plain

_BETWEEN = re.compile(r"\s*(?:/|\||>|›|→|\n)\s*|\s+[–—-]\s+")
_IDLE = frozenset({"the", "and", "of"})
_SHORTEST, _LONG = 3, 9
_CLOSE = 88
_MOST_NAMED = 4
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
        known: list[Unit] = list(self._listed)
        self._shared = self._in_several(map(split, counts)) if not self._listed else frozenset()
        # The commonest way to write a unit gives it its name.
        for text in sorted(counts, key=lambda each: (-counts[each], natural(each), each)):
            unit = split(text)
            result = self._place(unit, tuple(known))
            self._placed[text] = result or (unit, "", 100)
            if result is None and not self._listed:
                known.append(unit)
        units = dict.fromkeys((*self._listed, *(unit for unit, _, _ in self._placed.values())))
        self._names = Counter(plain(unit.name) for unit in units)
        self._together: Mapping[str, str] = {}

    def unit(self, text: str) -> Unit:
        """The unit that a text means."""
        return self._placed[text][0] if text in self._placed else split(text)

    def is_listed(self, text: str) -> bool:
        """Return whether it is one of the roster's; True where there is no roster to say so."""
        return not self._listed or self.unit(text) in self._listed

    def label(self, unit: Unit) -> str:
        """The unit's name; with its division where two divisions have a unit of that name.

        Of a unit that is grouped, the group's.
        """
        name = str(unit) if self._names[plain(unit.name)] > 1 else unit.name or unit.division
        return self._together.get(name, name)

    def grouped(self, sizes: Mapping[Unit, int], least: int) -> Units:
        """Return the same units, those of fewer than so many people together with others.

        ``sizes`` are how many people each unit has.
        """
        result = copy(self)
        result._together = together(sizes, self.label, least)
        return result

    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the groups that small units are in, each with its units."""
        result: dict[str, tuple[str, ...]] = {}
        for name, group in self._together.items():
            result[group] = (*result.get(group, ()), name)
        return result

    def short_names(self) -> Mapping[str, str]:
        """The names of the groups, each with what a chart has room for."""
        return {
            group: f"{names[0]} + {len(names) - 1} more" for group, names in self.groups().items()
        }

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
        if folded(mine[1]) in self._shared:  # whose it is, the name alone does not say
            others = [(each, parts) for each, parts in others if bool(parts[0]) == bool(mine[0])]
        for how, same in steps:
            result = [each for each, essences in others if same(mine, essences)]
            if len(result) == 1:
                return result[0], how, 100
        scored: list[tuple[float, Unit]] = []
        for each, parts in others:
            ours, its = (mine, parts) if mine[0] and parts[0] else (("", mine[1]), ("", parts[1]))
            if _misspelt(ours, its):
                scored.append((fuzz.token_sort_ratio(" ".join(ours), " ".join(its)), each))
        close = sorted((pair for pair in scored if pair[0] >= _CLOSE), reverse=True)
        if close and (len(close) == 1 or close[0][0] > close[1][0]):
            return close[0][1], "written alike", round(close[0][0])
        return None

    def _in_several(self, units: Iterable[Unit]) -> frozenset[str]:
        """The names of units that several divisions have."""
        homes: dict[str, set[str]] = defaultdict(set)
        for division, name in map(self._essences, units):
            if division:
                homes[folded(name)].add(division)
        return frozenset(
            name
            for name, divisions in homes.items()
            if not all(starmap(_is_one, combinations(divisions, 2)))
        )

    def _essences(self, unit: Unit) -> tuple[str, str]:
        """Both parts as they are compared, without words such as "division" and "unit"."""
        return self._essence(unit.division), self._essence(unit.name)

    def _essence(self, text: str) -> str:
        words = plain(text).split()
        return " ".join(word for word in words if word not in self._idle) or " ".join(words)


_Essences = tuple[str, str]


def together(
    sizes: Mapping[Unit, int], label: Callable[[Unit], str], least: int
) -> Mapping[str, str]:
    """Return for each unit of fewer than ``least`` people the name of the group that it is in.

    Units of one division go together first, then what is left of all divisions; a rest that is
    still small joins the smallest of the others.
    """
    units = sorted(sizes, key=lambda each: (natural(each.division), natural(each.name)))
    small = [unit for unit in units if sizes[unit] < least]
    groups = [[unit] for unit in units if sizes[unit] >= least]
    rest: list[Unit] = []
    for division in dict.fromkeys(plain(unit.division) for unit in small):
        mine = [unit for unit in small if plain(unit.division) == division]
        whole, left = _filled(mine, sizes, least)
        groups += whole
        rest += left
    whole, left = _filled(rest, sizes, least)
    groups += whole
    if left and groups:
        min(groups, key=lambda each: sum(sizes[unit] for unit in each)).extend(left)
    elif left:
        groups.append(left)
    named = ([label(unit) for unit in group] for group in groups if len(group) > 1)
    return {name: _joined(names) for names in named for name in names}


def _filled(
    units: Iterable[Unit], sizes: Mapping[Unit, int], least: int
) -> tuple[list[list[Unit]], list[Unit]]:
    """Groups of at least so many people, in the order of the units, and what is left over.

    What is left over joins the last group, where there is one.
    """
    groups: list[list[Unit]] = []
    group: list[Unit] = []
    for unit in units:
        group.append(unit)
        if sum(sizes[each] for each in group) >= least:
            groups.append(group)
            group = []
    if group and groups:
        groups[-1] += group
        group = []
    return groups, group


def _joined(names: list[str]) -> str:
    """The name of a group: those of its units, as far as they can be read in a heading."""
    names = [name for name in names if name] or ["(none)"]
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more"]
    return " + ".join(names)  # a unit's own name may have "and" in it


def _same(one: _Essences, other: _Essences) -> bool:
    return folded(" ".join(one)) == folded(" ".join(other))


def _is_one(division: str, other: str) -> bool:
    """Return whether these are two ways to write one division."""
    return _abbreviates(division, other) or _misspelt(("", division), ("", other))


def _shortened(one: _Essences, other: _Essences) -> bool:
    return _abbreviates(" ".join(one), " ".join(other))


def _part(one: _Essences, other: _Essences) -> bool:
    """One of them names only the unit."""
    if one[0] and other[0]:
        return False
    return folded(one[1]) == folded(other[1]) or _abbreviates(one[1], other[1])


def _misspelt(one: _Essences, other: _Essences) -> bool:
    """Return whether each word has its like: "Region 1" is not "Region 2", nor north south."""
    words, others_words = (" ".join(each).split() for each in (one, other))
    if sorted([word[0] for word in words]) != sorted([word[0] for word in others_words]):
        return False  # a slip is in none of the first letters
    ones, others = Counter(words), Counter(others_words)
    left = list((others - ones).elements())
    for word in (ones - others).elements():
        like = next((each for each in left if _is_slip(word, each)), None)
        if like is None:
            return False
        left.remove(like)
    return not left


def _is_slip(one: str, other: str) -> bool:
    """One word for another: a letter or two wrong, or letters left out ("svcs")."""
    from rapidfuzz.distance import OSA

    short, long = sorted((one, other), key=len)
    if short[0] != long[0] or len(short) < _SHORTEST or not one.isalpha() or not other.isalpha():
        return False
    letters = iter(long)
    if short[-1] == long[-1] and all(letter in letters for letter in short):
        return True
    return OSA.distance(short, long) <= (1 if len(short) < _LONG else 2)


def _abbreviates(one: str, other: str) -> bool:
    """ "corp services" and "corporate services": word for word, one begins the other."""
    ones, others = one.split(), other.split()
    return bool(ones) and len(ones) == len(others) and all(map(_begins, ones, others))


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST and long.startswith(short))
