"""Compare two versions of a plan; changes stand in the form's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from plandocs.changes.change import Change
from plandocs.changes.rows import compare_rows
from plandocs.changes.value import compare_value
from plandocs.description.form import FormSpec
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.kinds.text import TEXT
from plandocs.model.plan import Plan


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """What changed from the older to the newer plan.

    Raises:
        InputError: they are of two forms.
    """
    if old.form != new.form:
        raise InputError(
            f"these are two forms, {form_named(old.form).title} and {form_named(new.form).title}; "
            "name two versions of one plan."
        )
    form = form_named(old.form)
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return tuple(replace(each, form=form.name) for each in _changes(form, before, after))


def _changes(form: FormSpec, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    cells = {cell.name: cell.kind for cell in form.cells}
    sections = {section.name: section for section in form.sections}
    for name in form.fields:
        section = sections.get(name)
        if section is None:
            yield from compare_value(name, cells.get(name, TEXT), before[name], after[name])
        elif section.is_table:
            yield from compare_rows(section, before[name], after[name])
        else:
            for column in section.columns:
                path = f"{name}.{column.name}"
                was, now = before[name][column.name], after[name][column.name]
                yield from compare_value(path, column.kind, was, now)
