"""How each field of a plan is put right: what its form on the page has, and what that sends.

Everything goes by the form's description: the kind of a field says what is typed or chosen, and
what that means; a choice of the form's own words is a list to choose from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import plandocs
from plandocs.desk.receive import one
from plandocs.desk.spots import form_of, spot_of
from plandocs.errors import InputError
from plandocs.paths import steps_of, value_at

if TYPE_CHECKING:
    from plandocs.description.form import FieldSpec, SectionSpec
    from plandocs.kinds.kind import Kind

Control = Literal["line", "text", "list", "date", "choice", "signature"]
_LONG: Final = 60  # characters of a line, beyond which it has more room
_SIGNED: Final = "signed"


@dataclass(frozen=True)
class Editor:
    """The form for one value.

    Attributes:
        path: the field's path in the data.
        label: what the form calls it, with its row.
        name: what the control is called in what is sent.
        control: what kind of control it is.
        kind: the kind of its value.
        text: what stands there, or was typed.
        options: what can be chosen.
        hint: how it is written; "" where that is plain.
        signed: of a signature, whether it is one.
    """

    path: str
    label: str
    name: str
    control: Control
    kind: Kind
    text: str = ""
    options: tuple[str, ...] = ()
    hint: str = ""
    signed: bool = False

    @property
    def lines(self) -> int:
        """How many lines its room has."""
        rows = sum(1 + len(each) // _LONG for each in self.text.split("\n"))
        return min(12, max(3 if self.control == "list" else 2, rows + (self.control == "list")))

    def sent(self, fields: Mapping[str, list[str]]) -> Any:
        """The value that a form sends, as data."""
        return self.typed(fields).unchanged

    @property
    def unchanged(self) -> Any:
        """What a form sends in which nobody has changed anything."""
        return self.kind.answered(self.text, signed=self.signed)

    def typed(self, fields: Mapping[str, list[str]]) -> Editor:
        """The same with what somebody typed."""
        signed = one(fields, f"{self.name}.signed") == _SIGNED
        return replace(self, text=one(fields, self.name).replace("\r\n", "\n"), signed=signed)


class Place(NamedTuple):
    """A field that words can be given: its path, its label, under which heading it is offered."""

    path: str
    label: str
    group: str


def data_of(reading: plandocs.Reading) -> dict[str, Any]:
    """A reading's plan as JSON."""
    if reading.plan is None:
        raise InputError("this document could not be read as a plan.", reading.source)
    return dict(reading.plan.model_dump(mode="json"))


def seal(value: object) -> str:
    """What a value is known by, so that nobody puts right what has changed meanwhile."""
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def editor_of(reading: plandocs.Reading, path: str) -> Editor:
    """Return the form for the value at a path.

    Raises:
        InputError: there is no such field.
    """
    data = data_of(reading)
    try:
        spot = spot_of(form_of(reading), path)
        value = value_at(data, path)
    except (LookupError, ValueError):
        spot, value = None, None
    field = spot.field if spot is not None and not spot.inside else None
    if spot is None or field is None or (spot.section and spot.section.prints(field)):
        raise InputError("there is no such field in this plan.", reading.source)
    row = f", row {spot.row + 1}" if spot.row >= 0 else ""
    return _editor(path, f"{field.label}{row}", "value", field, value)


def row_editors(reading: plandocs.Reading, section: str) -> tuple[str, tuple[Editor, ...]]:
    """Return the path of a new row and the forms for its values.

    Raises:
        InputError: there is no such section, or it has no rows to add.
    """
    data = data_of(reading)
    table = next((s for s in form_of(reading).tables if s.name == section and s.grows), None)
    if table is None:
        raise InputError("there is no section to which a row can be added.", reading.source)
    path = f"{section}[{len(data[section])}]"
    return path, tuple(
        _editor(f"{path}.{each.name}", each.label, f"value.{each.name}", each, None)
        for each in table.columns
    )


def places_of(reading: plandocs.Reading) -> list[tuple[str, list[Place]]]:
    """Return the fields that words can be given, those of a new row too, by their sections."""
    return [(group, list(places)) for group, places in groupby(_places(reading), lambda e: e.group)]


def _places(reading: plandocs.Reading) -> Iterator[Place]:
    data, form = data_of(reading), form_of(reading)
    for cell in form.cells:
        if cell not in form.signed_by:
            yield Place(cell.name, cell.label, "The first box")
    for section in form.sections:
        if not section.is_table:
            for each in section.columns:
                yield Place(f"{section.name}.{each.name}", each.label, section.heading)
            continue
        for number, row in enumerate(data[section.name]):
            yield from _places_of_row(section, number, _row_words(number, row))
        if section.grows:
            yield from _places_of_row(section, len(data[section.name]), "A new row")


def _places_of_row(section: SectionSpec, number: int, words: str) -> Iterator[Place]:
    for each in section.columns:
        if not section.prints(each):
            path = f"{section.name}[{number}].{each.name}"
            yield Place(path, f"{words}: {each.label}", section.heading)


def _row_words(number: int, row: Mapping[str, Any]) -> str:
    first = next((str(e) for e in row.values() if isinstance(e, str) and e), "")
    short = first if len(first) <= _LONG // 2 else first[: _LONG // 2].rsplit(" ", 1)[0] + " …"
    return f"Row {number + 1}, {short}" if short else f"Row {number + 1}"


def words_added(reading: plandocs.Reading, path: str, words: str) -> tuple[str, Any]:
    """Return the field and its value once words are added to what stands there.

    Raises:
        InputError: there is no such field.
    """
    if path not in {each.path for each in _places(reading)}:
        raise InputError("choose the field that this text belongs to.", reading.source)
    data = data_of(reading)
    section, *steps = steps_of(path)
    rows = data[str(section)]
    if isinstance(rows, list) and steps[0] == len(rows):
        return path.rpartition(".")[0], {str(steps[-1]): words}
    field = spot_of(form_of(reading), path).field
    assert field is not None
    return path, field.kind.with_words(value_at(data, path), words)


def _editor(path: str, label: str, name: str, field: FieldSpec, value: Any) -> Editor:
    text, shape, hint, signed = field.kind.asked(value)
    control: Control = shape or ("text" if "." in path or "\n" in text else "line")
    options = () if shape else field.choices
    if options:
        control = "choice"
        options = (*options, text) if text and text not in options else options
    return Editor(path, label, name, control, field.kind, text, options, hint, signed)
