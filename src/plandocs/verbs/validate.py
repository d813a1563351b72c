"""Data becomes plans: what fits the form in normal form, what does not as one line a mistake."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from plandocs.errors import InputError
from plandocs.form import FormSpec
from plandocs.plan import Plan
from plandocs.reading import Reading
from plandocs.registry import form as form_named, forms

_READING_KEYS = {"plan", "source", "issues", "unmapped"}


def as_plan(data: Plan | Reading | Mapping[str, Any], *, source: str = "", place: str = "") -> Plan:
    """One validated plan from a plan, a reading, or the JSON of either.

    Raises:
        InputError: the data does not fit; ``problems`` has one line for each mistake.
    """
    if isinstance(data, Reading):
        data = _of_reading(data)
    if isinstance(data, Plan):
        return data
    if not isinstance(data, Mapping):
        raise InputError(f"expected a plan, a JSON object; here is {_shown(data)}.", source, place)
    if _READING_KEYS <= set(data):
        if data["plan"] is None:
            error = data.get("error") or {}
            said = error.get("message", "it could not be read")
            raise InputError(f"this reading holds no plan: {said}", source, place)
        data = data["plan"]
    return _validated(data, source, place)


def _of_reading(reading: Reading) -> Plan:
    if reading.plan is None:
        message = reading.error.message if reading.error else "it was not read"
        raise InputError(f"this reading holds no plan: {message}", reading.source)
    return reading.plan


def _validated(data: Mapping[str, Any], source: str, place: str) -> Plan:
    spec = form_named(str(data["form"])) if "form" in data else _guessed(data)
    try:
        return spec.model.model_validate(dict(data))
    except ValidationError as error:
        problems = tuple(_problems(error, spec.model))
        raise InputError("; ".join(problems), source, place, problems) from error


def _guessed(data: Mapping[str, Any]) -> FormSpec:
    """The form whose fields the data names most of, where the data does not name its form."""
    return max(forms(), key=lambda spec: len(set(data) & set(spec.fields)))


def _problems(error: ValidationError, model: type[Plan]) -> Iterator[str]:
    """One line for each mistake: the field, what was there, what was expected."""
    for each in error.errors(include_url=False):
        path = _path(each["loc"])
        kind, value = each["type"], each.get("input")
        if kind == "missing":
            yield f"{path}: this is needed"
        elif kind == "extra_forbidden":
            yield f"{path}: there is no such field{_nearest(each['loc'], model)}"
        else:
            said = str(each["msg"]).removeprefix("Value error, ")
            yield f"{path}: {said}; here is {_shown(value)}"


def _path(loc: tuple[int | str, ...]) -> str:
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    return path


def _nearest(loc: tuple[int | str, ...], model: type[Plan]) -> str:
    """The known field that is spelled most like this one, in words."""
    names = list(model.model_fields)
    if len(loc) > 1:
        annotation = str(model.model_fields.get(str(loc[0])))
        spec = form_named(model.model_fields["form"].default)
        known = [s for s in spec.sections if s.name == loc[0]]
        names = [column.name for s in known for column in s.columns] or [annotation][:0]
        if not names:
            names = ["text", "date", "start", "end", "signed"]
    close = difflib.get_close_matches(str(loc[-1]), names, 1, 0.4)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(names)}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
