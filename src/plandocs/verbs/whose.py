"""Whose plan some data is, also where it cannot be filled: a receipt names every person it can.

In: a plan, a reading, a record or a dict. Out: the id and the name as they stand there, and
issues with the name of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from plandocs.plan import Plan
from plandocs.reading import Issue, Reading
from plandocs.registry import forms
from plandocs.verbs.records import Record


def whose(item: Plan | Reading | Record | Mapping[str, Any]) -> tuple[str, str]:
    """The id and the person's name; "" for what is not said, or is no word."""
    data: object = item.data if isinstance(item, Record) else item
    if isinstance(data, Mapping) and "plan" in data and "source" in data:
        data = data["plan"]
    elif isinstance(data, Reading):
        data = data.plan
    roles = {role.name for role in (form.role("person") for form in forms()) if role}
    named = (_said(data, name) for name in sorted(roles))
    return _said(data, "id"), next(filter(None, named), "")


def in_file(item: object, issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Issues with the name of the file in front of their place: a run may have several."""
    if not issues or not isinstance(item, Record) or not item.source:
        return issues
    name = PurePath(item.source).name
    return tuple(replace(i, where=", ".join(filter(None, (name, i.where)))) for i in issues)


def _said(data: object, name: str) -> str:
    value = data.get(name) if isinstance(data, Mapping) else getattr(data, name, "")
    return " ".join(str(value).split()) if type(value) in (str, int) else ""
