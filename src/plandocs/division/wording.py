"""Texts as they are compared: without plurals, spaces and the like.

In: texts as people write them. Out: keys, equal where people would say "the same".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plandocs.remembered import remembered
from plandocs.wording import plain

_APART = re.compile(r"(?<!\d) | (?!\d)")  # between words, but not between two numbers
_NUMBER = re.compile(r"\d+")
_PLURAL_ES = re.compile(r"(?:ss|sh|ch|x|z)es$")
_SHORT_PLURAL = 4


@remembered(16384, longest=300)
def singular(key: str) -> str:
    """A key without plurals."""
    return " ".join(map(_singular, key.split()))


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


@remembered(16384, longest=50)
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
