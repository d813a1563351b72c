"""Rows of a section's own sheet, gathered for each person.

In: rows as they are read, of one sheet or several ("Outcomes", then "Measures"). Out: for each
person the rows of each section: those with one number are one row, and a row with neither number
nor text in its key column goes on with the row above.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandocs.form import FormSpec, SectionSpec
from plandocs.sheet.grid import Value, is_blank
from plandocs.verbs.drafts import Draft, meant
from plandocs.verbs.records import Place

Cells = Mapping[str, tuple[Value, Place]]


@dataclass
class Line:
    """One row of a section on its way."""

    number: str
    key: str
    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    clashes: list[tuple[Place, str, str]] = field(default_factory=list)


@dataclass
class Person:
    """Whose rows these are: the id, the name, where the first stood; rows by section."""

    identity: str
    name: str
    sheet: str
    row: int
    first: Cells
    lines: dict[str, list[Line]] = field(default_factory=dict)
    taken: bool = False
    named: dict[str, tuple[str, Place]] = field(default_factory=dict)  # the names, where first
    broken: list[tuple[Place, str, str]] = field(default_factory=list)


def person_key(name: object) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", str(name)).casefold().split())


class People:
    """Everyone met on the sheets of sections, by id and by name."""

    def __init__(self, form: FormSpec) -> None:
        self._person = form.role("person")
        self._all: list[Person] = []
        self._by_id: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._last: Person | None = None

    def __bool__(self) -> bool:
        return bool(self._all)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._all)

    def of(self, cells: Cells, sheet: str, row: int) -> Person | None:
        """The person of a row; a row that names nobody is the last one's."""
        identity = _said(cells, "id")
        name = _said(cells, self._person.name) if self._person else ""
        if not identity and not name:
            return self._last
        found = self.find(identity, name)
        if found is None:
            found = Person(identity, name, sheet, row, cells)
            self._all.append(found)
            if identity:
                self._by_id[identity] = found
            self._by_name.setdefault(person_key(name), []).append(found)
        if name and self._person:
            found.named.setdefault(person_key(name), (name, cells[self._person.name][1]))
        self._last = found
        return found

    def of_another(self, found: Person, name: str) -> Iterator[tuple[str, Place]]:
        """The names on a person's rows that are neither theirs nor nobody's, but another's.

        Rows go by their id where they have one; a name that is only spelled in another way is no
        matter.
        """
        for key, (said, place) in found.named.items():
            others = (each for each in self._by_name.get(key, ()) if each is not found)
            if found.identity and key != person_key(name) and any(each.identity for each in others):
                yield said, place

    def new_sheet(self) -> None:
        """A sheet begins: its first row has nobody above it."""
        self._last = None

    def find(self, identity: str, name: str) -> Person | None:
        """By id where there is one, else by name."""
        if identity and identity in self._by_id:
            return self._by_id[identity]
        for found in self._by_name.get(person_key(name), ()) if name else ():
            if not (identity and found.identity):
                return found
        return None


def _said(cells: Cells, path: str) -> str:
    return text_of(cells[path][0]) if path in cells else ""


def text_of(value: Value) -> str:
    """A cell as a name or a key: "" for a blank one."""
    return "" if is_blank(value) else " ".join(str(meant(value, "key")).split())


def add_row(person: Person, section: SectionSpec, cells: Cells) -> None:
    """Take over a row: a new one, or more of one that was met before."""
    lines = person.lines.setdefault(section.name, [])
    number = _said(cells, "row").rstrip(".)")
    values = {c.name: cells[p] for c in section.columns if (p := f"row.{c.name}") in cells
              and not is_blank(cells[p][0])}  # fmt: skip
    if not values:
        return
    name = section.key_column.name
    key = str(values[name][0]) if name in values else ""
    line = _met(lines, number, key, section)
    if line is not None and not number and _contradicts(line, section, values):
        line = None
    if line is None:
        line = Line(number, key)
        lines.append(line)
    for column in section.columns:
        if column.name in values:
            value, place = values[column.name]
            _merge(line, column.name, meant(value, column.kind), place)


def _met(lines: list[Line], number: str, key: str, section: SectionSpec) -> Line | None:
    """The row that this one goes on with."""
    if number:
        return next((line for line in lines if line.number == number), None)
    if not key and lines:
        return lines[-1]
    same = (line for line in lines if person_key(line.key) == person_key(key))
    return (
        next(same, None)
        if key and section.shape == "printed"
        else (lines[-1] if lines and key and lines[-1].key == key else None)
    )


def _contradicts(line: Line, section: SectionSpec, values: Cells) -> bool:
    """Does the row say something else than the one it seems to go on with?"""
    kinds = {column.name: column.kind for column in section.columns}
    return any(
        kinds[name] != "items" and line.values.get(name, "") not in ("", meant(value, kinds[name]))
        for name, (value, _) in values.items()
    )


def _merge(line: Line, name: str, value: object, place: Place) -> None:
    old = line.values.get(name)
    if old is None:
        line.values[name] = value
        line.places[name] = place
    elif isinstance(old, list) and isinstance(value, list):
        line.values[name] = [*old, *value]
    elif old != value:
        line.clashes.append((place, name, repr(value)))


def hand_over(person: Person, draft: Draft) -> None:
    """Put a person's rows into the plan on its way, in the order of their numbers."""
    person.taken = True
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
