"""Dates: the text of a date as people type it, read as a date or nothing, and printed.

Day first, as in Australia. Where two dates are named, or one that no calendar has, the answer is
nothing: a date is never guessed. `Picked` and `DateControl` are dates that a control carries beside
the text that it shows: as read, and to be written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from plandocs.normal.characters import normalized


class Picked(NamedTuple):
    """What a date control shows, and the date that it carries."""

    date: date
    month_first: bool  # its own format shows the month in front, as in the United States
    text: str


@dataclass(frozen=True, slots=True)
class DateControl:
    """Text shown for a date that it is vaguer than: written as Word's date picker.

    ``DateControl("July 2026", date(2026, 7, 12))`` shows "July 2026" and carries the day.
    """

    text: str
    date: date

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
"""A month's name in normalized text, short or long, with a dot or without."""

ORDINAL = r"(?: ?(?:st|nd|rd|th)(?![a-z]))?"
YEAR = r"(?:[0-9]{4}|'?[0-9]{2})(?![0-9])"

_BRACKET = re.compile(r"[()\[\]{}<>]")
_OPENING = "([{<"
_SPACES = re.compile(r"\s+")
_EVEN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")
)


def normalized_words(text: str) -> str:
    """The text in lower case, with one kind of dash, quote and space.

    >>> normalized_words("１２ July–Dec  ’26")
    "12 july-dec '26"
    """
    if not text.isascii():
        text = normalized("NFKC", text).translate(_EVEN)
    return _SPACES.sub(" ", text).strip().lower()


def outside_brackets(text: str) -> tuple[str, str]:
    """The normalized text outside all brackets, and what stood inside them.

    A bracket that never closes runs to the end; one that was never opened is nothing.

    >>> outside_brackets("14 july 2026 (was 7 july)")
    ('14 july 2026', 'was 7 july')
    """
    depth, last = 0, 0
    parts: tuple[list[str], list[str]] = ([], [])
    for match in _BRACKET.finditer(text):
        parts[depth > 0].append(text[last : match.start()])
        depth = depth + 1 if match[0] in _OPENING else max(depth - 1, 0)
        last = match.end()
    parts[depth > 0].append(text[last:])
    outside, inside = (_SPACES.sub(" ", " ".join(part)).strip() for part in parts)
    return outside, inside


def month_number(name: str) -> int:
    """The number of a month from its name or its digits: "sept." is 9, "07" is 7."""
    if name.isdigit():
        return int(name)
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower()[:3] == name[:3])


