"""The styles of a period: plain text comes in, and each rule here knows one style of it.

A rule gives the first and last day, None for a side that is left open, or nothing at all where the
text is in another style.
"""

import re
from datetime import date

from plandocs.normal.dates import dates_in
from plandocs.normal.points import Point, financial_year, point

__all__ = ["Span", "explicit_days", "open_ended", "says_part", "two_points", "whole_year"]

Span = tuple[date | None, date | None]

_TO = (
    r"(?:through to|through|thru|to and including|up to|until|till|'?til|to|and ending|and ends"
    r"|ending|ends|end|concluding|concludes|completion|finishing|finishes|finish)"
    r"(?: date)?(?: on)?(?![a-z]):?"
)
_CONNECTOR = re.compile(rf" ?(?:->|→|-+|(?<![a-z]){_TO}) ?")
_ISO_PAIR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_FROM = re.compile(
    r"(?:on and from|as from|as of|from|commencing|commences|commencement|commence|starting|starts"
    r"|start|beginning|begins|effective|since)(?: date)?(?: on| from)?:? (?!of )"
)
_UNTIL = re.compile(rf"(?:{_TO}|by|-) ?")
_BETWEEN = re.compile(r"between (.+?) and (.+)")
_UNKNOWN = (
    r"(?:ongoing|on-going|open(?:[ -]ended)?|present|current|now|date|further notice|tb[acd]|\?+)"
)
_ONWARDS = re.compile(rf"(.+?)[ ,]*(?:(?:-|to |until |and )? ?{_UNKNOWN}|onwards?| -)")
_BEFORE_THEN = re.compile(rf"{_UNKNOWN} ?(?:-|to |until ) ?(.+)")
_CALENDAR = re.compile(
    r"(?:(?:the )?(?:calendar )?year |cy ?)?((?:19|20)[0-9]{2})(?: calendar year)?|cy ?'?([0-9]{2})"
)
_ALL_QUARTERS = (
    r"(?:q1 ?(?:-|to|through|until) ?q?4|q1,? ?q2,? ?q3,? ?(?:and |& ?)?q4"
    r"|quarters? (?:1|one) ?(?:-|to|through) ?(?:quarter )?(?:4|four)|all (?:four |4 )?quarters)"
)
_QUARTERS = re.compile(
    rf"{_ALL_QUARTERS}[, ]*(?:of |in )?(?:the )?(.+)|(.+?)[,:]? (?:- )?{_ALL_QUARTERS}"
)
_PART = re.compile(
    r"\b(?:only|half|halves|h[12]|q[1-4]|quarters?|partial(?:ly)?"
    r"|part[- ]?(?:of )?(?:the |a )?(?:financial |performance )?(?:years?|period|cycle))\b"
)
_EXPLICIT = re.compile(rf"(?P<before>[^|]*)\| ?(?:-+|→|(?<![a-z]){_TO}) ?\|(?P<after>[^|]*)")
_SIDE_BY_SIDE = re.compile(r" ?\| ?/? ?\| ?\.?")  # two lines, or a stroke, and not a word more
_MORE = re.compile(
    r"[0-9]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|or|not|except|excl)"
)
_APART = 2  # years that "Jul 26 – Jun 27" may lie apart, for else it is days and no years


def whole_year(words: str) -> Span | None:
    """A financial or calendar year: "2026-27", "fy27", "2026", "q1-q4 2026-27"."""
    if named := financial_year(words):
        return named.first(), named.last()
    if found := _CALENDAR.fullmatch(words):
        named = Point(int(found[1] or f"20{found[2]}"))
        return named.first(), named.last()
    quarters = _QUARTERS.fullmatch(words)
    if quarters and (named := financial_year(quarters[1] or quarters[2])):
        return named.first(), named.last()
    return None


def two_points(words: str) -> Span | None:
    """From one point to another: "1 july - 31 december 2026", "july 2026 to june 2027"."""
    if found := _BETWEEN.fullmatch(words) or _ISO_PAIR.fullmatch(words):
        return _span(point(found[1]), point(found[2]))
    if begun := _FROM.match(words):
        words = words[begun.end() :]
    for connector in _CONNECTOR.finditer(words):
        start = point(words[: connector.start()])
        if start and (span := _span(start, point(words[connector.end() :]))):
            return span
    return None


def open_ended(words: str) -> Span | None:
    """One point and no other: "from 1 july 2026", "1 july 2026 - ongoing", "until june 2027"."""
    begun, onwards = _FROM.match(words), _ONWARDS.fullmatch(words)
    if begun or onwards:
        named = _point_or_year(_FROM.sub("", onwards[1] if onwards else words, count=1))
        return (named.first(), None) if named and named.first() else None
    before, until = _BEFORE_THEN.fullmatch(words), _UNTIL.match(words)
    if before or until:
        named = _point_or_year(before[1] if before else words[until.end() if until else 0 :])
        return (None, named.last()) if named and named.last() else None
    return None


def explicit_days(words: str) -> Span | None:
    """Two full dates with a word or a dash between them, in text that names no other time."""
    found, rest = dates_in(words)
    match = _EXPLICIT.fullmatch(rest)
    more = not match or _MORE.search(match["before"] + " " + match["after"])
    if len(found) != 2 or (more and not _SIDE_BY_SIDE.fullmatch(rest)):
        return None
    start, end = found
    return (start, end) if start and end and start <= end else None


def says_part(words: str) -> bool:
    """Whether plain text speaks of a part of a year, so that the year itself is not meant."""
    return bool(_PART.search(re.sub(_ALL_QUARTERS, "", words)))


def _point_or_year(words: str) -> Point | None:
    return financial_year(words.strip(" ,.;:")) or point(words)


def _span(start: Point | None, end: Point | None) -> Span | None:
    """The period between two points, which lend each other what they do not name."""
    if not start or not end or _is_year(start) or _is_year(end) or start.fiscal != end.fiscal:
        return None
    start, end = _with_short_years(start, end)
    if not start.month and not start.fiscal and end.day:
        start = start._replace(month=end.month)
    year = start.year or end.year
    if not year or not ((start.month and end.month) or start.fiscal):
        return None
    first = start._replace(year=start.year or year).first()
    last = end._replace(year=end.year or year).last()
    return (first, last) if first and last and first <= last else None


def _is_year(named: Point) -> bool:
    """Whether it is a calendar year: as one side of a longer period that is too vague."""
    return not (named.month or named.day or named.fiscal)


def _with_short_years(start: Point, end: Point) -> tuple[Point, Point]:
    """The same points, where "Jul 26" is July 2026 and not a day if the other side says so."""
    neither = not (start.year or end.year) and 0 <= end.short - start.short <= _APART
    if start.short and ((end.short and neither) or _is_month(end)):
        start = Point(start.short, start.month)
    if end.short and _is_month(start):
        end = Point(end.short, end.month)
    return start, end


def _is_month(named: Point) -> bool:
    return bool(named.year and named.month and not named.day)
