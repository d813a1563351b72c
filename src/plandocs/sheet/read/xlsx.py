"""The sheets of an Excel workbook.

Takes the path of an .xlsx or .xlsm and gives a grid for each sheet that a person can see or unhide,
its rows read as a stream. Only what the file says of each cell is believed: the ``dimension`` of a
sheet is often wrong and is not looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from plandocs.sheet.read.archive import Archive, forget, refuse_others
from plandocs.sheet.read.formats import format_code
from plandocs.sheet.read.grid import Grid, Row, Rows
from plandocs.sheet.read.merged import Merged
from plandocs.sheet.read.xlsx_cells import Reader, rich_text, whole_number

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
        own = {
            whole_number(form.get("numFmtId")): form.get("formatCode", "")
            for form in root.iterfind("{*}numFmts/{*}numFmt")
        }
        styles = root.iterfind("{*}cellXfs/{*}xf")
        return [format_code(whole_number(style.get("numFmtId")), own) for style in styles]


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
    return next((part for found, part in relations.values() if found.endswith(kind)), "")
