"""``--set field=value``: what a person types becomes a path and a value, or a clear no."""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.errors import InputError
from plandocs.form import FormSpec
from plandocs.registry import forms
from plandocs.sheet.headings import match_headings, nearest
from plandocs.verbs.columns import plan_columns


def settings(given: Iterable[str], form: FormSpec | None = None) -> dict[str, str]:
    """The values by path, out of ``field=value``; a field goes by its name or its label.

    Raises:
        InputError: there is no ``=``, or no form has such a field; the message names the nearest.
    """
    return dict(_one(each, form) for each in given)


def _one(given: str, form: FormSpec | None) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise InputError(f"{given!r} is no setting; write field=value.")
    known = [form] if form else list(forms())
    for each in known:
        path = match_headings((name.strip(),), plan_columns(each)).fields[0]
        if path is not None and "[" not in path:
            return path, value.strip()
    near = nearest(name, plan_columns(known[-1]))
    hint = f'; did you mean "{near}"?' if near else ""
    raise InputError(f"there is no field {name.strip()!r} to set{hint}")
