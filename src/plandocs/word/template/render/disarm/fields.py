"""Fields: in comes a part's tree, out of it go the codes of live ones; what they show stays.

ECMA-376-1, 17.16.18 (complex), 17.16.19 (simple). Fields stand in fields, and go over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from lxml import etree

from plandocs.word.package.live import STARTS_OR_FETCHES
from plandocs.word.package.namespaces import each_named, remove, spelled, unwrap
from plandocs.word.template.render.disarm.arrows import is_web_link

_LINK: Final = re.compile(r"\s*HYPERLINK\s+(.*)", re.IGNORECASE | re.DOTALL)
_WORDS: Final = re.compile(r'"((?:\\.|[^"\\])*)"?|(\S+)')
_CONTROLS: Final = re.compile(r"\s*(?:CONTROL|OCX|HTMLCONTROL)(?=\s|$)", re.IGNORECASE)
_CODES: Final = ("w:instrText", "w:delInstrText")


@dataclass
class Field:
    """One field; ``nodes`` count what runs hold: where it begins, its result, its end."""

    begin: int
    code: str = ""
    nested_first: bool = False
    separate: int = -1
    end: int = -1
    last_code: int = -1
    start: etree._Element | None = field(default=None, repr=False)


def is_live(code: str) -> bool:
    """Whether a field's code starts a program, fetches, or leads to a folder or a share."""
    if STARTS_OR_FETCHES.match(code) or _CONTROLS.match(code):
        return True
    link = _LINK.match(code)
    return link is not None and not is_web_link(_target(link[1]))


def _target(arguments: str) -> str:
    """What a HYPERLINK leads to: its first word that is no switch, nor a switch's own."""
    skip = False
    for quoted, bare in _WORDS.findall(arguments):
        word: str = (quoted or bare).replace("\\\\", "\\")
        if skip:
            skip = False
        elif not quoted and re.fullmatch(r"\\[a-z]", word, re.IGNORECASE):
            skip = word[1].lower() in "lot"
        else:
            return word
    return ""


def codes_of(root: etree._Element) -> Iterator[str]:
    """The codes of a part's fields."""
    yield from (each.code for each in _complex(_nodes(root)))
    yield from map(_simple_code, each_named(root, "w:fldSimple"))


def flatten_fields(root: etree._Element, tell: Callable[[etree._Element, str], None]) -> bool:
    """Take the codes of live fields out; ``tell`` hears of each first, with its code."""
    nodes = _nodes(root)
    live = [each for each in _complex(nodes) if each.nested_first or is_live(each.code)]
    for each in live:
        if each.start is not None:
            code = " ".join(each.code.split())
            tell(each.start, code if is_live(each.code) else f"a field that makes its code: {code}")
    simple = [each for each in each_named(root, "w:fldSimple") if is_live(_simple_code(each))]
    for element in simple:
        tell(element, " ".join(_simple_code(element).split()))
    _take(nodes, live)
    for element in simple:
        for child in element:
            if spelled(child.tag) == "w:fldData":
                remove(child)
        unwrap(element)
    return bool(live or simple)


def _simple_code(element: etree._Element) -> str:
    return next((str(v) for n, v in element.attrib.items() if spelled(n) == "w:instr"), "")


def _nodes(root: etree._Element) -> list[etree._Element]:
    """All that runs hold, but for their properties, in the order of the part; [] for no field."""
    if next(each_named(root, "w:fldChar"), None) is None:
        return []
    return [
        child
        for run in each_named(root, "w:r")
        for child in run
        if isinstance(child.tag, str) and spelled(child.tag) != "w:rPr"
    ]


def _complex(nodes: list[etree._Element]) -> list[Field]:
    """The fields among nodes; one that is never closed has no end."""
    found: list[Field] = []
    open_: list[Field] = []
    for at, node in enumerate(nodes):
        name = spelled(node.tag)
        if name in _CODES:
            if open_ and open_[-1].separate < 0:
                open_[-1].code += node.text or ""
                open_[-1].last_code = at
        elif name == "w:fldChar":
            kind = next((str(v) for n, v in node.attrib.items() if spelled(n).endswith(
                "fldCharType")), "")  # fmt: skip
            if kind == "begin":
                if open_ and open_[-1].separate < 0 and not open_[-1].code.strip():
                    open_[-1].nested_first = True
                open_.append(Field(at, last_code=at, start=node))
                found.append(open_[-1])
            elif kind == "separate" and open_:
                open_[-1].separate = at
            elif kind == "end" and open_:
                open_.pop().end = at
    return found


def _take(nodes: list[etree._Element], fields: list[Field]) -> None:
    """Remove what stands in the codes, and the marks around the results."""
    steps = [0] * (len(nodes) + 1)
    for each in fields:
        stop = each.separate
        if stop < 0:
            stop = each.end if each.end >= 0 else each.last_code
        for start, last in ((each.begin, stop), (each.end, each.end)):
            if start >= 0:
                steps[start] += 1
                steps[last + 1] -= 1
    for node, covered in zip(nodes, accumulate(steps), strict=False):
        if covered:
            run = node.getparent()
            remove(node)
            if run is not None and all(spelled(child.tag) == "w:rPr" for child in run):
                remove(run)
