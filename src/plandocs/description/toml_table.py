"""A table of a file that a person wrote, asked key by key; what makes no sense is a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plandocs.errors import in_words
from plandocs.normal.labels import LONGEST
from plandocs.normal.labels import key as key_of
from plandocs.wording import nearest

Path = tuple[str, ...]
"""The keys that lead to an entry: ``("fields", "unit", "label")``."""

_LONGEST_NAME, _LONGEST_TEXT = 60, 2000
_MOST_TEXTS = 200


class Slip(NamedTuple):
    """One mistake in the file: the path of the key, and what is meant."""

    path: Path
    message: str


class Table:
    """A table of the file, asked key by key; what nobody asked for is a slip."""

    def __init__(self, data: Mapping[str, Any], path: Path, slips: list[Slip]) -> None:
        self.data = data
        self.path = path
        self._slips = slips
        self._asked: dict[str, None] = {}

    def slip(self, key: str, message: str) -> None:
        """Keep what is wrong with a key."""
        self._slips.append(Slip((*self.path, key), message))

    def wrong(self, message: str) -> None:
        """Keep what is wrong with the table itself."""
        self._slips.append(Slip(self.path, message))

    def text(
        self, key: str, *, needed: bool = False, like: re.Pattern[str] | None = None,
        form: str = "", longest: int = _LONGEST_TEXT,
    ) -> str:  # fmt: skip
        """The text under a key, in one line; "" where there is none."""
        value = self._value(key)
        if value is None:
            if needed:
                self._slips.append(Slip((*self.path, key), f"{key} is missing."))
            return ""
        if not isinstance(value, str):
            self.slip(key, f"expected text in quotes; here is {in_words(value)}.")
            return ""
        text = " ".join(value.split())
        if needed and not text:
            self.slip(key, "expected text; nothing is between the quotes.")
        elif like is not None and text and (not like.fullmatch(text) or len(text) > _LONGEST_NAME):
            self.slip(key, f"expected {form}; here is {in_words(text)}.")
        elif len(text) > longest:
            self.slip(key, f"expected at most {longest:,} letters; here are {len(text):,}.")
        return text

    def label(self, key: str) -> str:
        """A printed label."""
        text = self.text(key, needed=True, longest=LONGEST)
        if text and not key_of(text):
            self.slip(key, f"expected a label with a word in it; here is {in_words(text)}.")
        return text

    def texts(self, key: str, *, longest: int = _LONGEST_TEXT) -> tuple[str, ...]:
        """The texts under a key; one text is a list of one."""
        value = self._value(key)
        return () if value is None else self._texts(key, value, longest)

    def _texts(self, key: str, value: object, longest: int = _LONGEST_TEXT) -> tuple[str, ...]:
        several: list[Any] = value if isinstance(value, list) else [value]
        if not all(isinstance(each, str) for each in several):
            self.slip(key, 'expected texts in quotes: ["one", "another"].')
            return ()
        if len(several) > _MOST_TEXTS:
            self.slip(key, f"expected at most {_MOST_TEXTS} texts; here are {len(several)}.")
            return ()
        texts = tuple(" ".join(each.split()) for each in several)
        if any(len(each) > longest for each in texts):
            self.slip(key, f"expected at most {longest:,} letters in each text.")
            return ()
        return tuple(filter(None, texts))

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Lists of texts."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, list) for each in value):
            self.slip(key, 'expected lists of words: [["manager", "head"], ["unit", "team"]].')
            return ()
        return tuple(self._texts(key, each) for each in value)

    def flag(self, key: str) -> bool:
        """Yes or no; no where nothing is said."""
        value = self._value(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.slip(key, f"expected true or false, without quotes; here is {in_words(value)}.")
        return False

    def number(self, key: str) -> float | None:
        """A number; None where there is none."""
        value = self._value(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12:
            return value
        if value is not None:
            self.slip(key, f"expected a number, without quotes; here is {in_words(value)}.")
        return None

    def one_of(self, key: str, words: Sequence[str], usual: str = "") -> str:
        """One of these words."""
        text = self.text(key) or usual
        if text and text not in words:
            near = nearest(text, words, 0.4)
            meant = f" Did you mean {near!r}?" if near else ""
            self.slip(key, f"there is no {key} {text!r}; there are: {', '.join(words)}.{meant}")
            return usual
        return text

    def tables(self, key: str, *, needed: bool = False) -> Iterator[Table]:
        """The tables under a key, each with its name as the last of its path."""
        value = self._value(key)
        if value is None and needed:
            self.slip(key, f"a form has at least one table [{key}.NAME].")
        elif value is not None and not isinstance(value, dict):
            self.slip(key, f"expected a table for each: [{'.'.join((*self.path, key))}.NAME].")
        for name, inner in value.items() if isinstance(value, dict) else ():
            if isinstance(inner, dict):
                yield Table(inner, (*self.path, key, name), self._slips)
            else:
                place = ".".join((*self.path, key, name))
                self._slips.append(
                    Slip((*self.path, key, name), f"expected a table of its own: [{place}].")
                )

    def list_of_tables(self, key: str) -> Iterator[Table]:
        """Tables in double brackets."""
        value = self._value(key)
        if value is not None and not (
            isinstance(value, list) and all(isinstance(each, dict) for each in value)
        ):
            self.slip(key, f"expected tables in double brackets: [[{key}]].")
            return
        for inner in value or ():
            yield Table(inner, (*self.path, key), self._slips)

    def texts_by_name(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of texts."""
        value = self._value(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.slip(key, f"expected a table: [{'.'.join((*self.path, key))}].")
            return {}
        inner = Table(value, (*self.path, key), self._slips)
        return {name: inner.texts(name) for name in value}

    def _value(self, key: str) -> Any:
        self._asked[key] = None
        return self.data.get(key)

    def done(self) -> None:
        """Tell of the keys that nobody asked for."""
        for name in self.data:
            if name not in self._asked:
                near = nearest(name, tuple(self._asked), 0.5)
                known = f". Known: {', '.join(self._asked)}."
                meant = f"; did you mean {near!r}?" if near else known
                self.slip(name, f"there is no such key{meant}")
