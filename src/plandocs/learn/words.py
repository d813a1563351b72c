"""Words that forms share: by them a label asks for a date, for somebody's name, for a unit."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


class Words:
    """Words of one entry, and those that speak against it."""

    def __init__(self, entry: dict[str, list[str]]) -> None:
        self._words = entry["words"]
        self._meant = _whole(self._words)
        self._not = _whole(entry.get("not_", ()))

    def meant(self, label: str) -> bool:
        """Return whether a label has one of the words, and none that speaks against it."""
        text = bare_label(label)
        return bool(self._meant and self._meant.search(text)) and not self._denied(text)

    def rank(self, label: str) -> int | None:
        """The place of the first of the words that a label has; None where it has none."""
        text = bare_label(label)
        if self._denied(text):
            return None
        ranks = (n for n, word in enumerate(self._words) if _has(text, word))
        return next(ranks, None)

    def _denied(self, text: str) -> bool:
        return bool(self._not and self._not.search(text))


def bare_label(label: str) -> str:
    """A label in lower case, apostrophes and remarks in brackets taken out."""
    text = re.sub(r"['’]s?\b", "", label.casefold())
    bare = re.sub(r"\([^()]*\)", " ", text)
    return " ".join((bare if bare.strip() else text).split()).strip(" :.?*")


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _whole(words: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")


@cache
def _table() -> dict[str, Any]:
    file = files("plandocs.learn") / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def kind_words(kind: str) -> Words:
    """The words by which a label asks for a value of a kind."""
    return Words(_table()["kinds"][kind])


@cache
def role_words(role: str) -> Words:
    """The words by which a label has a role."""
    return Words(_table()["roles"][role])


@cache
def ratings() -> frozenset[str]:
    """What stands above columns in which a mark is put."""
    return frozenset(_table()["ratings"]["words"])
