"""JSON as records: .jsonl, one plan or reading a line; .json, one or an array of them."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from plandocs.data.records import Mistake, Place, Record
from plandocs.errors import InputError


def json_records(path: Path) -> Iterator[Record]:
    """The records of a .json or .jsonl, a line at a time where it has one on each.

    Raises:
        InputError: the file cannot be read, or is no JSON at all.
    """
    try:
        if path.suffix.casefold() == ".json":
            yield from _whole(path)
        else:
            yield from _lines(path)
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8 text; save it as UTF-8.", str(path)) from error
    except OSError as error:
        reason = (
            "it is a folder" if os.path.isdir(path) else error.strerror or "no reason was given"
        )
        raise InputError(f"this cannot be opened: {reason.lower()}.", str(path)) from error


def _lines(path: Path) -> Iterator[Record]:
    source = str(path)
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(lines_of(file), start=1):
            if line.strip():
                yield _of_line(line, source, number)


def _of_line(line: str, source: str, number: int) -> Record:
    try:
        return _record(from_json(bounded(line)), source, number)
    except NotJson as error:
        place = f", character {error.column}" if error.column else ""
        said = f"this line is no JSON ({error.message}{place})" if place else error.message
    return Record({}, source, number, mistakes=(Mistake(source, Place("", number), "", "", said),))


def _whole(path: Path) -> Iterator[Record]:
    source = str(path)
    if path.stat().st_size > MOST_FILE:
        raise InputError(f"{TOO_LONG}; save it as .jsonl, with a plan on each line.", source)
    text = path.read_text(encoding="utf-8-sig")
    try:
        data = from_json(text)
    except NotJson as error:
        if error.extra and "\n" in text.strip():
            yield from _lines(path)  # JSON Lines under another name
            return
        if not error.line:
            raise InputError(f"{error.message}.", source) from error
        said = f"this is no JSON: {error.message}, line {error.line}, column {error.column}."
        raise InputError(said, source) from error
    for number, each in enumerate(data if isinstance(data, list) else [data], start=1):
        yield _record(each, source, number)


def _record(data: Any, source: str, number: int) -> Record:
    if isinstance(data, dict):
        return Record(data, source, number)
    said = "expected a plan, a JSON object"
    mistake = Mistake(source, Place("", number), "", json.dumps(data)[:60], said)
    return Record({}, source, number, mistakes=(mistake,))


MOST_LETTERS = 32 << 20  # of one line; a plan has some thousand
MOST_FILE = 1 << 28  # bytes of one array of plans
_MOST_DIGITS = 400
_DEEPEST = 64
TOO_LONG = "it is too large to be a plan or an array of plans"
_TOO_DEEP = "it is nested too deep to be a plan"


class NotJson(ValueError):
    """Text that is no JSON, or goes beyond the bounds; ``extra`` where more stands behind it."""

    def __init__(self, message: str, line: int = 0, column: int = 0, *, extra: bool = False):
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.extra = extra


def from_json(text: str) -> Any:
    """Return the data in a text.

    Raises:
        NotJson: it is no JSON, or too deep or too large to be a plan.
    """
    try:
        data = json.loads(
            text, parse_int=_whole_json_text, parse_float=_fraction, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        extra = error.msg == "Extra data"
        raise NotJson(error.msg, error.lineno, error.colno, extra=extra) from error
    except RecursionError as error:
        raise NotJson(_TOO_DEEP) from error
    _ensure_shallow(data)
    return data


def lines_of(file: TextIO) -> Iterator[str]:
    """The lines of a file; of one that is too long no more than shows that it is."""
    while line := file.readline(MOST_LETTERS + 1):
        yield line
        while len(line) > MOST_LETTERS and not line.endswith("\n"):
            line = file.readline(MOST_LETTERS + 1)


def bounded(line: str) -> str:
    """Return the line. Raises `NotJson` where it is too long."""
    if len(line) > MOST_LETTERS:
        raise NotJson(TOO_LONG)
    return line


def _whole_json_text(digits: str) -> int:
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
