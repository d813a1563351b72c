"""A path such as ``outcomes[1].measures[0]``: taken apart, and followed in a plan's JSON."""

from __future__ import annotations

import re
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
        raise ValueError(f"{path!r} is no path of a field, such as section[0].field")
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
