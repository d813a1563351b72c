"""A document as a page shows it: plain values, with the words of each field marked.

The room that reads makes them of a document and its reading, the room of HTML writes them. Whatever
is a text here is as it was typed: the page escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

_SIGNS = re.compile(r"[^A-Za-z0-9]+")


class Target(NamedTuple):
    """What some words are: those of a field, or words in no field.

    ``anchor`` is where the page around the document shows the field or the words, ``title`` names
    it in words.
    """

    anchor: str
    title: str
    in_field: bool


class Words(NamedTuple):
    """Words that look alike.

    ``styles`` are ``bold``, ``italic``, ``underlined``, ``struck``, ``inserted``; ``who`` inserted
    them.
    """

    text: str
    styles: tuple[str, ...] = ()
    who: str = ""


class Thing(NamedTuple):
    """Something beside the text, such as a deleted word, a picture, the sign of a comment."""

    kind: str
    text: str
    who: str = ""
    anchor: str = ""  # of the note that it refers to


class Piece(NamedTuple):
    """A stretch of a paragraph; with a ``target`` it has an ``id`` and leads there.

    ``first`` of the stretches with this target is the one that the keyboard stops at.
    """

    parts: tuple[Words | Thing, ...]
    id: str = ""
    target: Target | None = None
    first: bool = False


class Line(NamedTuple):
    """A paragraph: ``heading`` is its level or 0, ``level`` how deep it stands in a list or -1."""

    pieces: tuple[Piece, ...]
    heading: int = 0
    level: int = -1
    number: Piece | None = None


class GridCell(NamedTuple):
    """A table cell, over so many columns and rows."""

    blocks: tuple[PageBlock, ...]
    columns: int = 1
    rows: int = 1
    shaded: bool = False


class GridRow(NamedTuple):
    """A table row; ``state`` is "deleted" or "hidden" where it is."""

    cells: tuple[GridCell, ...]
    state: str = ""


class Grid(NamedTuple):
    """A table; ``widths`` of its columns are in per cent."""

    rows: tuple[GridRow, ...]
    widths: tuple[int, ...] = ()


PageBlock: TypeAlias = Line | Grid


class Note(NamedTuple):
    """A comment or a note: ``label`` is its sign in the text, ``back`` where that stands."""

    anchor: str
    label: str
    blocks: tuple[PageBlock, ...]
    who: str = ""
    back: str = ""


class Part(NamedTuple):
    """A part of the page under a title: the text itself has none."""

    kind: str
    title: str
    blocks: tuple[PageBlock, ...] = ()
    notes: tuple[Note, ...] = ()


class DocumentPage(NamedTuple):
    """A whole document; ``cut`` where it goes on beyond what is shown."""

    parts: Sequence[Part]
    cut: bool = False


def anchor_of(name: str) -> str:
    """Return the id under which a page shows a field, beside the document.

    >>> anchor_of("outcomes[1].measures[0]")
    'field-outcomes-1-measures-0'
    """
    return f"field-{_SIGNS.sub('-', name).strip('-')}"
