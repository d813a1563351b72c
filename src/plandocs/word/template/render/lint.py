"""Every mistake of a template at once: in come its bytes and the form's fields, out findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from plandocs.word.package.places import Place, Spot
from plandocs.word.template.render.blocks import CELL_WORDS, closes, opens, word
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.grammar import parse_tag
from plandocs.word.template.render.reading import ReadPart, read_template
from plandocs.word.template.render.shapes import (
    OPEN,
    Known,
    Scope,
    Shape,
    Unknown,
    element,
    meaning,
    paths,
)
from plandocs.word.template.render.tags import Tag
from plandocs.wording import nearest

__all__ = ["Shape", "lint"]


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
        found = [*part.findings, *_fields(part, known, used)]
        findings += sorted(found, key=lambda f: (f.spot.paragraph, f.spot.start))
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
            yield mistake("unknown-field", f"without: «{name}» is no field", place, fix)
            continue
        used.update(paths(Known(known[name], name)))
        said = f"the template leaves «{name}» out; what a plan says there is not filled"
        yield mistake("left-out", said, place, severity="info")


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
        findings += [_unknown(tag, found) for found in scope.unknown]
        findings += [_whole(tag, found) for found in scope.whole]
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


def _unknown(tag: Tag, found: Unknown) -> TemplateMistake:
    near = nearest(found.name, found.choices, 0.5)
    owner = f" of «{found.owner}»" if found.owner else ""
    message = f"{tag.typed}: «{found.name}» is no field{owner}"
    if near:
        fix = f"Did you mean «{near}»?"
    else:
        fix = f"The fields here are: {', '.join(sorted(set(found.choices))) or 'none'}."
    return mistake("unknown-field", message, tag.place, fix)


def _whole(tag: Tag, found: Known) -> TemplateMistake:
    """A list or a record in a tag of its own: nothing that anybody wants printed."""
    if isinstance(found.shape, Mapping):
        fix = f"Name one of its fields: {', '.join(found.shape)}."
        kind = "several fields"
    else:
        fix = 'Repeat it with {%p for item in … %} around {{ item }}, or join it: |join(", ").'
        kind = "a list"
    message = f"{tag.typed}: «{found.path}» is {kind}, and no text"
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
        if not _shown(path, used)
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


def _shown(path: str, used: set[str]) -> bool:
    """Whether a field is shown: by its own path, or as the list that it is an item of."""
    return path in used or (path.endswith("[]") and path.removesuffix("[]") in used)
