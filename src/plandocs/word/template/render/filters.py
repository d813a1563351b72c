"""The filters of a template: Jinja's harmless ones, bounded where they can make much of little.

Left out: what writes markup (``urlize``, ``xmlattr``, ``tojson``), reaches attributes (``attr``) or
is not the same twice (``random``). ``safe`` and ``escape`` change nothing: every value is escaped
once, always. Dates have patterns as Word writes them: ``{{ meeting_date|date("d MMMM yyyy") }}``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context, pass_environment, pass_eval_context
from jinja2.environment import Environment
from jinja2.filters import (
    FILTERS,
    do_batch,
    do_center,
    do_indent,
    do_replace,
    do_round,
    do_striptags,
    do_truncate,
    make_attrgetter,
    sync_do_map,
    sync_do_slice,
)
from jinja2.filters import do_wordwrap as jinja_wordwrap
from jinja2.nodes import EvalContext
from jinja2.runtime import Context

from plandocs.normal.dates import DateControl
from plandocs.word.template.render import bounds
from plandocs.word.template.render.values import bare_text, measure, spoken

_MONTH_NAMES = (
    "January February March April May June July August September October November December"
)
_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = _MONTH_NAMES.split()
_DAYS = _DAY_NAMES.split()
_FIELD = re.compile(r"'([^']*)'|d{1,4}|E{1,4}|M{1,4}|y{1,4}|HH?|mm?|ss?")

_SPELLED: dict[str, Callable[[datetime.datetime], str]] = {
    "d": lambda at: str(at.day),
    "dd": lambda at: f"{at.day:02}",
    "ddd": lambda at: _DAYS[at.weekday()][:3],
    "dddd": lambda at: _DAYS[at.weekday()],
    "EEEE": lambda at: _DAYS[at.weekday()],
    "M": lambda at: str(at.month),
    "MM": lambda at: f"{at.month:02}",
    "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MMMM": lambda at: _MONTHS[at.month - 1],
    "y": lambda at: str(at.year),
    "yy": lambda at: f"{at.year % 100:02}",
    "yyy": lambda at: f"{at.year:04}",
    "yyyy": lambda at: f"{at.year:04}",
    "H": lambda at: str(at.hour),
    "HH": lambda at: f"{at.hour:02}",
    "m": lambda at: str(at.minute),
    "mm": lambda at: f"{at.minute:02}",
    "s": lambda at: str(at.second),
    "ss": lambda at: f"{at.second:02}",
}


def date_text(value: object, pattern: str = "d MMMM yyyy") -> str:
    """A date in a Word pattern (d dd ddd dddd M MM MMM MMMM yy yyyy, ``'words'`` in quotes).

    Text that is not an ISO date is given back as it is: what a person typed is not lost. A field
    that has both a date and its text is its date.
    """
    if isinstance(value, Mapping) and value.get("date") is not None:
        value = value["date"]
    at = _moment(value)
    if at is None:
        return spoken(value)
    return _FIELD.sub(lambda found: _field(found, at), pattern)


def _field(match: re.Match[str], at: datetime.datetime) -> str:
    quoted = match.group(1)
    if quoted is not None:
        return quoted or "'"
    name = match.group()
    if name.startswith("E") and name != "EEEE":
        name = "ddd"
    return _SPELLED[name](at)


def _moment(value: object) -> datetime.datetime | None:
    if isinstance(value, DateControl):
        value = value.date
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return datetime.datetime.fromisoformat(value)
        except ValueError:
            return None
    return None


_KEPT = (
    "abs count d default dictsort filesizeformat first float groupby int items last length list "
    "max min reject rejectattr reverse select selectattr sort sum unique"
)
_OF_TEXT = "capitalize lower title trim upper wordcount"
_ON_ITEMS = (
    "abs capitalize date first float int join last length list lower string title trim upper"
)


_MOST_COLUMNS = 63  # that a table may have in Word


def _same(value: object) -> object:
    return value


def _of_text(name: str) -> Callable[..., object]:
    """Jinja's filter of this name, for values that can be said as text alone."""
    act = FILTERS[name]

    def filtered(value: object, *args: object) -> object:
        return act(spoken(value), *args)

    return filtered


def _striptags(value: object) -> str:
    text = spoken(value)
    bounds.check_text(len(text))
    return do_striptags(text)


def _limited(what: str, value: int, most: int) -> int:
    if not isinstance(value, int) or value > most:
        raise OverflowError(f"{what} goes up to {most:,} here")
    return value


def _center(value: object, width: int = 80) -> str:
    return do_center(spoken(value), _limited("the width of center", width, 1_000))


