"""Lifting tags out of what they stand for, and docxtpl's statements about one cell.

``{%tr %}`` stands for its whole row, ``{%tc %}`` for its cell, ``{%p %}`` for its paragraph, ``{%r
%}`` for its run: that element goes, the bare statement takes its place. A ``-`` at the edge of a
paragraph joins it to its neighbour. ``{% colspan n %}`` spans a cell over n columns, ``{% cellbg
colour %}`` fills it, ``{% vm %}`` merges its copies in a loop downwards, ``{% hm %}`` across.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from plandocs.word.package.places import W
from plandocs.word.package.trees import detach
from plandocs.word.template.render.findings import mistake
from plandocs.word.template.render.grammar import CELL_WORDS, closes, opens, word
from plandocs.word.template.render.sandbox import COLOUR, SPAN
from plandocs.word.template.render.scan import Kind
from plandocs.word.template.render.tags import TAG, Tag, TaggedPart

_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd")


def apply_cell_words(part: TaggedPart) -> bool:
    """Apply them all; says whether the number of columns may change."""
    widening = False
    for node in [n for n in part.root.iter(etree.PI) if part.tag_of(n) is not None]:
        tag = part.tag_of(node)
        name = word(tag.code) if tag is not None and tag.kind == "statement" else ""
        if tag is None or name not in CELL_WORDS:
            continue
        cell = next(node.iterancestors(f"{W}tc"), None)
        text = node.getparent()
        if cell is None or text is None or text.tag != f"{W}t":
            message = f"{{% {name} %}} is about a table's cell, and stands in none"
            part.findings.append(mistake("tag-outside-table", message, tag.place))
            continue
        _apply(part, tag, name, cell, text)
        _take_out(node, text)
        widening = widening or name in ("colspan", "hm")
    return widening


def _apply(
    part: TaggedPart, tag: Tag, name: str, cell: etree._Element, text: etree._Element
) -> None:
    argument = tag.code[len(name) :].strip()
    if name == "colspan":
        _set(cell, "gridSpan", {"val": _token(part, tag, argument, SPAN)})
    elif name == "cellbg":
        fill = _token(part, tag, argument, COLOUR)
        _set(cell, "shd", {"val": "clear", "color": "auto", "fill": fill})
    elif name == "vm":
        merge = "'restart' if loop.first else 'continue'"
        _set(cell, "vMerge", {"val": _token(part, tag, merge)})
        _wrap_text(part, tag, text)
    else:
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        columns = "1" if span is None else str(span.get(f"{W}val", "1"))
        times = f"{columns} * loop.length" if columns.isdigit() else "loop.length"
        _set(cell, "gridSpan", {"val": _token(part, tag, times)})
        cell.addprevious(_statement(part, tag, "if loop.first"))
        cell.addnext(_statement(part, tag, "endif"))


def _added(part: TaggedPart, tag: Tag, code: str, *, bare: bool, inner: str = "") -> Tag:
    kind: Kind = "value" if bare else "statement"
    made = replace(
        tag, number=len(part.tags), kind=kind, level="", code=code, lead="", trail="", bare=bare,
        inner=inner,
    )  # fmt: skip
    part.tags.append(made)
    return made


def _token(part: TaggedPart, tag: Tag, code: str, inner: str = "") -> str:
    return f"{part.token}{_added(part, tag, code, bare=True, inner=inner).number};"


def _statement(part: TaggedPart, tag: Tag, code: str) -> etree._Element:
    made = _added(part, tag, code, bare=False)
    return etree.ProcessingInstruction(TAG, str(made.number))


def _set(cell: etree._Element, name: str, values: dict[str, str]) -> None:
    """Set one property of a cell, in the order that the schema asks for (ECMA-376 17.4.69)."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    before = [f"{W}{known}" for known in _ORDER[: _ORDER.index(name)]]
    index = sum(1 for child in properties if child.tag in before)
    new = etree.Element(f"{W}{name}")
    for key, value in values.items():
        new.set(f"{W}{key}", value)
    properties.insert(index, new)


def _wrap_text(part: TaggedPart, tag: Tag, text: etree._Element) -> None:
    first = _statement(part, tag, "if loop.first")
    first.tail, text.text = text.text, ""
    text.insert(0, first)
    text.append(_statement(part, tag, "endif"))


def _take_out(node: etree._Element, text: etree._Element) -> None:
    before = node.getprevious()
    if before is None:
        text.text = (text.text or "") + (node.tail or "")
    else:
        before.tail = (before.tail or "") + (node.tail or "")
    node.tail = None
    text.remove(node)


_NAMES = {"tr": "row", "tc": "cell", "p": "paragraph"}


def hoist(part: TaggedPart) -> dict[etree._Element, etree._Element]:
    """Lift every tag with a prefix; gives the first paragraph that each container lost."""
    _join_paragraphs(part)
    lost: dict[etree._Element, etree._Element] = {}
    for level in ("tr", "tc", "p"):
        for holder, nodes in _held(part, level).items():
            _lift(part, level, holder, nodes, lost)
    for node in _nodes(part):
        tag = part.tag_of(node)
        if tag is not None and tag.level == "r" and tag.kind == "statement":
            _split_run(node)
    return lost


