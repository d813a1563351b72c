"""docxtpl's statements about one cell: in comes a hoisted part, its cells are changed.

``{% colspan n %}`` spans the cell over n columns, ``{% cellbg colour %}`` fills it, ``{% vm %}``
merges its copies in a loop downwards, ``{% hm %}`` across.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from plandocs.word.package.places import W
from plandocs.word.template.render.blocks import CELL_WORDS, word
from plandocs.word.template.render.findings import mistake
from plandocs.word.template.render.language import COLOUR, SPAN
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
