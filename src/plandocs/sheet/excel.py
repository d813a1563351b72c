"""What Excel has: addresses of cells, limits, formats; and the look of our own workbooks."""

from __future__ import annotations

from functools import cache, lru_cache

from plandocs.table import BAND

MOST_COLUMNS, LONGEST_COLUMN = 16_384, 3
MOST_IN_PROMPT = 32  # letters in the title of an input message
LISTS = "Lists"  # the hidden sheet with the choices of long drop-downs

# The look of our own workbooks, by which what people did to them is told apart.
LINK = "0B5394"
HEADING, EDITABLE_HEADING, EDITABLE_CELL = BAND, "9C4A00", "FFF6EB"
OUR_FILLS = frozenset({HEADING, EDITABLE_HEADING, EDITABLE_CELL})
DAY, MOMENT = "d mmm yyyy", "d mmm yyyy h:mm"

# ECMA-376 part 1, 18.8.30: formats that have a number and no code in the file.
BUILT_IN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


@cache
def column_letter(column: int) -> str:
    """The letter of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=2**15)
def column_number(letters: str) -> int:
    """The column of these letters, from 0; beyond the last where they name none."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= LONGEST_COLUMN):
        return MOST_COLUMNS
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
