"""Two plans of one form side by side: the values that are not the same, with their paths."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from pydantic import BaseModel

from plandocs.model.plan import Plan

_SHOWN = 400


Difference = tuple[str, str, str]


def first_difference(wanted: Plan, got: Plan | None, leave: Set[str]) -> Difference | None:
    """The path of the first value that differs, and both texts; ``leave`` are fields to pass."""
    return next(field_differences(wanted, got, leave), None)


def field_differences(wanted: Plan, got: Plan | None, leave: Set[str]) -> Iterator[Difference]:
    """The first value that differs in each field, in the same way."""
    for name in type(wanted).model_fields:
        if name not in leave:
            found = next(_differences(name, getattr(wanted, name), getattr(got, name)), None)
            if found is not None:
                path, one, other = found
                yield path, _shown(one), _shown(other)


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
