"""The source as the structure tests see it: files, the names that they import, and their room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plandocs.errors import PlandocsError

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "plandocs"


class Import(NamedTuple):
    """One import: the module, whether it comes only when needed, and whether for types alone."""

    module: str
    late: bool
    types: bool = False


@cache
def modules() -> dict[str, Path]:
    """Every module of plandocs by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(module: str) -> tuple[Import, ...]:
    """What a module imports when it runs."""
    return tuple(each for each in all_imports(module) if not each.types)


@cache
def all_imports(module: str) -> tuple[Import, ...]:
    """What a module imports, for type checkers alone too."""
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    return tuple(_imports(tree, late=False, types=False))


def _imports(node: ast.AST, *, late: bool, types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, late, types) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield from (Import(name, late, types) for name in _from(child.module, child))
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            alone = isinstance(child, ast.If) and _is_type_checking(child.test)
            yield from _imports(child, late=late or inside, types=types or alone)


def _from(module: str, node: ast.ImportFrom) -> Iterator[str]:
    for alias in node.names:
        whole = f"{module}.{alias.name}"
        yield whole if whole in modules() else module


def _is_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def room(module: str) -> str:
    """The room of a module: its first name under plandocs; "plandocs" is the public names."""
    return module.split(".")[1] if "." in module else module


def errors_of(kind: type[PlandocsError]) -> list[type[PlandocsError]]:
    """A class of errors and all that are kinds of it."""
    return [kind, *(each for child in kind.__subclasses__() for each in errors_of(child))]
