"""The likeness of two texts: from 0, nothing in common, to 1, the same words."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from plandocs.remembered import remembered

SAME = 0.52  # two texts are one text reworded from here on; unrelated sentences reach 0.45
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*%?")
_IDLE_WORDS = (
    "a an and are as at be by for from has have in into is it its least more no of on or than that "
    "the their this to we will with all each every our not"
)
_IDLE = frozenset(_IDLE_WORDS.split())
_CUT_SHORT, _BARELY = 0.75, 0.55
_FEW_WORDS = 3
_USUAL = 500  # letters of a text that is remembered, so that what is remembered has a measure
_LONG = 5_000  # letters that are compared one by one, which takes the square of their number
_SHORT = 12  # below this many letters, letters in common say little


@remembered(8192, longest=_USUAL)
def _words(text: str) -> frozenset[str]:
    """The words that carry meaning, without case and endings."""
    words = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in words if word not in _IDLE)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def alike(first: str, second: str) -> float:
    """How alike two texts are, by their words in any order and by their letters."""
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    usual = len(first) <= _USUAL and len(second) <= _USUAL
    return (_likeness if usual else _likeness.__wrapped__)(first, second)


@lru_cache(maxsize=8192)
def _likeness(first: str, second: str) -> float:
    a, b = _words(first), _words(second)
    shared, fewer = len(a & b), min(len(a), len(b))
    words = 2 * shared / (len(a) + len(b)) if fewer else 0.0
    if fewer > 1 and shared == fewer:  # one of them is the other, cut short
        words = max(words, _CUT_SHORT if fewer > _FEW_WORDS else _BARELY)
    letters = fuzz.ratio(first[:_LONG].casefold(), second[:_LONG].casefold()) / 100
    if min(len(first), len(second)) < _SHORT and not shared:
        letters *= 0.7
    return max(words, letters) * 0.999  # only the same text is wholly the same


def holds(whole: str, part: str) -> float:
    """The share of a text's words that another text has."""
    theirs = _words(part)
    return len(theirs & _words(whole)) / len(theirs) if theirs else 0.0
