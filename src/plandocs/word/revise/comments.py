"""Comments in the margin of a document: in come its bytes and what to say where, out a copy.

A comment stands at the runs that its stretch touches (ECMA-376 17.13.4). Places outside the main
text, where Word takes no comments (headers, footers), are spoken of at the first paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from plandocs.word.package.places import W_NAMESPACE, Spot, W
from plandocs.word.package.splice import Splicer
from plandocs.word.package.trees import open_parts, parse_xml

_PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN_TYPES = ("document.main+xml", "template.main+xml", "macroEnabled", "macroEnabledTemplate")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR, INITIALS = "plandocs", "pd"


class Note(NamedTuple):
    """Something to say about a place."""

    spot: Spot
    text: str


def with_comments(data: bytes, notes: Sequence[Note], source: str = "") -> bytes:
    """A copy of the document in which each note is a comment.

    Raises a DocumentError where the file is no Word document.
    """
    parts = open_parts(data, source)
    types = parse_xml(parts["[Content_Types].xml"], "[Content_Types].xml", source)
    main = _main(types, parts)
    body = parse_xml(parts[main], main, source)
    comments = _comments(parts, types, main, source)
    number = 1 + max((int(c.get(f"{W}id", "0")) for c in comments.iter(f"{W}comment")), default=0)
    paragraphs = list(body.iter(f"{W}p"))
    runs: dict[int, list[_Run]] = {}
    for offset, note in enumerate(notes):
        if paragraphs:
            _anchor(
                paragraphs, runs, note.spot if note.spot.part == main else None, number + offset
            )
            comments.append(_comment(number + offset, note.text))
    parts[main] = _bytes(body)
    parts[_name(parts)] = _bytes(comments)
    parts["[Content_Types].xml"] = _bytes(types)
    return Splicer(parts, ()).package({})


def _main(types: etree._Element, parts: dict[str, bytes]) -> str:
    for override in types.iter(f"{{{_TYPES}}}Override"):
        kind = str(override.get("ContentType"))
        if any(each in kind for each in _MAIN_TYPES) and "wordprocessing" in kind + "ms-word":
            name = str(override.get("PartName")).lstrip("/")
            if name in parts:
                return name
    return "word/document.xml"


def _name(parts: dict[str, bytes]) -> str:
    return next((name for name in parts if name.lower() == _PART), _PART)


def _comments(
    parts: dict[str, bytes], types: etree._Element, main: str, source: str
) -> etree._Element:
    """The part of comments; where there is none, a new one that the package knows of."""
    name = _name(parts)
    if name in parts:
        return parse_xml(parts[name], name, source)
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{_PART}", ContentType=_TYPE)
    folder, _, own = main.rpartition("/")
    rels = f"{folder}/_rels/{own}.rels"
    known = f'<Relationships xmlns="{_RELS}"/>'.encode()
    root = parse_xml(parts.get(rels, known), rels, source)
    etree.SubElement(
        root, f"{{{_RELS}}}Relationship", Id="rIdPlandocsComments", Type=_RELATION,
        Target=f"/{_PART}",
    )  # fmt: skip
    parts[rels] = _bytes(root)
    return etree.Element(f"{W}comments", nsmap={"w": W_NAMESPACE})


class _Run(NamedTuple):
    """A run, and where the paragraph's text ends behind it."""

    end: int
    element: etree._Element


def _anchor(
    paragraphs: list[etree._Element], known: dict[int, list[_Run]], spot: Spot | None, number: int
) -> None:
    at = spot.paragraph if spot is not None and 0 <= spot.paragraph < len(paragraphs) else -1
    paragraph = paragraphs[max(at, 0)]
    runs: list[etree._Element] = []
    if spot is not None and at >= 0:
        if at not in known:
            known[at] = _runs_of(paragraph)
        runs = _touched(known[at], spot.start, spot.end)
    start, end = (etree.Element(f"{W}commentRange{each}") for each in ("Start", "End"))
    for each in (start, end):
        each.set(f"{W}id", str(number))
    if runs:
        _outermost(runs[0], paragraph).addprevious(start)
        _outermost(runs[-1], paragraph).addnext(end)
    else:
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)
    reference = etree.SubElement(etree.Element(f"{W}r"), f"{W}commentReference")
    reference.set(f"{W}id", str(number))
    run = reference.getparent()
    if run is not None:
        end.addnext(run)


def _outermost(element: etree._Element, paragraph: etree._Element) -> etree._Element:
    """The paragraph's own child that holds this run."""
    parent = element.getparent()
    return element if parent is None or parent is paragraph else _outermost(parent, paragraph)


def _runs_of(paragraph: etree._Element) -> list[_Run]:
    """The runs of the paragraph's own text."""
    found: list[_Run] = []
    at = 0
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is paragraph:
            at += sum(map(_length, run))
            found.append(_Run(at, run))
    return found


def _touched(runs: list[_Run], start: int, end: int) -> list[etree._Element]:
    """The runs that a stretch of the paragraph's text touches."""
    first = bisect_right(runs, start, key=lambda run: run.end)
    last = bisect_left(runs, end, key=lambda run: run.end) if start < end else first - 1
    return [run.element for run in runs[first : last + 1]]


def _length(element: etree._Element) -> int:
    if element.tag == f"{W}t":
        return len(element.text or "")
    return int(element.tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"})


def _comment(number: int, text: str) -> etree._Element:
    comment = etree.Element(f"{W}comment")
    for name, value in (("id", str(number)), ("author", AUTHOR), ("initials", INITIALS)):
        comment.set(f"{W}{name}", value)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        said = etree.SubElement(run, f"{W}t")
        said.text = line
        said.set(_XML_SPACE, "preserve")
    return comment


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
