"""What a number in a cell means: its format says whether it is a date.

In: a number and the format of its cell. Out: a number, a date, or text where the format shows
what the number alone has lost (a time of day, the leading zeros of 00731).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from plandocs.sheet.grid import Value

# ECMA-376 part 1, 18.8.30: formats without a code in the file. 27-36 and 50-58 are dates in
# East Asian editions of Excel.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), "d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), "h"),
    22: "d h",
}
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile(r"[dye]|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hms]", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}")
_LAST_DAY = 2_958_465  # 31 December 9999
_1904 = 1462
_LEAP_THAT_WAS_NOT = 60


def format_code(number: int, codes: dict[int, str]) -> str:
    """The code of a format: the file's own, or what stands for a built-in one."""
    return codes.get(number) or _BUILT_IN.get(number, "General")


def shown(number: float, code: str, *, from_1904: bool) -> Value:
    """The number as the value that the cell stands for."""
    first = code.split(";")[0]
    plain = _NOT_CODE.sub("", first)
    if plain.lower() in {"general", "@", ""} or _ELAPSED.search(first):
        return _number(number)
    if _ZEROS.fullmatch(plain) and number == int(number) >= 0:
        return str(int(number)).zfill(len(plain))
    is_day, is_time = bool(_DAY.search(plain)), bool(_TIME.search(plain))
    if not (is_day or is_time) or "0." in plain or "#" in plain or "?" in plain:
        return _number(number)
    serial = number + (_1904 if from_1904 else 0)
    if not 0 <= serial <= _LAST_DAY + 1:
        return _number(number)
    return _moment(serial, is_day=is_day or serial >= 1)


def _moment(serial: float, *, is_day: bool) -> Value:
    # Excel counts a 29 February 1900, so that the days before it are one short.
    days = int(serial) + (1 if serial < _LEAP_THAT_WAS_NOT else 0)
    seconds = round((serial - int(serial)) * 86400)
    if not is_day:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    moment = datetime(1899, 12, 30) + timedelta(days=days, seconds=seconds)
    return moment if seconds else date(moment.year, moment.month, moment.day)


def _number(number: float) -> Value:
    return int(number) if number == int(number) else number
