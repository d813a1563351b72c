"""What a verb takes where it takes many plans: an iterable, a data frame, or one thing alone.

A data frame of pandas or polars is one plan a row, its columns named by fields or by the form's
labels; neither library is imported.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
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
        return list(_rows(items))  # type: ignore[arg-type]
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
        shown = "bytes" if isinstance(plans, bytes) else repr(os.fspath(plans))
        raise InputError(
            f"expected plans; here is {shown}. Read a list with read_data(…), completed forms with "
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


_PLAIN = (str, bool, int, bytes)
_FOREIGN = frozenset({"numpy", "pandas"})


def plain_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a plan in plain values; a blank one counts as left out."""
    result = {name: plain_value(value) for name, value in data.items()}
    key = result.get("id")
    if isinstance(key, float) and key.is_integer():  # a column with a blank in it has no integers
        result["id"] = int(key)
    return {name: value for name, value in result.items() if value is not None}


def plain_value(value: Any) -> Any:
    """Return a value as a plain one; None where it is blank: NaN, NaT, NA."""
    if type(value) in _PLAIN or value is None:
        return value
    if isinstance(value, Mapping) and type(value) is dict:
        return {name: plain_value(each) for name, each in value.items()}
    if type(value) in (list, tuple):
        return [plain_value(each) for each in value]
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    elif type(value).__module__.partition(".")[0] in _FOREIGN:
        value = _of_frame(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _of_frame(value: Any) -> Any:
    """A value of numpy or pandas, by the methods that say what it is."""
    if type(value).__name__ in {"NaTType", "NAType"}:
        return None
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    if type(value).__name__ == "datetime64":
        return None if str(value) == "NaT" else value.astype("datetime64[us]").item()
    if hasattr(value, "tolist"):
        return plain_value(value.tolist())
    return str(value)
