"""``schema``: the JSON Schema of a form's data, derived from the form's description.

It is that of what ``fill`` accepts; what ``parse`` writes fits it too, with every key there. Titles
are the labels that the form prints.
"""

from __future__ import annotations

from plandocs.arguments import checked
from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms
from plandocs.kinds.kind import Node

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


@checked
def schema(form: FormSpec | str | None = None) -> Node:
    """Return the JSON Schema (draft 2020-12) of one form's data, or of every form's.

    Args:
        form: the form by name, or as `load_form` gives it; all of them unless said.

    Raises:
        InputError: there is no form with this name.

    >>> schema("senior-executive-plan")["required"]
    ['officer_name']
    """
    if form is not None:
        spec = form_named(form) if isinstance(form, str) else form
        return {"$schema": _DRAFT, **_plan(spec), "$defs": _kinds(spec)}
    plans = {each.name: _plan(each) for each in forms()}
    return {
        "$schema": _DRAFT,
        "title": "A plan of any form",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in plans],
        "$defs": {**plans, **_kinds(*forms())},
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
    return {"title": field.label, **field.kind.node(field.choices)}


def _kinds(*forms: FormSpec) -> Node:
    """The kinds of value that these forms have, each under its name."""
    return {field.kind.name: field.kind.schema for form in forms for field in form.every_field}


def _section(section: SectionSpec) -> Node:
    fields = {column.name: _field(column) for column in section.columns}
    record = {"type": "object", "properties": fields, "additionalProperties": False}
    if not section.is_table:
        return {"title": section.heading, **record}
    if section.closed:
        key = section.key_column
        fields[key.name] = {"title": key.label, "enum": list(section.printed)}
    elif section.printed:
        fields[section.key_column.name]["examples"] = list(section.printed)
    return {"title": section.heading, "type": "array", "items": record}
