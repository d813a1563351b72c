"""Nobody outside `kinds/` asks which kind of value a field has: they ask the kind, or its facts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from plandocs.kinds.kind import Kind
from plandocs.model import values
from tests.structure.source import imports, modules, room

_OUTSIDE = sorted(module for module in modules() if room(module) not in ("kinds", "forms"))
_MODULES = sorted(module for module in modules() if room(module) == "kinds")
_VALUES = {name for name in values.__all__ if isinstance(getattr(values, name), type)}


def _kinds() -> list[type[Kind]]:
    found = [Kind]
    for each in found:
        found += each.__subclasses__()
    return found


_CLASSES = {each.__name__ for each in _kinds()}
_NAMES = {each.name for each in _kinds()} | {"numbered", "ranked", "choice", "items"}


def _tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def _named(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr


def _branches(tree: ast.Module) -> Iterator[str]:
    """Where a value's class is asked for, or a field's kind is compared or looked up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _calls(node, "isinstance", "issubclass"):
            asked = set(_named(node.args[1]))
            if asked & (_VALUES | (_CLASSES - {"Kind"})):
                yield ast.unparse(node)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            of_value = any(map(_is_type_of, sides)) and _VALUES & set(_named(node))
            if of_value or any(map(_is_kind, sides)):
                yield ast.unparse(node)
        elif isinstance(node, ast.Subscript) and _is_kind(node.slice):
            yield ast.unparse(node)
        elif isinstance(node, ast.Call) and any(map(_is_kind, node.args[:1])):
            if isinstance(node.func, ast.Attribute) and node.func.attr == "get":
                yield ast.unparse(node)
        elif isinstance(node, ast.Match) and _is_kind(node.subject):
            yield ast.unparse(node.subject)


def _calls(node: ast.Call, *names: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in names


def _is_type_of(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _calls(node, "type")


def _is_kind(node: ast.expr) -> bool:
    """Is this a field's kind or its name: ``spec.kind``, ``column.kind.name``, ``type(kind)``?"""
    if isinstance(node, ast.Attribute) and node.attr in ("name", "__class__"):
        return _is_kind(node.value) and ast.unparse(node.value).rpartition(".")[2] == "kind"
    if _is_type_of(node) and isinstance(node, ast.Call):
        return any(map(_is_kind, node.args))
    owner = node.value if isinstance(node, ast.Attribute) and node.attr == "kind" else None
    return owner is not None and ast.unparse(owner).rpartition(".")[2] in _FIELDS


# What fields are called; a change, an extra, a column of a workbook have kinds of their own.
_FIELDS = {"spec", "cell", "field", "key_column", "person", "role"}


def test_nobody_outside_asks_which_kind_a_field_has_or_keeps_a_table_of_kinds() -> None:
    found = set()
    for module in _OUTSIDE:
        tree = _tree(module)
        found |= {f"{module}: {each}" for each in (*_branches(tree), *_tables(tree))}
    assert found == set()


def _tables(tree: ast.Module) -> Iterator[str]:
    """Dictionaries that are keyed by kinds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if len(keys & _NAMES) > 2:
                yield ast.unparse(node)[:60]


def test_a_kind_knows_no_other_room_but_the_floor() -> None:
    below = {"kinds", "normal", "frozen", "problems"}
    wrong = {
        f"{module} → {each.module}"
        for module in _MODULES
        for each in imports(module)
        if each.module.startswith("plandocs.") and room(each.module) not in below
    }
    assert wrong == set()


def test_a_kind_imports_no_other_kind() -> None:
    """Each is one file: what two share stands in a module that is no kind."""
    shared = {"plandocs.kinds.kind", "plandocs.kinds.written", "plandocs.kinds.pickers"}
    wrong = {
        f"{module} → {each.module}"
        for module in _MODULES
        if module != "plandocs.kinds.by_name"  # which lists them
        for each in imports(module)
        if each.module.startswith("plandocs.kinds.") and each.module not in shared
    }
    assert wrong == set()
