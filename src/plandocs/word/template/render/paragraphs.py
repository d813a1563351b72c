"""The tags of one paragraph: in comes its element, out go its tags, numbers in their places.

A tag that Word has split over runs is joined into the first of them, whose formatting it keeps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from plandocs.word.package.places import Place, W
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.scan import Mark, Scanned, has_tags, scan
from plandocs.word.template.render.tags import Reach, Tag, TaggedPart, fill, numbered, unfinished

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
    for element in _own_elements(paragraph):
        text = _ONE_CHARACTER.get(str(element.tag))
        if element.tag == f"{W}t":
            text = (element.text or "").replace("\n", " ")
        if text:
            yield _Piece(element, text, start)
            start += len(text)


def _own_elements(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in (f"{W}t", *_ONE_CHARACTER):
            yield child
        elif child.tag not in (f"{W}pPr", f"{W}rPr", f"{W}txbxContent"):
            yield from _own_elements(child)


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
