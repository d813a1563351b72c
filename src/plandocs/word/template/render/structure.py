"""Whether blocks nest as the document does: in comes a part after hoisting, out what does not fit.

What stands between the tags of a block is repeated or left out as text, so both must stand at the
same depth: in elements of the same names from the root down. Otherwise the file would be broken.
"""

from __future__ import annotations

import re

from lxml import etree

from plandocs.word.package.places import W
from plandocs.word.template.render.blocks import Block, word
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.tags import Tag, TaggedPart


class Order:
    """The tags of a part as they stand now, each with the elements around it."""

    def __init__(self, part: TaggedPart) -> None:
        self.tags: list[Tag] = []
        self._around: dict[int, tuple[etree._Element, ...]] = {}
        token = re.compile(re.escape(part.token) + r"(\d+);")
        for node in part.root.iter():
            tag = part.tag_of(node)
            if tag is not None:
                self._add(tag, tuple(node.iterancestors()))
            elif isinstance(node.tag, str):
                for value in node.attrib.values():
                    for number in token.findall(str(value)):
                        self._add(part.tags[int(number)], (node, *node.iterancestors()))

    def _add(self, tag: Tag, around: tuple[etree._Element, ...]) -> None:
        self.tags.append(tag)
        self._around[tag.number] = around

    def misfits(self, blocks: tuple[Block, ...]) -> tuple[TemplateMistake, ...]:
        """The blocks whose tags stand at different depths, or in different rows and cells."""
        return tuple(
            found
            for block in blocks
            for other in block.tags[1:]
            if (found := self._misfit(block.tags[0], other)) is not None
        )

    def _misfit(self, first: Tag, other: Tag) -> TemplateMistake | None:
        one, two = self._around[first.number], self._around[other.number]
        if [e.tag for e in one] != [e.tag for e in two]:
            return mistake(
                "crossed-structure",
                f"{first.typed} and {other.typed} do not stand in the same kind of place "
                f"({_kind(one)}; {_kind(two)}), so what is between them cannot be repeated",
                first.place,
                _advice(first, one, two),
            )
        if _nearest(one, "tr") is not _nearest(two, "tr"):
            return _loose(first, other, "loop-outside-row", "rows", "tr")
        if _nearest(one, "tc") is not _nearest(two, "tc"):
            return _loose(first, other, "across-cells", "cells", "tc")
        return None


def _loose(first: Tag, other: Tag, code: str, named: str, prefix: str) -> TemplateMistake:
    return mistake(
        code,
        f"{first.typed} and {other.typed} stand in different {named}, so pieces of {named} repeat",
        first.place,
        f"To repeat whole {named}, write {{%{prefix} {first.code} %}} and "
        f"{{%{prefix} {other.code} %}}, each in a {named[:-1]} of its own.",
        "warning",
    )


def _nearest(around: tuple[etree._Element, ...], name: str) -> etree._Element | None:
    return next((e for e in around if e.tag == f"{W}{name}"), None)


_KINDS = {
    "t": "in text", "r": "in a run", "p": "between runs", "tc": "between paragraphs of a cell",
    "tr": "between cells", "tbl": "between rows", "body": "between paragraphs",
    "hyperlink": "in a link", "sdtContent": "in a content control", "ins": "in a tracked change",
}  # fmt: skip


def _kind(around: tuple[etree._Element, ...]) -> str:
    shown = [_KINDS.get(etree.QName(e).localname, "") for e in around]
    nested = [s for s in shown[1:] if s in ("in a link", "in a content control")]
    return " ".join(dict.fromkeys([shown[0] or "elsewhere", *nested]))


def _advice(first: Tag, one: tuple[etree._Element, ...], two: tuple[etree._Element, ...]) -> str:
    levels = {etree.QName(around[0]).localname for around in (one, two)}
    if "tbl" in levels:
        return f"Write both with tr, each in a row of its own: {{%tr {word(first.code)} … %}}."
    if levels & {"tc", "body"}:
        return f"Write both with p, each in a paragraph of its own: {{%p {word(first.code)} … %}}."
    return "Put both tags in the same cell, link or content control."
