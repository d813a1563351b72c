"""One row of a sheet's part as values.

In: a ``row`` element, the workbook's strings and formats. Out: a row of plain values with the
problems of its cells, or nothing where it is blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from plandocs.sheet.archive import Archive
from plandocs.sheet.formats import shown
from plandocs.sheet.grid import Code, Problem, Row, Value, is_blank
from plandocs.sheet.rows import MOST_ROWS, column_letter
from plandocs.sheet.text import cell_text, from_xstring

_ADDRESS = re.compile(r"([A-Za-z]{1,3})\d*")
_MOST_COLUMNS = 16_384


@dataclass
class Reader:
    """Reads the rows of one sheet in turn."""

    archive: Archive
    sheet: str
    strings: list[str]
    codes: list[str]
    from_1904: bool
    _number: int = 0
    _problems: list[Problem] = field(default_factory=list)

    def row(self, element: etree._Element) -> Row | None:
        """The row, or nothing where all its cells are blank."""
        self._number = self._row_number(element)
        self._problems = []
        values: list[Value] = []
        for cell in element.iterchildren("{*}c"):
            column = _column(cell.get("r", ""), len(values))
            if column >= _MOST_COLUMNS:
                raise self._damaged(f"the cell {cell.get('r')} is beyond Excel's last column")
            values.extend([None] * (column - len(values)))
            place = f"{column_letter(column)}{self._number}"
            values[column:] = [self._value(cell, place)]
        if all(map(is_blank, values)) and not self._problems:
            return None
        return Row(self._number, tuple(values), tuple(self._problems))

    def _row_number(self, element: etree._Element) -> int:
        number = whole_number(element.get("r"), self._number + 1)
        if not 0 < number <= MOST_ROWS:
            raise self._damaged(f"there is no row {number}")
        return number

    def _value(self, cell: etree._Element, place: str) -> Value:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return rich_text(cell) or None
        element = cell.find("{*}v")
        text = (element.text or "") if element is not None else ""
        if kind == "e":
            self._report("error-cell", place, text, f"the cell shows the error {text}")
            return None
        if not text:
            if kind != "str" and cell.find("{*}f") is not None:
                self._report("no-result", place, "", "the cell's formula has no saved result")
            return None
        if kind in {"s", "str", "b", "d"}:
            return self._said(kind, text, place)
        return self._numeric(text, cell.get("s", "0"), place)

    def _said(self, kind: str, text: str, place: str) -> Value:
        if kind == "s":
            index = whole_number(text.strip(), -1)
            if not 0 <= index < len(self.strings):
                raise self._damaged(f"the cell {place} refers to a text that is not there")
            return self.strings[index] or None
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "d":
            return _iso(text)
        return cell_text(from_xstring(text)) or None

    def _numeric(self, text: str, style: str, place: str) -> Value:
        try:
            number = float(text)
        except ValueError as error:
            raise self._damaged(
                f"the cell {place} should hold a number, and has {text!r}"
            ) from error
        if number != number or number in {float("inf"), float("-inf")}:
            return text
        index = whole_number(style)
        code = self.codes[index] if index < len(self.codes) else "General"
        return shown(number, code, from_1904=self.from_1904)

    def _report(self, code: Code, place: str, value: str, sentence: str) -> None:
        told = f"{sentence}. Put it right in Excel, save, and try again."
        self._problems.append(Problem(code, place, value, told))

    def _damaged(self, sentence: str) -> Exception:
        return self.archive.wrong(
            f"on the sheet {self.sheet}, {sentence}. Open it in Excel and save it again."
        )


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """A number that a part says, or another where it says none."""
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _column(address: str, following: int) -> int:
    """The column of a cell, counted from 0; one that names none follows the last."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return following
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def rich_text(element: etree._Element) -> str:
    """The text of a string: its runs joined, phonetic help left out."""
    texts = [
        part.text or ""
        for part in element.iter("{*}t")
        if (parent := part.getparent()) is not None and etree.QName(parent).localname != "rPh"
    ]
    return cell_text(from_xstring("".join(texts)))


def _iso(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.time() != datetime.min.time() else moment.date()
