"""One row of a sheet's part as values.

Takes a ``row`` element, the workbook's strings and formats, and gives a row of plain values with
the problems of its cells, or nothing where it is blank.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite

from lxml import etree

from plandocs.sheet.excel import LONGEST_COLUMN, MOST_COLUMNS, column_letter, column_number
from plandocs.sheet.read.archive import Archive
from plandocs.sheet.read.formats import shown
from plandocs.sheet.read.grid import Code, Problem, Row, Value, is_blank
from plandocs.sheet.text import cell_text, from_xstring
from plandocs.table import MOST_ROWS

_MOST_DIGITS = 20  # of a number that a part says; anything longer is beyond every limit


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
        following = 0
        for cell in element.iterchildren("{*}c"):
            column = column_of(cell.get("r", ""), following)
            following = column + 1
            if following > MOST_COLUMNS:
                raise self._damaged(f"the cell {cell.get('r')} is beyond Excel's last column")
            value = self._value(cell, column)
            if column == len(values):
                values.append(value)
            elif value is not None:
                values.extend([None] * (following - len(values)))
                values[column] = value
        if all(map(is_blank, values)) and not self._problems:
            return None
        hidden = element.get("hidden") in {"1", "true"}
        return Row(self._number, tuple(values), tuple(self._problems), hidden)

    def _row_number(self, element: etree._Element) -> int:
        number = whole_number(element.get("r"), self._number + 1)
        if not 0 < number <= MOST_ROWS:
            raise self._damaged(f"there is no row {number}")
        return number

    def _value(self, cell: etree._Element, column: int) -> Value:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return rich_text(cell) or None
        text, has_formula = "", False
        # Each of many cells is asked, so that this is no search by path.
        for part in cell:
            tag = part.tag
            if tag.endswith("}v"):
                text = part.text or ""
            elif tag.endswith("}f"):
                has_formula = True
        if kind == "e":
            self._report("error-cell", column, text, f"the cell shows the error {text}")
            return None
        if not text:
            if kind != "str" and has_formula:
                self._report("no-result", column, "", "the cell's formula has no saved result")
            return None
        if kind == "n":
            return self._numeric(text, cell.get("s", "0"), column)
        return self._said(kind, text, column)

    def _said(self, kind: str, text: str, column: int) -> Value:
        if kind == "s":
            index = whole_number(text.strip(), -1)
            if not 0 <= index < len(self.strings):
                place = self._place(column)
                raise self._damaged(f"the cell {place} refers to a text that is not there")
            return self.strings[index] or None
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "d":
            return _iso(text)
        return cell_text(from_xstring(text)) or None

    def _numeric(self, text: str, style: str, column: int) -> Value:
        try:
            number = float(text)
        except ValueError as error:
            raise self._damaged(
                f"the cell {self._place(column)} should hold a number, and has {text!r}"
            ) from error
        if not isfinite(number):
            return text
        index = whole_number(style)
        code = self.codes[index] if index < len(self.codes) else "General"
        return shown(number, code, from_1904=self.from_1904)

    def _place(self, column: int) -> str:
        return f"{column_letter(column)}{self._number}"

    def _report(self, code: Code, column: int, value: str, sentence: str) -> None:
        told = f"{sentence}. Put it right in Excel, save, and try again."
        self._problems.append(Problem(code, self._place(column), value, told))

    def _damaged(self, sentence: str) -> Exception:
        return self.archive.wrong(
            f"on the sheet {self.sheet}, {sentence}. Open it in Excel and save it again."
        )


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """A number that a part says, or another where it says none."""
    if not text or not text.isascii() or not text.isdigit():
        return otherwise
    return int(text[:_MOST_DIGITS])


def column_of(address: str, following: int) -> int:
    """The column of a cell, counted from 0; one that names none follows the last."""
    letters = address.rstrip("0123456789")
    if len(letters) > LONGEST_COLUMN:
        return MOST_COLUMNS
    return column_number(letters) if letters else following


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
