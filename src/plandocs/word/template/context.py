"""A plan as the plain data that a template's tags ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.description.taught import CONTEXT
from plandocs.model.plan import Part, Plan

if TYPE_CHECKING:  # they come with Jinja, which reading does not need
    from plandocs.word.template.render.lint import Shape
    from plandocs.word.template.render.values import Plain

MARK = "plandocs_mark"
"""What a template calls the bookmark that says whose document it is."""


def context_of(
    plan: Plan, form: FormSpec, custom: Mapping[str, str] | None = None
) -> dict[str, Plain]:
    """Every field by its name; a date that its text is vaguer than becomes a date picker.

    ``custom`` are values of what the form does not have, by their names.
    """
    context: dict[str, Plain] = {"form": plan.form, "id": plan.id, **_values(form.cells, plan)}
    for section in form.sections:
        value = getattr(plan, section.name)
        if section.is_table:
            context[section.name] = [_values(section.columns, row) for row in value]
        else:
            context[section.name] = _values(section.columns, value)
    if custom:
        context[CONTEXT] = custom
    return context


def shape_of(form: FormSpec, custom: Iterable[str] = ()) -> dict[str, Shape]:
    """The names that a template of this form may ask for, as `context_of` gives them."""
    shape: dict[str, Shape] = {"form": None, "id": None, MARK: None}
    shape.update({cell.name: cell.kind.printed_as() for cell in form.cells})
    for section in form.sections:
        inside = {column.name: column.kind.printed_as() for column in section.columns}
        shape[section.name] = [inside] if section.is_table else inside
    if names := dict.fromkeys(custom):
        shape[CONTEXT] = names
    return shape


def _values(fields: tuple[FieldSpec, ...], part: Part) -> dict[str, Plain]:
    result: dict[str, Plain] = {}
    of_part = part.__dict__  # the model's own: asking for an attribute costs three times as much
    for field in fields:
        name = field.name
        value = of_part[name]
        result[name] = value if type(value) is str else field.kind.printed(value)
    return result
