"""What people call a form's fields: a map from the headings of a list, and values for all plans."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plandocs.data.columns import plan_columns
from plandocs.data.validate import guessed
from plandocs.description.form import FormSpec
from plandocs.errors import InputError
from plandocs.files.toml_file import read_toml
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms
from plandocs.sheet.read import match_headings, nearest, normal_heading, read_grids, words_of

_SHEETS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
_NAMES = frozenset((
    *("heading", "our heading", "column", "column name", "our column", "their column", "hr column"),
    *("from", "source", "label", "name", "field", "plandocs field", "form field", "to", "target"),
    *("goes to", "maps to", "map to"),
))  # fmt: skip
_SHAPE = (
    'Write lines such as "Heading" = "field", or give a .csv or .xlsx with two columns, the '
    "heading and the field."
)


def read_map(mapping: Mapping[str, str] | str | os.PathLike[str] | None) -> dict[str, str]:
    """Return a map from headings to fields.

    Raises:
        InputError: the file cannot be read, or holds something else.
    """
    if mapping is None:
        return {}
    if isinstance(mapping, Mapping):
        return dict(mapping)
    source = os.fspath(mapping)
    if Path(source).suffix.casefold() in _SHEETS:
        return _of_sheet(source)
    return _of_toml(source)


def _of_toml(source: str) -> dict[str, str]:
    table, _ = read_toml(source, "map", _SHAPE)
    if isinstance(inside := table.get("columns"), dict):
        table = inside  # of a file of settings that says other things, too
    wrong = next((heading for heading, to in table.items() if not isinstance(to, str)), None)
    if wrong is not None:
        raise InputError(f'"{wrong}" should lead to the name of a field, in quotes.', source)
    return table


def _of_sheet(source: str) -> dict[str, str]:
    """Rows of a heading and a field; a first row that names the two columns is none."""
    result: dict[str, str] = {}
    for row in (row for grid in read_grids(source)[:1] for row in grid.rows):
        heading, field, *more = (*map(words_of, row.cells), "", "")
        if any(more):
            raise InputError(
                "a map has two columns, the heading and the field; this row has more.",
                source, f"row {row.number}",
            )  # fmt: skip
        if not result and {normal_heading(heading), normal_heading(field)} <= _NAMES:
            continue
        if not heading:
            raise InputError("this row leads no heading to a field.", source, f"row {row.number}")
        if result.setdefault(heading, field) != field:
            raise InputError(
                f'"{heading}" leads to two fields, "{result[heading]}" and "{field}".',
                source, f"row {row.number}",
            )  # fmt: skip
    if not result:
        raise InputError("this map is empty.", source)
    return result


class Setting(NamedTuple):
    """One value for all plans: where each form keeps it, by the form's name."""

    paths: tuple[tuple[str, str], ...]
    value: Any

    def path(self, form: str) -> str:
        """The field's path in a form; in another where this one has no such field."""
        return dict(self.paths).get(form) or self.paths[0][1]


def settings(values: Mapping[str, Any]) -> tuple[Setting, ...]:
    """The values with their paths; a field goes by its path, its label or a synonym.

    Raises:
        InputError: no form has such a field, or the value is a day that no calendar has; the
            message names what is meant.
    """
    result = tuple(Setting(_paths(name.strip()), value) for name, value in values.items())
    for name, each in zip(values, result, strict=True):
        for form, path in each.paths if isinstance(each.value, str) else ():
            cell = next((cell for cell in form_named(form).cells if cell.name == path), None)
            if cell is not None and (why := cell.kind.impossible(each.value)):
                raise InputError(f"{name}: {each.value!r} is no {cell.kind.name}: {why}.")
    return result


def _paths(name: str) -> tuple[tuple[str, str], ...]:
    result = tuple((form.name, path) for form in forms() if (path := _path(name, form)))
    if result:  # first the forms that call the field so themselves
        return tuple(sorted(result, key=lambda each: each[1] != name))
    if any(name in (each.name, each.heading) for form in forms() for each in form.sections):
        raise InputError(f"{name!r} is a section, and no field to set; give its rows in the data.")
    near = next((n for form in reversed(forms()) if (n := nearest(name, plan_columns(form)))), "")
    hint = f'; did you mean "{near}"?' if near else "."
    raise InputError(f"there is no field {name!r} to set{hint}")


def _path(name: str, form: FormSpec) -> str:
    path = match_headings((name,), plan_columns(form)).fields[0]
    return "" if path is None or "[" in path else path


def with_settings(data: Mapping[str, Any], changes: tuple[Setting, ...]) -> dict[str, Any]:
    """The data with these values in place; a path such as ``career.aspirations`` leads inside."""
    new = dict(data)
    form = str(data.get("form") or guessed(data).name)
    for each in changes:
        value = each.value
        name, _, inside = each.path(form).partition(".")
        if inside:
            old = new.get(name)
            new[name] = {**(old if isinstance(old, Mapping) else {}), inside: value}
        else:
            new[name] = value
    return new
