"""JSON from strangers as plain data, within bounds: .jsonl, or .json with one or an array of items.

`json` alone takes NaN, numbers of a million digits, and nesting until Python gives up.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TextIO

_MOST_LETTERS = 32 << 20  # of one line; a plan has some thousand
_MOST_FILE = 1 << 28  # bytes of one array of plans
_MOST_DIGITS = 400
_DEEPEST = 64
_SIGNATURE = "\ufeff"  # some programs begin a file with it
_TOO_LONG = "it is too large to be a plan or an array of plans"
_TOO_DEEP = "it is nested too deep to be a plan"


class NotJson(ValueError):
    """Text that is no JSON, or goes beyond the bounds; ``extra`` where more stands behind it."""

    def __init__(self, message: str, line: int = 0, column: int = 0, *, extra: bool = False):
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.extra = extra

    @property
    def placed(self) -> str:
        """The message with its place, where it has one."""
        front = f"in line {self.line}, at character {self.column}, " if self.column else ""
        return f"{front}{self.message}"


def from_json(text: str) -> Any:
    """Return the data in a text.

    Raises:
        NotJson: it is no JSON, or too deep or too large to be a plan.
    """
    try:
        data = _decoder().decode(text)
    except json.JSONDecodeError as error:
        extra = error.msg == "Extra data"
        raise NotJson(_plainly(error), error.lineno, error.colno, extra=extra) from error
    except RecursionError as error:
        raise NotJson(_TOO_DEEP) from error
    if text.count("[") + text.count("{") > _DEEPEST:
        _ensure_shallow(data)
    return data


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_int=_whole, parse_float=_fraction, parse_constant=_no_constant)


class Item(NamedTuple):
    """What stands on a line, or in an array: ``data`` is a `NotJson` where it cannot be read."""

    unit: Literal["line", "item"]
    number: int
    data: Any


def json_items(path: Path) -> Iterator[Item]:
    """Yield what is in a file of JSON, a line at a time where it has an item on each.

    Raises:
        NotJson: a .json is no JSON as a whole.
        OSError, UnicodeDecodeError: it cannot be opened, or is not UTF-8.
    """
    if path.suffix.casefold() == ".json":
        if path.stat().st_size > _MOST_FILE:
            raise NotJson(f"{_TOO_LONG}; save it as .jsonl, with a plan on each line")
        text = path.read_text(encoding="utf-8-sig")
        try:
            data = from_json(text)
        except NotJson as error:
            if not error.extra or "\n" not in text.strip():
                raise  # else it is JSON Lines under another name
        else:
            for number, each in enumerate(data if isinstance(data, list) else [data], start=1):
                yield Item("item", number, each)
            return
    with path.open(encoding="utf-8") as file:  # Python's own "utf-8-sig" is slow
        for number, line in enumerate(_lines_of(file), start=1):
            text = line.removeprefix(_SIGNATURE) if number == 1 else line
            if text.strip():
                yield Item("line", number, _in_line(text))


def _in_line(line: str) -> Any:
    try:
        return from_json(line) if len(line) <= _MOST_LETTERS else NotJson(_TOO_LONG)
    except NotJson as error:
        return error


_EXPECTED = (
    ("Expecting property name", "a name in double quotes was expected"),
    ("Illegal trailing comma", "a comma stands behind the last value"),
    ("Expecting ',' delimiter", "a comma, or the closing bracket, was expected"),
    ("Expecting ':' delimiter", "a colon was expected behind the name"),
    ("Expecting value", "a value was expected: a text in double quotes, a number, a list or null"),
    ("Unterminated string", "a text begins that has no closing quote"),
    (
        "Invalid control character",
        "a line break or a tab stands inside a text; write it as \\n or \\t",
    ),
    ("Invalid \\", "a backslash stands in a text by itself; write it twice"),
    ("Extra data", "more stands behind the end of the data"),
)


def _plainly(error: json.JSONDecodeError) -> str:
    """What was expected, in plain words, and what is there."""
    expected = next(
        (words for expected, words in _EXPECTED if error.msg.startswith(expected)), "it breaks off"
    )
    character = error.doc[error.pos : error.pos + 1]
    if error.msg.startswith(("Expecting", "Extra")):
        return (
            f"{expected}; there is {character!r}"
            if character.strip()
            else f"{expected}; nothing more is there"
        )
    return expected


def _lines_of(file: TextIO) -> Iterator[str]:
    """The lines of a file; of one that is too long no more than shows that it is."""
    while line := file.readline(_MOST_LETTERS + 1):
        yield line
        while len(line) > _MOST_LETTERS and not line.endswith("\n"):
            line = file.readline(_MOST_LETTERS + 1)


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise NotJson(f"it has a number of {len(digits):,} digits")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits) if len(digits) <= _MOST_DIGITS else math.inf
    if not math.isfinite(number):
        raise NotJson("it has a number that is too large or too long")
    return number


def _no_constant(name: str) -> None:
    """NaN and Infinity, which Python writes for a blank cell."""


def _ensure_shallow(data: Any) -> None:
    level = [data]
    for _ in range(_DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise NotJson(_TOO_DEEP)
