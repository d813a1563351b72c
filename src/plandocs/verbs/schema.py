"""``schema``: the JSON Schema of a form's data, derived from the form's description.

In: a form's name, or none for every form. Out: a schema as plain data, of what ``fill`` accepts;
what ``parse`` writes fits it too, with every key there. Titles are the labels that the form prints.
"""

from __future__ import annotations

from typing import Any

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.registry import form as form_named
from plandocs.registry import forms

Node = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {"type": ["string", "number", "null"]}
_DAY = {"type": ["string", "null"], "description": "A day as 2026-07-12; null where not known"}


def _value(description: str, more: list[dict[str, Any]], **fields: dict[str, Any]) -> Node:
    """A value that is written as an object, and may be given as plain text."""
    whole = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"description": description, "anyOf": [whole, *more]}


_WRITTEN = {"type": "string", "description": "As it is written in the document"}
_TEXT_ONLY = [{"type": ["string", "null"]}]
_KINDS: dict[str, Node] = {
    "text": {**_PLAIN, "description": "Text; a newline divides paragraphs"},
    "items": {
        "description": "A list of texts, one for each item; one text is a list of one",
        "anyOf": [{"type": "array", "items": _PLAIN}, _PLAIN],
    },
    "date": _value("A date, read day first", _TEXT_ONLY, text=_WRITTEN, date=_DAY),
    "period": _value(
        "A period with its first and last day",
        [{"type": ["string", "integer", "null"]}],
        text=_WRITTEN, start=_DAY, end=_DAY,
    ),
    "signature": _value(
        "A signature; signed without text is a picture",
        _TEXT_ONLY,
        text=_WRITTEN, signed={"type": ["boolean", "null"]},
    ),
}  # fmt: skip


def schema(form: str | None = None) -> Node:
    """The JSON Schema (draft 2020-12) of one form's data, or of every form's.

    >>> schema("senior-executive-plan")["required"]
    ['officer_name']

    Raises:
        InputError: there is no form with this name.
    """
    if form is not None:
        return {"$schema": _DRAFT, **_plan(form_named(form)), "$defs": _KINDS}
    plans = {each.name: _plan(each) for each in forms()}
    return {
        "$schema": _DRAFT,
        "title": "A plan of any form",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in plans],
        "$defs": {**plans, **_KINDS},
    }


def _plan(form: FormSpec) -> Node:
    identity = "HR's own key for the plan; it travels in the document's properties"
    properties: Node = {
        "form": {"const": form.name},
        "id": {"type": ["string", "integer", "null"], "description": identity},
    }
    properties |= {cell.name: _field(cell) for cell in form.cells}
    properties |= {section.name: _section(section) for section in form.sections}
    info = form.model.model_fields
    return {
        "title": form.title,
        "type": "object",
        "properties": {name: properties[name] for name in form.fields},
        "required": [name for name in form.fields if info[name].is_required()],
        "additionalProperties": False,
    }


def _field(field: FieldSpec) -> Node:
    kind = field.kind if field.kind in _KINDS else "text"
    known = {"examples": list(field.choices)} if field.choices else {}
    return {"title": field.label, "$ref": f"#/$defs/{kind}", **known}


def _section(section: SectionSpec) -> Node:
    fields = {column.name: _field(column) for column in section.columns}
    record = {"type": "object", "properties": fields, "additionalProperties": False}
    if section.shape in ("boxes", "cells"):
        return {"title": section.heading, **record}
    if section.closed:
        key = section.key_column
        fields[key.name] = {"title": key.label, "enum": list(section.printed)}
    elif section.printed:
        fields[section.key_column.name]["examples"] = list(section.printed)
    return {"title": section.heading, "type": "array", "items": record}
