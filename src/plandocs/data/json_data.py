"""JSON as records: .jsonl, one plan or reading a line; .json, one or an array of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plandocs.data.json_text import MOST_FILE, TOO_LONG, NotJson, bounded, from_json, lines_of
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
