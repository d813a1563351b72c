"""Periods are read in every style people use, as the Australian public service means them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.normal.periods import period_contradicts, print_period, read_period
from tests.normal.wild_text import wild

FINANCIAL_YEAR = """
1 July 2026 – 30 June 2027
1 July 2026 - 30 June 2027
1 July 2026 — 30 June 2027
1 July 2026 ‒ 30 June 2027
1 July 2026 ― 30 June 2027
1 July 2026 − 30 June 2027
1 July 2026-30 June 2027
1 July 2026 → 30 June 2027
1 July 2026 to 30 June 2027
1 July 2026 until 30 June 2027
1 July 2026 till 30 June 2027
1 July 2026 through 30 June 2027
1 July 2026 through to 30 June 2027
1 July 2026 to the 30 June 2027
From 1 July 2026 to 30 June 2027
From: 1 July 2026 To: 30 June 2027
between 1 July 2026 and 30 June 2027
commencing 1 July 2026 and ending 30 June 2027
1 July 2026 to 30 June 2027 inclusive
1 July 2026 to 30 June 2027 inc.
Start date: 1 July 2026 End date: 30 June 2027
Commences 1 July 2026, concludes 30 June 2027
1 July 2026 to 30 June 2027, subject to review
1 July 2026 – 30 June 2027 (12 months)
12 months (1 July 2026 – 30 June 2027)
12 months: 1 July 2026 – 30 June 2027
Wed 1st July 2026 – Wed 30th June 2027
1/7/26-30/6/27
1/7/2026 – 30/6/2027
01.07.2026 – 30.06.2027
1-7-26 - 30-6-27
1 Jul 26 – 30 Jun 27
July 1, 2026 - June 30, 2027
2026-07-01/2027-06-30
2026-07-01 to 2027-06-30
July 2026 to June 2027
July 2026 - June 2027 (12 months)
Jul 2026 – Jun 2027
Jul 26 – Jun 27
Jul '26 – Jun '27
July 2026 – June 27
07/2026 - 06/2027
07/26 - 06/27
1 July 2026 to end of June 2027
FY2026-27
FY 2026-27
FY2026/27
FY 26/27
FY26-27
2026-27
2026/27
2026–27
2026–2027
2026/2027
2026 to 2027
2026/2027 financial year
the 2026–27 financial year
Financial year 2026-27
Period: 2026-27
2026-27 plan year
Annual performance plan 2026-27
FY27
FY2027
FY '27
2027 financial year
Q1–Q4 2026-27
Q1 to Q4 FY27
2026-27, Q1–Q4
Q1, Q2, Q3 and Q4 of 2026-27
12 months from 1 July 2026
12 months commencing on 1 July 2026
twelve months from July 2026
12-month period from 1 July 2026
1 July 2026 for 12 months
one year from 1 July 2026
12 months to 30 June 2027
year ending 30 June 2027
12 months from 1 July 2026 to 30 June 2027
1 July 2026 to 30 June 2027, reviewed in January
1 July 2026 – 30 June 2027; mid-year review 15 January 2027
2026-27, to be reviewed in January 2027
""".strip().split("\n")

NOTHING = """
TBC
ongoing
as agreed
12 months
annual
Q3 and Q4 only
Q3 and Q4 2026-27
Q1 2026-27
first half of 2026-27
2026-27 (Q3 and Q4 only)
2026-27 (part of the financial year)
H1 2026-27
six months (2026-27)
mid 2026
1 July 2026
July 2026
1 July to 30 June
July to June
Jul 1 – Dec 31
30 June 2027 – 1 July 2026
30 June 2027 / 1 July 2026
1 July 2026, 30 June 2027
1 July – 30 June 2027
2027-26
2026-28
2026-2028
FY26-FY27
6 months from 1 July 2026 to 30 June 2027
1 July 2026 to 31 June 2027
1 July 2026 – 30 June 2027 and 1 July 2027 – 30 June 2028
1 July 2026 – 30 June 2027 or 30 June 2028
TBC (maybe 2026-27)
""".strip().split("\n")

OTHERS = [
    ("2026", "2026-01-01", "2026-12-31"),
    ("calendar year 2026", "2026-01-01", "2026-12-31"),
    ("2026 calendar year", "2026-01-01", "2026-12-31"),
    ("CY2026", "2026-01-01", "2026-12-31"),
    ("1 July – 31 December 2026", "2026-07-01", "2026-12-31"),
    ("1 July to 31 December 2026", "2026-07-01", "2026-12-31"),
    ("1/7 - 31/12/2026", "2026-07-01", "2026-12-31"),
    ("Jul–Dec 2026", "2026-07-01", "2026-12-31"),
    ("July - Dec 31, 2026", "2026-07-01", "2026-12-31"),
    ("1 July 2026 / 31 December 2026", "2026-07-01", "2026-12-31"),
    ("1 July 2026\n31 December 2026", "2026-07-01", "2026-12-31"),
    ("1–15 July 2026", "2026-07-01", "2026-07-15"),
    ("Sept 2026 – Feb 2028", "2026-09-01", "2028-02-29"),
    ("2025-26 to 2026-27", "2025-07-01", "2027-06-30"),
    ("six months from 1 July 2026", "2026-07-01", "2026-12-31"),
    ("six months commencing 1 July 2026", "2026-07-01", "2026-12-31"),
    ("18 months from 1 July 2026", "2026-07-01", "2027-12-31"),
    ("2 weeks from 1 July 2026", "2026-07-01", "2026-07-14"),
    ("12 months from 29 February 2024", "2024-02-29", "2025-02-28"),
    ("6 months to 30 August 2026", "2026-02-28", "2026-08-30"),
    ("1999-00", "1999-07-01", "2000-06-30"),
    ("From 1 July 2026", "2026-07-01", None),
    ("from July 2026", "2026-07-01", None),
    ("commencing 1 July 2026", "2026-07-01", None),
    ("1 July 2026 – ongoing", "2026-07-01", None),
    ("1 July 2026 onwards", "2026-07-01", None),
    ("1 July 2026 – TBC", "2026-07-01", None),
    ("1 July 2026 –", "2026-07-01", None),
    ("Until 30 June 2027", None, "2027-06-30"),
    ("to June 2027", None, "2027-06-30"),
    ("up to 30/6/27", None, "2027-06-30"),
    ("– 30 June 2027", None, "2027-06-30"),
    ("ending 30 June 2027", None, "2027-06-30"),
]

START, END = date(2026, 7, 1), date(2027, 6, 30)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


@pytest.mark.parametrize("text", [*FINANCIAL_YEAR, "1\u00a0July\u00a02026 –\n30 June 2027"])
def test_a_financial_year_is_read_however_it_is_typed(text: str) -> None:
    assert read_period(text) == (START, END)


@pytest.mark.parametrize(("text", "start", "end"), OTHERS)
def test_other_periods_are_read(text: str, start: str | None, end: str | None) -> None:
    assert read_period(text) == (_day(start), _day(end))


@pytest.mark.parametrize("text", ["", " ", *NOTHING])
def test_no_period_is_guessed(text: str) -> None:
    assert read_period(text) == (None, None)


days = st.dates() | st.none()


@given(days, days)
def test_a_printed_period_is_read_back(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        start, end = end, start
    assert read_period(print_period(start, end)) == (start, end)
    assert not period_contradicts(print_period(start, end), start, end)


_WORDS = (
    *("1 July", "2026", "30 June 2027", "1/7/26", "Feb ", "31 ", "27", "9999", "0000", "FY", "Q1"),
    *("-", " to ", "from ", "until ", "12 months ", " year ending ", "99 years from ", "/", "("),
)


@given(st.one_of(wild, st.lists(st.sampled_from(_WORDS), max_size=6).map("".join)))
def test_reading_never_fails_and_an_end_is_never_before_its_start(text: str) -> None:
    start, end = read_period(text)
    assert not (start and end) or start <= end
    assert not period_contradicts(text, start, end)


def test_a_long_text_is_read_in_good_time() -> None:
    assert read_period("from 1 July to " * 10_000) == (None, None)
    assert read_period("1 July 2026 to 30 June 2027 as agreed " + "x - " * 10_000) == (START, END)
    for endless in (", " * 100_000, "- " * 100_000, "1/7/26 – " * 50_000):
        assert read_period(endless) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-27", START, END),
        ("From 1 July 2026", START, END),
        ("2026-27", START, None),
        ("1 July 2026", START, END),
        ("TBC", START, END),
        ("", START, END),
        ("2026-27", None, None),
    ],
)
def test_vaguer_text_does_not_contradict_a_period(
    text: str, start: date | None, end: date | None
) -> None:
    assert not period_contradicts(text, start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", START, END),
        ("2025-26", START, END),
        ("2026-27", None, date(2027, 6, 29)),
        ("From 2 July 2026", START, None),
        ("30 June 2026", START, END),
        ("1 July 2027", START, END),
    ],
)
def test_another_period_contradicts(text: str, start: date | None, end: date | None) -> None:
    assert period_contradicts(text, start, end)
