"""A plan's data put together out of a spreadsheet's cells, each with its place.

In: paths, cells and places. Out: the data as the contract's JSON has it, and where each value
stood. What a cell means depends on the kind of its field: a cell of items has one on each line,
and a line that begins with a space goes on with the one above.
"""

from __future__ import annotations

import re
from typing import Any

from plandocs.data.records import Mistake, Place, Record
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.description.taught import CONTEXT
from plandocs.kinds.kind import Kind, Part, plain_number
from plandocs.kinds.text import TEXT
from plandocs.sheet.read.formats import Figure
from plandocs.sheet.read.grid import Value

_INDEXED = re.compile(r"(\w+)\[(\d+)\]\.(\w+)(?:\[\d+\])?")
KEY = Part(exact=True)
"""A cell with a key: its digits count, and not the way in which it shows them."""
_ROW_NUMBER = re.compile(r"\(\d{1,2}\)")


def meant(value: Value, kind: Kind | Part) -> object:
    """What a cell of a field of this kind, or of a part of one, means as data."""
    if isinstance(value, bool) and not kind.exact:
        value = "TRUE" if value else "FALSE"
    if isinstance(value, Figure):
        value = _bare(value) if kind.exact else _shown(value)
    return kind.from_cell(value)


def is_like_row_number(value: Value) -> bool:
    """Tell whether a cell shows what alone would be the number of a row in a plan: (25)."""
    return isinstance(value, Figure) and _ROW_NUMBER.fullmatch(value.shown) is not None


def _shown(value: Figure) -> str:
    """The figure as its cell shows it, but for what a plan would not keep."""
    return plain_number(value) if is_like_row_number(value) else value.shown


def _bare(value: float) -> float:
    return int(value) if value.is_integer() else float(value)


class Draft:
    """One plan on its way: values by path, rows by section."""

    def __init__(self, form: FormSpec, source: str, sheet: str, row: int) -> None:
        self.form = form
        self.source, self.sheet, self.row = source, sheet, row
        self.data: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.mistakes: list[Mistake] = []
        self.context: dict[str, str] = {}
        self.cells = {cell.name: cell for cell in form.cells}
        self.sections = {section.name: section for section in form.sections}

    def put(self, path: str, value: Value, place: Place) -> None:
        """Take over one cell at a path such as ``period.start`` or ``outcomes[0].measures``."""
        self.places[path] = place
        indexed = _INDEXED.fullmatch(path)
        if indexed:
            section, at, name = indexed[1], int(indexed[2]), indexed[3]
            row, kind = self.row_of(section, at), self._column(section, name).kind
            said: Any = meant(value, kind)
            # A column for each item: "Outcome 1 measure 2".
            row[name] = [*row[name], *said] if name in row and kind.many else said
            return
        name, _, inside = path.partition(".")
        if name == CONTEXT:
            self.context[inside] = str(meant(value, TEXT))
        elif name in self.sections:
            self.data.setdefault(name, {})[inside] = meant(value, self._column(name, inside).kind)
        elif inside:
            parts = self.cells[name].kind.parts if name in self.cells else {}
            self._within(name)[inside] = meant(value, parts.get(inside, TEXT))
        elif isinstance(self.data.get(name), dict):
            self.data[name]["text"] = meant(value, TEXT)
        else:
            cell = self.cells.get(name)
            self.data[name] = meant(value, KEY if name == "id" else cell.kind if cell else TEXT)

    def row_of(self, section: str, at: int) -> dict[str, Any]:
        """The row at this index; rows before it that say nothing are blank."""
        rows: list[dict[str, Any]] = self.data.setdefault(section, [])
        spec = self.sections[section]
        while len(rows) <= at:
            label = spec.printed[len(rows)] if len(rows) < len(spec.printed) else ""
            rows.append({spec.key_column.name: label} if label else {})
        return rows[at]

    def record(self, notes: tuple[str, ...]) -> Record:
        """The record as it stands."""
        self.data.setdefault("form", self.form.name)
        return Record(self.data, self.source, self.row, self.sheet, tuple(self.mistakes),
                      self.places, notes, context=self.context)  # fmt: skip

    def wrong(self, place: Place, path: str, expected: str, value: str = "") -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(self.source, place, path, value, expected))

    def _within(self, name: str) -> dict[str, Any]:
        old = self.data.get(name)
        if not isinstance(old, dict):
            self.data[name] = {} if old is None else {"text": old}
        inside: dict[str, Any] = self.data[name]
        return inside

    def _column(self, section: str, name: str) -> FieldSpec:
        return next(c for c in self.sections[section].columns if c.name == name)
