"""Values for all plans: what a person calls a field becomes its path, or a clear no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plandocs.errors import InputError
from plandocs.registry import forms
from plandocs.sheet.headings import match_headings, nearest
from plandocs.verbs.columns import plan_columns


def settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values by path; a field goes by its path, its label or a synonym.

    Raises:
        InputError: no form has such a field; the message names the nearest.
    """
    return {_path(name): value for name, value in given.items()}


def _path(name: str) -> str:
    known = [plan_columns(form) for form in forms()]
    for columns in known:
        path = match_headings((name.strip(),), columns).fields[0]
        if path is not None and "[" not in path:
            return path
    near = next(filter(None, (nearest(name, columns) for columns in reversed(known))), "")
    hint = f'; did you mean "{near}"?' if near else ""
    raise InputError(f"there is no field {name.strip()!r} to set{hint}")
