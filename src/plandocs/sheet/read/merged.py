"""Cells that are merged: the value stands in the first one, and counts for each below it.

Takes the ranges of a sheet, and its rows in order, and gives the rows with what is merged down
filled in, and with the columns whose cell goes on to the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from plandocs.sheet.excel import column_number
from plandocs.sheet.read.grid import Row, Value, is_blank

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class _Range(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


class Merged:
    """The merged cells of one sheet, filled in row by row."""

    def __init__(self, ranges: Iterable[str]) -> None:
        found = (_RANGE.fullmatch(each) for each in ranges)
        self._waiting = sorted(
            _Range(int(m[2]), column_number(m[1]), int(m[4]), column_number(m[3]))
            for m in found
            if m is not None
        )
        self._at = 0
        self._open: dict[int, tuple[int, Value]] = {}

    def filled(self, row: Row) -> Row:
        """Return the row with what the cells above it say of it, too."""
        if self._at == len(self._waiting) and not self._open:
            return row
        cells, wide = list(row.cells), set(row.wide)
        for column, (bottom, value) in tuple(self._open.items()):
            if row.number > bottom:
                del self._open[column]
                continue
            cells.extend([None] * (column + 1 - len(cells)))
            if is_blank(cells[column]):
                cells[column] = value
        while self._at < len(self._waiting) and self._waiting[self._at].top <= row.number:
            each = self._waiting[self._at]
            self._at += 1
            if each.top == row.number and each.left < len(cells):
                if each.right > each.left:
                    wide.add(each.left)
                if each.bottom > each.top:
                    self._open[each.left] = (each.bottom, cells[each.left])
        return replace(row, cells=tuple(cells), wide=frozenset(wide))
