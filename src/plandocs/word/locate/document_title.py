"""What a document is called: by a form's own title, or by that of some other kind of document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from plandocs.normal.labels import key, keys_of
from plandocs.word.locate.likeness import is_slip
from plandocs.word.view.document import Document, walk

_LINES = 8  # of text at the front of a document, before its first label
_LONGEST = 14  # words of a title
_SHARED = 3  # words of the form's title that make another title a change of it
_SHORTEST = 5  # letters of a word in which a slip is told
_ANY_KIND = frozenset({"agreement", "document", "form", "plan", "template"})
_SENTENCE = (".", "?", "!", ";", ",")


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    """Nouns in the titles of other documents: "review", "register"."""
    text = files("plandocs.word.locate").joinpath("document_kinds.txt").read_text(encoding="utf-8")
    return frozenset(map(key, text.split()))


def openings(document: Document, labels: frozenset[str]) -> tuple[str, ...]:
    """The first lines of a document, up to the first of these labels."""
    result: list[str] = []
    for p in walk(document.blocks):
        for line in filter(str.strip, p.text.split("\n") if p.text else ()):
            front = line.partition(":")[0]
            if len(result) == _LINES or not labels.isdisjoint((*keys_of(line), key(front))):
                return tuple(result)
            result.append(line)
    return tuple(result)


def is_title(line: str, title: str) -> bool:
    """Return whether a line is this title, but for a slip, a missing word, or an agency's words.

    >>> is_title("Department of Rivers: Harvest Plan 2027", "Harvest Plan")
    True
    >>> is_title("Harvest Plan: register", "Harvest Plan")
    False
    """
    words, title_words = key(line).split(), key(title).split()
    if len(words) > _LONGEST or line.rstrip().endswith(_SENTENCE):
        return False
    missing = [word for word in title_words if not any(_alike(each, word) for each in words)]
    return (
        len(missing) <= len(title_words) // 4
        and not (set(words) - set(title_words)) & _kinds() - _ANY_KIND
    )


def bears_title(lines: Iterable[str], titles: Iterable[str]) -> bool:
    """Return whether one of these titles, or their keys, is in a line that is a title."""
    keys = [f" {key(line)} " for line in lines if not line.rstrip().endswith(_SENTENCE)]
    short = [each for each in keys if len(each.split()) <= _LONGEST]
    return any(f" {key(title)} " in each for each in short for title in titles)


def other_title(lines: Iterable[str], title: str) -> str:
    """The line that calls a document something else: "Probation review"; "" if there is none."""
    title_words = frozenset(key(title).split())
    return next((line.strip() for line in lines if _is_other(line, title_words)), "")


def _is_other(line: str, title_words: frozenset[str]) -> bool:
    words = frozenset(key(line).split())
    if not words or len(words) > _LONGEST or line.rstrip().endswith(_SENTENCE):
        return False
    kinds, more = words & (_kinds() | _ANY_KIND), words - title_words - _kinds() - _ANY_KIND
    if len(words & title_words) >= _SHARED or not kinds:
        return False
    return bool(kinds - _ANY_KIND - title_words) or any(not word.isdigit() for word in more)


def _alike(typed: str, word: str) -> bool:
    return typed == word or (len(word) >= _SHORTEST and is_slip(typed, word))
