"""Files and functions stay small, modules say what they are, and no name says nothing."""

from __future__ import annotations

import ast
import re

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


def _tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def test_a_file_has_at_most_400_lines() -> None:
    lines = {name: _text(name).count("\n") for name in _NAMES}
    assert {name: n for name, n in lines.items() if n > _FILE} == {}


def test_a_function_has_at_most_40_lines() -> None:
    lines = {
        f"{name}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1 - _told(node)
        for name in _NAMES
        for node in ast.walk(ast.parse(_text(name)))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: n for name, n in lines.items() if n > _FUNCTION} == {}


def _told(node: ast.FunctionDef) -> int:
    """The lines of a public verb's docstring that name its parameters, and its example."""
    return (ast.get_docstring(node) or "").partition("Args:\n")[2].count("\n")


def test_a_module_says_what_room_it_is() -> None:
    silent = [name for name in modules() if (tree := _tree(name)).body and not _opening(tree)]
    assert silent == []


def _opening(tree: ast.Module) -> str | None:
    return ast.get_docstring(tree)


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {(part, module) for module in modules() for part in module.split(".")}
    assert {each for each in parts if _SAYS_NOTHING.fullmatch(each[0])} == set()


def test_no_module_takes_the_place_of_a_public_name() -> None:
    import plandocs

    taken = {path.stem for path in PACKAGE.glob("*")} & set(plandocs.__all__)
    assert taken <= {"forms"}


def test_no_exception_is_caught_without_a_name() -> None:
    bare = [
        f"{module}, line {node.lineno}"
        for module in modules()
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []
