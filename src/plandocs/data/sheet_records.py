"""A spreadsheet as records, one for each person: an HR list, an intake workbook, a roll-up.

Where one sheet says all, records are streamed; the sheets of sections are read first and handed to
their persons by id or name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plandocs.data.cell_values import KEY, meant
from plandocs.data.read_sheet import ReadSheet
from plandocs.data.records import Mistake, Place, Record
from plandocs.data.section_rows import People, Person, Unowned, add_row
from plandocs.data.sheet_file import SheetFile
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.description.taught import CONTEXT
from plandocs.kinds.text import TEXT
from plandocs.sheet.read import Row, Value

_INDEXED = re.compile(r"(\w+)\[(\d+)\]\.(\w+)(?:\[\d+\])?")


def records_of(file: SheetFile) -> Iterator[Record]:
    """One record for each officer, in the order of the rows."""
    people = _people(file) if file.rows else None
    owners = {(person.sheet, person.row): person for person in people.all} if people else {}
    for read in file.main:
        for row in read.rows:
            draft = _draft(file, read, row)
            if people:
                _hand_over(owners[read.sheet.name, row.number], draft)
            yield draft.record(file.notes)
    for person in people.all if people and not file.main else ():
        yield _of_rows(file, person)
    for each in people.unowned if people else ():
        yield _of_nobody(file, each)


def _draft(file: SheetFile, read: ReadSheet, row: Row) -> _Draft:
    draft = _Draft(file.form, file.source, read.sheet.name, row.number)
    draft.email = read.email(row)
    for path, (value, place) in read.cells(row).items():
        draft.put(path, value, place)
    for path, heading in read.columns:
        draft.places.setdefault(path, Place(read.sheet.name, row.number, heading))
    for place, message, value in read.problems(row):
        draft.wrong(place, "", message, value)
    return draft


def _people(file: SheetFile) -> People:
    """Everyone there is, each with their rows on the sheets of sections."""
    people = People(file.form, ", ".join(filter(None, (r.sheet.name for r in file.main))))
    for read in file.main:
        for row in read.rows:
            people.add(read.cells(row), read.sheet.name, row.number)
    for read in file.rows if not file.main else ():
        for row in read.rows:
            people.add_from_row(read.cells(row), read.sheet.name, row.number)
    for read in file.rows:
        for row in read.rows:
            cells = read.cells(row)
            if read.section is not None and (cells or row.problems):
                person = people.owner(cells, read.sheet.name, row.number)
                if person is not None:
                    person.broken += read.problems(row)
                    add_row(person, read.section, cells)
    return people


def _of_nobody(file: SheetFile, each: Unowned) -> Record:
    """A row whose officer is not known for sure: nothing of it is filled."""
    draft = _Draft(file.form, file.source, each.sheet, each.row)
    draft.wrong(Place(each.sheet, each.row), "", each.message)
    role = file.form.role("person")
    named = {"id": each.identity, role.name: each.name} if role and each.name else {}
    return Record(named, file.source, each.row, each.sheet, tuple(draft.mistakes), {}, file.notes)


def _of_rows(file: SheetFile, person: Person) -> Record:
    """An officer of whom only rows are known: what else their first row says is the header."""
    draft = _Draft(file.form, file.source, person.sheet, person.row)
    for path, (value, place) in person.first.items():
        if not path.startswith("row"):
            draft.put(path, value, place)
    _hand_over(person, draft)
    return draft.record(file.notes)


def _hand_over(person: Person, draft: _Draft) -> None:
    """Put a person's rows into the plan on its way, in the order of their numbers."""
    for place, message, value in person.broken:
        draft.wrong(place, "", message, value)
    for name, lines in person.lines.items():
        numbers = [line.number for line in lines]
        if all(number.isdecimal() for number in numbers):
            lines = sorted(lines, key=lambda line: int(line.number))
        rows = draft.data.setdefault(name, [])
        for line in lines:
            at = len(rows)
            rows.append(line.values)
            for column, place in line.places.items():
                draft.places[f"{name}[{at}].{column}"] = place
            for place, column, value in line.clashes:
                path = f"{name}[{at}].{column}"
                draft.wrong(place, path, "another row with this number says something else", value)


class _Draft:
    """One plan on its way: values by path, rows by section."""

    def __init__(self, form: FormSpec, source: str, sheet: str, row: int) -> None:
        self.form = form
        self.source, self.sheet, self.row = source, sheet, row
        self.data: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.mistakes: list[Mistake] = []
        self.context: dict[str, str] = {}
        self.email = ""
        self.cells = {cell.name: cell for cell in form.cells}
        self.sections = {section.name: section for section in form.sections}

    def put(self, path: str, value: Value, place: Place) -> None:
        """Take over one cell at a path such as ``period.start`` or ``outcomes[0].measures``."""
        self.places[path] = place
        indexed = _INDEXED.fullmatch(path)
        if indexed:
            section, at, name = indexed[1], int(indexed[2]), indexed[3]
            row, kind = self.row_of(section, at), self._column(section, name).kind
            meaning: Any = meant(value, kind)
            # A column for each item: "Outcome 1 measure 2".
            row[name] = kind.gathered(row.get(name, ()), meaning) or meaning
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
                      self.places, notes, context=self.context, email=self.email)  # fmt: skip

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
