"""What a cell of a list means, also where a program wrote it so that people would not.

Programs write words for "nothing", SharePoint's lookups and HTML, the semicolons of Microsoft
Forms, keys that went through a spreadsheet as numbers.
"""

from __future__ import annotations

import html
import re
from enum import Enum
from typing import NamedTuple

from plandocs.headings import base_of
from plandocs.kinds.kind import Kind
from plandocs.kinds.plain import Part, plain_number
from plandocs.sheet.read import Figure, Value, is_blank

# What programs write for nothing, and what people and statistics programs do in short columns.
_NOTHING = frozenset((
    *("NULL", "null", "(null)", "<null>", "nan", "NaN", "NAN", "-nan", "NaT", "<NA>", "#N/A"),
    *("#NULL!", "\\N", "undefined"),
))  # fmt: skip
_NOTHING_IN_SHORT = frozenset((
    *("NA", "N/A", "n/a", "N/a", "None", "none", "NONE", "NO_MGR", "NO_MANAGER", "NO_HR"),
))  # fmt: skip
_LOOKUP = re.compile(r"(?:^|;#)\d+;#|^;#|;#\d+(?=;#|$)|;#$")
_CLAIM = re.compile(r",#[^;]*")
_HTML = re.compile(r"\s*<(div|p|ul|ol|span|table)\b[^>]*>.*</\1\s*>\s*", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_CHOICES = re.compile(r"(?:[^;\n]+;){2,}")
_WHOLE = re.compile(r"(\d+)\.0+")
_CUT = re.compile(r"\d(?:\.\d+)?E\+\d{1,3}", re.IGNORECASE)
_LONGEST_HTML = 200_000


KEY = Part(exact=True)
"""A cell with a key: its digits count, and not the way in which it shows them."""
_ROW_NUMBER = re.compile(r"\(\d{1,2}\)")


class How(Enum):
    """How a cell was taken that is not taken as it stands, in words."""

    BLANK = "taken as blank"
    LOOKUP = "taken without SharePoint's numbers"
    HTML = "taken without their HTML"
    CHOICES = "taken as several answers"
    KEY = "taken as whole numbers"
    MINUS = "taken with a minus, as a number in brackets alone is the number of a row"
    STATE = "taken without what stands in brackets behind a name"
    HEAD = "taken without the name of its head"
    ORDER = "turned round, as the list itself has them with the given name first"
    NAME_OF_KEY = "taken for whom the list has under this key"
    KEY_OF_NOBODY = "left blank, as it is not a name and the list has nobody under this key"


class Change(NamedTuple):
    """A cell that is not taken as it stands: what it shows, and how it is taken."""

    heading: str
    value: str
    how: How


class Taken(NamedTuple):
    """A value, and how it was taken where it is not what the cell has."""

    value: Value
    how: How | None = None


def taken(value: Value, path: str) -> Taken:
    """Return what a cell of this field is taken for."""
    if not isinstance(value, str):
        return Taken(value)
    text = value.strip()
    short = "." not in path and "[" not in path and not path.startswith("row")
    if _is_nothing(text, path, short=short):
        return Taken(None, How.BLANK)
    if base_of(path) == "id":
        whole = _WHOLE.fullmatch(text)
        return Taken(whole[1], How.KEY) if whole else Taken(value)
    between = "; " if short else "\n"
    if ";#" in text:
        parts = (part for part in re.split(r";#", text) if not part.isdigit())
        named = (_CLAIM.sub("", part).strip() for part in parts)
        return (
            Taken(between.join(filter(None, named)), How.LOOKUP)
            if _LOOKUP.search(text)
            else Taken(value)
        )
    if text.startswith("<") and len(text) < _LONGEST_HTML and _HTML.fullmatch(text):
        lines = (" ".join(line.split()) for line in _text_of(text).split("\n"))
        return Taken(between.join(filter(None, lines)), How.HTML)
    if text.endswith(";") and _CHOICES.fullmatch(text):
        return Taken(between.join(part.strip() for part in text[:-1].split(";")), How.CHOICES)
    return Taken(value)


def _is_nothing(text: str, path: str, *, short: bool) -> bool:
    if path.endswith(":family"):  # there are people of these names
        return text in _NOTHING - {"NULL", "null"}
    return text in _NOTHING or (short and not path.endswith(":given") and text in _NOTHING_IN_SHORT)


def is_nothing(name: str) -> bool:
    """Tell whether a name that was put together says nothing: "NULL NULL"."""
    words = name.split()
    return bool(words) and all(word in _NOTHING for word in words)


def _text_of(markup: str) -> str:
    return html.unescape(_TAG.sub("", _LINE.sub("\n", markup))).replace("\u200b", "")


def is_cut_short(value: Value) -> bool:
    """Tell whether a key lost its digits: Excel saves a long number as 1.23E+11 in a CSV."""
    return isinstance(value, str) and _CUT.fullmatch(value.strip()) is not None


def meant(value: Value, kind: Kind | Part) -> object:
    """What a cell of a field of this kind, or of a part of one, means as data."""
    if isinstance(value, bool) and not kind.exact:
        value = "TRUE" if value else "FALSE"
    if isinstance(value, Figure):
        value = _bare(value) if kind.exact else _display_text(value)
    return kind.from_cell(value)


def is_like_row_number(value: Value) -> bool:
    """Tell whether a cell shows what alone would be the number of a row in a plan: (25)."""
    return isinstance(value, Figure) and _ROW_NUMBER.fullmatch(value.shown) is not None


def _display_text(value: Figure) -> str:
    """The figure as its cell shows it, but for what a plan would not keep."""
    return plain_number(value) if is_like_row_number(value) else value.shown


def _bare(value: float) -> float:
    return int(value) if value.is_integer() else float(value)


def text_of(value: Value) -> str:
    """A cell as a name or a key: "" for a blank one."""
    return "" if is_blank(value) else " ".join(str(meant(value, KEY)).split())
