"""Labels with a slip of one letter in them: "Offcier name", "Divison/Branch".

A slip is one letter too many, too few, wrong or changed with its neighbour, in a word of five or
more, or a gap in the wrong place; a word that people use in everyday offices is none: "Office",
"Carer".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from plandocs.normal.labels import key, key_words, without_remarks

_SHORTEST = 5  # letters of a word in which a slip is told
_RUN_TOGETHER = 8  # letters of labels whose gaps do not count
_LONGEST = 120
_NEARLY = 2  # letters that a word may have more than the one it is meant to be
_ALIKE = 0.6  # share of letters that they have in common
_ROUND = ".,:;()[]{}/|–—-'’‘\"“”*"
_BETWEEN = re.compile(r"\s*[/|•·,]\s*|\s+[-–—]+\s+")
_SLASH = re.compile(r"[/|]")
_COLON = re.compile(r"[:：]")

Holes = dict[tuple[str, ...], set[str]]


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Words of everyday offices that are one letter away from a word that forms print."""
    text = files("plandocs.word.locate").joinpath("everyday_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def slips_of(text: str, labels: frozenset[str]) -> tuple[str, ...]:
    """The keys among *labels* that this text is, with one slip in it; none if it is one of them.

    What stands in brackets, and behind a colon, does not count. The text is no slip where its odd
    word is another word of a label, or of everyday offices.

    >>> slips_of("Offcier name:", frozenset({"officer name", "manager name"}))
    ('officer name',)
    >>> slips_of("Office name:", frozenset({"officer name", "manager name"}))
    ()
    """
    if len(text) > _LONGEST:
        return ()
    text = without_remarks(_COLON.split(text, maxsplit=1)[0])
    whole = key(text)
    if not whole or whole in labels:
        return ()
    holes, closed, words = _index(labels)
    together = closed.get(whole.replace(" ", ""), ())
    if together and len(whole) >= _RUN_TOGETHER:
        return tuple(together)
    return tuple(dict.fromkeys(_with_a_slip(text, holes, words)))


def in_two_languages(text: str, labels: frozenset[str]) -> str:
    """The key among *labels* that stands on one side of a slash or a dash; "" for none.

    >>> in_two_languages("Officer name / Ingoa", frozenset({"officer name", "manager name"}))
    'officer name'
    """
    result = [""]
    for match in _BETWEEN.finditer(text) if len(text) <= _LONGEST else ():
        sides = key(without_remarks(text[: match.start()])), key(text[match.end() :])
        result += [side for side, other in (sides, sides[::-1]) if side in labels and other]
        if labels.issuperset(sides):
            return ""
    return max(result, key=len)


def _with_a_slip(text: str, holes: Holes, words: frozenset[str]) -> Iterator[str]:
    """The labels that differ from a text in one word, and in that by one slip."""
    typed = key_words(text)
    keys = [single for _, single in typed]
    for at, (raw, single) in enumerate(typed):
        if {raw, single} & (words | everyday_words()) or len(raw) < _SHORTEST - 1:
            continue
        around = (*keys[:at], "", *keys[at + 1 :])
        for word in sorted(holes.get(around, ())):
            plural = f"{word[:-1]}ies" if word[-1] == "y" else f"{word}s"
            longer = len(word) >= _SHORTEST and (is_slip(raw, word) or is_slip(single, word))
            if longer or is_slip(raw, plural):
                yield " ".join((*keys[:at], word, *keys[at + 1 :]))


@lru_cache(maxsize=64)
def _index(labels: frozenset[str]) -> tuple[Holes, dict[str, list[str]], frozenset[str]]:
    """Labels by what stands around each long word, and without their gaps; all their words."""
    holes: Holes = {}
    closed: dict[str, list[str]] = {}
    words: set[str] = set()
    for label in sorted(labels):
        label_words = label.split()
        words.update(label_words)
        closed.setdefault("".join(label_words), []).append(label)
        for at, word in enumerate(label_words):
            if len(word) >= _SHORTEST - 1 and word.isalpha():  # five in the plural
                holes.setdefault((*label_words[:at], "", *label_words[at + 1 :]), set()).add(word)
    return holes, closed, frozenset(words)


def is_slip(typed: str, word: str) -> bool:
    """Return whether two words differ by one letter: too many, too few, wrong, or two swapped.

    >>> is_slip("offcier", "officer"), is_slip("oficer", "officer"), is_slip("off", "officer")
    (True, True, False)
    """
    if typed == word or abs(len(typed) - len(word)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), -1)
    if at < 0:
        return True
    if len(typed) == len(word):
        swapped = typed[at + 1 : at + 2] + typed[at] + typed[at + 2 :]
        return typed[at + 1 :] == word[at + 1 :] or swapped == word[at:]
    return typed[at + 1 :] == word[at:] or typed[at:] == word[at + 1 :]


def odd_words(text: str, label: str) -> str:
    """The words of a text that are none of a label's, nor nearly: what was typed into its print.

    >>> odd_words("Oficcer (see Tom) nmae:", "Officer name:")
    '(see Tom)'
    """
    known = _SLASH.sub(" ", label.casefold()).split()
    return " ".join(word for word in _SLASH.sub(" ", text).split() if not _is_one_of(word, known))


def _is_one_of(word: str, known: list[str]) -> bool:
    bare = word.casefold().strip(_ROUND)
    return not bare or any(
        bare == other
        or (abs(len(bare) - len(other)) <= _NEARLY and get_close_matches(bare, [other], 1, _ALIKE))
        for other in (each.strip(_ROUND) for each in known)
    )
