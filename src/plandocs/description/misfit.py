"""What does not fit a form, in words: one line for each mistake that pydantic found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.errors import InputError, in_words
from plandocs.normal.dates import print_date
from plandocs.wording import nearest

_LONGEST_SHOWN = 80  # letters of a name or a value


class Problem(NamedTuple):
    """One value that does not fit: its path, what was expected, what is there."""

    path: str
    expected: str
    value: str = ""

    def __str__(self) -> str:
        actual = f"; here is {self.value}" if self.value else ""
        front = f"{self.path}: " if self.path else ""
        return f"{front}{self.expected}{actual}"


def misfit(spec: FormSpec, error: ValidationError) -> InputError:
    """The error for data that does not fit a form."""
    lines = tuple(map(str, problems_in(error, spec)))
    return InputError("; ".join(lines), problems=lines)


def problems_in(error: ValidationError, spec: FormSpec) -> Iterator[Problem]:
    """One for each mistake: the field, what was expected, what was there."""
    for each in error.errors(include_url=False):
        loc = each["loc"]
        kind, value = each["type"], quoted(each.get("input"))
        if kind == "missing":
            yield Problem(path_of(loc), "this is needed", "nothing")
        elif kind == "extra_forbidden":
            yield Problem(path_of(loc), f"there is no such field{_nearest(loc, spec)}")
        elif kind == "value_error":
            yield Problem(path_of(loc), str(each["msg"]).removeprefix("Value error, "), value)
        else:
            yield Problem(path_of(loc), _wanted(loc, spec, str(each["msg"])), value)


def path_of(loc: tuple[int | str, ...]) -> str:
    path = ""
    for step in loc:
        name = f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
        path += name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN - 1]}…"
    return path


def _field(loc: tuple[int | str, ...], spec: FormSpec) -> FieldSpec | None:
    """The field that a path leads to, or into."""
    names = [step for step in loc if isinstance(step, str)]
    for cell in spec.cells:
        if names[:1] == [cell.name]:
            return cell
    for section in spec.sections:
        if names[:1] == [section.name] and len(names) > 1:
            return next((c for c in section.columns if c.name == names[1]), None)
    return None


def _wanted(loc: tuple[int | str, ...], spec: FormSpec, text: str) -> str:
    result = _field(loc, spec)
    if result is not None:
        return result.kind.expected
    section = next((s for s in spec.sections if loc[:1] == (s.name,)), None)
    if section is None:
        return text
    if len(loc) == 1 and section.is_table:
        return "expected a list of rows"
    return f"expected an object with {', '.join(column.name for column in section.columns)}"


def _nearest(loc: tuple[int | str, ...], spec: FormSpec) -> str:
    """The known field that is spelled most like this one, in words."""
    names: tuple[str, ...] = spec.fields
    if len(loc) > 1:
        inside = _field(loc, spec)
        section = next((s for s in spec.sections if s.name == loc[0]), None)
        if inside is not None:
            names = tuple(inside.kind.parts)
        elif section is not None:
            names = tuple(column.name for column in section.columns)
    close = nearest(str(loc[-1]), names, 0.4)
    return f"; did you mean {close!r}?" if close else f"; known are {', '.join(names)}"


def quoted(value: object, longest: int = _LONGEST_SHOWN) -> str:
    """A value as it is quoted in a message."""
    if isinstance(value, Mapping) and value:
        text = ", ".join(f"{name} {_in_words(each)}" for name, each in value.items())
    elif isinstance(value, BaseModel):
        return quoted(dict(value), longest)
    else:
        text = _in_words(value)
    return text if len(text) <= longest else f"{text[: longest - 3]}…"


def _in_words(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return print_date(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_words, value))}]"
    return in_words(value)
