"""How each field of a plan is put right: what its form on the page has, and what that sends.

Everything goes by the form's schema: a list is one item a line, a date a day to choose, a choice of
the form's own words a list to choose from, a signature signed or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple

import plandocs
from plandocs.desk.views import day
from plandocs.errors import InputError
from plandocs.paths import steps_of, value_at

Control = Literal["line", "text", "list", "date", "choice", "signature"]
_Shape = Literal["list", "date", "period", "signature", ""]
_LONG: Final = 60  # characters of a line, beyond which it has more room
_SIGNED: Final = "signed"
HINTS: Final = {
    "list": "One item on each line.",
    "period": "Such as 2026-27, or 1 July 2026 – 30 June 2027.",
    "signature": "Its text stays as it is typed here.",
}


@dataclass(frozen=True)
class Editor:
    """The form for one value.

    Attributes:
        path: the field's path in the data.
        label: what the form calls it, with its row.
        name: what the control is called in what is sent.
        control: what kind of control it is.
        text: what stands there, or was typed.
        options: what can be chosen.
        hint: how it is written; "" where that is plain.
        signed: of a signature, whether it is one.
    """

    path: str
    label: str
    name: str
    control: Control
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
        text = _one(fields, self.name).replace("\r\n", "\n")
        if self.control == "list":
            return [line.strip() for line in text.split("\n") if line.strip()]
        if self.control == "date":
            return _day_of(text)
        if self.control == "signature":
            return signature(_one(fields, f"{self.name}.signed") == _SIGNED, text)
        return text

    @property
    def unchanged(self) -> Any:
        """What a form sends in which nobody has changed anything."""
        signed = [_SIGNED] if self.signed else [""]
        return self.sent({self.name: [self.text], f"{self.name}.signed": signed})

    def typed(self, fields: Mapping[str, list[str]]) -> Editor:
        """The same with what somebody typed, which could not be kept."""
        signed = _one(fields, f"{self.name}.signed") == _SIGNED
        return replace(self, text=_one(fields, self.name).replace("\r\n", "\n"), signed=signed)


class Place(NamedTuple):
    """A field that words can be given: its path, its label, under which heading it is offered."""

    path: str
    label: str
    group: str


def _one(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _day_of(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def signature(signed: bool, text: str) -> dict[str, Any]:
    """A signature that somebody has decided on; what stood there stays with it."""
    if signed:
        return {"signed": True, "text": text.removeprefix("Not signed – ").strip()}
    bare = text.strip()
    if not bare or bare.casefold().startswith("not signed"):
        return {"signed": False, "text": bare}
    return {"signed": False, "text": f"Not signed – {bare}"}


@cache
def schema_of(form: str) -> Mapping[str, Any]:
    """The fields of a form, as its schema has them."""
    properties: Mapping[str, Any] = plandocs.schema(form)["properties"]
    return properties


@cache
def _kinds(form: str) -> Mapping[str, Any]:
    kinds: Mapping[str, Any] = plandocs.schema(form)["$defs"]
    return kinds


def _shape(form: str, about: Mapping[str, Any]) -> _Shape:
    """What a field's data look like: a list, a day, a period, a signature; "" for a text."""
    kind = _kinds(form).get(str(about.get("$ref", "")).rpartition("/")[2], {})
    first = (kind.get("anyOf") or [kind])[0]
    if first.get("type") == "array":
        return "list"
    parts = first.get("properties", {})
    if "signed" in parts:
        return "signature"
    if "date" in parts:
        return "date"
    return "period" if "start" in parts else ""


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
        about, label = _about(str(data["form"]), path)
        value = value_at(data, path)
    except (LookupError, ValueError, TypeError):
        raise InputError("there is no such field in this plan.", reading.source) from None
    form = str(data["form"])
    return _editor(form, path, label, "value", about, value)


def row_editors(reading: plandocs.Reading, section: str) -> tuple[str, tuple[Editor, ...]]:
    """Return the path of a new row and the forms for its values.

    Raises:
        InputError: there is no such section, or it has no rows to add.
    """
    data = data_of(reading)
    about = schema_of(str(data["form"])).get(section, {})
    if about.get("type") != "array" or section not in growing(str(data["form"])):
        raise InputError("there is no section to which a row can be added.", reading.source)
    path, form = f"{section}[{len(data[section])}]", str(data["form"])
    columns = about["items"]["properties"]
    return path, tuple(
        _editor(form, f"{path}.{name}", _title(each, name), f"value.{name}", each, None)
        for name, each in columns.items()
    )


