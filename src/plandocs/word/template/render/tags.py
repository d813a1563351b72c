"""Tags taken out of a part: where one stood there is a processing instruction with its number.

In an attribute, where none can stand, there is a token. So what follows moves elements and never
reads text again. A tag that Word has split over runs is joined into the first of them, whose
formatting it keeps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from plandocs.word.package.places import Atlas, Place, W
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.scan import GUARDS, Kind, Level, Mark, Scanned, has_tags, scan

TAG = "plandocs-tag"
"""The target of the processing instruction that stands for a tag."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a part; ``bare`` where its value cannot be a run's text.

    ``inner`` is a filter that bounds such a value.
    """

    number: int
    kind: Kind
    level: Level
    code: str
    lead: str
    trail: str
    joins_previous: bool
    joins_next: bool
    typed: str
    place: Place
    bare: bool
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """What goes out of a text with a tag: more than itself where a ``-`` joins lines."""

    start: int
    end: int
    previous: bool = False
    following: bool = False


@dataclass
class TaggedPart:
    """A part whose tags have been taken out; ``root`` is the caller's to change."""

    name: str
    root: etree._Element
    token: str
    atlas: Atlas
    tags: list[Tag] = field(default_factory=list)
    findings: list[TemplateMistake] = field(default_factory=list)
    raw: Place | None = None
    """Where ``{% raw %}`` was opened, while it is."""
    comments: list[tuple[str, Place]] = field(default_factory=list)
    """What ``{# … #}`` say, with their places; nothing of it is rendered."""
    touched: bool = False
    """Whether rendering changes it: a tag, a comment or a guarded brace."""

    def tag_of(self, node: etree._Element) -> Tag | None:
        """The tag that this node stands for, if it does."""
        if isinstance(node, etree._ProcessingInstruction) and node.target == TAG:
            return self.tags[int(node.text or "0")]
        return None


def unfinished(opening: str, place: Place) -> TemplateMistake:
    """The finding for a tag that is opened and not closed."""
    close = {"{{": "}}", "{%": "%}", "{#": "#}"}[opening]
    return mistake(
        "unclosed-tag",
        f"a tag is opened with {opening} and not closed in its paragraph",
        place,
        f"Close it with {close} in the same paragraph.",
    )


def numbered(part: TaggedPart, mark: Mark, place: Place, reach: Reach | None = None) -> Tag:
    """The mark as a tag of the part; without a ``reach`` it stands outside a run's text."""
    joins = reach or Reach(mark.start, mark.end)
    kept_lead = joins.start == mark.start and not joins.previous and not mark.level
    kept_trail = joins.end == mark.end and not joins.following and not mark.level
    tag = Tag(
        number=len(part.tags),
        kind=mark.kind,
        level=mark.level,
        code=mark.code,
        lead=mark.lead if kept_lead else "",
        trail=mark.trail if kept_trail else "",
        joins_previous=joins.previous,
        joins_next=joins.following,
        typed=mark.typed,
        place=place,
        bare=reach is None,
    )
    part.tags.append(tag)
    return tag


def fill(element: etree._Element, items: list[str | Tag]) -> None:
    """Give an element this text, with a processing instruction for each tag in it."""
    element.text = ""
    last: etree._Element | None = None
    for item in items:
        if isinstance(item, Tag):
            last = etree.ProcessingInstruction(TAG, str(item.number))
            element.append(last)
        elif last is None:
            element.text += item
        else:
            last.tail = (last.tail or "") + item
    if element.tag == f"{W}t":
        element.set(_SPACE, "preserve")


_ONE_CHARACTER = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class _Piece:
    element: etree._Element
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Cut:
    """What goes out of a paragraph's text, and the tag that comes in for it."""

    start: int
    end: int
    at: int
    tag: Tag | None


def take_paragraph(part: TaggedPart, paragraph: etree._Element) -> None:
    """Take the tags out of one paragraph's own text."""
    pieces = list(_pieces(paragraph))
    text = "".join(piece.text for piece in pieces)
    if "{" not in text or not (part.raw or has_tags(text)):
        return
    scanned = scan(text, part.raw is not None)
    part.touched = part.touched or bool(scanned.marks)
    part.raw = _raw_place(part, scanned, paragraph)
    ends = [piece.end for piece in pieces]
    cuts = [_cut(part, mark, text, _touched(mark, pieces, ends), paragraph)
            for mark in scanned.marks]  # fmt: skip
    first = 0
    for piece in pieces:
        while first < len(cuts) and cuts[first].end <= piece.start:
            first += 1
        _replace(piece, list(_touching(piece, cuts, first)))
    if scanned.unfinished is not None:
        start = scanned.unfinished
        place = part.atlas.place(paragraph, text[start:], start, len(text))
        part.findings.append(unfinished(text[start : start + 2], place))


