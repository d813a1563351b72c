"""Every mistake of a template at once, and which of the form's fields its tags speak of.

A shape is what a form knows: ``None`` for a value, a mapping for a thing with fields, a list of one
shape for a list of such things. Loops bind their variable to the shape of one item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from plandocs.word.package.places import Place, Spot
from plandocs.word.template.render.bounds import SAFE_NAMES
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.grammar import CELL_WORDS, closes, opens, parse_tag, word
from plandocs.word.template.render.reading import ReadPart, read_template
from plandocs.word.template.render.sandbox import GLOBAL_NAMES
from plandocs.word.template.render.tags import Tag
from plandocs.wording import nearest

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
        meanings = [meaning(part, scope) for part in (node.test, node.expr1, node.expr2) if part]
        return meanings[1]
    for child in node.iter_child_nodes():
        result = meaning(child, scope)
        if isinstance(node, nodes.Output):
            _note_display(result, scope)
    return OPEN


def _note_display(known: Known, scope: Scope) -> None:
    """What a tag shows: a value, its text where it has one, or a list or a record as a whole."""
    if isinstance(known.shape, Mapping) and "text" in known.shape:
        scope.used.add(f"{known.path}.text")
    elif known.shape is not None:
        scope.whole.append(known)


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
            result = Known(owner.shape[name], f"{owner.path}.{name}")
            scope.used.add(result.path)
            return result
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
    operand = meaning(node.node, scope) if node.node is not None else OPEN
    for part in (*node.args, *node.kwargs):
        meaning(part, scope)
    for name in _attributes(node):
        item = element(operand)
        for step in name.split("."):
            item = _field(item, step, scope)
    if node.name in _ONE_OF:
        return element(operand)
    if node.name == "date":
        _note_display(operand, scope)
    return operand if node.name in _SAME.split() else OPEN


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


def lint(
    template: bytes, *, known: Mapping[str, Shape] | None = None, source: str = ""
) -> tuple[TemplateMistake, ...]:
    """All that is wrong with a template's tags, part by part, in the order of the document.

    ``known`` gives the form's fields: ``{"officer_name": None, "outcomes": [{"outcome": None,
    "measures": [None]}]}``; with it, unknown fields are found, and fields that no tag shows.

    Raises a DocumentError where the file is no Word template, and TemplateError where it is one
    that another program wrote in a way that cannot be filled.
    """
    read = read_template(template, source)
    if known is None:
        return read.findings
    used: set[str] = set()
    findings = list(read.live)
    for part in read.parts:
        result = [*part.findings, *_fields(part, known, used)]
        findings += sorted(result, key=lambda f: (f.spot.paragraph, f.spot.start))
    findings += _left_out(read.left_out, known, used)
    return (*findings, *_unused(known, used, read.package.tagged[0][0]))


def _left_out(
    names: Mapping[str, Place], known: Mapping[str, Shape], used: set[str]
) -> Iterator[TemplateMistake]:
    """What the template leaves out on purpose, said once; it counts as shown."""
    for name, place in names.items():
        if name not in known:
            near = nearest(name, known, 0.5)
            fix = f"Did you mean «{near}»?" if near else f"The fields are: {', '.join(known)}."
            yield mistake("unknown-field", f"without: «{name}» is not a field", place, fix)
            continue
        used.update(paths(Known(known[name], name)))
        message = f"the template leaves «{name}» out; what a plan says there is not filled"
        yield mistake("left-out", message, place, severity="info")


def _fields(part: ReadPart, known: Mapping[str, Shape], used: set[str]) -> list[TemplateMistake]:
    """Walk the tags in order with the names that each sees."""
    top = {name: Known(shape, name) for name, shape in known.items()}
    scope = Scope([top, {}], used)
    findings: list[TemplateMistake] = []
    for tag in part.order:
        if tag.kind == "statement" and closes(tag.code):
            if len(scope.names) > 2:
                scope.names.pop()
            continue
        _walk(tag, scope)
        findings += [_unknown(tag, unknown) for unknown in scope.unknown]
        findings += [_whole(tag, value) for value in scope.whole]
        scope.unknown.clear()
        scope.whole.clear()
    return findings


def _walk(tag: Tag, scope: Scope) -> None:
    """Look up the names of one tag, and give meaning to those that it binds."""
    opening = tag.kind == "statement" and opens(tag.code)
    if tag.kind == "statement" and word(tag.code) in CELL_WORDS:
        if opening:
            scope.names.append({})
        return
    try:
        tree = parse_tag(tag)
    except (TemplateSyntaxError, ValueError, RecursionError):
        if opening:
            scope.names.append({})
        return
    if opening and word(tag.code) == "for":
        scope.names.append({})
    _walk_tree(tree, tag, scope)
    if opening and word(tag.code) != "for":
        scope.names.append({})


def _walk_tree(tree: nodes.Template, tag: Tag, scope: Scope) -> None:
    for node in tree.body:
        if isinstance(node, nodes.For):
            scope.bind(node.target, element(meaning(node.iter, scope)))
            if node.test is not None:
                meaning(node.test, scope)
        elif isinstance(node, nodes.If):
            divided = node.elif_[0] if word(tag.code) == "elif" and node.elif_ else node
            if word(tag.code) != "else":
                meaning(divided.test, scope)
        elif isinstance(node, nodes.Assign):
            scope.bind(node.target, meaning(node.node, scope))
        elif isinstance(node, nodes.AssignBlock):
            scope.bind(node.target, OPEN)
        elif isinstance(node, nodes.With):
            for target, value in zip(node.targets, node.values, strict=True):
                scope.bind(target, meaning(value, scope))
        else:
            meaning(node, scope)


def _unknown(tag: Tag, unknown: Unknown) -> TemplateMistake:
    near = nearest(unknown.name, unknown.choices, 0.5)
    owner = f" of «{unknown.owner}»" if unknown.owner else ""
    message = f"{tag.typed}: «{unknown.name}» is not a field{owner}"
    if near:
        fix = f"Did you mean «{near}»?"
    else:
        fix = f"The fields here are: {', '.join(sorted(set(unknown.choices))) or 'none'}."
    return mistake("unknown-field", message, tag.place, fix)


def _whole(tag: Tag, known: Known) -> TemplateMistake:
    """A list or a record in a tag of its own: nothing that anybody wants printed."""
    if isinstance(known.shape, Mapping):
        fix = f"Name one of its fields: {', '.join(known.shape)}."
        kind = "several fields"
    else:
        fix = 'Repeat it with {%p for item in … %} around {{ item }}, or join it: |join(", ").'
        kind = "a list"
    message = f"{tag.typed}: «{known.path}» is {kind}, and no text"
    return mistake("shown-whole", message, tag.place, fix, "warning")


def _unused(known: Mapping[str, Shape], used: set[str], main: str) -> list[TemplateMistake]:
    place = Place("the document", "", Spot(main, -1, 0, 0))
    return [
        mistake(
            "unused-field",
            f"the form's field «{path}» has no tag",
            place,
            f"Add a tag for it, such as {_example(path)}.",
            "warning",
        )
        for name, shape in known.items()
        for path in _leaves(Known(shape, name))
        if not _is_displayed(path, used)
    ]


def _example(path: str) -> str:
    """The tag of a field: "{{ period.text }}", or that of a list's item in its loop."""
    name, loop, inner = path.partition("[]")
    if not inner:
        return f"{{{{ {name} }}}}" if not loop else f"{{%p for item in {name} %}}"
    if inner.endswith("[]"):
        return f"{{%p for item in row{inner.removesuffix('[]')} %}} in {{%tr for row in {name} %}}"
    return f"{{{{ row{inner} }}}} in {{%tr for row in {name} %}}"


def _leaves(known: Known) -> list[str]:
    every = list(paths(known))
    return [p for p in every if not any(q.startswith((f"{p}.", f"{p}[]")) for q in every)]


def _is_displayed(path: str, used: set[str]) -> bool:
    """Whether a field is shown: by its own path, or as the list that it is an item of."""
    return path in used or (path.endswith("[]") and path.removesuffix("[]") in used)
