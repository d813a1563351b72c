"""Unicode's own normal forms, in bounded time.

A letter may carry marks without end, and each form sorts those of one letter: 80,000 of them in
the wrong order take an hour, and nothing can interrupt it. No language has more than ten. Here a
letter keeps 30 and the rest is cut before anything is sorted, so every text costs as much as it is
long. Nothing else in plandocs calls `unicodedata.normalize`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from unicodedata import combining, is_normalized, normalize

__all__ = [
    "MOST_MARKS",
    "cut_marks",
    "is_nfc",
    "may_be_piled",
    "normalized",
    "without_accents",
    "without_excess",
]

MOST_MARKS = 30
# No letter, no space, nothing European: marks are among these, and little else is in a row of 31.
# Possessive: a long row is not kept, a step for each character, to be tried again shorter.
_ROW = re.compile(rf"(?:[^\w\s\x00-\u02ff]|[\uff9e\uff9f]){{{MOST_MARKS + 1},}}+")
# These become marks by their decomposition, and are none by their class.
_BECOME_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")

# Letters with a stroke have no decomposition in Unicode.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ı": "i"}
)


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return the text in one of Unicode's normal forms, without marks beyond the limit.

    >>> normalized("NFC", "e\\u0301")
    'é'
    """
    return normalize(form, without_excess(text))


def is_nfc(text: str) -> bool:
    """Whether the text is composed, and no letter carries more marks than the limit."""
    if not text[MOST_MARKS :: MOST_MARKS + 1].isascii() and any(
        map(_is_piled, _ROW.finditer(text))
    ):
        return False
    return is_normalized("NFC", text)


def without_excess(text: str) -> str:
    """Return the text with the first 30 of the marks that one letter carries.

    >>> len(without_excess("a" + "\\u0301" * 80_000))
    31
    """
    return _ROW.sub(_bounded, text) if may_be_piled(text) else text


def may_be_piled(text: str) -> bool:
    """Whether one of every 31 characters is none of ASCII's: a row of so many marks has such a one.

    >>> may_be_piled("é" * 30), may_be_piled("é" * 31)
    (False, True)
    """
    return not text[MOST_MARKS :: MOST_MARKS + 1].isascii()


def without_accents(text: str) -> str:
    """Return a text in lower case as names and words are compared: letters without their marks.

    >>> without_accents("zoë sørensen")
    'zoe sorensen'
    """
    if text.isascii():
        return text
    letters = normalized("NFKD", text)
    return "".join(each for each in letters if not combining(each)).translate(_STROKES)


def cut_marks(text: str) -> int:
    """How many marks `without_excess` cuts off."""
    return len(text) - len(without_excess(text))


def _is_piled(row: re.Match[str]) -> bool:
    return _piles().search(row[0]) is not None


def _bounded(row: re.Match[str]) -> str:
    return _piles().sub(lambda pile: pile[0][:MOST_MARKS], row[0])


@cache
def _piles() -> re.Pattern[str]:
    """More marks in a row than a letter keeps; none stands behind the second plane of Unicode."""
    marks = "".join(filter(_is_mark, map(chr, range(0x300, 0x20000))))
    return re.compile(f"[{marks}]{{{MOST_MARKS + 1},}}")


def _is_mark(char: str) -> bool:
    return combining(char) > 0 or char in _BECOME_MARKS
