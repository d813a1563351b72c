"""Files and functions stay small, modules say what they are, and no name says nothing."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import NamedTuple

from tests.structure.source import PACKAGE, ROOT, modules

_FILE, _FUNCTION = 400, 40
_SAYS_NOTHING = re.compile(r"utils?|helpers?|common|core|managers?|misc|base")
_PYTHON = sorted(
    path
    for folder in ("src", "tests", "tools", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
_NAMES = [path.relative_to(ROOT).as_posix() for path in _PYTHON]


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


class _Facts(NamedTuple):
    """What the tests ask of a file, which is parsed once."""

    opening: str | None
    empty: bool
    functions: list[tuple[str, int]]  # lines of each, without those that name parameters
    bare: list[int]  # lines where an exception is caught without a name


@cache
def _facts(name: str) -> _Facts:
    tree = ast.parse(_text(name))
    nodes = list(ast.walk(tree))
    functions = [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - _told(node))
        for node in nodes
        if isinstance(node, ast.FunctionDef)
    ]
    bare = [n.lineno for n in nodes if isinstance(n, ast.ExceptHandler) and n.type is None]
    return _Facts(ast.get_docstring(tree), not tree.body, functions, bare)


_SOURCE = {module: path.relative_to(ROOT).as_posix() for module, path in modules().items()}


def test_a_file_has_at_most_400_lines() -> None:
    lines = {name: _text(name).count("\n") for name in _NAMES}
    assert {name: n for name, n in lines.items() if n > _FILE} == {}


def test_a_function_has_at_most_40_lines() -> None:
    long = [
        f"{name}: {function}, {lines} lines"
        for name in _NAMES
        for function, lines in _facts(name).functions
        if lines > _FUNCTION
    ]
    assert long == []


def _told(node: ast.FunctionDef) -> int:
    """The lines of a public verb's docstring that name its parameters, and its example."""
    return (ast.get_docstring(node) or "").partition("Args:\n")[2].count("\n")


def test_a_module_says_what_room_it_is() -> None:
    silent = [
        module
        for module, name in _SOURCE.items()
        if not _facts(name).empty and not _facts(name).opening
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {(part, module) for module in modules() for part in module.split(".")}
    assert {each for each in parts if _SAYS_NOTHING.fullmatch(each[0])} == set()


def test_no_module_takes_the_place_of_a_public_name() -> None:
    import plandocs

    taken = {path.stem for path in PACKAGE.glob("*")} & set(plandocs.__all__)
    assert taken <= {"forms"}


def test_no_exception_is_caught_without_a_name() -> None:
    bare = [
        f"{module}, line {line}" for module, name in _SOURCE.items() for line in _facts(name).bare
    ]
    assert bare == []
