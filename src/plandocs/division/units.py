"""Branches as people write them, brought together.

In: what stands in the cell with the role ``unit`` ("Corporate / People", "Corp. Services"), and the
units of the roster. Out: one division and branch for each, and how a variant was recognised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plandocs.division.wording import natural, plain
from plandocs.tables import Placed

_BETWEEN = re.compile(r"\s*(?:/|\||>|›|→|\n)\s*|\s+[–—-]\s+")
_KINDS = frozenset(
    {"division", "branch", "directorate", "unit", "group", "team", "section", "the", "and", "of"}
)
_SHORTEST = 3
_CLOSE = 88


class Unit(NamedTuple):
    """A division and a branch; either may be blank."""

    division: str
    branch: str

    def __str__(self) -> str:
        """As people write it: "Division / Branch"."""
        return " / ".join(part for part in self if part)


def split(text: str) -> Unit:
    """ "Policy and Delivery / Service Reform" as its two parts; the last of more is the branch."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if not parts:
        return Unit("", "")
    return Unit(" / ".join(parts[:-1]), parts[-1])


class Units:
    """Places each written unit with one of those that are known, or with those written like it."""

    def __init__(self, listed: Iterable[str], written: Iterable[str]) -> None:
        self._listed = tuple(dict.fromkeys(split(text) for text in listed if text.strip()))
        self._placed: dict[str, tuple[Unit, str, int]] = {}
        counts = Counter(text for text in written if text.strip())
        own: list[Unit] = list(self._listed)
        # The commonest way to write a unit gives it its name.
        for text in sorted(counts, key=lambda each: (-counts[each], natural(each), each)):
            unit = split(text)
            found = _place(unit, tuple(own))
            self._placed[text] = found or (unit, "", 100)
            if found is None and not self._listed:
                own.append(unit)
        self.all = tuple(
            sorted(set(own), key=lambda unit: (natural(unit.division), natural(unit.branch)))
        )

    def unit(self, text: str) -> Unit:
        """The unit that a text means."""
        return self._placed[text][0] if text in self._placed else split(text)

    def is_listed(self, text: str) -> bool:
        """Is it one of the roster's? True where there is no roster to say so."""
        return not self._listed or self.unit(text) in self._listed

    def merges(self) -> Mapping[str, Placed]:
        """The texts that were taken for a unit written otherwise, and how."""
        return {
            text: Placed(str(unit), how, score)
            for text, (unit, how, score) in self._placed.items()
            if how and text != str(unit)
        }


def _place(unit: Unit, known: tuple[Unit, ...]) -> tuple[Unit, str, int] | None:
    """The one known unit that this is a way to write, if there is just one."""
    from rapidfuzz import fuzz

    for how, same in (("the same words", _same), ("shortened", _short), ("a part", _part)):
        found = [each for each in known if same(unit, each)]
        if len(found) == 1:
            return found[0], how, 100
    scored = [(fuzz.token_sort_ratio(_words(unit), _words(each)), each) for each in known]
    close = sorted((pair for pair in scored if pair[0] >= _CLOSE), reverse=True)
    if close and (len(close) == 1 or close[0][0] > close[1][0]):
        return close[0][1], "written alike", round(close[0][0])
    return None


def _words(unit: Unit) -> str:
    return " ".join(_essence(part) for part in unit if part)


def _essence(text: str) -> str:
    words = plain(text).split()
    return " ".join(word for word in words if word not in _KINDS) or " ".join(words)


def _same(one: Unit, other: Unit) -> bool:
    return _words(one) == _words(other)


def _short(one: Unit, other: Unit) -> bool:
    return _abbreviates(_words(one), _words(other))


def _part(one: Unit, other: Unit) -> bool:
    """One of them names only its branch."""
    if one.division and other.division:
        return False
    branches = _essence(one.branch), _essence(other.branch)
    return branches[0] == branches[1] or _abbreviates(*branches)


def _abbreviates(one: str, other: str) -> bool:
    """ "corp services" and "corporate services": word for word, one begins the other."""
    ones, others = one.split(), other.split()
    return (
        bool(ones)
        and len(ones) == len(others)
        and all(
            a == b or (min(len(a), len(b)) >= _SHORTEST and (a.startswith(b) or b.startswith(a)))
            for a, b in zip(ones, others, strict=True)
        )
    )
