"""Dates are read day first, in every style people use; where two are named, none is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.normal.dates import contradicts, print_date, read_date
from tests.normal.wild_text import wild

TWELFTH_OF_JULY = """
12 July 2026
12 july 2026
12 JULY 2026
12 Jul 2026
12 Jul. 2026
12 Jul 26
12 Jul '26
12th July 2026
12th of July 2026
12th July, 2026
12 July, 2026
12, July, 2026
12. July 2026
12July2026
12-Jul-2026
12-Jul-26
12/Jul/2026
12.Jul.2026
the 12th day of July 2026
Sunday 12 July 2026
Sunday, 12 July 2026
Sun 12 Jul 2026
Friday 12 July 2026
July 12, 2026
July 12 2026
July 12th, 2026
Jul 12, 26
Jul-12-2026
2026 July 12
2026-Jul-12
12/7/2026
12/07/2026
12/7/26
12.7.2026
12.7.26
12.07.2026.
12-07-2026
12–07–2026
12 / 7 / 2026
12\\7\\2026
12 07 2026
Sun 12/7/26
12072026
2026-07-12
2026-7-12
2026/07/12
2026.07.12
20260712
2026-07-12T00:00:00
2026-07-12 00:00:00
2026-07-12T10:30:00+10:00
12 July 2026 at 2pm
12/07/2026 2.30pm
12/07/2026 10.30-11.30
12 July 2026, 14:00
12 July 2026 14:00 - 15:00
12 July 2026 – 2pm
2pm, 12 July 2026
10:30, 12 July 2026
12 July 2026 (was 7 July)
12/07/2026 (was 07/07/2026)
12 July 2026 [TBC]
12 July 2026 (moved from 7 July 2026
12 (twelve) July 2026
(12 July 2026)
as at 12 July 2026
By 12 July 2026
Date: 12 July 2026.
12 July 2026, by telephone
Sunday 12 July 2026 (12/7/2026)
12 July 2026 = 12/07/2026
１２ July ２０２６
""".strip().split("\n")

NO_DATE = """
TBC
to be confirmed
July 2026
2026
12 July
12/7
Sunday
FY2026-27
7/13/2026
31/6/2026
29 February 2026
0/7/2026
99/99/9999
12/7/202
l2/7/2026
I2 July 2026
12 Mayor 2026
12 July 10:30
12 July 10am
12 July 2026 and 14 July 2026
12 July 2026, was 7 July 2026
12 July 2026, was 7 July
12 July 2026, was 7/7
12 and 14 July 2026
12 & 14 July 2026
12-14 July 2026
12 – 14 July 2026
12/14 July 2026
12 or 13 July 2026
July 12-14, 2026
July 12-14 2026
12/7/2026 - 14/7/2026
12/7/2026-14/7/2026
12-7-26 - 14-7-26
12 July 2026 – 14 July 2026
6/7-8/7/2026
__/__/2026
/ /
46215
120726
""".strip().split("\n")


@pytest.mark.parametrize(
    "text",
    [*TWELFTH_OF_JULY, "12\u00a0July\u00a02026", "\u200e12/\u200e07/\u200e2026", "12 July\n2026"],
)
def test_a_date_is_read_however_it_is_typed(text: str) -> None:
    assert read_date(text) == datetime.date(2026, 7, 12)


@pytest.mark.parametrize("text", ["", " ", *NO_DATE])
def test_no_date_is_guessed(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [("3 Jan 2026", 1), ("3 Febr", 0), ("3 February 2026", 2), ("3 Mar. 2026", 3),
     ("3 April 2026", 4), ("3 May 2026", 5), ("3 Jun 2026", 6), ("3 Aug 26", 8),
     ("Friday 3rd of July 2026", 7), ("3 Sept 2026", 9), ("3 Sep. 2026", 9), ("3 Oct 2026", 10),
     ("3 Nov 2026", 11), ("3 Dec 2026", 12), ("1/2/2026 ", 0)],
)  # fmt: skip
def test_months_are_read_by_their_names(text: str, month: int) -> None:
    read = read_date(text)
    if month:
        assert read == datetime.date(2026, month, 3)
    else:
        assert read in (None, datetime.date(2026, 2, 1))


@pytest.mark.parametrize(("text", "year"), [("1/2/00", 2000), ("1/2/99", 2099), ("1/2/1999", 1999)])
def test_two_digits_are_a_year_of_this_century(text: str, year: int) -> None:
    assert read_date(text) == datetime.date(year, 2, 1)


def test_a_year_far_off_is_read_only_as_it_is_printed() -> None:
    assert read_date("12/7/2206") is None
    assert read_date("12 July 2206") == datetime.date(2206, 7, 12)


@given(st.dates())
def test_a_printed_date_is_read_back(date: datetime.date) -> None:
    assert read_date(print_date(date)) == date
    assert not contradicts(print_date(date), date)


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_in_numbers(date: datetime.date) -> None:
    assert read_date(f"{date.day}/{date.month}/{date.year}") == date
    assert read_date(f"{date:%d.%m.%y}") == date
    assert read_date(date.isoformat()) == date
    assert read_date(f"{date:%Y%m%d}") == date


@given(st.one_of(wild, st.text("0123456789/-. JulyadeThs()[]:,", max_size=30)), st.dates())
def test_reading_never_fails_and_never_contradicts_itself(text: str, date: datetime.date) -> None:
    read = read_date(text)
    assert contradicts(text, date) == (read != date) or read is None


def test_a_long_text_is_read_in_good_time() -> None:
    assert read_date("(" * 50_000 + "12 July 2026") == datetime.date(2026, 7, 12)
    assert read_date("12/7/2026 " * 20_000) == datetime.date(2026, 7, 12)
    assert read_date("1 " * 50_000) is None


@pytest.mark.parametrize(
    "text",
    ["", "TBC", "12 July 2026", "12/7/26", "July 2026", "Jul 26", "mid July 2026", "2026",
     "12 July", "July", "12 or 13 July 2026", "11 July 2026 or 12 July 2026", "12/7", "7/13/2026"],
)  # fmt: skip
def test_vaguer_text_does_not_contradict_a_date(text: str) -> None:
    assert not contradicts(text, datetime.date(2026, 7, 12))


@pytest.mark.parametrize(
    "text",
    ["13 July 2026", "7/12/2026", "August 2026", "July 2027", "2027", "13 July", "13/7",
     "10 July 2026 or 11 July 2026", "12 or 13 August 2026"],
)  # fmt: skip
def test_another_date_contradicts(text: str) -> None:
    assert contradicts(text, datetime.date(2026, 7, 12))
