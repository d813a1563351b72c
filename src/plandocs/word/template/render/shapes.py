"""What fields a tag speaks of: in come a tag's tree and the names in scope, out unknown fields.

A shape is what a form knows: ``None`` for a value, a mapping for a thing with fields, a list of one
shape for a list of such things. Loops bind their variable to the shape of one item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from plandocs.word.template.render.bounds import SAFE_NAMES
from plandocs.word.template.render.environment import GLOBAL_NAMES

Shape = Mapping[str, "Shape"] | Sequence["Shape"] | None


@dataclass(frozen=True, slots=True)
class Known:
    """A shape and its path from the top; ``open`` where nothing is known, so nothing is wrong."""

    shape: Shape
    path: str
    open: bool = False


OPEN = Known(None, "", open=True)
_ONE_OF = frozenset({"first", "last", "min", "max"})
_SAME = (
    "default d list sort reverse unique select reject selectattr rejectattr safe e escape _measure"
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is not a field here, and the fields that are."""

    name: str
    owner: str
    choices: tuple[str, ...]


@dataclass
class Scope:
    """The names that tags see at one point, and every path used so far."""

    names: list[dict[str, Known]]
    used: set[str] = field(default_factory=set)
    unknown: list[Unknown] = field(default_factory=list)
    whole: list[Known] = field(default_factory=list)  # lists and records that are shown as one

    def find(self, name: str) -> Known:
        """What a bare name means here; one that means nothing is noted."""
        for level in reversed(self.names):
            if name in level:
                self.used.add(level[name].path)
                return level[name]
        if name not in GLOBAL_NAMES and name != "loop":
            top = tuple(key for level in self.names for key in level)
            self.unknown.append(Unknown(name, "", top))
        return OPEN

    def bind(self, target: nodes.Node, item: Known) -> None:
        """Give a loop's or a set's target its meaning."""
        if isinstance(target, nodes.Name):
            self.names[-1][target.name] = item
        elif isinstance(target, nodes.Tuple):
            for part in target.items:
                self.bind(part, OPEN)


def meaning(node: nodes.Node, scope: Scope) -> Known:
    """The shape that an expression gives; every field in it is looked up."""
    if isinstance(node, nodes.Name):
        return scope.find(node.name)
    if isinstance(node, nodes.Getattr):
        return _field(meaning(node.node, scope), node.attr, scope)
    if isinstance(node, nodes.Getitem):
        return _item(node, scope)
    if isinstance(node, nodes.Filter):
        return _filtered(node, scope)
    if isinstance(node, nodes.CondExpr):
        given = [meaning(part, scope) for part in (node.test, node.expr1, node.expr2) if part]
        return given[1]
    for child in node.iter_child_nodes():
        found = meaning(child, scope)
        if isinstance(node, nodes.Output):
            _shown(found, scope)
    return OPEN


def _shown(found: Known, scope: Scope) -> None:
    """What a tag shows: a value, its text where it has one, or a list or a record as a whole."""
    if isinstance(found.shape, Mapping) and "text" in found.shape:
        scope.used.add(f"{found.path}.text")
    elif found.shape is not None:
        scope.whole.append(found)


def element(known: Known) -> Known:
    """One item of what is known to be a list."""
    if isinstance(known.shape, Sequence) and known.shape:
        return Known(known.shape[0], f"{known.path}[]")
    return OPEN


def _field(owner: Known, name: str, scope: Scope) -> Known:
    if owner.open:
        return OPEN
    if isinstance(owner.shape, Mapping):
        if name in owner.shape:
            found = Known(owner.shape[name], f"{owner.path}.{name}")
            scope.used.add(found.path)
            return found
        if name not in ("items", "keys", "values", "get"):
            scope.unknown.append(Unknown(name, owner.path, tuple(owner.shape)))
        else:
            scope.used.update(paths(owner))
        return OPEN
    if name not in SAFE_NAMES:
        scope.unknown.append(Unknown(name, owner.path, ()))
    return OPEN


def _item(node: nodes.Getitem, scope: Scope) -> Known:
    owner = meaning(node.node, scope)
    meaning(node.arg, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _field(owner, node.arg.value, scope)
    if isinstance(node.arg, nodes.Slice):
        return owner
    return element(owner)


def _filtered(node: nodes.Filter, scope: Scope) -> Known:
    given = meaning(node.node, scope) if node.node is not None else OPEN
    for part in (*node.args, *node.kwargs):
        meaning(part, scope)
    for name in _attributes(node):
        item = element(given)
        for step in name.split("."):
            item = _field(item, step, scope)
    if node.name in _ONE_OF:
        return element(given)
    if node.name == "date":
        _shown(given, scope)
    return given if node.name in _SAME.split() else OPEN


def _attributes(node: nodes.Filter) -> list[str]:
    """The fields that a filter names in a string: ``map(attribute="x")``, ``selectattr("x")``."""
    named = [keyword.value for keyword in node.kwargs if keyword.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "groupby") and node.args:
        named.append(node.args[0])
    if node.name == "join" and len(node.args) > 1:
        named.append(node.args[1])
    return [n.value for n in named if isinstance(n, nodes.Const) and isinstance(n.value, str)]


def paths(known: Known) -> Iterator[str]:
    """Every path at and below a shape."""
    yield known.path
    if isinstance(known.shape, Mapping):
        for name, shape in known.shape.items():
            yield from paths(Known(shape, f"{known.path}.{name}"))
    elif isinstance(known.shape, Sequence) and known.shape:
        yield from paths(Known(known.shape[0], f"{known.path}[]"))
