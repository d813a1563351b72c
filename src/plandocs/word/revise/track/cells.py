"""A cell retold: in come its paragraphs and the lines it shall have, out go tracked paragraphs.

A paragraph's end can be inserted or deleted as a letter can, but a cell's last paragraph has no
end of its own. So what comes or goes at the foot of a cell is told by the end of the paragraph
above it, and what takes the place of something stands in the same paragraph.
"""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from plandocs.word.revise.track.paragraphs import retext
from plandocs.word.revise.track.revisions import Revisions, W, without_marks


class Line(NamedTuple):
    """A line of a cell: the paragraph it was (-1: none) and what it shall say (None: it goes).

    ``same`` leaves the paragraph as it is.
    """

    was: int
    text: str | None
    same: bool = False


def retell(paragraphs: list[etree._Element], lines: list[Line], revisions: Revisions) -> None:
    """Make the paragraphs of a cell say these lines, in this order, each old one told once."""
    lines = _together(lines)
    made: list[etree._Element] = []
    pattern = paragraphs[0]
    for was, text, same in lines:
        if was >= 0:
            if not same:
                retext(paragraphs[was], text or "", revisions)
            made.append(paragraphs[was])
        else:
            fresh = _blank_copy(made[-1] if made else pattern)
            retext(fresh, text or "", revisions)
            made.append(fresh)
    _put(paragraphs, made)
    _mark_ends(made, lines, revisions)


def _together(lines: list[Line]) -> list[Line]:
    """What goes and what comes beside it become one line that changes."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and last.text is None and line.was < 0:
            found[-1] = Line(last.was, line.text)
        elif last is not None and last.was < 0 and line.text is None:
            found[-1] = Line(line.was, last.text)
        else:
            found.append(line)
    return found


def _blank_copy(paragraph: etree._Element) -> etree._Element:
    """A paragraph of the same form with nothing in it."""
    fresh = etree.Element(f"{W}p")
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        fresh.append(deepcopy(properties))
        without_marks(fresh, f"pPr/{W}rPr")
    return fresh


def _put(paragraphs: list[etree._Element], made: list[etree._Element]) -> None:
    """The paragraphs in their new order, at the place of the first."""
    parent = paragraphs[0].getparent()
    assert parent is not None
    at = parent.index(paragraphs[0])
    for paragraph in paragraphs:
        if paragraph in made:
            parent.remove(paragraph)
    for number, paragraph in enumerate(made):
        parent.insert(at + number, paragraph)


def _mark_ends(made: list[etree._Element], lines: list[Line], revisions: Revisions) -> None:
    stays = [n for n, line in enumerate(lines) if line.was >= 0 and line.text is not None]
    foot = stays[-1] if stays else 0
    for number, line in enumerate(lines):
        kind = "ins" if line.was < 0 else "del" if line.text is None else ""
        if kind and number > foot:
            revisions.end_of(made[number - 1], kind)
        elif kind and number < len(lines) - 1:
            revisions.end_of(made[number], kind)
