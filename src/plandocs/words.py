"""Words that must be one of several, and names that say what is in a file.

Takes what somebody wrote and gives the word that is known, or an error that names the known ones
and the one that was likely meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from plandocs.errors import InputError
from plandocs.wording import nearest

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
    hint = did_you_mean(str(word), known)
    raise InputError(f"there is no {what} {word!r}{hint} There are: {', '.join(known)}.")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest of the known words, with what ends the sentence."""
    by_key = {each.casefold(): each for each in known}
    starts = [each for each in by_key if word and each.startswith(word.casefold())]
    near = next(iter(starts), None) or nearest(word.casefold(), by_key, 0.6)
    return f"; did you mean {by_key[near]!r}?" if near else "."


def several(words: str | Iterable[str]) -> tuple[str, ...]:
    """The words; one given alone is one."""
    return (words,) if isinstance(words, str) else tuple(words)