def _nodes(part: TaggedPart) -> list[etree._Element]:
    return [node for node in part.root.iter(etree.PI) if part.tag_of(node) is not None]


def _held(part: TaggedPart, level: str) -> dict[etree._Element, list[etree._Element]]:
    """The rows (cells, paragraphs) that hold tags of this level, with those tags."""
    held: dict[etree._Element, list[etree._Element]] = {}
    for node in _nodes(part):
        tag = part.tag_of(node)
        if tag is None or tag.level != level or tag.bare:
            continue
        holder = next(node.iterancestors(f"{W}{level}"), None)
        if holder is None:
            part.findings.append(
                mistake(
                    "tag-outside-table",
                    f"this tag stands for a {_NAMES[level]}, and there is none around it",
                    tag.place,
                    f"Move it into a {_NAMES[level]} of a table, or take the {level} out.",
                )
            )
        else:
            held.setdefault(holder, []).append(node)
    return held


def _lift(
    part: TaggedPart,
    level: str,
    holder: etree._Element,
    nodes: list[etree._Element],
    lost: dict[etree._Element, etree._Element],
) -> None:
    tags = [tag for node in nodes if (tag := part.tag_of(node)) is not None]
    values = [tag for tag in tags if tag.kind == "value"]
    if values:
        _keep_only(part, level, holder, nodes, values[0])
        return
    _report_neighbours(part, level, holder, nodes, tags)
    parent = holder.getparent()
    if parent is None:
        return
    if level == "p":
        lost.setdefault(parent, holder)
    for node in nodes:
        node.tail = None
        holder.addprevious(node)
    parent.remove(holder)


def _keep_only(
    part: TaggedPart, level: str, holder: etree._Element, nodes: list[etree._Element], tag: Tag
) -> None:
    """``{{p x}}``: its paragraph with nothing else in it; a plain value makes no row or cell."""
    if level != "p":
        message = f"a value cannot stand for a whole {_NAMES[level]}"
        fix = f"Write {{{{ {tag.code} }}}} in a cell."
        part.findings.append(mistake("forbidden", message, tag.place, fix))
        return
    runs = {run for node in nodes for run in node.iterancestors(f"{W}r")}
    for run in list(holder.iter(f"{W}r")):
        if run not in runs:
            detach(run)
    for node in nodes:
        text = node.getparent()
        if text is not None:
            text.text = None
        node.tail = None


def _report_neighbours(
    part: TaggedPart,
    level: str,
    holder: etree._Element,
    nodes: list[etree._Element],
    tags: list[Tag],
) -> None:
    words = "".join(
        (e.text or "") if e.tag == f"{W}t" else (e.tail or "") if part.tag_of(e) else ""
        for e in holder.iter()
    ).strip()
    others = [n for n in holder.iter(etree.PI) if part.tag_of(n) is not None and n not in nodes]
    named = _NAMES[level]
    statements = [tag for tag in tags if tag.kind == "statement"]
    if statements and opens(statements[0].code) and any(closes(tag.code) for tag in statements):
        message = f"this {named} both opens and closes: the whole {named} goes, with its text"
        fix = f"Put {statements[0].typed} and {statements[-1].typed} each in a {named} of its own."
        part.findings.append(mistake("tags-in-one-place", message, statements[0].place, fix))
        return
    if words or others:
        message = f"the {named} of this tag goes; the other text or tags in it go with it"
        fix = f"Give the tag a {named} of its own."
        part.findings.append(mistake("text-beside-tag", message, tags[0].place, fix, "warning"))


def _join_paragraphs(part: TaggedPart) -> None:
    for node in _nodes(part):
        tag = part.tag_of(node)
        paragraph = next(node.iterancestors(f"{W}p"), None)
        if tag is None or paragraph is None:
            continue
        if tag.joins_next:
            following = paragraph.getnext()
            if following is not None and following.tag == f"{W}p":
                _append(paragraph, following)
        if tag.joins_previous:
            before = paragraph.getprevious()
            if before is not None and before.tag == f"{W}p":
                _append(before, paragraph)


def _append(paragraph: etree._Element, following: etree._Element) -> None:
    for child in list(following):
        if child.tag != f"{W}pPr":
            paragraph.append(child)
    detach(following)


def _split_run(node: etree._Element) -> None:
    """Stand a ``{%r %}`` between two runs: what was before it, and what comes after."""
    text = node.getparent()
    run = None if text is None else text.getparent()
    if text is None or run is None or text.tag != f"{W}t" or run.tag != f"{W}r":
        return
    after = etree.Element(f"{W}r")
    after.attrib.update(run.attrib)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        after.append(deepcopy(properties))
    rest = etree.SubElement(after, f"{W}t")
    rest.attrib.update(text.attrib)
    rest.text = node.tail
    node.tail = None
    for sibling in list(node.itersiblings()):
        rest.append(sibling)
    for sibling in list(text.itersiblings()):
        after.append(sibling)
    run.addnext(after)
    run.addnext(node)
    for half in (run, after):
        if not _shows(half):
            detach(half)


def _shows(run: etree._Element) -> bool:
    return any(
        len(child) or child.text if child.tag == f"{W}t" else child.tag != f"{W}rPr"
        for child in run
    )
