"""Dates in a template: ``{{ meeting_date|date("d MMMM yyyy") }}``, patterns as Word writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from plandocs.normal.picked import DateControl
from plandocs.word.template.render.values import spoken

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


def _field(found: re.Match[str], at: datetime.datetime) -> str:
    quoted = found.group(1)
    if quoted is not None:
        return quoted or "'"
    name = found.group()
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
