"""What a verb takes where it takes many plans: an iterable, a data frame, or one thing alone.

A data frame of pandas or polars is one plan a row, its columns named by fields or by the form's
labels; neither library is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from plandocs.data.columns import plan_columns
from plandocs.data.records import Record
from plandocs.errors import InputError, in_words
from plandocs.forms.registry import forms
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.sheet.read import match_headings

_Item = TypeVar("_Item")
PlanItem = Plan | Reading | Record | Mapping[str, Any]
"""A plan, in whatever a verb takes for one."""


@runtime_checkable
class Frame(Protocol):
    """A data frame of pandas or polars, one plan a row."""

    @property
    def columns(self) -> Any:
        """The headings."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows and columns."""


def each_of(items: _Item | Frame | Iterable[_Item]) -> Iterable[_Item]:
    """The single items; one given alone is one.

    Raises:
        InputError: it is neither an item nor many.
    """
    if isinstance(items, str | bytes | os.PathLike | Reading | Plan | Record | Mapping):
        return (items,)  # type: ignore[return-value]  # of the kinds that are items
    if isinstance(items, Frame) and not isinstance(items, type):
        return list(_rows(items))  # type: ignore[arg-type]  # a frame of what people typed
    is_open_file = hasattr(items, "read")  # its lines are no plans
    if is_open_file or not isinstance(items, Iterable):
        raise InputError(f"expected one plan or several; here is {in_words(items)}.")
    return items


def each_plan(plans: PlanItem | Frame | Iterable[PlanItem]) -> Iterable[PlanItem]:
    """The single plans, of what is no file.

    Raises:
        InputError: it is the path of a file, or nothing that holds plans.
    """
    if isinstance(plans, str | bytes | os.PathLike):
        value = "bytes" if isinstance(plans, bytes) else repr(os.fspath(plans))
        raise InputError(
            f"expected plans; here is {value}. Read a list with read_data(…), completed forms with "
            "parse_many(…), and give what comes out."
        )
    return each_of(plans)


def _rows(frame: Any) -> Iterator[dict[str, Any]]:
    """The rows of a frame as plans' data."""
    paths = _paths(tuple(map(str, frame.columns)))
    rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
    for row in rows:
        data: dict[str, Any] = {}
        for path, value in zip(paths, row.values(), strict=True):
            name, _, inside = path.partition(".")
            if inside:
                data.setdefault(name, {})[inside] = value
            else:
                data[name] = value
        yield data


def _paths(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The field of each column; a heading that names none stays, and is refused with the plan."""
    best = headings
    known = (-1, 0, 0)
    for form in forms():
        result = match_headings(headings, plan_columns(form)).fields
        taken = [f or h for f, h in zip(result, headings, strict=True)]
        names = {path.partition(".")[0] for path in taken} & set(form.fields)
        # Of two forms that know as many, the one that calls them so itself, then the larger.
        score = len(names), len(set(headings) & set(form.fields)), len(form.cells)
        if score > known and len(set(taken)) == len(taken):
            best, known = tuple(taken), score
    return best
