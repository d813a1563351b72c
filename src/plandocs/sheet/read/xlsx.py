"""The sheets of an Excel workbook: a grid for each that a person can see or unhide.

Rows are read as a stream. Only what the file says of each cell is believed: the ``dimension`` of a
sheet is often wrong and is not looked at. The value of merged cells stands in the first one, and
counts for each below it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from plandocs.sheet.excel import (
    LONGEST_COLUMN,
    MOST_COLUMNS,
    cell_text,
    column_letter,
    column_number,
    from_xstring,
)
from plandocs.sheet.read.archive import Archive, forget, refuse_others
from plandocs.sheet.read.formats import cell_value, format_code
from plandocs.sheet.read.grid import Code, Grid, Problem, Row, Rows, Value, is_blank
from plandocs.table import MOST_ROWS

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class _Range(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


class Merged:
    """The merged cells of one sheet, filled in row by row."""

    def __init__(self, ranges: Iterable[str]) -> None:
        result = (_RANGE.fullmatch(each) for each in ranges)
        self._waiting = sorted(
            _Range(int(m[2]), column_number(m[1]), int(m[4]), column_number(m[3]))
            for m in result
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
        return self._typed_value(kind, text, column)

    def _typed_value(self, kind: str, text: str, column: int) -> Value:
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
        return cell_value(number, code, from_1904=self.from_1904)

    def _place(self, column: int) -> str:
        return f"{column_letter(column)}{self._number}"

    def _report(self, code: Code, column: int, value: str, sentence: str) -> None:
        message = f"{sentence}. Put it right in Excel, save, and try again."
        self._problems.append(Problem(code, self._place(column), value, message))

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


_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_MOST_TEXTS = 2**26  # bytes of texts that are held at once; letters may take four times as much
_WORKSHEET, _STYLES, _STRINGS = "/worksheet", "/styles", "/sharedStrings"


@dataclass(frozen=True)
class Place:
    """A sheet in the workbook's list: its name, its part, and whether people see it."""

    name: str
    part: str
    state: str


def xlsx_grids(path: Path) -> tuple[Grid, ...]:
    """A grid for each worksheet; the very hidden ones, which only programs make, are left out.

    Raises:
        InputError: the file is no workbook, or damaged, or beyond the limits.
    """
    archive = Archive(path)
    if not archive.has("xl/workbook.xml") and not _book_part(archive):
        refuse_others(path, archive)
    book = _Book(archive)
    return tuple(
        Grid(str(path), place.name, Rows(partial(book.rows, place)), place.state == "hidden")
        for place in book.places
        if place.state != "veryHidden"
    )


class _Book:
    """What all sheets of a workbook share: strings and formats, read once, when first needed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        part = part_of_book(archive)
        root = archive.tree(part)
        relations = relations_of(archive, part)
        settings = root.find("{*}workbookPr")
        self._from_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        self.places = tuple(_places(root, relations))
        self._styles = _first(relations, _STYLES)
        self._texts = _first(relations, _STRINGS)
        self._held: tuple[list[str], list[str]] | None = None
        self._merged: dict[str, tuple[str, ...]] = {}
        self._last: dict[str, int] = {}  # the last row that is not blank, by part

    def rows(self, place: Place) -> Iterator[Row]:
        """The rows of a sheet that are not blank."""
        if self._held is None:
            self._held = (self._strings(), self._codes())
        strings, codes = self._held
        reader = Reader(self._archive, place.name, strings, codes, self._from_1904)
        if place.part not in self._merged:
            self._merged[place.part] = self._archive.merged(place.part)
        merged, last = Merged(self._merged[place.part]), 0
        for element in self._archive.filled_rows(place.part):
            row = reader.row(element)
            if row is not None:
                yield merged.filled(row)
                last = row.number
                if last == self._last.get(place.part):  # what stands below was met before
                    return
            forget(element)
        self._last[place.part] = last

    def _strings(self) -> list[str]:
        strings: list[str] = []
        if self._texts:
            self._archive.ensure_small(self._texts, _MOST_TEXTS)
            for element in self._archive.elements(self._texts, "si"):
                strings.append(rich_text(element))
                forget(element)
        return strings

    def _codes(self) -> list[str]:
        """The format code of each cell style."""
        if not self._styles:
            return []
        root = self._archive.tree(self._styles)
        codes = custom_codes(root)
        styles = root.iterfind("{*}cellXfs/{*}xf")
        return [format_code(whole_number(style.get("numFmtId")), codes) for style in styles]


def custom_codes(root: etree._Element) -> dict[int, str]:
    """The codes of the formats that a workbook has of its own, by their numbers."""
    return {
        whole_number(form.get("numFmtId")): form.get("formatCode", "")
        for form in root.iterfind("{*}numFmts/{*}numFmt")
    }


def places_of(archive: Archive) -> tuple[Place, ...]:
    """The worksheets in the workbook's list."""
    part = part_of_book(archive)
    return tuple(_places(archive.tree(part), relations_of(archive, part)))


def part_of_book(archive: Archive) -> str:
    return _book_part(archive) or "xl/workbook.xml"


def _places(root: etree._Element, relations: dict[str, tuple[str, str]]) -> Iterator[Place]:
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        keys = (sheet.get(f"{{{office}}}id") for office in _OFFICE)
        kind, part = relations.get(next((key for key in keys if key), ""), ("", ""))
        if kind.endswith(_WORKSHEET):
            yield Place(sheet.get("name", ""), part, sheet.get("state", "visible"))


def relations_of(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: kind and path, by id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(path):
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in archive.tree(path).iterfind("{*}Relationship")
        if relation.get("TargetMode") != "External"
    }


def _book_part(archive: Archive) -> str:
    book = _first(relations_of(archive, ""), "/officeDocument")
    return book if book.lower().endswith("workbook.xml") else ""


def _first(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((part for type_uri, part in relations.values() if type_uri.endswith(kind)), "")