def _indent(value: object, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    if isinstance(width, str):
        _limited("the width of indent", len(width), 200)
    else:
        _limited("the width of indent", width, 200)
    text = spoken(value)
    bounds.check_text(len(text) + 200 * text.count("\n"))
    return do_indent(text, width, first, blank)


def _batch(value: Iterable[object], linecount: int, fill_with: object = None) -> object:
    return list(do_batch(value, _limited("batch", linecount, 1_000), fill_with))


def _slice(value: list[object], slices: int, fill_with: object = None) -> object:
    return list(sync_do_slice(value, _limited("slice", slices, 1_000), fill_with))


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    return do_round(value, _limited("the precision of round", precision, 20), method)


def _format(pattern: object, *args: object, **named: object) -> str:
    if named:
        raise TypeError("format takes its values in order here, not by name")
    return bounds.printf(spoken(pattern), args)


@pass_eval_context
def _replace(
    eval_ctx: EvalContext, text: object, old: str, new: str, count: int | None = None
) -> str:
    bounds.check_replace(spoken(text), spoken(old), spoken(new))
    return do_replace(eval_ctx, spoken(text), spoken(old), spoken(new), count)


@pass_environment
def _join(
    environment: Environment,
    value: Iterable[object],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    if attribute is not None:
        value = map(make_attrgetter(environment, attribute), value)
    texts: list[str] = []
    length = 0
    for item in value:
        texts.append(spoken(item))
        length += len(texts[-1]) + len(d)
        bounds.check_text(length)
    return d.join(texts)


@pass_environment
def _truncate(environment: Environment, value: object, *args: Any, **named: Any) -> str:
    return do_truncate(environment, spoken(value), *args, **named)


@pass_environment
def _wordwrap(environment: Environment, value: object, width: int = 79) -> str:
    text = spoken(value)
    bounds.check_text(len(text))
    return jinja_wordwrap(environment, text, width)


@pass_context
def _map(context: Context, value: Iterable[Any], *args: Any, **kwargs: Any) -> Iterable[Any]:
    if args and args[0] not in _ON_ITEMS.split():
        raise OverflowError(f"map takes attribute= or one of: {', '.join(_ON_ITEMS.split())}")
    return sync_do_map(context, value, *args, **kwargs)  # type: ignore[no-any-return, no-untyped-call, unused-ignore]  # Jinja's has no types


def _concat(first: object, *rest: object) -> str:
    texts = [spoken(first), *map(spoken, rest)]
    bounds.check_join("", texts)
    return "".join(texts)


def _ticks(value: object, option: str, ticked: str = "☒", not_ticked: str = "☐") -> str:
    """What a box shows beside this option: a value is one, or several behind their ticks."""
    text = spoken(value)
    return ticked if option in (text, *map(str.strip, text.split("☒")[1:])) else not_ticked


FILTERS_OF_TEMPLATES: dict[str, Callable[..., Any]] = {
    **{name: FILTERS[name] for name in _KEPT.split()},
    **{name: _of_text(name) for name in _OF_TEXT.split()},
    "e": _same,
    "escape": _same,
    "forceescape": _same,
    "safe": _same,
    "string": spoken,
    "striptags": _striptags,
    "date": date_text,
    "ticks": _ticks,
    "center": _center,
    "indent": _indent,
    "batch": _batch,
    "slice": _slice,
    "round": _round,
    "format": _format,
    "replace": _replace,
    "truncate": _truncate,
    "join": _join,
    "wordwrap": _wordwrap,
    "map": _map,
}


def _span(value: object) -> int:
    """The columns that a cell spans (ECMA-376 17.4.17); of a list with nothing in it, one."""
    message = spoken(value).strip()
    if not (message.isdecimal() and len(message) < 4 and int(message) <= _MOST_COLUMNS):
        raise ValueError(f"a cell spans 1 to {_MOST_COLUMNS} columns, not {message[:40]!r}")
    return max(1, int(message))


def _colour(value: object) -> str:
    """A colour of ``w:shd``: six hexadecimal digits (ECMA-376 17.18.38)."""
    message = spoken(value).strip().removeprefix("#")
    if not re.fullmatch("[0-9A-Fa-f]{6}|auto", message):
        raise ValueError(f"a colour has six digits, such as FF0000, not {message[:40]!r}")
    return message


INNER_FILTERS: dict[str, Callable[..., Any]] = {
    "_concat": _concat,
    "_measure": measure,
    "_bare": bare_text,
    "_span": _span,
    "_colour": _colour,
}
"""What `language` and `compiling` write into a template; no tag can name them."""
