"""What data holds and no plan can, such as control characters: it is dropped, and that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plandocs.data.records import Record
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue
from plandocs.normal.chars import dropped_controls
from plandocs.normal.unicode import cut_marks


def dropped_characters(item: object) -> tuple[Issue, ...]:
    """An issue for each text of a plan's data that has control characters in it."""
    return tuple(_issues(_data(item), ""))


def dropped_numbers(item: object, plan: Plan) -> Iterator[Issue]:
    """An issue for each text of the data that is nothing but a row's number to a plan: (25)."""
    for name, given in _data(item).items():
        value = getattr(plan, name, None)
        parts = given.items() if isinstance(given, Mapping) else ()
        inside = ((f"{name}.{part}", each, getattr(value, part, None)) for part, each in parts)
        for path, text, kept in ((name, given, value), *inside):
            if kept == "" and isinstance(text, str) and any(map(str.isalnum, text)):
                said = f"{text.strip()!r} alone is the number of a row, and is left blank."
                yield Issue("warning", "number-dropped", said, path)


def _data(item: object) -> Mapping[Any, Any]:
    data = item.data if isinstance(item, Record) else item
    if isinstance(data, Mapping) and "plan" in data and "source" in data:
        data = data["plan"]
    return data if isinstance(data, Mapping) else {}


def _issues(value: object, path: str) -> Iterator[Issue]:
    if isinstance(value, str):
        count = 0 if value.isprintable() else dropped_controls(value)
        if count:
            message = (
                f"{count} control character{'s' * (count > 1)} dropped; no document holds them."
            )
            yield Issue("warning", "control-characters", message, path)
        elif not value.isascii() and (count := cut_marks(value)):
            message = f"{count} marks on single letters dropped; each letter keeps 30."
            yield Issue("warning", "control-characters", message, path)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _issues(each, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _issues(each, f"{path}[{number}]")
