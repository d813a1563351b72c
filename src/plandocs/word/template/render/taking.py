"""Taking the tags out of a part: in comes its tree, out the tags, each a mark in the tree."""

from __future__ import annotations

from lxml import etree

from plandocs.word.package.places import Atlas, W
from plandocs.word.template.render.findings import mistake
from plandocs.word.template.render.paragraphs import take_paragraph
from plandocs.word.template.render.scan import GUARDS, has_tags, scan
from plandocs.word.template.render.tags import Tag, TaggedPart, fill, numbered, unfinished


def take_tags(root: etree._Element, name: str, label: str, source: str) -> TaggedPart:
    """Number the tags of a part; ``source`` is its text, to choose a token it does not hold."""
    token = "plandocs-tag"
    while token in source:
        token += "-"
    etree.strip_elements(root, etree.PI, etree.Comment, with_tail=False)
    part = TaggedPart(name, root, token, Atlas(root, name, label))
    part.touched = any(guarded in source for guarded, _ in GUARDS)
    for element in list(root.iter(etree.Element)):
        _take_attributes(part, element)
        if element.tag == f"{W}p":
            take_paragraph(part, element)
        elif element.tag != f"{W}t" and has_tags(element.text or ""):
            _take_bare(part, element)
    if part.raw is not None:
        message = "{% raw %} has no {% endraw %}"
        part.findings.append(mistake("unclosed-block", message, part.raw, "Add {% endraw %}."))
    return part


def _take_bare(part: TaggedPart, element: etree._Element) -> None:
    text = element.text or ""
    scanned = scan(text)
    part.touched = part.touched or bool(scanned.marks)
    items: list[str | Tag] = []
    position = 0
    for mark in scanned.marks:
        items.append(text[position : mark.start])
        position = mark.end
        place = part.atlas.place(element, mark.typed)
        if mark.kind == "comment":
            part.comments.append((mark.code, place))
        else:
            items.append(numbered(part, mark, place))
    items.append(text[position:])
    if scanned.marks:
        fill(element, items)
    if scanned.unfinished is not None:
        place = part.atlas.place(element, text[scanned.unfinished :])
        part.findings.append(unfinished(text[scanned.unfinished :][:2], place))


def _take_attributes(part: TaggedPart, element: etree._Element) -> None:
    for name, value in element.attrib.items():
        if not has_tags(str(value)):
            continue
        part.touched = True
        text = str(value)
        out, position = "", 0
        for mark in scan(text).marks:
            out += text[position : mark.start]
            position = mark.end
            if mark.kind != "comment":
                place = part.atlas.place(element, mark.typed)
                tag = numbered(part, mark, place)
                out += f"{part.token}{tag.number};"
        element.set(name, out + text[position:])
