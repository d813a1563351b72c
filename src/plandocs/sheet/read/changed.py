"""Single cells of a list that people have, changed in the file as it is.

Takes a path and what cells are to say, and gives the file's bytes. Of a workbook only those cells
are written anew: formats, other sheets, charts and macros stay byte for byte. A CSV keeps its
encoding, its delimiter and its ends of lines.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from plandocs.errors import InputError
from plandocs.sheet.excel import column_letter, column_number, guarded
from plandocs.sheet.read.archive import Archive
from plandocs.sheet.read.csv_text import Written, written_as
from plandocs.sheet.read.xlsx import (
    Place,
    column_of,
    part_of_book,
    places_of,
    relations_of,
    whole_number,
)

Cells = Mapping[tuple[int, int], str | float | date]
"""What each cell is to hold, by its row and its column, which are counted from 1."""
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_TABLE: Final = "/table"
_JUDGED: Final = 100  # rows that show how wide a list is
_RANGE: Final = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def changed_csv(path: Path, cells: Cells) -> bytes:
    """Return a CSV with these cells changed.

    Raises:
        InputError: it is no CSV.
    """
    how = written_as(path)
    text = path.read_bytes().decode(how.encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=how.delimiter, strict=True))
    wide = max((column for _, column in cells), default=0)
    wide = max(wide, *map(len, rows[:_JUDGED]))
    for (row, column), value in cells.items():
        rows.extend([] for _ in range(row - len(rows)))
        line = rows[row - 1]
        line.extend([""] * (wide - len(line)))
        line[column - 1] = str(value)
    return _encoded(how, rows)


def _encoded(how: Written, rows: Iterable[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=how.delimiter, lineterminator=how.line_end).writerows(rows)
    try:
        return file.getvalue().encode(how.encoding)
    except UnicodeEncodeError:  # a letter that the file's encoding does not have
        return file.getvalue().encode("utf-8-sig")


def changed_xlsx(path: Path, sheet: str, cells: Cells) -> bytes:
    """Return a workbook with these cells of a sheet changed.

    Raises:
        InputError: it is no workbook, or a cell has a formula or is merged with others.
    """
    archive = Archive(path)
    place = next(each for each in places_of(archive) if each.name == sheet)
    changed = {place.part: _Sheet(path, archive, place).with_cells(cells)}
    last = max((row for (row, _), value in cells.items() if value != ""), default=0)
    for kind, part in relations_of(archive, place.part).values():
        if kind.endswith(_TABLE) and (table := _longer(archive.tree(part), last)) is not None:
            changed[part] = table
    made = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w") as after:
        for each in before.infolist():
            data = changed.get(each.filename)
            after.writestr(each, before.read(each) if data is None else data, each.compress_type)
    return made.getvalue()


class _Sheet:
    """The part of one sheet, in which cells are changed."""

    def __init__(self, path: Path, archive: Archive, place: Place) -> None:
        self._source, self._place = str(path), place
        self._root = archive.tree(place.part)
        self._merged = tuple(filter(None, map(_RANGE.fullmatch, archive.merged(place.part))))
        data = self._root.find("{*}sheetData")
        if data is None:
            raise archive.wrong(f"its sheet {place.name} is damaged.")
        self._data, self._tag = data, data.tag.removesuffix("sheetData")
        settings = archive.tree(part_of_book(archive)).find("{*}workbookPr")
        from_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        self._first_day = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
        self._rows = dict(_numbered(data))

    def with_cells(self, cells: Cells) -> bytes:
        """The part with these cells changed."""
        for row, column in sorted(cells):
            self._ensure_unmerged(row, column)
            self._set(self._cell(row, column), row, column, cells[row, column])
        dimension = self._root.find("{*}dimension")
        if dimension is not None:  # it may be left out, and would be wrong below a new row
            self._root.remove(dimension)
        return etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )  # fmt: skip

    def _ensure_unmerged(self, row: int, column: int) -> None:
        for each in self._merged:
            left, right = column_number(each[1]) + 1, column_number(each[3]) + 1
            first = (row, column) == (int(each[2]), left)
            if int(each[2]) <= row <= int(each[4]) and left <= column <= right and not first:
                raise self._refusal(row, column, "is merged with others")

    def _refusal(self, row: int, column: int, why: str) -> InputError:
        place = f"{column_letter(column - 1)}{row}"
        return InputError(f"the cell {place} {why}; change it in Excel.", self._source)

    def _cell(self, number: int, column: int) -> etree._Element:
        """The cell at a place, made where there is none, with the format of the one above."""
        row = self._rows[number] if number in self._rows else self._new_row(number)
        at = 0
        for cell in row:
            cell_column = column_of(cell.get("r", ""), at)
            if cell_column + 1 == column:
                return cell
            if cell_column + 1 > column:
                break
            at += 1
        made = etree.Element(f"{self._tag}c", r=f"{column_letter(column - 1)}{number}")
        row.insert(at, made)
        return made

    def _new_row(self, number: int) -> etree._Element:
        """A row in its place; formatted as the one above it, and blank."""
        above = max((each for each in self._rows if each < number), default=0)
        if above and above == number - 1:
            row = deepcopy(self._rows[above])
            for cell in row:
                letter = re.sub(r"\d+$", "", cell.get("r", "A"))
                style = cell.get("s")
                cell.clear()
                cell.set("r", f"{letter}{number}")
                if style is not None:
                    cell.set("s", style)
            _without(row, "spans")
        else:
            row = etree.Element(f"{self._tag}row")
        row.set("r", str(number))
        self._data.insert(sum(1 for each in self._rows if each < number), row)
        self._rows[number] = row
        return row

    def _set(self, cell: etree._Element, row: int, column: int, value: str | float | date) -> None:
        if cell.find("{*}f") is not None:
            raise self._refusal(row, column, "has a formula")
        for each in list(cell):
            cell.remove(each)
        _without(cell, "t")
        if value == "":
            return
        if not isinstance(value, str):
            number = (value - self._first_day).days if isinstance(value, date) else value
            etree.SubElement(cell, f"{self._tag}v").text = f"{number:.15g}"
            return
        cell.set("t", "inlineStr")
        inside = etree.SubElement(etree.SubElement(cell, f"{self._tag}is"), f"{self._tag}t")
        inside.text = guarded(value)
        inside.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _without(element: etree._Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def _numbered(data: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in data:
        number = whole_number(row.get("r"), number + 1)
        yield number, row


def _longer(table: etree._Element, last: int) -> bytes | None:
    """A table that ends just above new rows, with these in it; None where none are new."""
    for each in (table, table.find("{*}autoFilter")):
        match = _RANGE.fullmatch(each.get("ref", "")) if each is not None else None
        if each is None or match is None:
            continue
        if table.get("totalsRowCount", "0") != "0" or int(match[4]) >= last:
            return None
        each.set("ref", f"{match[1]}{match[2]}:{match[3]}{last}")
    return etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