def _raw_place(part: TaggedPart, scanned: Scanned, paragraph: etree._Element) -> Place | None:
    opened = [mark for mark in scanned.marks if mark.code == "raw"]
    if not scanned.raw or not opened:
        return part.raw if scanned.raw else None
    return part.atlas.place(paragraph, opened[-1].typed, opened[-1].start, opened[-1].end)


def _pieces(paragraph: etree._Element) -> Iterator[_Piece]:
    start = 0
    for element in _text_elements(paragraph):
        text = _ONE_CHARACTER.get(str(element.tag))
        if element.tag == f"{W}t":
            text = (element.text or "").replace("\n", " ")
        if text:
            yield _Piece(element, text, start)
            start += len(text)


def _text_elements(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in (f"{W}t", *_ONE_CHARACTER):
            yield child
        elif child.tag not in (f"{W}pPr", f"{W}rPr", f"{W}txbxContent"):
            yield from _text_elements(child)


def _touched(mark: Mark, pieces: list[_Piece], ends: list[int]) -> list[_Piece]:
    """The pieces that a mark stands in."""
    first = bisect_right(ends, mark.start)
    behind = (pieces[number] for number in range(first, len(pieces)))
    return list(takewhile(lambda piece: piece.start < mark.end, behind))


def _touching(piece: _Piece, cuts: list[_Cut], first: int) -> Iterator[_Cut]:
    """The cuts in a piece, of those that do not end before it."""
    behind = (cuts[number] for number in range(first, len(cuts)))
    return takewhile(lambda cut: cut.start < piece.end, behind)


def _cut(
    part: TaggedPart, mark: Mark, text: str, touched: list[_Piece], paragraph: etree._Element
) -> _Cut:
    place = part.atlas.place(paragraph, mark.typed, mark.start, mark.end)
    if len(touched) > 1:
        part.findings.append(_split_finding(place))
    if mark.curly_quotes:
        part.findings.append(_quotes_finding(place))
    if mark.kind == "comment":
        part.comments.append((mark.code, place))
    reach = _reach(mark, text)
    if (mark.kind == "comment" and not mark.level) or mark.code in ("raw", "endraw"):
        return _Cut(reach.start, reach.end, mark.start, None)
    return _Cut(reach.start, reach.end, mark.start, numbered(part, mark, place, reach))


def _split_finding(place: Place) -> TemplateMistake:
    return mistake(
        "split-runs",
        "Word has split this tag over several runs; it is joined here",
        place,
        "To be safe, type the tag again in one go, or paste it as plain text.",
        "info",
    )


def _quotes_finding(place: Place) -> TemplateMistake:
    return mistake(
        "smart-quotes",
        "curly quotes stand in this tag; they are read as straight ones",
        place,
        "Type straight quotes in tags (undo Word's automatic change with Ctrl+Z).",
        "info",
    )


def _reach(mark: Mark, text: str) -> Reach:
    """How far a statement's ``-`` reaches: over a break, or into the neighbouring paragraph."""
    start, end, previous, following = mark.start, mark.end, False, False
    if mark.kind != "statement" or mark.level:
        return Reach(start, end)
    if mark.lead == "-":
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():
            start, previous = max(line - 1, 0), line == 0
    if mark.trail == "-":
        line = text.find("\n", end)
        stop = len(text) if line < 0 else line
        if not text[end:stop].strip():
            end, following = (len(text), True) if line < 0 else (line + 1, False)
    return Reach(start, end, previous, following)


def _replace(piece: _Piece, touching: list[_Cut]) -> None:
    if not touching:
        return
    if piece.element.tag != f"{W}t":
        _remove(piece.element)
        return
    items: list[str | Tag] = []
    position = piece.start
    for cut in touching:
        items.append(piece.text[position - piece.start : max(cut.start - piece.start, 0)])
        if cut.tag is not None and piece.start <= cut.at < piece.end:
            items.append(cut.tag)
        position = max(position, min(cut.end, piece.end))
    items.append(piece.text[position - piece.start :])
    if any(items) or touching[0].at >= piece.start:
        fill(piece.element, items)
    else:
        _remove(piece.element)


def _remove(element: etree._Element) -> None:
    """Take out an element whose text was all tag, and the run that it leaves empty."""
    run = element.getparent()
    if run is None:
        return
    run.remove(element)
    holder = run.getparent()
    if holder is not None and run.tag == f"{W}r" and all(c.tag == f"{W}rPr" for c in run):
        holder.remove(run)


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
