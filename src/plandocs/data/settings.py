"""Values for all plans: what people call a field becomes its path in each form, or a clear no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from plandocs.data.columns import plan_columns
from plandocs.description.form import FormSpec
from plandocs.errors import InputError
from plandocs.forms.registry import forms
from plandocs.sheet.read.headings import match_headings, nearest


class Setting(NamedTuple):
    """One value for all plans: where each form keeps it, by the form's name."""

    paths: tuple[tuple[str, str], ...]
    value: Any

    def path(self, form: str) -> str:
        """The field's path in a form; in another where this one has no such field."""
        return dict(self.paths).get(form) or self.paths[0][1]


def settings(given: Mapping[str, Any]) -> tuple[Setting, ...]:
    """The values with their paths; a field goes by its path, its label or a synonym.

    Raises:
        InputError: no form has such a field; the message names the nearest.
    """
    return tuple(Setting(_paths(name.strip()), value) for name, value in given.items())


def _paths(name: str) -> tuple[tuple[str, str], ...]:
    found = tuple((form.name, path) for form in forms() if (path := _path(name, form)))
    if found:  # first the forms that call the field so themselves
        return tuple(sorted(found, key=lambda each: each[1] != name))
    near = next((n for form in reversed(forms()) if (n := nearest(name, plan_columns(form)))), "")
    hint = f'; did you mean "{near}"?' if near else ""
    raise InputError(f"there is no field {name!r} to set{hint}")


def _path(name: str, form: FormSpec) -> str:
    path = match_headings((name,), plan_columns(form)).fields[0]
    return "" if path is None or "[" in path else path
