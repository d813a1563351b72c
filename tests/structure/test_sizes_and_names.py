"""Files and functions stay small, modules say what they are, and no name says nothing."""

from __future__ import annotations

import ast
import re

import pytest

from tests.structure.source import PACKAGE, ROOT, modules

_FILE, _DESCRIPTION, _FUNCTION = 250, 400, 40
_SAYS_NOTHING = re.compile(r"utils?|helpers?|common|core|managers?|misc|base")
_PYTHON = sorted(
    path
    for folder in ("src", "tests", "tools", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
_NAMES = [path.relative_to(ROOT).as_posix() for path in _PYTHON]


def _limit(name: str) -> int:
    is_description = re.fullmatch(r"src/plandocs/forms/\w+/__init__\.py", name)
    return _DESCRIPTION if is_description else _FILE


@pytest.mark.parametrize("name", _NAMES)
def test_a_file_has_at_most_250_lines_and_a_forms_description_400(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").count("\n")
    assert lines <= _limit(name)


@pytest.mark.parametrize("name", _NAMES)
def test_a_function_has_at_most_40_lines(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    long = {f.name: n for f in functions if (n := (f.end_lineno or f.lineno) - f.lineno + 1) > 40}
    assert long == {}


@pytest.mark.parametrize("module", modules())
def test_a_module_says_what_room_it_is(module: str) -> None:
    text = modules()[module].read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("module", modules())
def test_no_module_has_a_name_that_says_nothing(module: str) -> None:
    assert not [part for part in module.split(".") if _SAYS_NOTHING.fullmatch(part)]


def test_no_module_takes_the_place_of_a_public_name() -> None:
    import plandocs

    taken = {path.stem for path in PACKAGE.glob("*")} & set(plandocs.__all__)
    assert taken <= {"forms"}


@pytest.mark.parametrize("module", modules())
def test_no_exception_is_caught_without_a_name(module: str) -> None:
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    assert not [handler.lineno for handler in handlers if handler.type is None]