_EXACT = re.compile(rf"([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9]{{4}})")
_FROM = r"(?<![0-9])(?<![0-9][./\\-])(?<!\b[a-z])"  # the letter of "l2/7/26" stands for a digit
_DAY = rf"(?P<d>[0-9]{{1,2}}){ORDINAL}"
# Two digits after a month are no year where they are a time, or a year follows.
_NOT_TIME = r"(?! ?[:.][0-9])(?! ?(?:am|pm|a\.m|p\.m|noon|h|hrs?|o'clock)(?![a-z]))"
_SHORT = rf"'?[0-9]{{2}}(?![0-9]){_NOT_TIME}(?!-[0-9])(?! [0-9]{{4}})"
_UNTIL = r"(?![0-9])(?![./\\-][0-9])"
_STYLES = tuple(
    re.compile(style)
    for style in (
        # 12 July 2026, 12-Jul-26, 3rd of July, 2026, 12. July 2026, 12July2026
        rf"{_FROM}{_DAY}[ ,./-]*(?:(?:day )?of )?(?P<m>{MONTH})[ ,./-]*"
        rf"(?P<y>[0-9]{{4}}(?![0-9])|{_SHORT})(?!/[0-9])",
        # July 12, 2026 and July 12, '26
        rf"(?<![a-z])(?P<m>{MONTH})[ ./-]*(?:the )?{_DAY}(?![0-9])[ ,./-]+"
        rf"(?P<y>[0-9]{{4}}){_UNTIL}",
        rf"(?<![a-z])(?P<m>{MONTH}) ?{_DAY}(?:, ?|(?= '))(?P<y> ?{_SHORT})",
        # 2026-07-12, 2026/7/12, 2026-07-12T00:00:00
        rf"{_FROM}(?P<y>[0-9]{{4}})(?P<s>[./-])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}}){_UNTIL}",
        # 2026 July 12
        rf"{_FROM}(?P<y>[0-9]{{4}})[ ,./-]+(?P<m>{MONTH})[ ./-]*{_DAY}{_UNTIL}",
        # 12/7/2026, 12.7.26, 12-07-2026, 12 / 7 / 2026
        rf"{_FROM}(?P<d>[0-9]{{1,2}}) ?(?P<s>[./\\-]) ?(?P<m>[0-9]{{1,2}}) ?(?P=s) ?(?P<y>{YEAR})"
        rf"{_UNTIL}",
        # 12 07 2026
        rf"{_FROM}(?P<d>[0-9]{{1,2}}) (?P<m>[0-9]{{1,2}}) (?P<y>[0-9]{{4}}){_UNTIL}",
        # 20260712 and 12072026
        rf"{_FROM}(?P<y>(?:19|20)[0-9]{{2}})(?P<m>0[1-9]|1[0-2])(?P<d>[0-9]{{2}}){_UNTIL}",
        rf"{_FROM}(?P<d>[0-9]{{2}})(?P<m>0[1-9]|1[0-2])(?P<y>(?:19|20)[0-9]{{2}}){_UNTIL}",
    )
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[., ]*)?"
_WHOLE = re.compile(rf"{_WEEKDAY}(?:the )?(.*?)[ .,;]*")
# A day beside the date makes it a range or a choice: "12 & 14 July 2026", "12-14 July 2026".
_DAY_BEFORE = re.compile(
    rf"(?<![0-9:.])[0-9]{{1,2}}{ORDINAL} ?(?:-|/|&|\+|,|\band|\bor|\bto|\buntil) ?(?:the )?$"
)
_YEARLESS = re.compile(
    rf"{_FROM}(?P<d>[0-9]{{1,2}}){ORDINAL}[ ./-]*(?:(?:day )?of )?(?P<m>{MONTH})"
    rf"|(?<![a-z])(?P<m2>{MONTH})[ ./-]*(?P<d2>[0-9]{{1,2}})(?![0-9])"
    rf"|{_FROM}(?P<d3>[0-9]{{1,2}})/(?P<m3>0?[1-9]|1[0-2])(?![0-9/])"
)
_MONTH_YEAR = re.compile(rf"(?<![a-z])(?P<m>{MONTH})[ ,./'-]*(?P<y>{YEAR})")
_FIGURES = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_YEAR_ONLY = re.compile(r"[0-9]{4}")
# A program's stamp: 2026-07-12T00:00:00Z. In the evening of UTC it is the next day in Australia,
# so that from one o'clock on its day is not known.
_STAMP = re.compile(
    r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?P<h>[0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?P<z>Z|[+-][0-9]{2}(?::?[0-9]{2})?))?\s*",
    re.IGNORECASE,
)
_UTC = re.compile("z|[+-]00(?::?00)?", re.IGNORECASE)
_NEXT_DAY = 13
_LONG = 200
_NEAR = 20


def read_date(text: str) -> date | None:
    """The date that a text names, or None where it names none, more than one, or half of one.

    >>> read_date("Friday 3rd of July 2026")
    datetime.date(2026, 7, 3)
    >>> read_date("July 2026") is None
    True
    """
    return _read(text) if len(text) > _LONG else _remembered(text)


def is_stamp(text: str) -> bool:
    """Whether a text is a program's stamp of a day and a time.

    >>> is_stamp("2026-07-12T00:00:00Z"), is_stamp("2026-07-12")
    (True, False)
    """
    return "-" in text[:8] and _STAMP.fullmatch(text) is not None


def no_such_day(text: str) -> str:
    """Why a text that reads like a date is none, as a clause; "" where it does not.

    >>> no_such_day("31 February 2026"), no_such_day("31/2/2027")
    ('February 2026 has 28 days', 'February 2027 has 28 days')
    >>> no_such_day("7/13/2026"), no_such_day("12 July 2026")
    ('there is no month 13, and the day comes first', '')
    """
    message = normalized_words(text) if len(text) <= _LONG else ""
    for match in (match for style in _STYLES for match in style.finditer(message)):
        month = int(match["m"]) if match["m"].isdigit() else month_number(match["m"])
        if not 1 <= month <= 12:
            return f"there is no month {month}, and the day comes first"
        year = int(match["y"].lstrip(" '"))
        year += 2000 if year < 100 else 0
        days = monthrange(year, month)[1]
        if not 1 <= int(match["d"]) <= days:
            return f"{MONTHS[month - 1]} {year} has {days} days"
    return ""


