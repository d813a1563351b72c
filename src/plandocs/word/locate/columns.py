"""The columns of a section's table: found by their printed headings, applied to its rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plandocs.form import FieldSpec, SectionSpec
from plandocs.labels import key
from plandocs.word.document import Cell, Row, Table
from plandocs.word.locate.vocabulary import LONGEST, labels, lines

if TYPE_CHECKING:
    from plandocs.word.locate.locator import Locator

_NUMBER_HEADS = frozenset({"", "no", "nr", "num", "number", "item", "row", "ref"})
_FEW = 2  # columns that any table may have
_TOLERANCE = 0.04  # share of the table's width by which two grids may differ and be the same


class Columns:
    """Which field stands in which column; ``fields`` is None where the form has no such column."""

    __slots__ = ("count", "fields", "grid", "heads", "numbers", "places", "section", "width")

    def __init__(
        self, section: SectionSpec, table: Table, cells: list[Cell], fields: list[FieldSpec | None]
    ) -> None:
        self.section = section
        self.fields = fields
        self.count = len(cells)
        self.places = [(cell.column, cell.column + cell.span) for cell in cells]
        self.width = self.places[-1][1] if self.places else 0
        self.grid = list(table.grid)
        self.heads = [_head(cell) for cell in cells]
        self.numbers = self._number_column(cells)

    def _number_column(self, cells: list[Cell]) -> int:
        """The column that holds nothing but the rows' own numbers; -1 where there is none."""
        for number, (cell, field) in enumerate(zip(cells, self.fields, strict=True)):
            text = " ".join(lines(cell.blocks)).strip(" .:#").casefold()
            if field is None and text in _NUMBER_HEADS:
                return number
        return -1

    @classmethod
    def in_order(cls, section: SectionSpec, table: Table, row: Row, cells: list[Cell]) -> Columns:
        """The form's own columns in their order, for a table without headings."""
        fields: list[FieldSpec | None] = list(section.columns)
        fields += [None] * (len(cells) - len(fields))
        return cls(section, table, cells, fields[: len(cells)])

    def assign(self, cells: list[Cell]) -> list[tuple[Cell, int]]:
        """Each cell of a row with the number of its column; -1 where there is none.

        By the grid where the row covers the grid of the headings, else one by one.
        """
        if len(cells) == self.count:
            return list(zip(cells, range(self.count), strict=True))
        by_grid = cells and cells[-1].column + cells[-1].span == self.width
        assigned = []
        for number, cell in enumerate(cells):
            beyond = number if number < self.count else -1
            at = self.at(cell.column) if by_grid else beyond
            assigned.append((cell, at))
        return assigned

    def at(self, column: int) -> int:
        """The number of the column over this place in the grid; -1 where there is none."""
        for number, (begin, end) in enumerate(self.places):
            if begin <= column < end:
                return number
        return -1


def same_grid(columns: Columns, table: Table) -> bool:
    """Does this table go on with the one before, as when a page break splits it?"""
    if columns.section.shape == "boxes" or not table.rows:
        return False
    if columns.grid and columns.grid == table.grid:  # a heading may cover two of the columns
        return True
    if len(table.rows[0].cells) != columns.count:
        return False
    total, other = sum(columns.grid), sum(table.grid)
    if not total or not other:  # some programs write none
        return columns.count > _FEW
    if len(columns.grid) != len(table.grid):
        return False
    pairs = zip(columns.grid, table.grid, strict=True)
    return all(abs(a / total - b / other) <= _TOLERANCE for a, b in pairs)


def match_headings(locator: Locator, table: Table, row: Row, cells: list[Cell]) -> Columns | None:
    """The columns that this row's cells are the headings of; None where it is no heading row."""
    meanings: list[tuple[tuple[SectionSpec, FieldSpec], ...]] = []
    filled = matched = 0
    for cell in cells:
        here: dict[tuple[str, str], tuple[SectionSpec, FieldSpec]] = {}
        for each in labels(cell, locator.words.known):
            for section, field in locator.words.columns.get(each, ()):
                here.setdefault((section.name, field.name), (section, field))
        meanings.append(tuple(here.values()))
        filled += cell.filled
        matched += bool(here)
    if not matched or not cells:
        return None
    if matched == filled and (below := _below_headings(locator, table, cells, meanings)):
        return below
    best, count = _best_section(locator, meanings)
    beside = best.shape == "boxes" and _label_below(locator, table, row, best)
    fields = _fields(best, meanings)
    enough = _enough(locator, best, count, filled, cells, beside, fields)
    begins = count >= 2 and row is table.rows[0] and best.name not in locator.copy.sections
    if best.shape == "cells" or not (enough or begins):
        return None
    return Columns(best, table, cells, fields)


