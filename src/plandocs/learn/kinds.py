"""Which kind of value a place asks for, by the words of its label and by what is printed in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.learn.words import bare_label, kind_words
from plandocs.word.learn.marks import choices_in

_BY_WORDS = ("signature", "period", "date", "number", "items")
_YES = re.compile(r"\(\s*(yes)\s*/\s*(no)\s*\)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\s*\d{1,2}[.)]\s*(?:\n|$)){2,}")
_ACRONYM = re.compile(r"[A-Z0-9]{2,5}|[A-Z][\w ]*\bID")
_BY_HINT = "the words to choose from are those that the blank prints where the value goes"
_BY_LABEL = "the words to choose from are those in the label"
_ONE_BOX = "one box alone: ticked or not"


class Guess(NamedTuple):
    """A kind with its words to tick or to choose, and what is unsure about it."""

    kind_name: str
    options: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def kind_of(label: str, printed: str, options: tuple[str, ...]) -> Guess:
    """The kind of the value under a label."""
    if options:
        return Guess("tick", options, (), (_ONE_BOX,) if len(options) == 1 else ())
    choices = choices_of(printed)
    if choices:
        return Guess("choice", (), choices, (_BY_HINT,))
    if (yes := _YES.search(label)) is not None:
        return Guess("choice", (), (yes[1], yes[2]), (_BY_LABEL,))
    if _NUMBERED.fullmatch(printed):
        return Guess("items")
    for text in filter(None, (printed if len(printed.split()) == 1 else "", bare_label(label))):
        for kind in _BY_WORDS:
            if kind_words(kind).meant(text):
                return Guess(kind)
    return Guess("text")


def choices_of(printed: str) -> tuple[str, ...]:
    """The words of a list that is printed where the value goes: "(High / Medium / Low)"."""
    words = choices_in(printed)
    names = all(_ACRONYM.fullmatch(word) for word in words)
    return words if words and not names and not _is_date(words) else ()


def _is_date(words: tuple[str, ...]) -> bool:
    return all(re.fullmatch(r"d{1,2}|m{1,3}|y{2,4}", word, re.IGNORECASE) for word in words)
