"""What a number in a cell means: its format says whether it is a date.

Takes a number and the format of its cell, and gives a number, a date, a figure that knows how it is
shown (90 %, $1,500), or text where the format shows what the number alone has lost (a time of day,
the leading zeros of 00731).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal

from plandocs.remembered import remembered
from plandocs.sheet.excel import BUILT_IN_FORMATS
from plandocs.sheet.read.grid import Value
from plandocs.sheet.read.number_text import plain_digits, shown_number

# 27 to 36 and 50 to 58 are dates in East Asian editions of Excel; 41 to 44 differ by country.
_BUILT_IN = {
    **BUILT_IN_FORMATS,
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "d"),
    **dict.fromkeys((32, 33, 34, 35), "h"),
    41: "#,##0",
    42: "$#,##0",
    43: "#,##0.00",
    44: "$#,##0.00",
    49: "General",
}
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile(r"[dye]|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hms]", re.IGNORECASE)
_DIGITS = re.compile(r"[#?]|0[.%]|^0+$")
_LAST_DAY = 2_958_465  # 31 December 9999
_1904 = 1462
_LEAP_THAT_WAS_NOT = 60


class Figure(float):
    """A number whose cell shows it with a sign, or with more than its digits: 90%, $1,500.00."""

    shown: str


def format_code(number: int, codes: dict[int, str]) -> str:
    """The code of a format: the file's own, or what stands for a built-in one."""
    return codes.get(number) or _BUILT_IN.get(number, "General")


def shown(number: float, code: str, *, from_1904: bool) -> Value:
    """The number as the value that the cell stands for."""
    kind = _kind(code)
    serial = number + (_1904 if from_1904 else 0)
    if kind in {"day", "time"} and 0 <= serial <= _LAST_DAY + 1:
        return _moment(serial, is_day=kind == "day" or serial >= 1)
    return _figure(number, code) or (int(number) if number == int(number) else number)


def _figure(number: float, code: str) -> Figure | str | None:
    """The number as a format with a currency, a percent sign, groups or decimals shows it."""
    text = shown_number(number, code)
    if text is None or text == plain_digits(number):
        return None
    if number >= 0 and number == int(number) and text.isdigit():
        return text  # a key, such as 00731
    figure = Figure(number)
    figure.shown = text
    return figure


@remembered(1000, longest=200)
def _kind(code: str) -> Literal["number", "day", "time"]:
    """What a format shows."""
    first = code.split(";")[0]
    plain = _NOT_CODE.sub("", first).strip()
    if plain.lower() == "general" or _ELAPSED.search(first) or _DIGITS.search(plain):
        return "number"
    if _DAY.search(plain):
        return "day"
    return "time" if _TIME.search(plain) else "number"


def _moment(serial: float, *, is_day: bool) -> Value:
    # Excel counts a 29 February 1900, so that the days before it are one short.
    days = int(serial) + (1 if serial < _LEAP_THAT_WAS_NOT else 0)
    seconds = round((serial - int(serial)) * 86400)
    if not is_day:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    moment = datetime(1899, 12, 30) + timedelta(days=days, seconds=seconds)
    return moment if seconds else date(moment.year, moment.month, moment.day)
