"""Periods: the text of one as people type it, read as its first and last day, and printed.

A financial year runs from July to June, as in Australia. A part of a year that nobody can be sure
of, or an end before its start, gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from plandocs.normal.dates import normalized_words, outside_brackets, print_date, read_date
from plandocs.normal.spans import (
    Point,
    Span,
    add_months,
    explicit_days,
    months_on,
    open_ended,
    point,
    says_part,
    two_points,
    whole_year,
)

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
_LENGTH_FIRST = re.compile(rf"{_LENGTH}[ :,-]*")
_LENGTH_LAST = re.compile(rf"(?:^|(?<![ ,:-])[ ,:-]+){_LENGTH}$")


def duration(words: str) -> tuple[date, date] | None:
    """The first and last day that normalized text gives as a length of time and one end of it.

    >>> duration("six months from 1 july 2026")
    (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    >>> duration("year ending 30 june 2027")
    (datetime.date(2026, 7, 1), datetime.date(2027, 6, 30))
    """
    if (match := _BACKWARD.fullmatch(words)) and (named := _dated(match)):
        end = named.last()
        return (_back(end, match), end) if end else None
    for style in (_FORWARD, _AFTERWARDS):
        if (match := style.fullmatch(words)) and (named := _dated(match)):
            start = named.first()
            return (start, _forward(start, match)) if start else None
    return None


def split_duration(words: str) -> tuple[int | None, str]:
    """How many months the text says at its start or end, and the text without that.

    >>> split_duration("12 months: 1 july 2026 to 30 june 2027")
    (12, '1 july 2026 to 30 june 2027')
    """
    for style in (_LENGTH_FIRST.match, _LENGTH_LAST.search):
        if (result := style(words)) and (months := _months(result)):
            return months, (words[: result.start()] + words[result.end() :]).strip()
    return None, words


def _dated(match: re.Match[str]) -> Point | None:
    """The end of the period that is named, if it is a day or a month."""
    named = point(match["point"])
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


_NOTHING: Span = (None, None)
_EXACT = re.compile(r"(?:From (?P<from>.+)|Until (?P<until>.+)|(?P<start>.+) – (?P<end>.+))")
_NOISE = r"(?:for|the|period|plan|performance|reporting|annual|agreement|cycle|year|of|full|in)"
_LEADING = re.compile(rf"(?:{_NOISE}[ :,-]+)+(?=\S)")
_TRAILING = re.compile(
    r"(?:,? (?:both )?(?:dates )?(?:inclusive|incl|inc)"
    r"|,? (?:performance |plan |planning |reporting )*(?:period|plan|cycle|year))+\.?$"
)
# What is said of a review, after a stop, is no part of the period: ", reviewed in January 2027".
_REVIEWED = re.compile(
    r" ?(?:[,;.]| -) ?(?:(?:to be|will be|is|was|be|with|and|the|an?|next|last|first|formal(?:ly)?"
    r"|mid-?(?:year|term|point|cycle)) )*(?:re-?view|revisit|amend|updat|check|progress)[a-z-]*\b"
    r"[^|]*"
)
_ANNUAL = re.compile(rf"(?:{_NOISE}|financial|fiscal|[ :,.-])*")
_LONG = 200
_ENDLESS = 100_000  # letters: a period that is hidden in so many is nobody's


def read_period(text: str) -> Span:
    """The first and last day of the period that a text names; None for a side it leaves open.

    >>> read_period("FY2026-27")
    (datetime.date(2026, 7, 1), datetime.date(2027, 6, 30))
    >>> read_period("From 1 July 2026"), read_period("Q3 and Q4 only")
    ((datetime.date(2026, 7, 1), None), (None, None))
    """
    return _read(text) if len(text) > _LONG else _remembered(text)


def print_period(start: date | None, end: date | None) -> str:
    """The period as plandocs writes it; `read_period` reads it back.

    >>> from datetime import date
    >>> print_period(date(2026, 7, 1), date(2027, 6, 30)), print_period(None, date(2027, 6, 30))
    ('1 July 2026 – 30 June 2027', 'Until 30 June 2027')
    """
    if start and end:
        return f"{print_date(start)} – {print_date(end)}"
    if start:
        return f"From {print_date(start)}"
    return f"Until {print_date(end)}" if end else ""


def period_contradicts(text: str, start: date | None, end: date | None) -> bool:
    """Whether the text says another start or another end; text that leaves a side open does not.

    >>> from datetime import date
    >>> period_contradicts("2026-27", date(2026, 7, 1), date(2027, 6, 30))
    False
    >>> period_contradicts("2026-27", date(2026, 7, 1), date(2026, 12, 31))
    True
    """
    span = read_period(text)
    if span == _NOTHING and (only := read_date(text)):
        return bool(start and only < start) or bool(end and only > end)
    return any(
        one is not None and other is not None and one != other
        for one, other in zip(span, (start, end), strict=True)
    )


def _read(text: str) -> Span:
    if len(text) > _ENDLESS:
        return _NOTHING
    if exact := _exactly(text):
        return exact
    outside, inside = outside_brackets(normalized_words(text))
    if result := _named(outside):
        return _NOTHING if says_part(inside) and _lasts(result, 12) else result
    months, rest = split_duration(outside)
    if _ANNUAL.fullmatch(rest) and (result := _named(inside)) and _lasts(result, months):
        return result
    return _NOTHING


_remembered = lru_cache(maxsize=4096)(_read)


def _exactly(text: str) -> Span | None:
    """A period as `print_period` prints it: the usual one, and any year a calendar has."""
    match = _EXACT.fullmatch(text)
    if not match:
        return None
    start, end = read_date(match["from"] or match["start"] or ""), None
    if sides := match["until"] or match["end"]:
        end = read_date(sides)
    backwards = start and end and end < start
    return None if backwards or print_period(start, end) != text else (start, end)


def _named(words: str) -> Span | None:
    """The period that normalized text names, in any style, with or without a remark after it."""
    if result := _period_in_any_style(words):
        return result
    before = _REVIEWED.search(words)
    return _period_in_any_style(words[: before.start()]) if before else None


def _period_in_any_style(words: str) -> Span | None:
    if len(words) > _LONG:
        return explicit_days(words)
    for candidate in _wordings(words.strip(" .,;:")):
        for style in (whole_year, duration, two_points, open_ended):
            if result := style(candidate):
                return result
    months, rest = split_duration(words)
    if months and (result := two_points(rest)):
        return result if _lasts(result, months) else None
    return explicit_days(words)


def _wordings(words: str) -> Iterator[str]:
    """The words, and the words without what people put round a period: "plan year", "inclusive"."""
    yield words
    ended = _TRAILING.sub("", words)
    if ended != words:
        yield ended
    for text in dict.fromkeys((words, ended)):
        if begun := _LEADING.match(text):
            yield text[begun.end() :]


def _lasts(span: Span, months: int | None) -> bool:
    """Whether the period is as long as the text says in months, if it says so at all."""
    start, end = span
    return months is None or (start is not None and add_months(start, months) == end)
