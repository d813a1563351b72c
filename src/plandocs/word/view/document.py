"""A Word document as plain values: blocks, tables, rows, cells, paragraphs.

:mod:`plandocs.word.view` makes them, the locator and the tagger read them. Nothing here knows XML;
``start`` and ``end`` are positions in the token list, by which the tagger finds its way back.
Plain classes and not frozen dataclasses: a plan has some hundreds of them. What is asked of nearly
every one stands in a slot, which costs least to fill and to ask; what is rare is left to the class.
The view makes them; nobody changes them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from plandocs.normal.dates import Picked


class Mark:
    """What a paragraph carries beside its words: bits of a number, which cost a tenth of flags."""

    TRACKED = 1  # an insertion, a deletion or a move
    FORMAT_TRACKED = 2  # a tracked change of format only
    HIDDEN = 4
    STRUCK = 8
    BREAKS = 16  # a line break inside the paragraph
    PLACEHOLDER = 32  # a prompt of a content control, left unfilled
    DRAWN = 64  # a picture, ink, a drawn shape or an object


class Extra(NamedTuple):
    """Something that is not part of the visible text; ``kind`` as in the contract's ``unmapped``.

    For ``footnote``, ``endnote`` and ``comment`` the text is the note's id until the stories
    are read.
    """

    kind: str
    text: str


class Paragraph:
    """One paragraph as a reader sees it: ``text`` has ``\n`` for breaks, tabs as tabs."""

    __slots__ = (
        "__dict__", "end", "extras", "indent", "level", "marks", "num", "number", "start", "style",
        "text",
    )  # fmt: skip
    picked: Sequence[Picked] = ()  # the date controls in it
    computed: list[str] | None = None  # what fields and bound controls show, piece by piece

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.style = ""
        self.text = ""
        self.num = ""  # the list it belongs to, "" if none
        self.level = -1  # the list level that the paragraph itself names, -1 if none
        self.number = ""  # the automatic number or bullet as shown
        self.indent: int | None = None  # twips from the left, where the paragraph itself says so
        self.marks = 0
        self.extras: list[Extra] | None = None

    def pick(self, date: dt.date, month_first: bool, text: str) -> None:
        """Note what a date control shows, run by run."""
        if not isinstance(self.picked, list):
            self.picked = list(self.picked)
        if self.picked and self.picked[-1].date == date:
            text = self.picked.pop().text + text
        self.picked.append(Picked(date, month_first, text))

    def compute(self, *texts: str) -> None:
        """Note what fields or bound controls show."""
        if self.computed is None:
            self.computed = []
        self.computed += texts

    def add(self, kind: str, text: str) -> None:
        """Note something that stands in the paragraph without being part of its text."""
        if self.extras is None:
            self.extras = []
        self.extras.append(Extra(kind, text))


class Cell:
    """A table cell: ``column`` is its first grid column, ``span`` how many it covers."""

    __slots__ = ("__dict__", "blocks", "column", "end", "span", "start")
    merge = ""  # "restart" or "continue" where cells are merged downwards
    deleted = False
    labels: tuple[str, ...] | None = None  # the label keys of its text, once they were asked for

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.column = 0
        self.span = 1
        self.blocks: list[Block] = []

    @cached_property
    def filled(self) -> bool:
        """Whether there is anything a reader can see in it, text or picture."""
        return any(
            p.marks & Mark.DRAWN or (p.text and not p.text.isspace()) for p in walk(self.blocks)
        )

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The cell's own paragraphs, not those of tables nested in it."""
        return [block for block in self.blocks if type(block) is Paragraph]


class Row:
    """A table row."""

    __slots__ = ("__dict__", "before", "cells", "end", "start")
    deleted = False
    hidden = False

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.before = 0  # grid columns left out in front (w:gridBefore)
        self.cells: list[Cell] = []


class Table:
    """A table: its rows, and the widths of its grid columns in twips."""

    __slots__ = ("end", "grid", "rows", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.rows: list[Row] = []
        self.grid: list[int] = []


Block = Paragraph | Table


class Story(NamedTuple):
    """Text beside the body: a header, footer, footnote, endnote or comment."""

    kind: str
    name: str  # "header", "footer", or the note's id
    blocks: list[Block]


class Document(NamedTuple):
    """A whole document; ``stories`` are the texts beside the body.

    ``special`` where its tables are more than plain rows: merged or nested, deleted or hidden.
    ``links`` are the codes of fields that show what lies outside: a sheet, a picture, a database.
    """

    blocks: list[Block]
    stories: tuple[Story, ...]
    tracked: bool
    special: bool
    links: tuple[str, ...] = ()


def walk(blocks: list[Block]) -> Iterator[Paragraph]:
    """Every paragraph in document order, also those in tables and nested tables."""
    for block in blocks:
        if type(block) is Paragraph:
            yield block
        elif type(block) is Table:
            for row in block.rows:
                for cell in row.cells:
                    yield from walk(cell.blocks)
