"""Periods: the text of one as people type it comes in, its first and last day go out, and back.

A financial year runs from July to June, as in Australia. A part of a year that nobody can be sure
of, or an end before its start, gives nothing.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from plandocs.normal.dates import print_date, read_date
from plandocs.normal.durations import duration, split_duration
from plandocs.normal.points import add_months
from plandocs.normal.spans import (
    Span,
    explicit_days,
    open_ended,
    says_part,
    two_points,
    whole_year,
)
from plandocs.normal.wording import outside_brackets, plain

__all__ = ["Span", "period_contradicts", "print_period", "read_period"]

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
    said = read_period(text)
    if said == _NOTHING and (only := read_date(text)):
        return bool(start and only < start) or bool(end and only > end)
    return any(
        one is not None and other is not None and one != other
        for one, other in zip(said, (start, end), strict=True)
    )


def _read(text: str) -> Span:
    if len(text) > _ENDLESS:
        return _NOTHING
    if exact := _exactly(text):
        return exact
    outside, inside = outside_brackets(plain(text))
    if found := _named(outside):
        return _NOTHING if says_part(inside) and _lasts(found, 12) else found
    months, rest = split_duration(outside)
    if _ANNUAL.fullmatch(rest) and (found := _named(inside)) and _lasts(found, months):
        return found
    return _NOTHING


_remembered = lru_cache(maxsize=4096)(_read)


def _exactly(text: str) -> Span | None:
    """A period as `print_period` prints it: the usual one, and any year a calendar has."""
    found = _EXACT.fullmatch(text)
    if not found:
        return None
    start, end = read_date(found["from"] or found["start"] or ""), None
    if sides := found["until"] or found["end"]:
        end = read_date(sides)
    backwards = start and end and end < start
    return None if backwards or print_period(start, end) != text else (start, end)


def _named(words: str) -> Span | None:
    """The period that plain text names, in whichever style, with or without a remark after it."""
    if found := _said(words):
        return found
    before = _REVIEWED.search(words)
    return _said(words[: before.start()]) if before else None


def _said(words: str) -> Span | None:
    if len(words) > _LONG:
        return explicit_days(words)
    for candidate in _wordings(words.strip(" .,;:")):
        for style in (whole_year, duration, two_points, open_ended):
            if found := style(candidate):
                return found
    months, rest = split_duration(words)
    if months and (found := two_points(rest)):
        return found if _lasts(found, months) else None
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
