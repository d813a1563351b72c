"""Rows of sections, of one sheet or several ("Outcomes", then "Measures"), gathered by person.

Of a person's rows those with one number are one, and a row with neither number nor text in its key
column goes on with the one above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from plandocs.data.cell_values import meant, text_of
from plandocs.data.records import Place
from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.normal.labels import key as label_key
from plandocs.normal.markers import normal_numbered
from plandocs.people import (
    agree_in_initials,
    another_surname,
    full_words,
    one_unit,
    person_key,
)
from plandocs.sheet.read import Value, is_blank
from plandocs.wording import nearest, plain

_WORD = 5  # letters of a word that tells something
_SLIP = 0.8
Cells = Mapping[str, tuple[Value, Place]]


@dataclass
class Line:
    """One row of a section on its way."""

    number: str
    key: str
    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    clashes: list[tuple[Place, str, str]] = field(default_factory=list)


@dataclass(eq=False)
class Person:
    """Whose rows these are: the id, the name, the unit, where the first stood; rows by section.

    ``broken`` are mistakes on the rows; with one, nothing is filled for the person.
    """

    identity: str
    name: str
    unit: str
    sheet: str
    row: int
    first: Cells
    lines: dict[str, list[Line]] = field(default_factory=dict)
    broken: list[tuple[Place, str, str]] = field(default_factory=list)
    keyed: set[str] = field(default_factory=set)  # ids on rows, where the person has none


@dataclass(frozen=True)
class Unowned:
    """A row that belongs to nobody for sure, and why."""

    sheet: str
    row: int
    identity: str
    name: str
    message: str


class People:
    """Everyone whose plan there may be; each row of a section goes to one of them, or to nobody.

    ``listed`` are those on the sheet of plans. Without such a sheet the rows themselves say who
    there is; ``rows`` are then gone through before any is given to somebody.
    """

    def __init__(self, form: FormSpec, listed: str) -> None:
        roles = (form.role(role) for role in ("person", "unit"))
        self._person, self._unit = (cell.name if cell is not None else "" for cell in roles)
        self._listed = listed
        self._by_id: dict[str, list[Person]] = {}
        self._by_name: dict[str, list[Person]] = {}
        self.all: list[Person] = []
        self.unowned: list[Unowned] = []

    def add(self, cells: Cells, sheet: str, row: int) -> Person:
        """Add somebody who has a row of their own."""
        person = Person(*self._who(cells), sheet, row, cells)
        self.all.append(person)
        if person.identity:
            self._by_id.setdefault(person.identity, []).append(person)
        self._by_name.setdefault(full_words(person_key(person.name)), []).append(person)
        return person

    def add_from_row(self, cells: Cells, sheet: str, row: int) -> None:
        """Add the person of a section's row, where nobody is there who may be the same."""
        identity, name, unit = self._who(cells)
        if identity:
            known = identity in self._by_id
        else:
            known = not name or any(one_unit(p.unit, unit) for p in self._named(name))
        if not known:
            self.add(cells, sheet, row)

    def owner(self, cells: Cells, sheet: str, row: int) -> Person | None:
        """The person that a row names; None where it names nobody, or may name two."""
        identity, name, unit = self._who(cells)
        if identity and (identity in self._by_id or not name):
            result = self._by_id.get(identity, [])
            if len(result) == 1:
                self._contradicted(result[0], identity, name, cells)
        else:
            result = self._of_name(identity, name, unit)
        if len(result) == 1:
            return result[0]
        self.unowned.append(Unowned(sheet, row, identity, name, self._why(identity, name, result)))
        return None

    def _who(self, cells: Cells) -> tuple[str, str, str]:
        return _text_at(cells, "id"), _text_at(cells, self._person), _text_at(cells, self._unit)

    def _named(self, name: str) -> list[Person]:
        """Those whose name is written so; else those whose name may be."""
        mine = person_key(name)
        result = self._by_name.get(full_words(mine), []) if mine else []
        exact = [person for person in result if person_key(person.name) == mine]
        return exact or [p for p in result if agree_in_initials(person_key(p.name), mine)]

    def _of_name(self, identity: str, name: str, unit: str) -> list[Person]:
        result = [p for p in self._named(name) if not unit or one_unit(p.unit, unit)]
        sure = [person for person in result if person.unit] if unit else []
        result = sure if len(sure) == 1 else result
        if identity:  # nobody has this id: somebody without one may
            result = [person for person in result if not person.identity]
            if len(result) == 1 and {identity} | result[0].keyed != {identity}:
                return []
            for person in result if len(result) == 1 else ():
                person.keyed.add(identity)
        return result

    def _contradicted(self, person: Person, identity: str, name: str, cells: Cells) -> None:
        """Note that a row's id is one person's, and its name another's."""
        if not name or not person.name or person_key(name) == person_key(person.name):
            return
        others = any(person is not other for other in self._named(name))
        if others or another_surname(name, person.name):
            text = f"the id {identity!r} is that of {person.name!r}, and the name is another's"
            person.broken.append((cells[self._person][1], text, repr(name)))

    def _why(self, identity: str, name: str, people: list[Person]) -> str:
        whose = name or identity
        if not whose:
            return "this row says nobody's id and nobody's name; write whose it is on each row"
        if len(people) > 1:
            rows = " and ".join(f"row {person.row}" for person in people[:3])
            where = f"sheet {people[0].sheet}, {rows}" if people[0].sheet else rows
            return (
                f"{whose!r} may be each of {len(people)} people ({where}); give each an id of its "
                "own, here and on other sheets"
            )
        named = f"{name!r} with the id {identity!r}" if identity and name else repr(whose)
        return f"{named} is not on the sheet of plans ({self._listed})"


