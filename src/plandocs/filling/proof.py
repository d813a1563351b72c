"""A tagged template proves itself: a specimen is filled and read back, as ``fill`` does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.errors import OutputError, TemplateError
from plandocs.filling.context import NO_VALUES, Values
from plandocs.filling.render import field_differences, read_back, render, unlike
from plandocs.model.plan import Plan


def unread(
    data: bytes, form: FormSpec, missing: Iterable[str], values: Values = NO_VALUES
) -> tuple[str, ...]:
    """What does not come back when a specimen is filled and read, but for the ``missing`` fields.

    Each is one sentence, in the order of the form; () where all comes back. ``values`` are those of
    a context.
    """
    from plandocs.filling.agency import custom_names, renderer_of

    leave = {path.partition(".")[0].partition("[")[0] for path in missing}
    custom = {name: f"Specimen of context {name}" for name in custom_names(data)}
    found: dict[str, None] = {}
    custom |= {name: values.texts[name] for name in values.rich}
    # What the form lacks may be read as the value of a field that is blank.
    for plan in (specimen(form), bare_specimen(form)) if custom else (specimen(form),):
        try:
            renderer = renderer_of(data, "", values)
            back = read_back(render(plan, renderer, form, custom, verify=False).data, form)
        except (OutputError, TemplateError) as error:
            return (error.message,)
        found |= dict.fromkeys(
            map(unlike, field_differences(plan, back, leave | renderer.left_out))
        )
    return tuple(found)


def specimen(form: FormSpec) -> Plan:
    """A plan in which each field says something of its own: two rows, two items."""
    data: dict[str, Any] = {"form": form.name, "id": "SPECIMEN"}
    data.update({cell.name: _value(cell, cell.name) for cell in form.cells})
    for section in form.sections:
        if section.shape in ("boxes", "cells"):
            data[section.name] = _row(section.columns, section.name)
            continue
        names = section.printed or ("", "")
        rows = [_row(section.columns, f"{section.name} {n}") for n, _ in enumerate(names, 1)]
        for row, label in zip(rows, names, strict=True):
            if label:
                row[section.key_column.name] = label
        data[section.name] = rows
    return form.model.model_validate(data)


def bare_specimen(form: FormSpec) -> Plan:
    """A plan in which nothing is filled but the person's name."""
    person = form.role("person")
    named = {person.name: _value(person, person.name)} if person else {}
    return form.model.model_validate({"form": form.name, "id": "SPECIMEN", **named})


def _row(columns: tuple[FieldSpec, ...], where: str) -> dict[str, Any]:
    return {column.name: _value(column, f"{where} {column.name}") for column in columns}


def _value(field: FieldSpec, words: str) -> Any:
    said = f"Specimen of {words.replace('_', ' ')}"
    return field.choices[0] if field.choices else field.kind.specimen(said)
