"""Two plans of one form side by side: the first value that is not the same, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from plandocs.plan import Plan

_SHOWN = 400


def first_difference(
    wanted: Plan, got: Plan | None, leave: set[str]
) -> tuple[str, str, str] | None:
    """The path of the first value that differs, and both texts; ``leave`` are fields to pass."""
    for name in type(wanted).model_fields:
        if name not in leave:
            for path, one, other in _differences(name, getattr(wanted, name), getattr(got, name)):
                return path, _shown(one), _shown(other)
    return None


def _differences(path: str, one: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    if one == other:
        return
    if isinstance(one, BaseModel) and type(one) is type(other):
        for name in type(one).model_fields:
            yield from _differences(f"{path}.{name}", getattr(one, name), getattr(other, name))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for at, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _differences(f"{path}[{at}]", a, b)
    else:
        yield path, one, other


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
