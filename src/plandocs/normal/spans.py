"""The styles of a period, and the points between which one runs, from a day to a whole year.

A style gives the first and last day, None for a side that is left open, or nothing at all where the
text is in another style. A point may lack its year or its month, which the other side of the period
then lends it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from plandocs.normal.dates import MONTH, ORDINAL, dates_in, month_number, whole_date

_FY_WORD = r"(?:fye|fy|f/y|f\.y\.|fin(?:ancial)?\.? ?(?:year|yr)|fiscal year)"
_TWO_YEARS = re.compile(
    rf"(?P<w>{_FY_WORD})?[ :.-]*'?(?P<a>[0-9]{{4}}|[0-9]{{2}})(?P<s> ?[-/] ?| to )"
    rf"'?(?P<b>[0-9]{{4}}|[0-9]{{2}})(?P<w2> ?{_FY_WORD})?"
)
_ONE_YEAR = re.compile(
    rf"{_FY_WORD}[ :.-]*(?:(?:ending|ended|to) )?(?:(?:30 )?june )?'?([0-9]{{4}}|[0-9]{{2}})"
    rf"|([0-9]{{4}}) ?{_FY_WORD}"
)
_EDGE_WORD = r"(?P<edge>(?:the )?(?:start|beginning|end) (?:of )?)?"
_MONTH_OF_YEAR = re.compile(
    rf"{_EDGE_WORD}(?P<m>{MONTH})[ ,./-]*(?:of )?(?P<y>[0-9]{{4}}|'[0-9]{{2}})"
)
_NUMERIC_MONTH = re.compile(
    r"(?P<m>0?[1-9]|1[0-2])[./-](?P<y>[0-9]{4})|(?P<y2>[0-9]{4})-(?P<m2>0[1-9]|1[0-2])"
)
_DAY_OF_MONTH = re.compile(
    rf"(?P<d>[0-9]{{1,2}}){ORDINAL}[ ./-]*(?:(?:day )?of )?(?P<m>{MONTH})"
    rf"|(?P<m2>{MONTH})[ .-]*(?P<d2>[0-9]{{1,2}}){ORDINAL}"
    r"|(?P<d3>[0-9]{1,2})[/.](?P<m3>[0-9]{1,2})"
)
_MONTH_ONLY = re.compile(rf"{_EDGE_WORD}(?P<m>{MONTH})")
_YEAR_ONLY = re.compile(r"(?:19|20)[0-9]{2}")
_DAY_ONLY = re.compile(rf"([0-9]{{1,2}}){ORDINAL}")
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[., ]*)?(?:the )?"
)
_FISCAL_START = 7  # July
_YEARS = range(1900, 2100)


class Point(NamedTuple):
    """A day, month or year as a side of a period names it; 0 is what it does not name."""

    year: int = 0
    month: int = 0
    day: int = 0
    fiscal: bool = False
    """The year begins in July; `year` is the one it begins in."""
    edge: str = ""
    """"start" or "end", where the side says "start of July" or "end of June"."""
    short: int = 0
    """The year that the day would be, were it one: "Jul 26" may be July 2026."""

    def first(self) -> date | None:
        """The first day of it, if it is known well enough."""
        if self.year not in _YEARS or self.edge == "end":
            return None
        return _day(self.year, self.month or (_FISCAL_START if self.fiscal else 1), self.day or 1)

    def last(self) -> date | None:
        """The last day of it, if it is known well enough."""
        if self.year not in _YEARS or self.edge == "start":
            return None
        if self.day:
            return _day(self.year, self.month, self.day)
        year = self.year + self.fiscal
        month = self.month or (_FISCAL_START - 1 if self.fiscal else 12)
        return _day(year, month, calendar.monthrange(year, month)[1])


def point(words: str) -> Point | None:
    """The point that plain text names from its first character to its last.

    >>> point("1 july") == Point(0, 7, 1), point("june 2027") == Point(2027, 6)
    (True, True)
    """
    words = words.strip(" ,.;:")
    if day := whole_date(words):
        return Point(day.year, day.month, day.day)
    words = _WEEKDAY.sub("", words, count=1)
    return (
        _two_years(words)
        or _month_point(words)
        or _day_point(words)
        or (Point(int(words)) if _YEAR_ONLY.fullmatch(words) else None)
    )


def financial_year(words: str) -> Point | None:
    """The financial year that plain text names: "2026-27", "fy27" (which ends in June 2027).

    >>> financial_year("fy27") == financial_year("2026/27") == Point(2026, fiscal=True)
    True
    """
    if match := _ONE_YEAR.fullmatch(words):
        return Point(_full_year(match[1] or match[2]) - 1, fiscal=True)
    return _two_years(words)


def add_months(day: date, months: int) -> date:
    """The last day of so many months that begin on `day`.

    >>> add_months(date(2026, 7, 1), 12)
    datetime.date(2027, 6, 30)
    """
    after = months_on(day, months)
    # The month is too short for the day: its last day is the last of the period.
    return after if after.day < day.day else after - timedelta(days=1)


def months_on(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last of a month too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _two_years(words: str) -> Point | None:
    """A financial year by the two years it touches: "2026-27", "fy 26/27", "2026/2027"."""
    match = _TWO_YEARS.fullmatch(words)
    if not match:
        return None
    first = _full_year(match["a"])
    follows = match["b"] in (str(first + 1), f"{(first + 1) % 100:02d}")
    # Two short numbers alone are years only from 2020 on.
    surely = match["w"] or match["w2"] or len(match["a"]) == 4 or first >= 2020
    spelled = match["s"] != " to " or len(match["a"]) == len(match["b"]) == 4
    return Point(first, fiscal=True) if follows and surely and spelled else None


def _month_point(words: str) -> Point | None:
    if match := _MONTH_OF_YEAR.fullmatch(words):
        return Point(_full_year(match["y"]), month_number(match["m"]), edge=_edge(match["edge"]))
    if match := _NUMERIC_MONTH.fullmatch(words):
        return Point(int(match["y"] or match["y2"]), int(match["m"] or match["m2"]))
    if match := _MONTH_ONLY.fullmatch(words):
        return Point(0, month_number(match["m"]), edge=_edge(match["edge"]))
    return None


def _day_point(words: str) -> Point | None:
    """A day without its year; or, if it could be one, a month with a short year ("07/26")."""
    if match := _DAY_OF_MONTH.fullmatch(words):
        day = int(match["d"] or match["d2"] or match["d3"])
        month = month_number(match["m"] or match["m2"] or match["m3"])
        if month > 12:
            return Point(2000 + month, day) if day <= 12 else None
        short = 2000 + day if match["m2"] and day >= 20 else 0
        return Point(0, month, day, short=short)
    if match := _DAY_ONLY.fullmatch(words):
        return Point(0, 0, int(match[1]))
    return None


def _edge(words: str | None) -> str:
    if not words:
        return ""
    return "end" if "end" in words.split() else "start"


def _full_year(digits: str) -> int:
    digits = digits.lstrip("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
    if match := _CALENDAR.fullmatch(words):
        named = Point(int(match[1] or f"20{match[2]}"))
        return named.first(), named.last()
    quarters = _QUARTERS.fullmatch(words)
    if quarters and (named := financial_year(quarters[1] or quarters[2])):
        return named.first(), named.last()
    return None


def two_points(words: str) -> Span | None:
    """From one point to another: "1 july - 31 december 2026", "july 2026 to june 2027"."""
    if result := _BETWEEN.fullmatch(words) or _ISO_PAIR.fullmatch(words):
        return _span(point(result[1]), point(result[2]))
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
    dates, rest = dates_in(words)
    match = _EXPLICIT.fullmatch(rest)
    more = not match or _MORE.search(match["before"] + " " + match["after"])
    if len(dates) != 2 or (more and not _SIDE_BY_SIDE.fullmatch(rest)):
        return None
    start, end = dates
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
