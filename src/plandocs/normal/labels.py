"""Printed labels as keys: what two ways to print the same label have in common.

``key("Performance measures(s):")`` and ``key("performance measure")`` are equal: case,
punctuation, quotes, plural and small words do not count.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from plandocs.remembered import remembered

LONGEST = 160
"""Letters: no label that a form prints is longer."""
_WORD = re.compile(r"[^\W_]+")
# Apostrophes, and what nobody sees: soft hyphens and characters without a width.
_UNHEARD = re.compile("['’‘`´\u00ad\u200b\u2060\ufeff]")
_COLONS = ":："
_END = re.compile(rf"[^\S\t\n]*([{_COLONS}\t])\s*")
_LAST_BRACKET = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\])[^\w(\[]*$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SUFFIX = re.compile(r"\s+[-–—]+\s.*", re.DOTALL)
_IDLE = frozenset({"s", "the", "a", "an", "of", "and", "or", "your", "my"})


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


@remembered(4096, longest=300)
def key(text: str) -> str:
    """The key of a label; "" for text without a word."""
    return " ".join([single for _, single in key_words(text)])


def as_heard(text: str) -> str:
    """The text in lower case, without apostrophes and what nobody sees."""
    text = text.casefold()
    if text.isascii() and "'" not in text and "`" not in text:
        return text  # as most is, at a quarter of the cost
    return _UNHEARD.sub("", text)


def key_words(text: str) -> list[tuple[str, str]]:
    """The words of a label that count: each as it stands, in lower case, and as in its key."""
    words = _WORD.findall(as_heard(text))
    return [(word, _singular(word)) for word in words if word not in _IDLE]


def reworded(label: str, same: Iterable[tuple[str, ...]]) -> set[str]:
    """A label's key, and those with other words of the same meaning in its place.

    ``same`` are groups of keys that mean the same; of two that begin alike the longer is replaced.

    >>> sorted(reworded("signature officer", [("officer", "staff member")]))
    ['signature officer', 'signature staff member']
    """
    result = {label}
    for group in same:
        once = _any_of(group)
        result |= {once.sub(other, each) for each in result if once.search(each) for other in group}
    return result


@lru_cache(maxsize=64)
def _any_of(group: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of these words; a form asks for the same few at each of its labels."""
    words = "|".join(sorted(map(re.escape, group), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b")


def keys_of(text: str) -> tuple[str, ...]:
    """The keys that a printed label may have: its own, and those without remarks in brackets."""
    if "(" not in text and "[" not in text:
        return (key(text),)
    last = _LAST_BRACKET.sub(" ", text)
    return (key(text), key(last), key(without_remarks(text)))


def without_remarks(text: str) -> str:
    """A label without what stands in brackets."""
    return _BRACKETS.sub(" ", text)


def without_suffix(text: str) -> str:
    """A label without what stands behind a dash: "Officer name – as agreed"."""
    return _SUFFIX.sub("", text)


def remarks(text: str) -> str:
    """What stands in brackets in a label."""
    return " ".join(_BRACKETS.findall(text))


_LONGEST_FRONT = 120


def front(text: str, keys: Container[str], *, tabs: bool = True) -> int:
    """How many characters at the front of a text are one of these labels and its colon.

    0 where the text does not begin with a label that a colon (with ``tabs``, or a tab) ends.
    """
    start = text[:_LONGEST_FRONT]
    if not any([each in start for each in _COLONS]) and not (tabs and "\t" in start):
        return 0  # as nearly all texts
    for match in _END.finditer(start):
        if not tabs and match[1] == "\t":
            continue
        if any([each in keys for each in keys_of(text[: match.start()])]):
            return match.end()
    return 0