def _text_at(cells: Cells, path: str) -> str:
    return text_of(cells[path][0]) if path in cells else ""


def add_row(person: Person, section: SectionSpec, cells: Cells) -> None:
    """Take over a row: a new one, or more of one that was met before."""
    lines = person.lines.setdefault(section.name, [])
    number = _text_at(cells, "row").rstrip(".)")
    values = {c.name: cells[p] for c in section.columns if (p := f"row.{c.name}") in cells
              and not is_blank(cells[p][0])}  # fmt: skip
    if not values:
        return
    name = section.key_column.name
    key = str(values[name][0]) if name in values else ""
    if name in values and (meant_by := _nearly_printed(section, key)):
        text = f"the form prints no such row; was {meant_by!r} meant? Write that, or say in more "
        text += "words what else it is"
        person.broken.append((values[name][1], text, repr(key)))
    line = _met(lines, number, key, section)
    if line is not None and not number and _contradicts(line, section, values):
        line = None
    if line is None:
        line = Line(number, key)
        lines.append(line)
    for column in section.columns:
        if column.name in values:
            value, place = values[column.name]
            _merge(line, column, meant(value, column.kind), place)


def _nearly_printed(section: SectionSpec, text: str) -> str:
    """The printed row that a text cuts short or slips in: Communication; "" where it is another."""
    text = normal_numbered(text)
    if not section.printed or not text or label_key(text) in section.printed_keys:
        return ""
    words = [word for word in plain(text).split() if len(word) >= _WORD]
    near = [
        each
        for each in section.printed
        if words and all(any(_alike(w, p) for p in plain(each).split()) for w in words)
    ]
    return near[0] if len(near) == 1 else nearest(text, section.printed, _SLIP) or ""


def _alike(word: str, printed: str) -> bool:
    """Whether two words begin alike, and so are forms of one."""
    pairs = zip(word, printed, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= _WORD and shared >= 0.6 * max(len(word), len(printed))


def _met(lines: list[Line], number: str, key: str, section: SectionSpec) -> Line | None:
    """The row that this one goes on with."""
    if number:
        return next((line for line in lines if line.number == number), None)
    if not key and lines:
        return lines[-1]
    same = (line for line in lines if plain(line.key) == plain(key))
    return (
        next(same, None)
        if key and section.shape == "printed"
        else (lines[-1] if lines and key and lines[-1].key == key else None)
    )


def _contradicts(line: Line, section: SectionSpec, values: Cells) -> bool:
    """Whether the row says something else than the one it seems to go on with."""
    kinds = {column.name: column.kind for column in section.columns}
    for name, (value, _) in values.items():
        old, new = line.values.get(name, ""), meant(value, kinds[name])
        if old not in ("", new) and kinds[name].gathered(old, new) is None:
            return True
    return False


def _merge(line: Line, column: FieldSpec, value: Any, place: Place) -> None:
    name = column.name
    old: Any = line.values.get(name)
    if old is None:
        line.values[name] = value
        line.places[name] = place
    elif (both := column.kind.gathered(old, value)) is not None:
        line.values[name] = both
    elif old != value:
        line.clashes.append((place, name, repr(value)))
