"""Rows of a list that are no person's, and what else of it people should know.

In: a row under its headings. Out: what it is instead: a total, a remark at the foot, a line over
a group, the headings once more, a position that nobody holds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from plandocs.headings import base_of
from plandocs.sheet.read.grid import Row, Value, is_blank

Kind = Literal[
    "", "a total", "a remark", "a line over a group", "the headings again",
    "the headings by other names", "vacant",
]  # fmt: skip

_STARTS_TOTAL = re.compile(r"(?:grand |sub-?\s?)?totals?\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[$€£(]*-?[\d,. ]+\)?\s*%?")
_MOST_WORDS, _FEW = 6, 2


@cache
def _words(kind: str) -> re.Pattern[str]:
    """The patterns of a kind as one; those of units stand at the end of a text."""
    text = (files(__package__) / "list_rows.toml").read_text(encoding="utf-8")
    every = "|".join(tomllib.loads(text)[kind])
    return re.compile(
        rf"\b(?:{every})(?:\s*[:(-].*)?$" if kind == "units" else every, re.IGNORECASE
    )


def tells_state(heading: str) -> bool:
    """Tell whether a column with this heading, in its normal form, has the state of people."""
    return _words("states").fullmatch(heading) is not None


def has_left(state: Value) -> bool:
    """Tell whether a state is that of somebody who has left."""
    return isinstance(state, str) and _words("left").fullmatch(state.strip()) is not None


def kind_of(
    row: Row, fields: Sequence[str | None], name: str, says_heading: Callable[[int, str], bool],
    *, only_names: bool,
) -> Kind:  # fmt: skip
    """What a row is, where it is no person's; "" where it may be one.

    ``name`` is the person's name as the row's columns say it; ``only_names`` tells that the list
    has no other columns.
    """
    filled = [(at, value) for at, value in enumerate(row.cells) if not is_blank(value)]
    texts = [(at, str(v).strip()) for at, v in filled if isinstance(v, str) and not _is_number(v)]
    if not texts:
        return ""
    first = texts[0][1]
    again = sum(says_heading(at, text) for at, text in texts)
    if again >= _FEW and again * 10 >= len(texts) * 6:
        return "the headings again"
    if name and _words("vacant").fullmatch(name):
        return "vacant"
    if len(texts) == 1 and _is_total(first, alone=len(filled) == 1, named=bool(name)):
        return "a total"
    if len(filled) == 1:
        return _lone(row, filled[0][0], first, name, fields, only_names=only_names)
    if len(filled) <= _FEW and _words("remarks").match(first) and (not name or name == first):
        return "a remark"
    return ""


def _is_total(text: str, *, alone: bool, named: bool) -> bool:
    """Tell whether a text that stands with numbers, or alone, is that of a total."""
    if alone and named:
        return bool(_STARTS_TOTAL.match(text))
    return bool(_words("totals").match(text) or (not named and _words("sums").match(text)))


def _is_number(value: Value) -> bool:
    return isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None


def _lone(
    row: Row, column: int, text: str, name: str, fields: Sequence[str | None], *, only_names: bool
) -> Kind:
    """What a row with one text in it is; a part of a plan is never passed over."""
    field = fields[column] or ""
    if field.startswith("row") or "[" in field or "." in field or not _LETTER.search(text):
        return ""
    if column in row.wide and not only_names:
        return "a remark" if _words("remarks").match(text) else "a line over a group"
    told = _words("remarks").match(text) and (" " in text or not text.isalpha())
    if told or len(text.split()) > _MOST_WORDS or (":" in text and " " in text):
        return "a remark"
    over = column == 0 or not base_of(field) or _words("units").search(text)
    if not name and over and (" " in text or len(text) > 2 * _MOST_WORDS):
        return "a line over a group"
    if name and not only_names and " " in text and _words("units").search(text):
        return "a line over a group"
    return ""
