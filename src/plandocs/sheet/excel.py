"""What Excel has: addresses of cells, limits, formats, and the text that a cell can hold.

Any text becomes text that Excel keeps as it is, and its XML; and back from XML to text. Here is the
look of our own workbooks, too. See ``docs/workbook-notes.md`` for what Excel does with texts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from plandocs.table import BAND, CORRECTED

MOST_COLUMNS, LONGEST_COLUMN = 16_384, 3
MOST_IN_PROMPT = 32  # letters in the title of an input message
LISTS = "Lists"  # the hidden sheet with the choices of long drop-downs

# The look of our own workbooks, by which what people did to them is told apart.
LINK = "0B5394"
HEADING, EDITABLE_HEADING, EDITABLE_CELL = BAND, "9C4A00", "FFF6EB"
OUR_FILLS = frozenset({HEADING, EDITABLE_HEADING, EDITABLE_CELL, CORRECTED})
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


LONGEST = 32_767
SHORTENED = "… [shortened: whole text in the data]"

_NO_CELL_HOLDS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_BYTES = bytes((*range(9), *range(11, 32)))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e]")
# ECMA-376 part 1, 22.9.2.19 (ST_Xstring): _xHHHH_ stands for a character, so a typed one is
# escaped at its first underscore; the lookahead keeps "_x0041_x0042_" whole.
_TYPED_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAKEN_FOR_INPUT = frozenset("=+-@'")
_LONGEST_VALUE = 40


def fits_cells(text: str) -> bool:
    """Whether a cell holds each of these characters as it is."""
    if text.isascii():
        data = text.encode()
        return len(data.translate(None, _NO_BYTES)) == len(data)
    return not _NO_CELL_HOLDS.search(text)


def cell_text(text: str) -> str:
    """The text without what no cell can hold: line ends are newlines, other controls vanish."""
    if fits_cells(text):
        return text
    return _NO_CELL_HOLDS.sub("", _LINE_ENDS.sub("\n", text))


def cell_length(text: str) -> int:
    """The length as Excel counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str) -> str:
    """The text, or as much of it as a cell holds with a clear word at its end."""
    if len(text) <= LONGEST // 2 or cell_length(text) <= LONGEST:
        return text
    room = LONGEST - len(SHORTENED)
    start = text[:room]
    while cell_length(start) > room:
        start = start[: len(start) - (cell_length(start) - room + 1) // 2]
    return start + SHORTENED


def needs_quote(text: str) -> bool:
    """Whether Excel would take the text for a formula, number or date once somebody edits it."""
    first = text[:1]
    return first in _TAKEN_FOR_INPUT or (first.isdigit() and len(text) <= _LONGEST_VALUE)


def guarded(text: str) -> str:
    """The text with each typed ``_xHHHH_`` escaped, so that it is read as typed."""
    return _TYPED_ESCAPE.sub("_x005F_", text) if "_x" in text else text


def xstring(text: str) -> str:
    """The text as the XML of an element."""
    text = guarded(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def xattribute(text: str) -> str:
    """The text as the XML of an attribute in double quotes."""
    return xstring(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def from_xstring(text: str) -> str:
    """Text out of a part, its ``_xHHHH_`` turned back into characters."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
