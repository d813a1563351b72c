"""A plan's values as an officer's page shows them: under the form's labels, with their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import plandocs

_SIGNED, _UNSIGNED, _PICTURE = "Signed", "Not signed", "Signed (a picture, or ink)"


class Value(NamedTuple):
    """One value: its path in the data, its text, its place in the document."""

    path: str
    text: str
    where: str


class Field(NamedTuple):
    """One field of the form: its label, and its values; several where it is a list."""

    path: str
    label: str
    values: tuple[Value, ...]
    corrected: bool
    listed: bool


class Group(NamedTuple):
    """What belongs together: the header, a section, a row of a section."""

    title: str
    fields: tuple[Field, ...]
    is_row: bool


def groups_of(reading: plandocs.Reading) -> tuple[Group, ...]:
    """Return all values of a reading, blank ones too, in the form's order."""
    if reading.plan is None:
        return ()
    return tuple(_Shown(reading).groups())


@cache
def _properties(form: str) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = plandocs.schema(form)["properties"]
    return properties


class _Shown:
    def __init__(self, reading: plandocs.Reading) -> None:
        assert reading.plan is not None
        self._data = reading.plan.model_dump(mode="json")
        self._about = _properties(reading.plan.form)
        self._places = reading.origins
        self._corrected = {str(each["field"]) for each in reading.corrections}

    def groups(self) -> Iterator[Group]:
        cells = {k: v for k, v in self._about.items() if k not in ("form", "id")}
        header = {k: v for k, v in cells.items() if not _is_section(v)}
        yield Group(
            "", tuple(self._field(k, k, v, self._data[k]) for k, v in header.items()), False
        )
        for name, about in cells.items():
            if name in header:
                continue
            title = str(about.get("title", name))
            if about.get("type") == "array":
                yield Group(title, (), False)
                yield from self._rows(name, about["items"]["properties"])
            else:
                inside = self._data[name]
                yield Group(title, tuple(self._cells(name, about["properties"], inside)), False)

    def _rows(self, name: str, columns: Mapping[str, Any]) -> Iterator[Group]:
        for number, row in enumerate(self._data[name]):
            fields = tuple(self._cells(f"{name}[{number}]", columns, row))
            yield Group(str(number + 1), fields, True)

    def _cells(
        self, path: str, columns: Mapping[str, Any], row: Mapping[str, Any]
    ) -> Iterator[Field]:
        for key, about in columns.items():
            yield self._field(f"{path}.{key}", key, about, row.get(key))

    def _field(self, path: str, key: str, about: Mapping[str, Any], value: Any) -> Field:
        label = str(about.get("title", key))
        corrected = path in self._corrected or any(
            each.startswith((f"{path}[", f"{path}.")) for each in self._corrected
        )
        if isinstance(value, list):
            values = tuple(
                self._value(f"{path}[{number}]", each) for number, each in enumerate(value)
            )
            return Field(path, label, values, corrected, True)
        return Field(path, label, (self._value(path, value),), corrected, False)

    def _value(self, path: str, value: Any) -> Value:
        place = self._places.get(path)
        return Value(path, _text(value), "" if place is None else str(place))


def _is_section(about: Mapping[str, Any]) -> bool:
    return about.get("type") in ("array", "object")


def _text(value: Any) -> str:
    """A value of the data in words."""
    if not isinstance(value, Mapping):
        return str(value) if value is not None else ""
    text = str(value.get("text") or "")
    if "signed" not in value:
        return text
    if not value["signed"]:
        return f"{_UNSIGNED}: {text}" if text else _UNSIGNED
    return f"{_SIGNED}: {text}" if text else _PICTURE
