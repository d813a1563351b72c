"""Whose plan some data is, also where it cannot be filled: a receipt names every person it can.

In: a plan, a reading, a record or a dict. Out: the id and the name as they stand there, and
issues with the name of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import Any

from plandocs.data.records import Record
from plandocs.forms.registry import forms
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Reading


def whose(item: Plan | Reading | Record | Mapping[str, Any]) -> tuple[str, str]:
    """The id and the person's name; "" for what is not said, or is no word."""
    data = _data(item)
    return _said(data, "id"), _in_role(data, "person")


def unit_in(item: Plan | Reading | Record | Mapping[str, Any]) -> str:
    """The unit of the person; "" where none is said."""
    return _in_role(_data(item), "unit")


def _data(item: Plan | Reading | Record | Mapping[str, Any]) -> object:
    data: object = item.data if isinstance(item, Record) else item
    if isinstance(data, Mapping) and "plan" in data and "source" in data:
        return data["plan"]
    return data.plan if isinstance(data, Reading) else data


def _in_role(data: object, role: str) -> str:
    return next(filter(None, (_said(data, name) for name in _names(role))), "")


@cache
def _names(role: str) -> tuple[str, ...]:
    """What the forms call the field with this role."""
    cells = (form.role(role) for form in forms())
    return tuple(sorted({cell.name for cell in cells if cell is not None}))


def in_file(item: object, issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Issues with the name of the file in front of their place: a run may have several."""
    if not issues or not isinstance(item, Record) or not item.source:
        return issues
    name = PurePath(item.source).name
    return tuple(replace(i, where=", ".join(filter(None, (name, i.where)))) for i in issues)


def _said(data: object, name: str) -> str:
    value = data.get(name) if isinstance(data, Mapping) else getattr(data, name, "")
    return " ".join(str(value).split()) if type(value) in (str, int) else ""
