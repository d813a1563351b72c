"""Every public class says what each of its attributes and methods is."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest

import plandocs

_CLASSES = {
    name: each for name in plandocs.__all__ if inspect.isclass(each := getattr(plandocs, name))
}
_FUNCTIONS = {
    name: each for name in plandocs.__all__ if inspect.isfunction(each := getattr(plandocs, name))
}
_FOR_THE_ENGINE = {
    ("Plan", "row_numbers"), ("Plan", "label_keys"), ("Plan", "printed_rows"), ("Plan", "signers"),
    ("Plan", "model_config"),
}  # fmt: skip
"""What a description's compiling sets, and pydantic."""


def _attributes(each: type[Any]) -> set[str]:
    """The names of the values that an object of the class has."""
    if dataclasses.is_dataclass(each):
        return {field.name for field in dataclasses.fields(each)}
    if issubclass(each, BaseException):
        made = each("a message", "plan.docx", "row 2")
        return {"code", *vars(made)}
    return {*getattr(each, "_fields", ()), *getattr(each, "model_fields", ())}


def _described(each: type[Any]) -> set[str]:
    """The attributes that a docstring describes, of the class or of the one it stands on."""
    found: set[str] = set()
    for one in (one for one in each.__mro__ if one.__module__.startswith("plandocs")):
        text = inspect.cleandoc(one.__doc__ or "")
        for title in ("Attributes:\n", "Args:\n"):
            found |= _listed(text, title)
    source = inspect.getsource(each)
    return found | set(re.findall(r'^    (\w+): .*\n    """\S', source, re.MULTILINE))


def _listed(text: str, title: str) -> set[str]:
    """The names that a section of a docstring describes."""
    section = re.split(r"\n\n(?=\S)", text.partition(title)[2])[0]
    return set(re.findall(r"^    (\w+): \S", section, re.MULTILINE))


def _own(each: type[Any]) -> Iterator[tuple[str, Any]]:
    """The public methods and properties that a class of plandocs has itself."""
    known = _attributes(each)
    for name, value in vars(each).items():
        if name[0] != "_" and name not in known and (each.__name__, name) not in _FOR_THE_ENGINE:
            yield name, getattr(value, "__func__", value)


@pytest.mark.parametrize("name", _CLASSES)
def test_each_attribute_is_described(name: str) -> None:
    assert _attributes(_CLASSES[name]) - _described(_CLASSES[name]) == set()


@pytest.mark.parametrize("name", _CLASSES)
def test_no_attribute_is_described_that_there_is_not(name: str) -> None:
    each = _CLASSES[name]
    given = set(inspect.signature(each.__init__).parameters)
    assert _described(each) - _attributes(each) - given == set()


@pytest.mark.parametrize("name", _CLASSES)
def test_each_method_and_property_is_described(name: str) -> None:
    silent = [own for own, value in _own(_CLASSES[name]) if not (value.__doc__ or "").strip()]
    assert silent == []


@pytest.mark.parametrize("name", _CLASSES)
def test_each_parameter_of_a_method_is_described(name: str) -> None:
    lacking = []
    for own, method in _own(_CLASSES[name]):
        if not inspect.isfunction(method):
            continue
        said = _listed(inspect.getdoc(method) or "", "Args:\n")
        taken = set(inspect.signature(method).parameters) - {"self", "cls"}
        lacking += [f"{own}, {each}" for each in sorted(taken - said)]
    assert lacking == []


@pytest.mark.parametrize("name", _FUNCTIONS)
def test_a_function_says_what_it_gives(name: str) -> None:
    text = inspect.getdoc(_FUNCTIONS[name]) or ""
    assert re.search(r"\b([Rr]eturn|[Yy]ield)s?\b", text.partition("Raises:")[0])
