"""The columns of a section's table, and column headings that are not quite the form's.

`Columns` says which field stands in which column, for its rows and for a table that goes on with
it. A heading may have a slip or a suffix, or be told by its place among others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.normal.labels import key, keys_of
from plandocs.word.locate.likeness import slips_of
from plandocs.word.locate.vocabulary import LONGEST, lines
from plandocs.word.view.document import Cell, Row, Table

_SUFFIX = re.compile(r"\s+[-–—|/]+\s+|\s*[:：]\s+|\s*[-–—]{1,2}\s+")
# Headings of tables that people add a column to; such a column is not one of the form's.
_FOREIGN = frozenset(map(key, (
    "comments", "status", "progress", "notes", "rating", "date", "due", "who", "owner", "weight",
    "weighting", "risk", "budget", "cost", "review", "results", "complete", "completed", "agreed",
    "evidence", "score", "remarks", "feedback", "update", "quarter", "achieved", "achievement",
    "deadline", "start", "end", "finish", "lead", "manager", "responsible",
    "actions", "rag", "percent", "hours", "provider", "location", "likelihood", "consequence",
    "treatment", "met", "partly", "signature", "initials", "name", "assessment", "actual",
)))  # fmt: skip


class Near(NamedTuple):
    """A heading that is nearly a field's: ``rest`` are its words that the form does not print."""

    field: FieldSpec
    message: str
    rest: str = ""


@lru_cache(maxsize=64)
def columns_by_key(section: SectionSpec) -> dict[str, FieldSpec]:
    """The columns of a section by the keys of their labels."""
    return {each: field for field in section.columns for each in field.keys}


@lru_cache(maxsize=64)
def _keys(section: SectionSpec) -> frozenset[str]:
    return frozenset(columns_by_key(section))


def near_heading(section: SectionSpec, cell: Cell) -> Near | None:
    """The column of a section whose heading, with a slip or a suffix, this cell is."""
    texts = lines(cell.blocks)
    if not texts or len(texts[0]) > LONGEST:
        return None
    text, known = texts[0], columns_by_key(section)
    for each in (text, " ".join(texts[:2])):
        fields = list(dict.fromkeys(known[k] for k in slips_of(each, _keys(section))))
        if len(fields) == 1:
            return Near(fields[0], _message(each, fields[0]))
    for end in _SUFFIX.finditer(text):
        field = next((known[k] for k in keys_of(text[: end.start()]) if k in known), None)
        if field is not None:
            return Near(field, _message(text, field), text[end.start() :].strip(" -–—:|/"))
    return None


def headings_by_place(
    section: SectionSpec, cells: list[Cell], fields: list[FieldSpec | None]
) -> dict[int, Near]:
    """Further headings, told by where they stand: in the form's own order among those known.

    A blank one, or one in other words; not one that tables of all kinds have. They are put into
    *fields*.
    """
    order, before = section.columns, len(cells) - len(section.columns)
    if before not in (0, 1) or (before and fields[0] is not None):
        return {}
    known = [field for field in fields if field is not None]
    in_order = all(f is None or f is order[n - before] for n, f in enumerate(fields) if n >= before)
    if not in_order or 2 * len(known) < len(order):
        return {}
    near: dict[int, Near] = {}
    for number, field in enumerate(fields):
        if field is not None or number < before:
            continue
        texts, expected = lines(cells[number].blocks)[:1], order[number - before]
        if texts and (_is_foreign(texts[0])):
            continue
        text = f"The heading {texts[0]!r}" if texts else "A heading that is blank"
        message = f"{text} was read as {expected.label!r}, which the form prints in this place."
        near[number] = Near(expected, message, texts[0] if texts else "")
        fields[number] = expected
    return near


def _is_foreign(text: str) -> bool:
    return len(text) > LONGEST or not _FOREIGN.isdisjoint(key(text).split())


def _message(text: str, field: FieldSpec) -> str:
    return f"The heading {text!r} was read as {field.label!r}."


NUMBER_HEADS = frozenset({"", "no", "nr", "num", "number", "item", "row", "ref"})
_NUMBER_WORDS = frozenset({"no", "nr", "number"})
FEW = 2  # columns that any table may have
_TOLERANCE = 0.04  # share of the table's width by which two grids may differ and be the same


