"""Data becomes plans: what fits the form in normal form, what does not as one line a mistake."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, overload

from pydantic import BaseModel, ValidationError

from plandocs.data.direct import direct_plan
from plandocs.data.records import Mistake, Record
from plandocs.description.form import FormSpec
from plandocs.description.misfit import Problem, path_of, problems_in, quoted
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms, loaded
from plandocs.kinds.kind import AS_READ
from plandocs.model.plain import plain_data
from plandocs.model.plan import Part, Plan
from plandocs.model.reading import Reading

if TYPE_CHECKING:
    from plandocs.forms import KnownPlan

_MOST_LETTERS = 1_000_000  # of one value; a whole plan has some thousand
_Model = TypeVar("_Model", bound=Plan)


def as_plan(
    data: Plan | Reading | Record | Mapping[str, Any], *, source: str = "", place: str = ""
) -> Plan:
    """One validated plan from a plan, a reading, a record, or the JSON of these.

    Raises:
        InputError: the data does not fit; ``problems`` has one line for each mistake.
    """
    if isinstance(data, Plan):
        return _of_known_form(data) if _fits(data) else data.replace()
    if isinstance(data, Record):
        mistakes = mistakes_in(data)
        if isinstance(mistakes, Plan):
            return mistakes
        lines = tuple(map(str, mistakes))
        raise InputError("; ".join(_without_place(m) for m in mistakes), data.source, data.place,
                         lines)  # fmt: skip
    if isinstance(data, Reading) and data.plan is not None:
        return as_plan(data.plan, source=source or data.source, place=place)
    result = checked(data)
    if isinstance(result, Plan):
        return result
    lines = tuple(map(str, result))
    source = source or (data.source if isinstance(data, Reading) else "")
    raise InputError("; ".join(lines), source, place, lines)


@overload
def validate(data: _Model | Reading[_Model | None]) -> _Model: ...
@overload
def validate(data: Record | Mapping[str, Any]) -> KnownPlan: ...
def validate(data: Plan | Reading | Record | Mapping[str, Any]) -> Plan:
    """Return one checked plan, in normal form: the way back from JSON.

    Args:
        data: a plan's JSON as a dict (``form`` may be left out where its fields tell the form), a
            reading or its JSON, a `Record` of `read_data`, or a plan.

    Raises:
        InputError: the data does not fit the form; ``problems`` has one line for each mistake,
            with the field and what was expected.

    >>> validate({"form": "senior-executive-plan", "officer_name": " A. Lee "}).officer_name
    'A. Lee'
    """
    return as_plan(data)


def _of_known_form(plan: Plan) -> Plan:
    """The plan, in the class that its form has now: a file of a form may have been loaded anew."""
    form = next((each for each in loaded() if each.name == plan.form), None)
    return plan if form is None or type(plan) is form.model else form.model(**plan.model_dump())


def _fits(part: BaseModel) -> bool:
    """Whether each value has its field's type, also in a plan that nobody checked."""
    values = vars(part)
    for name, wanted, inside in _types(type(part)):
        value: Any = values.get(name)
        if type(value) is not wanted:
            return False
        if inside is str:
            if any([type(each) is not str for each in value]):
                return False
        elif inside is not None:
            parts = value if wanted is tuple else (value,)
            if not all([type(each) is inside and _fits(each) for each in parts]):
                return False
    return True


@cache
def _types(model: type[BaseModel]) -> tuple[tuple[str, Any, Any], ...]:
    """The fields: each with its type, and the type of what is in it; plain values have none.

    Those of a date, a period and a signature are pydantic's own business.
    """
    fields = model.model_fields if issubclass(model, Part) else {}
    result: list[tuple[str, Any, Any]] = []
    for name, field in fields.items():
        kind = field.annotation
        if get_origin(kind) is tuple:
            result.append((name, tuple, get_args(kind)[0]))
        elif isinstance(kind, type):
            result.append((name, kind, kind if issubclass(kind, Part) else None))
    return tuple(result)


def _without_place(mistake: Mistake) -> str:
    return str(Problem(mistake.field, mistake.expected, mistake.value))


def mistakes_in(record: Record) -> Plan | tuple[Mistake, ...]:
    """A record's plan, or every mistake in it with its place."""
    result = checked(record.data) if record.data or not record.mistakes else ()
    if isinstance(result, Plan):
        return record.mistakes or result
    return (*record.mistakes, *(record.mistake(p.path, p.expected, p.value) for p in result))


def checked(data: object, context: dict[str, str] | None = None) -> Plan | tuple[Problem, ...]:
    """The plan in some data, or all that is wrong with it; ``context`` as of `AS_READ`."""
    if isinstance(data, Reading):
        message = data.error.message if data.error else ""
        return data.plan or (Problem("", _no_plan(message)),)
    if isinstance(data, str | os.PathLike):
        message = "expected a plan, not a path; read it first, with parse or read_data"
        return (Problem("", message, quoted(os.fspath(data))),)
    if not isinstance(data, Mapping):
        return (Problem("", "expected a plan, a JSON object", quoted(data)),)
    if "plan" in data and "source" in data:
        if data["plan"] is None:
            error = data.get("error")
            why = error.get("message") if isinstance(error, Mapping) else error
            return (Problem("", _no_plan(str(why) if why else "")),)
        return checked(data["plan"], AS_READ)
    try:
        if type(data) is dict and _is_json(data):
            data = {name: value for name, value in data.items() if value is not None}
        else:
            data = plain_data(data)
            if long := tuple(_too_long(data, ())):
                return long
        spec = form_named(data["form"]) if data.get("form") else guessed(data)
        plan = direct_plan(spec.model, data, context)
        return plan or spec.model.model_validate(data, context=context)
    except InputError as error:
        return (Problem("form", error.message),)
    except ValidationError as error:
        return tuple(problems_in(error, spec))


def _is_json(data: dict[str, Any]) -> bool:
    """Whether these are JSON's own values, and none of them longer than people's words are."""
    level: list[Any] = [data]
    while level:
        values = [
            value for each in level for value in (each.values() if type(each) is dict else each)
        ]
        types = set(map(type, values))
        if not types <= _OF_JSON:
            return False
        texts = [value for value in values if type(value) is str]
        if max(map(len, texts), default=0) > _MOST_LETTERS:
            return False
        level = [v for v in values if type(v) in _WITH_VALUES] if types & _WITH_VALUES else []
    return True


_WITH_VALUES = frozenset({dict, list})
_OF_JSON = frozenset({str, bool, int, type(None), *_WITH_VALUES})


def _too_long(value: object, loc: tuple[int | str, ...]) -> Iterator[Problem]:
    """A problem for each text that is no person's words; to look at it all would take minutes."""
    if isinstance(value, str):
        if len(value) > _MOST_LETTERS:
            message = f"expected a text of at most {_MOST_LETTERS:,} letters"
            yield Problem(path_of(loc), message, f"one of {len(value):,}")
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _too_long(each, (*loc, str(name)))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _too_long(each, (*loc, number))


def _no_plan(message: str | None) -> str:
    return f"this reading holds no plan: {message or 'it could not be read'}"


def guessed(data: Mapping[str, Any]) -> FormSpec:
    """The form whose fields the data names most of, where the data does not name its form."""
    return max(forms(), key=lambda spec: (len(set(data) & set(spec.fields)), len(spec.cells)))
