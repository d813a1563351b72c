"""Texts as they are compared: without plurals, spaces and the like, and by their codes.

"SO5", "SO5 A trusted department" and "A trusted department" are one objective.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plandocs.remembered import remembered
from plandocs.wording import plain

_APART = re.compile(r"(?<!\d) | (?!\d)")  # between words, but not between two numbers
_NUMBER = re.compile(r"\d+")
_PLURAL_ES = re.compile(r"(?:ss|sh|ch|x|z)es$")
_SHORT_PLURAL = 4


@remembered(16384, longest=300)
def singular(key: str) -> str:
    """A key without plurals."""
    return " ".join(singulars(key))


def singulars(key: str) -> list[str]:
    """The words of a key without plurals."""
    return [_singular(word) if word[-1] == "s" else word for word in key.split()]


def closed(key: str) -> str:
    """A key without the spaces that people write or not: "well being". Two numbers stay two."""
    return _APART.sub("", key)


def folded(key: str) -> str:
    """A key without plurals and spaces."""
    return closed(singular(key))


@remembered(16384, longest=300)
def numbers_in(key: str) -> tuple[str, ...]:
    """The numbers in a key; texts with other numbers never mean the same: "stage 1", "stage 2"."""
    return tuple(sorted(_NUMBER.findall(key)))


class Sought:
    """Closed keys that are looked for in many texts."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._longest = max(map(len, self._keys), default=0)
        self._starts = {key[:length] for key in self._keys for length in (1, 2)}

    def matches_in(self, words: Sequence[str]) -> Iterator[str]:
        """Each of the keys that runs of a text's words make, in their order."""
        for first, word in enumerate(words):
            if word[:2] not in self._starts:
                continue
            run = word
            for following in (*words[first + 1 :], ""):
                if run in self._keys:
                    yield run
                if len(run) >= self._longest:
                    break
                apart = run[-1:].isdigit() and following[:1].isdigit()
                run += f" {following}" if apart else following


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT_PLURAL:
        return word[:-3] + "y"
    if _PLURAL_ES.search(word):
        return word[:-2]
    if word.endswith("s") and len(word) >= _SHORT_PLURAL and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@remembered(16384, longest=200)
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts "Outcome 10" after "Outcome 9", and does not look at case or accents."""
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part)
        for part in re.split(r"(\d{1,9})", plain(text))
        if part
    )


_DIGITS = r"(\d{1,2}(?: \d{1,2})*)(?: (.+))?"
_LETTERS = re.compile(rf"([a-z]{{1,4}}) ?{_DIGITS}")
_WORDS = re.compile(rf"((?:[a-z]+ ){{2,3}}){_DIGITS}")
# One word before a number may as well belong to the title ("stage 1"), but for these.
_ONE_WORD = re.compile(
    rf"(?:(objective|goal|priority|pillar|theme|strategy|direction|initiative|number) )?{_DIGITS}"
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
    match = _LETTERS.fullmatch(kind)
    if match:
        return _Coded(match[1], match[2], match[3] or "")
    match = _WORDS.fullmatch(kind)
    if match:
        initials = "".join(word[0] for word in match[1].split())
        return _Coded(initials, match[2], match[3] or "")
    match = _ONE_WORD.fullmatch(kind)
    if match:
        return _Coded(match[1] or "", match[2], match[3] or "")
    return _Coded("", "", kind)
