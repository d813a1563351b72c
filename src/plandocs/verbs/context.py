"""A plan as the plain data that a template's tags ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from plandocs.form import FieldSpec, FormSpec
from plandocs.normal.dates import read_date
from plandocs.plan import Plan
from plandocs.taught import CONTEXT
from plandocs.values import DateText, Period, Signature
from plandocs.word.package.facts import NO_MARK, bookmark_name
from plandocs.word.template.render.values import DateControl

if TYPE_CHECKING:
    from pydantic import BaseModel

    from plandocs.word.template.render.lint import Shape
    from plandocs.word.template.render.values import Plain

_INSIDE = {
    "date": ("text", "date"),
    "period": ("text", "start", "end"),
    "signature": ("text", "signed"),
}


def context_of(plan: Plan, custom: Mapping[str, str] | None = None) -> dict[str, Plain]:
    """Every field by its name; a date that its text is vaguer than becomes a date picker.

    ``custom`` are values of what the form does not have, by their names.
    """
    context = _fields(plan)
    if custom:
        context[CONTEXT] = custom
    context["plandocs_mark"] = bookmark_name(plan.id) or NO_MARK
    return context


def shape_of(form: FormSpec, custom: Iterable[str] = ()) -> dict[str, Shape]:
    """The names that a template of this form may ask for, as `context_of` gives them."""
    shape: dict[str, Shape] = {"form": None, "id": None, "plandocs_mark": None}
    shape.update({cell.name: _shape(cell) for cell in form.cells})
    for section in form.sections:
        inside = {column.name: _shape(column) for column in section.columns}
        shape[section.name] = [inside] if section.shape in ("rows", "printed") else inside
    if names := dict.fromkeys(custom):
        shape[CONTEXT] = names
    return shape


def _shape(field: FieldSpec) -> Shape:
    if field.kind == "items":
        return [None]
    return dict.fromkeys(_INSIDE[field.kind]) if field.kind in _INSIDE else None


def _fields(model: BaseModel) -> dict[str, Plain]:
    # The model's own dict: its iterator asks twice of every field.
    return {name: _plain(value) for name, value in model.__dict__.items()}


def _plain(value: object) -> Plain:
    if type(value) is str:
        return value
    if type(value) is tuple:
        return [each if type(each) is str else _plain(each) for each in value]
    if isinstance(value, str | bool | dt.date) or value is None:
        return value
    if isinstance(value, DateText):
        return {"text": _picked(value), "date": value.date}
    if isinstance(value, Period):
        return {"text": value.text, "start": value.start, "end": value.end}
    if isinstance(value, Signature):
        return {"text": value.text, "signed": value.signed}
    return _fields(value)  # type: ignore[arg-type]  # a plan holds only these and models


def _picked(value: DateText) -> Plain:
    if value.date is not None and read_date(value.text) != value.date:
        return DateControl(value.text, value.date)
    return value.text