@cache
def growing(form: str) -> frozenset[str]:
    """The sections whose rows are the officer's own: the form prints no word of them."""
    return frozenset(
        name
        for name, each in schema_of(form).items()
        if each.get("type") == "array"
        and not is_printed(form, name, next(iter(each["items"]["properties"])))
    )


def is_printed(form: str, section: str, column: str) -> bool:
    """Whether the form prints what is in this column, so that there is nothing to put right."""
    about = schema_of(form)[section]
    if about.get("type") != "array":
        return False
    columns = about["items"]["properties"]
    first = column == next(iter(columns))
    return first and bool(columns[column].keys() & {"enum", "examples"})


def places_of(reading: plandocs.Reading) -> list[tuple[str, list[Place]]]:
    """Return the fields that words can be given, those of a new row too, by their sections."""
    return [(group, list(places)) for group, places in groupby(_places(reading), lambda e: e.group)]


def _places(reading: plandocs.Reading) -> Iterator[Place]:
    data = data_of(reading)
    for name, about in schema_of(str(data["form"])).items():
        title = str(about.get("title", name))
        if name in ("form", "id"):
            continue
        if about.get("type") == "array":
            columns = about["items"]["properties"]
            for number, row in enumerate(data[name]):
                words = _row_words(number, row)
                for key, each in columns.items():
                    if not is_printed(str(data["form"]), name, key):
                        yield Place(
                            f"{name}[{number}].{key}", f"{words}: {_title(each, key)}", title
                        )
            if name in growing(str(data["form"])):
                new = f"{name}[{len(data[name])}]"
                for key, each in columns.items():
                    yield Place(f"{new}.{key}", f"A new row: {_title(each, key)}", title)
        elif about.get("type") == "object":
            for key, each in about["properties"].items():
                yield Place(f"{name}.{key}", _title(each, key), title)
        elif _shape(str(data["form"]), about) != "signature":
            yield Place(name, title, "The first box")


def _row_words(number: int, row: Mapping[str, Any]) -> str:
    first = next((str(e) for e in row.values() if isinstance(e, str) and e), "")
    short = first if len(first) <= _LONG // 2 else first[: _LONG // 2].rsplit(" ", 1)[0] + " …"
    return f"Row {number + 1}, {short}" if short else f"Row {number + 1}"


def given(reading: plandocs.Reading, path: str, words: str) -> tuple[str, Any]:
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
    value = value_at(data, path)
    if isinstance(value, list):
        return path, [*value, *(line for line in words.split("\n") if line.strip())]
    there = value.get("text", "") if isinstance(value, Mapping) else str(value or "")
    return path, f"{there}\n{words}" if there else words


def _about(form: str, path: str) -> tuple[Mapping[str, Any], str]:
    """What the schema says of a field, and its label with the number of its row."""
    section, *steps = steps_of(path)
    about: Mapping[str, Any] = schema_of(form)[str(section)]
    row = ""
    if section in ("form", "id") or (steps and is_printed(form, str(section), str(steps[-1]))):
        raise KeyError(path)
    if steps and isinstance(steps[0], int):
        about, row = about["items"], f", row {int(steps.pop(0)) + 1}"
    if steps:
        about = about["properties"][steps[0]]
        if len(steps) > 1:
            raise KeyError(path)
    if (about.get("type") in ("object", "array") and "properties" in about) or "items" in about:
        raise KeyError(path)
    return about, _title(about, str(section)) + row


def _title(about: Mapping[str, Any], name: str) -> str:
    return str(about.get("title", name))


def _editor(
    form: str, path: str, label: str, name: str, about: Mapping[str, Any], value: Any
) -> Editor:
    shape = _shape(form, about)
    control: Control = "text" if "." in path else "line"
    if shape and shape != "period":
        control = shape
    options = tuple(str(e) for e in about.get("enum") or about.get("examples") or ())
    text, signed = "", False
    if isinstance(value, Mapping):
        text, signed = str(value.get("text") or ""), bool(value.get("signed"))
        if control == "date":
            text = str(value.get("date") or "")
    elif isinstance(value, list):
        text = "\n".join(str(each) for each in value)
    elif value is not None:
        text = str(value)
    if options and control in ("line", "text"):
        control = "choice"
        options = (*options, text) if text and text not in options else options
    if control == "line" and "\n" in text:
        control = "text"
    hint = HINTS.get(shape, "")
    if control == "date" and isinstance(value, Mapping) and value.get("text") and not text:
        hint = f"It says: {value['text']}"
    return Editor(path, label, name, control, text, options, hint, signed)
