"""Words as they are compared, and words that must be one of several.

Without case, accents and punctuation; and what somebody wrote becomes the word that is known, or an
error that names the known ones and the one that was likely meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TypeVar

from plandocs.errors import InputError, in_words
from plandocs.normal.characters import without_accents
from plandocs.remembered import remembered

_Word = TypeVar("_Word", bound=str)


def one_of(word: object, known: Collection[_Word], what: str) -> _Word:
    """The known word that this is, in its own spelling; ``what`` names it in the message.

    Raises:
        InputError: it is none of them.

    >>> one_of("ACHIEVED", ("Achieved", "Stopped"), "status")
    'Achieved'
    >>> one_of("acheived", ("Achieved", "Stopped"), "status")
    Traceback (most recent call last):
    plandocs.errors.InputError: there is no status 'acheived'; did you mean 'Achieved'? There are: \
Achieved, Stopped.
    """
    by_key = {str(each).casefold(): each for each in known}
    result = by_key.get(word.strip().casefold()) if isinstance(word, str) else None
    if result is not None:
        return result
    hint = did_you_mean(word, known) if isinstance(word, str) else "."
    raise InputError(f"there is no {what} {in_words(word)}{hint} There are: {', '.join(known)}.")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest of the known words, with what ends the sentence."""
    by_key = {each.casefold(): each for each in known}
    starts = [each for each in by_key if word and each.startswith(word.casefold())]
    near = next(iter(starts), None) or nearest(word.casefold(), by_key, 0.6)
    return f"; did you mean {by_key[near]!r}?" if near else "."


def several(words: str | Iterable[str]) -> tuple[str, ...]:
    """The words; one given alone is one."""
    return (words,) if isinstance(words, str) else tuple(words)


_LONGEST_NAME = 200  # letters; no name that is known has as many, and nothing longer is like one
_WORD = re.compile(r"[^\W_]+")
_TO_SPACES = "".join(
    each if _WORD.fullmatch(each) else " " for each in map(chr, range(128))
).encode() + bytes(range(128, 256))
_APOSTROPHE = re.compile(r"['’‘`´ʼ]")
_OF_ASCII = b"'`"


@remembered(16384, longest=300)
def plain(text: str) -> str:
    """Return the words in lower case, one space between them, no accents and no punctuation."""
    low = text.casefold().replace("&", " and ")
    if not low.isascii():
        low = _APOSTROPHE.sub("", low)
    if low.isascii():  # as most is, at a third of the cost
        return " ".join(low.encode().translate(_TO_SPACES, _OF_ASCII).decode().split())
    return " ".join(_WORD.findall(without_accents(low)))


def nearest(name: str, known: Iterable[str], cutoff: float) -> str | None:
    """Return the known name that is spelled most like a name, if one is like it at all."""
    return next(iter(get_close_matches(name[:_LONGEST_NAME], known, 1, cutoff)), None)
