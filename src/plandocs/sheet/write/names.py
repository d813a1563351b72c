"""Names that Excel accepts: of sheets, of tables, of headings.

In: names as people would like them. Out: the nearest legal ones, unique without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandocs.sheet.text import cell_text

_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\n\t]")
_NOT_IN_TABLES = re.compile(r"[^\w.]|^(?=[\d.])")
_LIKE_A_CELL = re.compile(r"(?i)^(?:[a-z]{1,3}\d+|r\d*c\d*|r\d*|c\d*)$")
_RESERVED = frozenset({"history"})


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """At most 31 characters, none of ``[]:*?/\\``, no apostrophe at an end, not "History"."""
    clean = _NOT_IN_SHEETS.sub(" ", cell_text(wanted))
    clean = " ".join(clean.split()).strip("'") or "Sheet"
    if clean.casefold() in _RESERVED:
        clean = f"{clean} sheet"
    return _unique(clean, taken, 31, " ({})")


def table_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """Letters, digits, ``_`` and ``.``, starting with a letter, and not like a cell's address."""
    clean = _NOT_IN_TABLES.sub("_", cell_text(wanted)) or "Table"
    if _LIKE_A_CELL.match(clean):
        clean = f"{clean}_"
    return _unique(clean, taken, 255, "_{}")


def heading_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """One line each, never blank, at most 255 characters."""
    names: list[str] = []
    for number, heading in enumerate(wanted, start=1):
        clean = " ".join(cell_text(heading).split()) or f"Column {number}"
        names.append(_unique(clean, names, 255, " ({})"))
    return tuple(names)


def _unique(name: str, taken: Iterable[str], longest: int, pattern: str) -> str:
    used = {other.casefold() for other in taken}
    number, tail = 1, ""
    while True:
        # Excel counts UTF-16 units, and a character is two at the most.
        front = name
        while len((front + tail).encode("utf-16-le")) > 2 * longest:
            front = front[:-1]
        candidate = front.rstrip(" '") + tail
        if candidate.casefold() not in used:
            return candidate
        number += 1
        tail = pattern.format(number)