def _below_headings(
    locator: Locator,
    table: Table,
    cells: list[Cell],
    meanings: list[tuple[tuple[SectionSpec, FieldSpec], ...]],
) -> Columns | None:
    """The columns of a second row of headings, which divides one of those above it."""
    active = locator.columns
    if active is None or len(cells) <= active.count or all(cell.filled for cell in cells):
        return None
    if locator.copy.sections[active.section.name].rows:
        return None
    fields: list[FieldSpec | None] = []
    for cell, own in zip(cells, _fields(active.section, meanings), strict=True):
        above = active.fields[at] if (at := active.at(cell.column)) >= 0 else None
        fields.append(own if cell.filled else above)
    return Columns(active.section, table, cells, fields) if any(fields) else None


def _best_section(
    locator: Locator, meanings: list[tuple[tuple[SectionSpec, FieldSpec], ...]]
) -> tuple[SectionSpec, int]:
    """The section with the most columns in the row; the one at hand where two have as many."""
    found: dict[str, set[str]] = {}
    sections: dict[str, SectionSpec] = {}
    for here in meanings:
        for section, field in here:
            found.setdefault(section.name, set()).add(field.name)
            sections[section.name] = section

    def rank(name: str) -> tuple[int, bool, bool, int]:
        current = locator.section is not None and locator.section.name == name
        return len(found[name]), current, name not in locator.copy.sections, -sections[name].number

    best = max(found, key=rank)
    return sections[best], len(found[best])


def _label_below(locator: Locator, table: Table, row: Row, section: SectionSpec) -> bool:
    """Does the row below begin with another label of the section?"""
    following = next((r for before, r in pairwise(table.rows) if before is row), None)
    if following is None or not following.cells:
        return False
    meant = labels(following.cells[0], locator.words.known)
    return any(s is section for each in meant for s, _ in locator.words.columns.get(each, ()))


def _head(cell: Cell) -> str:
    """What a heading says, for comparing it with a repeated one."""
    text = lines(cell.blocks)
    return key(text[0]) if text and len(text[0]) <= LONGEST else ""


def _enough(
    locator: Locator,
    section: SectionSpec,
    count: int,
    filled: int,
    cells: list[Cell],
    beside: bool,
    fields: list[FieldSpec | None],
) -> bool:
    """Are so many of the row's cells headings that the row is no data?"""
    active = locator.columns
    if active is not None and active.section is section:
        repeated = _repeated(active, cells, fields)
        stacked = section.shape == "boxes" and len(cells) == 1 == active.count
        return repeated or stacked or (count >= 2 and count == filled)  # else data quoting one
    if section.shape == "boxes" and count == 1 and len(cells) == 2 and (filled == 2 or beside):
        return False  # a label with its value beside it
    if count >= 2:
        whole = count == len(section.columns) and section.name not in locator.copy.sections
        return active is None or count == filled or whole
    fresh = locator.section is section and section.name not in locator.copy.sections
    return active is None and fresh and filled <= 2


def _repeated(active: Columns, cells: list[Cell], fields: list[FieldSpec | None]) -> bool:
    """Are these the headings of the table at hand again, in the same words or in others?"""
    heads = [_head(cell) for cell in cells]
    if heads == active.heads:
        return True
    if fields != active.fields or sum(f is not None for f in fields) < 2:
        return False
    pairs = zip(heads, active.heads, strict=True)
    alike = [a == b or {a, b} <= _NUMBER_HEADS for a, b in pairs]
    return all(same or field is not None for same, field in zip(alike, fields, strict=True))


def _fields(
    section: SectionSpec, meanings: list[tuple[tuple[SectionSpec, FieldSpec], ...]]
) -> list[FieldSpec | None]:
    return [next((f for s, f in here if s is section), None) for here in meanings]
