"""A path such as ``outcomes[1].measures[0]``: taken apart, and followed in a plan's JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

_STEP: Final = re.compile(r"(?:^|\.)([A-Za-z_]\w*)|\[(\d{1,6})\]")


def steps_of(path: str) -> list[str | int]:
    """Return the names and numbers of a path.

    >>> steps_of("outcomes[1].measures[0]")
    ['outcomes', 1, 'measures', 0]

    Raises:
        ValueError: it is no path.
    """
    steps: list[str | int] = []
    at = 0
    while match := _STEP.match(path, at):
        steps.append(match[1] or int(match[2]))
        at = match.end()
    if at < len(path) or not steps or isinstance(steps[0], int):
        raise ValueError(f"{path!r} is not the path of a field, such as section[0].field")
    return steps


def value_at(data: Any, path: str) -> Any:
    """Return what stands at a path of a plan's JSON.

    Raises:
        ValueError: it is no path.
        LookupError: nothing has that place.
    """
    for step in steps_of(path):
        data = _in(data, step)
    return data


def with_value(data: Any, path: str, value: Any) -> None:
    """Put a value at a path of a plan's JSON; a number one behind the last adds to a list.

    Raises:
        ValueError: it is no path.
        LookupError: nothing has that place.
    """
    *steps, last = steps_of(path)
    for step in steps:
        data = _in(data, step)
    if isinstance(last, int) and isinstance(data, list) and last == len(data):
        data.append(value)
        return
    _in(data, last)
    data[last] = value


def _in(data: Any, step: str | int) -> Any:
    if isinstance(data, list) and isinstance(step, int):
        return data[step]
    if isinstance(data, dict) and isinstance(step, str):
        return data[step]
    raise KeyError(step)


_ROW: Final = re.compile(r"([A-Za-z_]\w*)\[(\d{1,6})\]")


def row_of(path: str) -> tuple[str, int] | None:
    """Return the section and the number of the row that a path names; None where it names none.

    >>> row_of("outcomes[1]"), row_of("outcomes[1].measures[0]")
    (('outcomes', 1), None)
    """
    match = _ROW.fullmatch(path)
    return (match[1], int(match[2])) if match else None


def without_row(path: str, row: tuple[str, int]) -> str | None:
    """Return what a path is called once a row is out; None for what was in that row.

    >>> without_row("outcomes[2].links", ("outcomes", 1))
    'outcomes[1].links'
    """
    return _renumbered(path, row, -1)


def with_row(path: str, row: tuple[str, int]) -> str:
    """Return what a path was called before a row was taken out."""
    return _renumbered(path, row, 1) or path


def _renumbered(path: str, row: tuple[str, int], by: int) -> str | None:
    match = _ROW.match(path)
    if match is None or match[1] != row[0] or (number := int(match[2])) < row[1]:
        return path
    if number == row[1] and by < 0:
        return None
    return f"{match[1]}[{number + by}]{path[match.end() :]}"


def places_now(corrections: Iterable[Mapping[str, Any]]) -> Iterator[str | None]:
    """Yield where each correction's value stands by now, rows that were taken out since left out.

    None is that of a correction without a field, of a row that is out, and of what was in it.
    """
    every = list(corrections)
    for number, each in enumerate(every):
        at = None if row_taken_out(each) else each.get("field")
        for later in every[number + 1 :]:
            row = row_taken_out(later)
            at = without_row(at, row) if at and row else at
        yield at


def row_taken_out(correction: Mapping[str, Any]) -> tuple[str, int] | None:
    """Return the row that a correction takes out; None where it takes none out."""
    if correction.get("value") is not None or not isinstance(correction.get("before"), dict):
        return None
    return row_of(str(correction.get("field")))
