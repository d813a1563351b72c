"""Words as they are compared: without case, accents, punctuation and titles.

In: names and texts as people write them. Out: keys, equal where people would say "the same".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
_APART = re.compile(r"(?<!\d) | (?!\d)")  # between words, but not between two numbers
_NUMBER = re.compile(r"\d+")
_PLURAL_ES = re.compile(r"(?:ss|sh|ch|x|z)es$")
_SHORT_PLURAL = 4
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
def singular(key: str) -> str:
    """A key without plurals."""
    return " ".join(map(_singular, key.split()))


def closed(key: str) -> str:
    """A key without the spaces that people write or not: "well being". Two numbers stay two."""
    return _APART.sub("", key)


def folded(key: str) -> str:
    """A key without plurals and spaces."""
    return closed(singular(key))


@lru_cache(maxsize=_REMEMBERED)
def numbers_in(key: str) -> tuple[str, ...]:
    """The numbers in a key; texts with other numbers never mean the same: "stage 1", "stage 2"."""
    return tuple(sorted(_NUMBER.findall(key)))


class Sought:
    """Closed keys that are looked for in many texts."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._longest = max(map(len, self._keys), default=0)
        self._starts = {key[:length] for key in self._keys for length in (1, 2)}

    def said_in(self, key: str) -> Iterator[str]:
        """Each of the keys that runs of whole words in a text make, in their order."""
        words = key.split()
        for first, word in enumerate(words):
            if word[:2] not in self._starts:
                continue
            said = word
            for following in (*words[first + 1 :], ""):
                if said in self._keys:
                    yield said
                if len(said) >= self._longest:
                    break
                apart = said[-1:].isdigit() and following[:1].isdigit()
                said += f" {following}" if apart else following


@lru_cache(maxsize=_REMEMBERED)
def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT_PLURAL:
        return word[:-3] + "y"
    if _PLURAL_ES.search(word):
        return word[:-2]
    if word.endswith("s") and len(word) >= _SHORT_PLURAL and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


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
