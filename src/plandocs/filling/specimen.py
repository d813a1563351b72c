"""A specimen plan of a form: every field filled, so that a template can prove itself."""

from __future__ import annotations

from typing import Any

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.model.plan import Plan


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
