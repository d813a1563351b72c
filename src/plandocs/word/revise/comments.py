"""Comments in the margin of a document: in come its bytes and what to say where, out a copy.

A comment stands at the runs that its stretch touches (ECMA-376 17.13.4). Places outside the main
text, where Word takes no comments (headers, footers), are spoken of at the first paragraph.
python-docx writes the comments and what a package needs for them.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from docx import Document as open_document
from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from plandocs.word.package.open import open_parts
from plandocs.word.package.places import Spot, W
from plandocs.word.package.save import as_document, saved

AUTHOR, INITIALS = "plandocs", "pd"
_MOST = 500  # nobody reads more, and python-docx looks at all of them for each


class Note(NamedTuple):
    """Something to say about a place."""

    spot: Spot
    text: str


def with_comments(data: bytes, notes: Sequence[Note], source: str = "") -> bytes:
    """Return a copy of the document, a normal .docx, in which each note is a comment.

    Raises:
        DocumentError: the file is no Word document.
    """
    package = as_document(open_parts(data, source), source)
    document = open_document(io.BytesIO(saved(package.parts)))
    main = package.tagged[0][0]
    paragraphs = list(document.element.body.iter(f"{W}p"))
    anchors = _Anchors(document, paragraphs)
    if len(notes) > _MOST:
        more = f"and {len(notes) - _MOST + 1} more places; put these right first"
        notes = [*notes[: _MOST - 1], Note(notes[_MOST - 1].spot, more)]
    for note in notes if paragraphs else ():
        runs = anchors.runs_at(note.spot if note.spot.part == main else None)
        document.add_comment(runs, text=note.text, author=AUTHOR, initials=INITIALS)
    out = io.BytesIO()
    document.save(out)
    return saved(open_parts(out.getvalue(), source))


class _Stretch(NamedTuple):
    """A run, and where the paragraph's text ends behind it."""

    end: int
    element: Any  # an element of python-docx's own classes


class _Anchors:
    """The runs of a document's paragraphs, looked up once for each paragraph."""

    def __init__(self, document: Document, paragraphs: list[Any]) -> None:
        self._body = document._body
        self._paragraphs = paragraphs
        self._known: dict[int, list[_Stretch]] = {}

    def runs_at(self, spot: Spot | None) -> list[Run]:
        """The runs that a comment on a place is anchored to: never none."""
        at = (
            spot.paragraph
            if spot is not None and 0 <= spot.paragraph < len(self._paragraphs)
            else -1
        )
        whole = Paragraph(self._paragraphs[max(at, 0)], self._body)
        touched: list[Any] = []
        if spot is not None and at >= 0:
            if at not in self._known:
                self._known[at] = _runs_of(self._paragraphs[at])
            touched = _touched(self._known[at], spot.start, spot.end)
        result = [Run(element, whole) for element in touched]
        return result or whole.runs or [whole.add_run()]


def _runs_of(paragraph: etree._Element) -> list[_Stretch]:
    """The runs of the paragraph's own text."""
    result: list[_Stretch] = []
    at = 0
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is paragraph:
            at += sum(map(_length, run))
            result.append(_Stretch(at, run))
    return result


def _touched(runs: list[_Stretch], start: int, end: int) -> list[Any]:
    """The runs that a stretch of the paragraph's text touches."""
    first = bisect_right(runs, start, key=lambda run: run.end)
    last = bisect_left(runs, end, key=lambda run: run.end) if start < end else first - 1
    return [run.element for run in runs[first : last + 1]]


def _length(element: etree._Element) -> int:
    if element.tag == f"{W}t":
        return len(element.text or "")
    return int(element.tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"})
