"""Durations: "12 months from 1 July 2026" comes in, the first and last day go out."""

import re
from datetime import date, timedelta

from plandocs.normal.points import Point, add_months, months_on, point

__all__ = ["duration", "split_duration"]

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty-four": 24,
    "twenty four": 24,
    "thirty-six": 36,
    "thirty six": 36,
}
_COUNT = rf"(?:(?P<n>[0-9]{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[ -]?)?"
_UNIT = (
    r"(?P<unit>(?:financial |fiscal |full |calendar )?"
    r"(?:years?|yrs?|months?|mths?|weeks?|wks?|days?))"
)
_LENGTH = (
    rf"(?:for )?(?:(?:a|the) )?(?:period of )?{_COUNT}{_UNIT}(?:'s?)?(?: (?:period|plan|term))?"
)
_SINCE = (
    r"(?:from and including|from|commencing|starting|beginning|effective|after|since)(?: on| from)?"
)
_FORWARD = re.compile(rf"{_LENGTH},? ?{_SINCE} (?P<point>.+)")
_AFTERWARDS = re.compile(rf"(?:{_SINCE} )?(?P<point>.+?)(?:,? for |, ?| ?\+ ?| ?- ?| ){_LENGTH}")
_BACKWARD = re.compile(
    rf"{_LENGTH} (?:to|ending|ended|ends|until|till|up to)(?: on)? (?P<point>.+)"
)
_LEADING = re.compile(rf"{_LENGTH}[ :,-]*")
_TRAILING = re.compile(rf"(?:^|(?<![ ,:-])[ ,:-]+){_LENGTH}$")


def duration(words: str) -> tuple[date, date] | None:
    """The first and last day that plain text gives as a length of time and one end of it.

    >>> duration("six months from 1 july 2026")
    (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    >>> duration("year ending 30 june 2027")
    (datetime.date(2026, 7, 1), datetime.date(2027, 6, 30))
    """
    if (found := _BACKWARD.fullmatch(words)) and (named := _dated(found)):
        end = named.last()
        return (_back(end, found), end) if end else None
    for style in (_FORWARD, _AFTERWARDS):
        if (found := style.fullmatch(words)) and (named := _dated(found)):
            start = named.first()
            return (start, _forward(start, found)) if start else None
    return None


def split_duration(words: str) -> tuple[int | None, str]:
    """How many months the text says at its start or end, and the text without that.

    >>> split_duration("12 months: 1 july 2026 to 30 june 2027")
    (12, '1 july 2026 to 30 june 2027')
    """
    for style in (_LEADING.match, _TRAILING.search):
        if (found := style(words)) and (months := _months(found)):
            return months, (words[: found.start()] + words[found.end() :]).strip()
    return None, words


def _dated(found: re.Match[str]) -> Point | None:
    """The end of the period that is named, if it is a day or a month."""
    named = point(found["point"])
    return named if named and named.year and named.month else None


def _forward(start: date, length: re.Match[str]) -> date:
    if months := _months(length):
        return add_months(start, months)
    return start + timedelta(days=_days(length) - 1)


def _back(end: date, length: re.Match[str]) -> date:
    months = _months(length)
    if not months:
        return end - timedelta(days=_days(length) - 1)
    return months_on(end + timedelta(days=1), -months)


def _number(length: re.Match[str]) -> int:
    count = length["n"] or "1"
    return int(count) if count.isdigit() else _NUMBERS[count]


def _months(length: re.Match[str]) -> int:
    """The length in whole months, 0 where it is in weeks or days."""
    unit = length["unit"].rpartition(" ")[2]
    return _number(length) * {"y": 12, "m": 1}.get(unit[0], 0)


def _days(length: re.Match[str]) -> int:
    return _number(length) * (7 if length["unit"].startswith("w") else 1)