def print_date(date: date) -> str:
    """The date as plandocs writes it; `read_date` reads it back.

    >>> from datetime import date
    >>> print_date(date(2026, 7, 12))
    '12 July 2026'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year:04d}"


def contradicts(text: str, date: date) -> bool:
    """Whether the text says another date; text that is vaguer, or says none, does not.

    >>> from datetime import date
    >>> contradicts("July 2026", date(2026, 7, 12)), contradicts("13/7/26", date(2026, 7, 12))
    (False, True)
    """
    if read := read_date(text):
        return read != date
    words = _dated_part(text)
    if _YEAR_ONLY.fullmatch(words):
        return int(words) != date.year
    dates, rest = dates_in(words)
    if known := [day for day in dates if day]:
        # A choice such as "12 or 13 July 2026" is only as exact as its month.
        vague = len(known) < len(dates)
        return not any(_same(day, date, vague) for day in known)
    days = _yearless(rest)
    months = {(month_number(m["m"]), _year(m["y"])) for m in _MONTH_YEAR.finditer(rest)}
    says_it = (date.day, date.month) in days or (date.month, date.year) in months
    return bool(days or months) and not says_it


def read_month_first(text: str) -> date | None:
    """The date in figures that a text is where the month stands in front, as in the United States.

    >>> read_month_first("7/12/2026"), read_month_first("12 July 2026")
    (datetime.date(2026, 7, 12), None)
    """
    match = _FIGURES.fullmatch(text.strip())
    if match is None:
        return None
    return _calendar_day(_year(match[4]), int(match[1]), int(match[3]))


def dates_in(words: str) -> tuple[list[date | None], str]:
    """The dates in normalized text (None: no calendar has it), and the text with them blanked."""
    result: list[date | None] = []

    def blank(match: re.Match[str]) -> str:
        result.append(_made(match))
        if _DAY_BEFORE.search(match.string, max(match.start() - _NEAR, 0), match.start()):
            result.append(None)
        return "|"

    for style in _STYLES:
        words = style.sub(blank, words)
    return result, words


def whole_date(words: str) -> date | None:
    """The date that normalized text is, from its first character to its last."""
    core = _WHOLE.fullmatch(words)
    if core:
        for style in _STYLES:
            if match := style.fullmatch(core[1]):
                return _made(match)
    return None


def _read(text: str) -> date | None:
    stamp = _STAMP.fullmatch(text) if is_stamp(text) else None
    if stamp and _UTC.fullmatch(stamp["z"] or "") and int(stamp["h"]) >= _NEXT_DAY:
        return None
    if exact := _EXACT.fullmatch(text):
        return _calendar_day(int(exact[3]), month_number(exact[2].lower()), int(exact[1]))
    dates, rest = dates_in(_dated_part(text))
    first = dates[0] if dates else None
    if first is None or any(other != first for other in dates):
        return None
    if any(day != (first.day, first.month) for day in _yearless(rest)):
        return None
    return first


_remembered = lru_cache(maxsize=4096)(_read)


def _dated_part(text: str) -> str:
    """The words that may hold the date: those outside brackets, unless brackets hold all."""
    outside, inside = outside_brackets(normalized_words(text))
    return outside if any(map(str.isalnum, outside)) else inside


def _same(day: date, other: date, vague: bool) -> bool:
    return (day.year, day.month) == (other.year, other.month) if vague else day == other


def _made(match: re.Match[str]) -> date | None:
    year = _year(match["y"])
    if not 1900 <= year <= 2099:
        return None
    return _calendar_day(year, month_number(match["m"]), int(match["d"]))


def _year(digits: str) -> int:
    digits = digits.lstrip(" '")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _yearless(words: str) -> set[tuple[int, int]]:
    """Days named without a year, as day and month."""
    return {
        (
            int(match["d"] or match["d2"] or match["d3"]),
            month_number(match["m"] or match["m2"] or match["m3"]),
        )
        for match in _YEARLESS.finditer(words)
    }
