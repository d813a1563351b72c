"""Paths into a plan's data, taken apart: ``outcomes[2].measures[0]``."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_PATH = re.compile(
    r"(?P<name>\w+)(?:\[(?P<row>\d+)\])?(?:\.(?P<column>\w+)(?:\[(?P<item>\d+)\])?)?"
)


class Path(NamedTuple):
    """The steps of a path; -1 and "" where it has no such step."""

    name: str
    row: int = -1
    column: str = ""
    item: int = -1

    def __str__(self) -> str:
        row = f"[{self.row}]" if self.row >= 0 else ""
        column = f".{self.column}" if self.column else ""
        item = f"[{self.item}]" if self.item >= 0 else ""
        return f"{self.name}{row}{column}{item}"


def path(text: str) -> Path:
    """A path out of its text.

    Raises:
        ValueError: it is no path.
    """
    found = _PATH.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no path into a plan")
    row, item = found["row"], found["item"]
    return Path(
        found["name"],
        int(row) if row is not None else -1,
        found["column"] or "",
        int(item) if item is not None else -1,
    )


def is_blank(value: Any) -> bool:
    """Is there nothing in this value of a plan's data?"""
    if isinstance(value, dict):
        return all(is_blank(each) for each in value.values())
    return value in ("", None, [], False)
