"""A plan's values as an officer's page shows them: under the form's labels, with their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import plandocs
from plandocs.desk.editors import seal
from plandocs.desk.spots import form_of
from plandocs.paths import places_now

if TYPE_CHECKING:
    from plandocs.description.form import FieldSpec, SectionSpec


class Value(NamedTuple):
    """One value: its path in the data, its text, its place in the document."""

    path: str
    text: str
    where: str


class Field(NamedTuple):
    """One field of the form: its label, and its values; several where it is a list.

    ``printed`` tells that the form prints it; ``doubtful`` is what a signature is known by that
    somebody has to decide on, and "" of all else.
    """

    path: str
    label: str
    values: tuple[Value, ...]
    corrected: bool
    listed: bool
    printed: bool = False
    doubtful: str = ""


class Group(NamedTuple):
    """What belongs together: the header, a section, a row of a section.

    ``path`` is that of a section to which rows can be added, and of a row that can be taken out;
    ``was`` is what that row is known by.
    """

    title: str
    fields: tuple[Field, ...]
    is_row: bool
    path: str = ""
    was: str = ""


def groups_of(reading: plandocs.Reading) -> tuple[Group, ...]:
    """Return all values of a reading, blank ones too, in the form's order."""
    if reading.plan is None:
        return ()
    return tuple(_Groups(reading).groups())


class _Groups:
    def __init__(self, reading: plandocs.Reading) -> None:
        assert reading.plan is not None
        self._data = reading.plan.model_dump(mode="json")
        self._form = form_of(reading)
        self._places = reading.origins
        self._corrected = set(filter(None, places_now(reading.corrections)))
        self._doubtful = {e.field for e in reading.issues if e.code == "doubtful-signature"}

    def groups(self) -> Iterator[Group]:
        yield Group("", tuple(self._cells("", self._form.cells, self._data)), False)
        for section in self._form.sections:
            name, title = section.name, section.heading
            if section.is_table:
                yield Group(title, (), False, name if section.grows else "")
                yield from self._rows(section)
            else:
                inside = self._cells(f"{name}.", section.columns, self._data[name])
                yield Group(title, tuple(inside), False)

    def _rows(self, section: SectionSpec) -> Iterator[Group]:
        for number, row in enumerate(self._data[section.name]):
            path = f"{section.name}[{number}]"
            fields = tuple(
                field._replace(printed=section.prints(column))
                for field, column in zip(
                    self._cells(f"{path}.", section.columns, row), section.columns, strict=True
                )
            )
            yield Group(str(number + 1), fields, True, path if section.grows else "", seal(row))

    def _cells(
        self, front: str, columns: tuple[FieldSpec, ...], row: Mapping[str, Any]
    ) -> Iterator[Field]:
        for each in columns:
            yield self._field(f"{front}{each.name}", each, row[each.name])

    def _field(self, path: str, field: FieldSpec, value: Any) -> Field:
        corrected = path in self._corrected or any(
            each.startswith((f"{path}[", f"{path}.")) or path.startswith(f"{each}.")
            for each in self._corrected
        )
        if field.kind.many:
            values = tuple(
                self._value(f"{path}[{number}]", each) for number, each in enumerate(value)
            )
            return Field(path, field.label, values, corrected, True)
        doubtful = seal(value) if path in self._doubtful else ""
        values = (self._value(path, field.kind.told(value)),)
        return Field(path, field.label, values, corrected, False, doubtful=doubtful)

    def _value(self, path: str, text: str) -> Value:
        place = self._places.get(path)
        return Value(path, text, "" if place is None else str(place))
