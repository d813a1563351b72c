"""Comments on a template: in come its bytes and what to say where, out a copy, a normal .docx.

Places outside the main text, where Word takes no comments (headers, footers), are spoken of at the
first paragraph. `remarks` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plandocs.word.package.open import open_package, open_parts
from plandocs.word.package.places import Spot
from plandocs.word.package.save import as_document, saved
from plandocs.word.package.tokens import split, taken_apart
from plandocs.word.revise.remarks import Remark, remarked
from plandocs.word.view.document import Paragraph

_MOST = 500  # nobody reads more


class Note(NamedTuple):
    """Something to say about a place."""

    spot: Spot
    text: str


def with_comments(data: bytes, notes: Sequence[Note], source: str = "") -> bytes:
    """Return a copy of the document, a normal .docx, in which each note is a comment.

    Raises:
        DocumentError: the file is no Word document.
    """
    copy = saved(as_document(open_parts(data, source), source).parts)
    package = open_package(copy, convert=False)
    paragraphs = _paragraphs(package.xml(package.main))
    if len(notes) > _MOST:
        more = f"and {len(notes) - _MOST + 1} more places; put these right first"
        notes = [*notes[: _MOST - 1], Note(notes[_MOST - 1].spot, more)]
    remarks = [
        Remark(paragraphs[at], paragraphs[at], (text,), (spot.start, spot.end) if in_main else None)
        for spot, text in (notes if paragraphs else ())
        for in_main in [spot.part == package.main and 0 <= spot.paragraph < len(paragraphs)]
        for at in [spot.paragraph if in_main else 0]
    ]
    return remarked(package, remarks)


def _paragraphs(xml: str) -> list[Paragraph]:
    """Every paragraph of a part, as a `Spot` counts them: those of text boxes, too."""
    result: list[Paragraph] = []
    open_: list[Paragraph] = []
    for at, piece in enumerate(split(xml)):
        name, attributes, _ = taken_apart(piece)
        if name == "w:p":
            result.append(Paragraph(at))
            result[-1].end = at
            if not attributes.endswith("/"):
                open_.append(result[-1])
        elif name == "/w:p" and open_:
            open_.pop().end = at
    return result
