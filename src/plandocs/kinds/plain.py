"""Plain data as texts, and as cells of a sheet: what the kinds take and give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from plandocs.normal.dates import print_date
from plandocs.normal.prompts import is_prompt

Entry = str | int | float | bool | dt.date | dt.datetime | None
"""A cell of a sheet, as it is typed or to be written."""


def plain_number(value: float) -> str:
    """A number in the digits that people write, without an exponent."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.15g}"
    return f"{value:.15f}".rstrip("0").rstrip(".") if "e" in text and abs(value) < 1e22 else text


def text_in(value: object, what: str = "text") -> str:
    """Data that is meant as text.

    Raises:
        ValueError: it is something else; the sentence says that ``what`` was expected.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain_number(value)
    if isinstance(value, dt.date):
        return print_date(value)
    raise ValueError(f"expected {what}")


def typed(text: str) -> str:
    """Text in normal form, where it is not just a prompt that was left."""
    return "" if is_prompt(text) else text


def cell_text(value: Entry) -> str:
    """A cell of a sheet as text."""
    if isinstance(value, dt.datetime):
        return f"{print_date(value.date())} {value:%H:%M}"
    if isinstance(value, dt.date):
        return print_date(value)
    return plain_number(value) if isinstance(value, float) else str(value)


def without_time(value: Entry) -> object:
    """A cell as data: what is neither a text nor a day stays what it is."""
    return cell_text(value) if isinstance(value, dt.datetime) else value


class Part(NamedTuple):
    """One of the parts that a value's data has: how a column of its own is called, and taken.

    ``words`` stand behind the field's name in a heading: "Period of plan start".
    """

    words: tuple[str, ...] = ()
    from_cell: Callable[[Entry], object] = without_time
    exact: bool = False  # a number counts as it is and not as its cell shows it; so do yes and no
