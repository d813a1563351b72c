"""Words as they are compared: without case, accents, punctuation and titles.

In: names and texts as people write them. Out: keys, equal where people would say "the same".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_TO_SPACES = "".join(each if _WORD.fullmatch(each) else " " for each in map(chr, range(128)))
_REMEMBERED = 1 << 14
_APOSTROPHE = re.compile(r"['’‘`´]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "assoc", "hon", "sir", "dame"}
)
# In capitals behind a name that has two words without them.
_HONOURS = re.compile(
    r"(?<=\S)(?:,?\s+(?:AC|AO|AM|OAM|PSM|APM|CSC|KC|SC|QC|JP|PhD|MBA|CPA|FCPA)\.?)+\s*$"
)
# Letters with a stroke have no decomposition in Unicode.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Words in lower case, one space between them, no accents and no punctuation."""
    low = _APOSTROPHE.sub("", text.casefold()).replace("&", " and ")
    if low.isascii():
        return " ".join(low.translate(_TO_SPACES).split())
    letters = unicodedata.normalize("NFKD", low)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.translate(_STROKES)))


@lru_cache(maxsize=_REMEMBERED)
def person_key(name: str) -> str:
    """A person's name as it is compared: "Dr RAMAN, Priya" and "Priya Raman" are one."""
    said = _IN_BRACKETS.sub(" ", name)
    bare = _HONOURS.sub("", said)
    said = bare if len(bare.split()) > 1 else said
    family, comma, given = said.partition(",")
    words = plain(f"{given} {family}" if comma and given.strip() else said).split()
    return " ".join(word for word in words if word not in _TITLES) or plain(name)


def initials(key: str) -> tuple[str, ...]:
    """The initials in a name: "priya m raman" has one."""
    return tuple(word for word in key.split() if len(word) == 1)


def full_words(key: str) -> str:
    """The words of a name without its initials, in whatever order they are written."""
    words = key.split()
    full = [word for word in words if len(word) > 1]
    return " ".join(sorted(full if len(full) > 1 else words))


@lru_cache(maxsize=_REMEMBERED)
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts "Outcome 10" after "Outcome 9", and does not look at case or accents."""
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part)
        for part in re.split(r"(\d{1,9})", plain(text))
        if part
    )
