"""A plan with something in every field of a form: words that stand nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec


def full_plan(form: FormSpec, word: Callable[[int], str], rows: int = 3) -> dict[str, Any]:
    """Data of a plan whose values are ``word(1)``, ``word(2)`` and so on."""
    numbers = count(1)

    def value(field: FieldSpec) -> Any:
        one = field.kind.options[0] if field.kind.options else word(next(numbers))
        return [one, word(next(numbers))] if field.kind.many else one

    plan: dict[str, Any] = {"form": form.name, "id": "00731"}
    plan |= {cell.name: value(cell) for cell in form.cells}
    return plan | {section.name: _section(section, value, rows) for section in form.sections}


def _section(section: SectionSpec, value: Callable[[FieldSpec], Any], rows: int) -> Any:
    if section.shape in ("boxes", "cells"):
        return {column.name: value(column) for column in section.columns}
    if section.shape == "rows":
        return [{column.name: value(column) for column in section.columns} for _ in range(rows)]
    key = section.key_column
    return [
        {key.name: label, **{c.name: value(c) for c in section.columns if c is not key}}
        for label in section.printed
    ]
