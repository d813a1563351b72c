"""Nobody outside `kinds/` asks which kind of value a field has: they ask the kind, or its facts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from plandocs.kinds.by_name import KINDS, PLAIN
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


# The facts about a kind by which a room may go, and which rooms: they say what its places look like
# in a form, or whether a list is taken item by item. What is done with a value the kind does.
_FACTS = {
    "signs": {"description", "word"},  # where a form has its places to sign
    "spans": {"word"},  # whether the cells of both ends are one value
    "ranks": {"description", "reading", "word"},  # whether Word may number it by itself
    "counted": {"reading"},
    "anywhere": {"word"},
    "many": {"changes", "data", "desk", "division", "reading", "word"},
    "bare": {"reading"},
    "settles": {"data"},
    "exact": {"data"},
    "adds": {"checks", "description"},
}
# Beside these: what a part of a value is called, which only its kind should know by name.
_PARTS = {part for each in _kinds() for part in each.parts} - {"text"}


def _asked(tree: ast.Module) -> Iterator[str]:
    """The facts that are asked of a kind."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _FACTS:
            owner = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if ast.unparse(owner).rpartition(".")[2] in ("kind", "kinds"):
                yield node.attr


def test_a_room_asks_a_kind_only_for_the_facts_that_are_its_business() -> None:
    asked = {(each, room(module)) for module in _OUTSIDE for each in _asked(_tree(module))}
    allowed = {(fact, each) for fact, rooms in _FACTS.items() for each in rooms}
    assert asked - allowed == set()
    assert allowed - asked == set(), "and the list has none that nobody asks for"


def test_every_fact_about_a_kind_is_listed_with_its_rooms() -> None:
    facts = {name for name, value in vars(Kind).items() if isinstance(value, bool)}
    assert facts == set(_FACTS)


def test_nobody_outside_compares_the_methods_or_the_class_of_a_kind() -> None:
    found = {
        f"{module}: {ast.unparse(node)}"
        for module in _OUTSIDE
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call) and _calls(node, "type") and node.args
        if ast.unparse(node.args[0]).rpartition(".")[2] == "kind"
    }
    assert found == set()


def test_nobody_outside_tells_a_value_by_the_names_of_its_parts() -> None:
    found = {
        f"{module}: {ast.unparse(node)}"
        for module in _OUTSIDE
        if room(module) != "normal"  # below the kinds: it has words alone
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn)
        if isinstance(node.left, ast.Constant) and node.left.value in _PARTS
    }
    assert found == set()


# Where fields have their kinds by name. `learn` is not among them: it guesses of which kind the
# places of a blank are, and so writes the names.
_NAMED = sorted(module for module in _OUTSIDE if room(module) in ("description", "desk"))


def test_nobody_outside_compares_the_name_that_a_form_file_has_for_a_kind() -> None:
    names = (set(KINDS) | {each.name for each in _kinds()}) - {PLAIN}
    found = {
        f"{module}: {ast.unparse(node)}"
        for module in _NAMED
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Compare) and "kind" in ast.unparse(node.left)
        if {e.value for e in ast.walk(node) if isinstance(e, ast.Constant)} & names
    }
    assert found == set()


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
    shared = {f"plandocs.kinds.{name}" for name in ("kind", "plain", "written", "pickers")}
    wrong = {
        f"{module} → {each.module}"
        for module in _MODULES
        if module != "plandocs.kinds.by_name"  # which lists them
        for each in imports(module)
        if each.module.startswith("plandocs.kinds.") and each.module not in shared
    }
    assert wrong == set()
