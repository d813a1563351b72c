"""A value of a wrong type is refused in words, by whichever verb takes the option."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import plandocs

_PYTHON = re.compile(r"\bNone\b|NoneType|datetime\.date\(|<object|<class|Traceback|has no attrib")
_WRONG: dict[str, tuple[object, ...]] = {
    "sources": (None, 3, object()),
    "source": (None, 3, object(), [], {}),
    "items": (None, 3, object()),
    "plans": (None, 3, object()),
    "workers": (None, object(), [], {}),
    "executor": (3, object(), [], {}),
    "timeout": (object(), [], {}),
    "forms": (3, object(), [], {}),
    "labels": (3, object(), []),
}
_READERS: list[Any] = [plandocs.parse, plandocs.parse_many, plandocs.rollup, plandocs.tables]


def _uses() -> Iterator[Any]:
    for verb in _READERS:
        for name in inspect.signature(verb).parameters:
            for value in _WRONG.get(name, ()):
                label = f"{verb.__name__}-{name}-{type(value).__name__}"
                yield pytest.param(verb, name, value, id=label)


def _use(verb: Any, *positional: object, **options: object) -> None:
    result = verb(*positional, **options)
    for each in result if isinstance(result, Iterator) else ():
        if each.error:
            raise each.error


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wrong") / "plan.docx"
    plandocs.fill({"form": "senior-executive-plan", "officer_name": "Priya Raman"}, path)
    return path


@pytest.mark.parametrize(("verb", "name", "value"), list(_uses()))
def test_a_wrong_type_is_refused_in_words(
    verb: Any, name: str, value: object, plan: Path, tmp_path: Path
) -> None:
    first = next(iter(inspect.signature(verb).parameters))
    options = {name: value} if name != first else {}
    positional = [value if name == first else plan]
    if verb is plandocs.rollup:
        positional.append(tmp_path / "division.xlsx")
    with pytest.raises((plandocs.PlandocsError, TypeError)) as raised:
        _use(verb, *positional, **options)
    assert not isinstance(raised.value, plandocs.InternalError)
    assert not _PYTHON.search(str(raised.value)), str(raised.value)


@pytest.mark.parametrize("value", [3, object(), [], {}])
def test_a_form_is_named_by_its_name(value: Any) -> None:
    with pytest.raises(plandocs.InputError, match="expected the name of a form; here is"):
        plandocs.schema(value)
