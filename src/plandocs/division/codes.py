"""Objectives by their codes: "SO5", "SO5 A trusted department" and "A trusted department" are one.

Plans of one agency name its objectives by code, by title, or by both. In: what was written, as
`plandocs.division.wording.plain` has it, the commonest first. Out: what belongs to something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_NUMBER = r"(\d{1,2}(?: \d{1,2})*)(?: (.+))?"
_LETTERS = re.compile(rf"([a-z]{{1,4}}) ?{_NUMBER}")
_WORDS = re.compile(rf"((?:[a-z]+ ){{2,3}}){_NUMBER}")
# One word before a number may as well belong to the title ("stage 1"), but for these.
_ONE_WORD = re.compile(
    rf"(?:(objective|goal|priority|pillar|theme|strategy|direction|initiative|number) )?{_NUMBER}"
)


class _Coded(NamedTuple):
    """A code's letters and number, and the title behind them; each "" where there is none."""

    letters: str
    number: str
    title: str


def joined_by_code(kinds: Sequence[str]) -> Mapping[str, str]:
    """Each kind that belongs to another, with that one.

    The same title with the same number is one, whatever the letters ("Strategic Objective 5").
    A code alone and a title alone belong where only one place has them.
    """
    coded = {kind: _coded(kind) for kind in kinds}
    whole: dict[tuple[str, str], str] = {}
    joined: dict[str, str] = {}
    by_code: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_title: dict[str, set[str]] = defaultdict(set)
    for kind, (letters, number, title) in coded.items():
        if number and title:
            leader = whole.setdefault((number, title), kind)
            if leader != kind:
                joined[kind] = leader
            by_code[letters, number].add(leader)
            by_title[title].add(leader)
    for kind, (letters, number, title) in coded.items():
        places = by_title.get(kind) if not number else by_code.get((letters, number))
        if places and not (number and title) and len(places) == 1:
            joined[kind] = next(iter(places))
    return joined


def implied(kinds: Sequence[str]) -> Mapping[str, str]:
    """Ways to say each kind that it implies: its code alone, its title alone, where only it has it.

    A code of several words may be said by its initials, and one of letters with a space or without.
    """
    ways: dict[str, set[str]] = defaultdict(set)
    for kind in kinds:
        letters, number, title = _coded(kind)
        if number and title:
            code = kind.removesuffix(title).strip()
            for way in (code, f"{letters}{number}", f"{letters} {number}", title):
                ways[way].add(kind)
    return {way: places.pop() for way, places in ways.items() if len(places) == 1}


def numbered(kind: str) -> tuple[str, str]:
    """The number and the title of what has both; "" where one is missing."""
    _, number, title = _coded(kind)
    return (number, title) if number and title else ("", "")


def _coded(kind: str) -> _Coded:
    """ "so5 a trusted department" and "strategic objective 5 a trusted department" taken apart."""
    found = _LETTERS.fullmatch(kind)
    if found:
        return _Coded(found[1], found[2], found[3] or "")
    found = _WORDS.fullmatch(kind)
    if found:
        initials = "".join(word[0] for word in found[1].split())
        return _Coded(initials, found[2], found[3] or "")
    found = _ONE_WORD.fullmatch(kind)
    if found:
        return _Coded(found[1] or "", found[2], found[3] or "")
    return _Coded("", "", kind)