class Columns:
    """Which field stands in which column; ``fields`` is None where the form has no such column."""

    __slots__ = (
        "count",
        "fields",
        "grid",
        "heading_lines",
        "heads",
        "near",
        "numbers",
        "places",
        "section",
        "width",
    )

    def __init__(
        self,
        section: SectionSpec,
        table: Table,
        cells: list[Cell],
        fields: list[FieldSpec | None],
        near: dict[int, Near] | None = None,
    ) -> None:
        self.section = section
        self.near = near or {}
        self.fields = fields
        self.count = len(cells)
        self.places = [(cell.column, cell.column + cell.span) for cell in cells]
        self.width = self.places[-1][1] if self.places else 0
        self.grid = list(table.grid)
        self.heads = [head(cell) for cell in cells]
        self.heading_lines = frozenset(line for cell in cells for line in lines(cell.blocks))
        self.numbers = self._number_column(cells)

    def _number_column(self, cells: list[Cell]) -> int:
        """The column that holds nothing but the rows' own numbers; -1 where there is none."""
        for number, (cell, field) in enumerate(zip(cells, self.fields, strict=True)):
            text = " ".join(lines(cell.blocks)).strip(" .:#").casefold()
            if field is None and (text in NUMBER_HEADS or text.split()[-1] in _NUMBER_WORDS):
                return number
        return -1

    @classmethod
    def in_order(cls, section: SectionSpec, table: Table, row: Row, cells: list[Cell]) -> Columns:
        """The form's own columns in their order, for a table without headings."""
        fields: list[FieldSpec | None] = list(section.columns)
        fields += [None] * (len(cells) - len(fields))
        return cls(section, table, cells, fields[: len(cells)])

    def assign(self, cells: list[Cell]) -> tuple[list[tuple[Cell, int]], bool]:
        """Return cells with the numbers of their columns, -1 for none, and whether that is sure.

        One by one where the row is cut as the headings are, or its grid says nothing; else by the
        grid. Nothing is sure where a cell stands below two headings and fills neither.
        """
        spans = [(cell.column, cell.column + cell.span) for cell in cells]
        one_by_one = [n if n < self.count else -1 for n in range(len(cells))]
        if spans == self.places or not cells:
            return list(zip(cells, one_by_one, strict=True)), True
        below = [self._below(*span) for span in spans]
        by_grid = spans[-1][1] == self.width
        if len(cells) == self.count and (not by_grid or below == one_by_one):
            return list(zip(cells, one_by_one, strict=True)), True
        if not by_grid:
            begins = [self._beginning(begin) for begin, _ in spans]
            placed = begins if all(at >= 0 for at in begins) else one_by_one
            compared = cells if len(cells) < self.count else cells[self.count :]
            return list(zip(cells, placed, strict=True)), not any(c.filled for c in compared)
        if all(self._fits(*span) for span in spans):
            at = [self.at(begin) for begin, _ in spans]
            return list(zip(cells, at, strict=True)), True
        last = max((n for n, cell in enumerate(cells) if cell.filled), default=-1)
        chosen = one_by_one if last == self.count - 1 < len(cells) - 1 else below
        return list(zip(cells, chosen, strict=True)), last < 0

    def _below(self, begin: int, end: int) -> int:
        """The column that a cell overlaps most; the first of those alike."""
        widths = [self._width(max(begin, a), min(end, b)) for a, b in self.places]
        return widths.index(max(widths)) if widths else -1

    def _width(self, begin: int, end: int) -> int:
        if end <= begin:
            return 0
        return sum(self.grid[begin:end]) if len(self.grid) >= end else end - begin

    def _fits(self, begin: int, end: int) -> bool:
        """Return whether a cell is within one heading, or covers several whole."""
        within = any(a <= begin and end <= b for a, b in self.places)
        return within or (
            any(begin == a for a, _ in self.places) and any(end == b for _, b in self.places)
        )

    def _beginning(self, column: int) -> int:
        return next((n for n, (begin, _) in enumerate(self.places) if begin == column), -1)

    def at(self, column: int) -> int:
        """The number of the column over this place in the grid; -1 where there is none."""
        for number, (begin, end) in enumerate(self.places):
            if begin <= column < end:
                return number
        return -1


def same_grid(columns: Columns, table: Table) -> bool:
    """Return whether this table goes on with the one before, as when a page break splits it."""
    if columns.section.shape == "boxes" or not table.rows:
        return False
    if columns.grid and columns.grid == table.grid:  # a heading may cover two of the columns
        return True
    if len(table.rows[0].cells) != columns.count:
        return False
    total, other = sum(columns.grid), sum(table.grid)
    if not total or not other:  # some programs write none
        return columns.count > FEW
    if len(columns.grid) != len(table.grid):
        return False
    pairs = zip(columns.grid, table.grid, strict=True)
    return all(abs(a / total - b / other) <= _TOLERANCE for a, b in pairs)


def head(cell: Cell) -> str:
    """What a heading says, for comparing it with a repeated one."""
    text = lines(cell.blocks)
    return key(text[0]) if text and len(text[0]) <= LONGEST else ""
