"""Lifting tags out of what they stand for: in comes a part with its tags taken, it is changed.

``{%tr %}`` stands for its whole row, ``{%tc %}`` for its cell, ``{%p %}`` for its paragraph, ``{%r
%}`` for its run: that element goes, the bare statement takes its place. A ``-`` at the edge of a
paragraph joins it to its neighbour.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from plandocs.word.package.places import W
from plandocs.word.template.render.blocks import closes, opens
from plandocs.word.template.render.findings import mistake
from plandocs.word.template.render.tags import Tag, TaggedPart

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
            _detach(run)
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
    _detach(following)


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


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
            _detach(half)


def _shows(run: etree._Element) -> bool:
    return any(
        len(child) or child.text if child.tag == f"{W}t" else child.tag != f"{W}rPr"
        for child in run
    )
