"""A plan's values as an officer's page shows them: under the form's labels, with their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import plandocs
from plandocs.desk.editors import growing, is_printed, schema_of, seal
from plandocs.paths import places_now, steps_of

_SIGNED, _UNSIGNED, _PICTURE = "Signed", "Not signed", "Signed (a picture, or ink)"


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
    return tuple(_Shown(reading).groups())


class _Shown:
    def __init__(self, reading: plandocs.Reading) -> None:
        assert reading.plan is not None
        self._data = reading.plan.model_dump(mode="json")
        self._form = reading.plan.form
        self._about = schema_of(self._form)
        self._places = reading.origins
        self._corrected = set(filter(None, places_now(reading.corrections)))
        self._doubtful = {e.field for e in reading.issues if e.code == "doubtful-signature"}

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
                yield Group(title, (), False, name if name in growing(self._form) else "")
                yield from self._rows(name, about["items"]["properties"])
            else:
                inside = self._data[name]
                yield Group(title, tuple(self._cells(name, about["properties"], inside)), False)

    def _rows(self, name: str, columns: Mapping[str, Any]) -> Iterator[Group]:
        for number, row in enumerate(self._data[name]):
            path = f"{name}[{number}]"
            fields = tuple(self._cells(path, columns, row, name))
            out = path if name in growing(self._form) else ""
            yield Group(str(number + 1), fields, True, out, seal(row))

    def _cells(
        self, path: str, columns: Mapping[str, Any], row: Mapping[str, Any], section: str = ""
    ) -> Iterator[Field]:
        for key, about in columns.items():
            field = self._field(f"{path}.{key}", key, about, row.get(key))
            yield field._replace(printed=bool(section) and is_printed(self._form, section, key))

    def _field(self, path: str, key: str, about: Mapping[str, Any], value: Any) -> Field:
        label = str(about.get("title", key))
        corrected = path in self._corrected or any(
            each.startswith((f"{path}[", f"{path}.")) or path.startswith(f"{each}.")
            for each in self._corrected
        )
        if isinstance(value, list):
            values = tuple(
                self._value(f"{path}[{number}]", each) for number, each in enumerate(value)
            )
            return Field(path, label, values, corrected, True)
        doubtful = seal(value) if path in self._doubtful else ""
        values = (self._value(path, value),)
        return Field(path, label, values, corrected, False, doubtful=doubtful)

    def _value(self, path: str, value: Any) -> Value:
        place = self._places.get(path)
        return Value(path, text_of(value), "" if place is None else str(place))


def _is_section(about: Mapping[str, Any]) -> bool:
    return about.get("type") in ("array", "object")


def label_of(form: str, path: str) -> str:
    """A path in the form's own words: "Section 1, row 2: Link to"."""
    section, *steps = steps_of(path)
    about = schema_of(form).get(str(section), {})
    title = str(about.get("title", "HR's key" if section == "id" else section))
    if not steps:
        return title
    title = title.partition(":")[0]
    if isinstance(steps[0], int):
        about, title = about.get("items", {}), f"{title}, row {int(steps.pop(0)) + 1}"
    if not steps:
        return title
    column = about.get("properties", {}).get(steps[0], {}).get("title", steps[0])
    item = f" {int(steps[1]) + 1}" if len(steps) > 1 and isinstance(steps[1], int) else ""
    return f"{title}: {column}{item}"


def text_of(value: Any) -> str:
    """A value of the data in words."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(text_of, value)))
    if not isinstance(value, Mapping):
        return str(value) if value is not None else ""
    if not value.keys() & {"text", "signed"}:
        return "\n".join(filter(None, map(text_of, value.values())))
    text = str(value.get("text") or "")
    if "signed" not in value:
        return text
    if not value["signed"]:
        return f"{_UNSIGNED}: {text}" if text else _UNSIGNED
    return f"{_SIGNED}: {text}" if text else _PICTURE
