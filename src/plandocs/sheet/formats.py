"""What a number in a cell means: its format says whether it is a date.

In: a number and the format of its cell. Out: a number, a date, a figure that knows how it is shown
(90 %, $1,500), or text where the format shows what the number alone has lost (a time of day, the
leading zeros of 00731).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from plandocs.remembered import remembered
from plandocs.sheet.grid import Value

# ECMA-376 part 1, 18.8.30: formats without a code in the file. 27-36 and 50-58 are dates in
# East Asian editions of Excel.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), "d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), "h"),
    22: "d h",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "$#,##0",
    43: "#,##0.00",
    44: "$#,##0.00",
}
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile(r"[dye]|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hms]", re.IGNORECASE)
_DIGITS = re.compile(r"[#?]|0[.%]|^0+$")
_FIGURE = re.compile(r"([^#0,.%?/]*)([#0,]*)(?:\.(0+))?(\s?%)?([^#0,.%?/]*)")
_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)|[_*].|\[[^\]]*\]')
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
    pattern = _pattern(code)
    if pattern is None:
        return None
    before, whole, decimals, percent, after = pattern
    exact = abs(Decimal(repr(number))) * (100 if percent else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    zeros = len(whole) - whole.index("0") if "0" in whole and "," not in whole else 0
    digits = f"{rounded:{',' if ',' in whole else ''}f}".zfill(
        zeros + (decimals + 1 if decimals else 0)
    )
    shown = f"{'-' if number < 0 and rounded else ''}{before}{digits}{percent}{after}"
    if zeros > 1 and number == int(number) >= 0:
        return shown  # a key, such as 00731
    figure = Figure(number)
    figure.shown = shown
    return figure


@remembered(1000, longest=200)
def _pattern(code: str) -> tuple[str, str, int, str, str] | None:
    """What stands before, the digits, the count of decimals, a percent sign, what stands after."""
    plain = _LITERAL.sub(lambda found: next(filter(None, found.groups()), ""), code.split(";")[0])
    match = _FIGURE.fullmatch(plain.strip())
    if not match or not match[2] or match[2].endswith(","):  # "0," shows thousands
        return None
    before, whole, decimals, percent, after = match.groups("")
    if whole in {"0", "#"} and not (before or decimals or percent or after):
        return None
    return before, whole, len(decimals), percent, after


@remembered(1000, longest=200)
def _kind(code: str) -> Literal["number", "day", "time"]:
    """What a format shows."""
    first = code.split(";")[0]
    plain = _NOT_CODE.sub("", first)
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
