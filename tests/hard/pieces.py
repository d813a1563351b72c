"""The pieces that a hard document is built of, before they are XML: paragraphs, cells, tables.

A paragraph knows whether its words are typed by a person or printed by the form, so that the
account of words needs nothing from the parser.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Wrap = Callable[[str], str]


@dataclass
class Para:
    """A paragraph. ``runs`` is XML instead of ``text``; ``wrap`` turns text into XML."""

    text: str = ""
    typed: bool = False
    value: bool = False  # part of an expected value, so that inline variants may wrap it
    style: str = ""
    num: tuple[int, int] | None = None
    indent: int = 0
    lead: str = ""  # a typed marker
    runs: str | None = None
    wrap: Wrap | None = None
    ppr: str = ""
    mark: str = ""  # inside w:rPr of the paragraph mark
    change: str = ""  # w:pPrChange
    outer: Wrap | None = None  # around the whole paragraph
    more: str = ""  # further XML at the end of the paragraph


PAGE_BREAK = Para(runs='<w:r><w:br w:type="page"/></w:r>')


@dataclass
class Cell:
    """A cell; ``value`` says that all its typed text is one field's."""

    blocks: list[Para | Table | str] = field(default_factory=list)
    span: int = 1
    merge: str = ""  # "restart" or "continue"
    tcpr: str = ""
    outer: Wrap | None = None
    value: bool = False

    @property
    def paras(self) -> list[Para]:
        """The cell's own paragraphs."""
        return [each for each in self.blocks if isinstance(each, Para)]


@dataclass
class Row:
    """A row; ``data`` is false for headings and guidance."""

    cells: list[Cell] = field(default_factory=list)
    data: bool = False
    before: int = 0
    trpr: str = ""
    outer: Wrap | None = None


@dataclass
class Table:
    """A table with the widths of its grid columns."""

    rows: list[Row] = field(default_factory=list)
    grid: list[int] = field(default_factory=list)
    outer: Wrap | None = None


Block = Para | Table | str


@dataclass
class Stray:
    """Words planted outside every field: they belong in ``unmapped``, as one of these kinds."""

    text: str
    kinds: tuple[str, ...] = ("text",)


@dataclass
class Draft:
    """A document in the making, and what must be read from it."""

    rng: random.Random
    plan: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    header: list[Block] = field(default_factory=list)
    headings: dict[str, list[Block]] = field(default_factory=dict)
    sections: dict[str, list[Block]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)  # between the title and the header block
    below: list[Block] = field(default_factory=list)  # between the header block and the sections
    title: list[Block] | None = None
    strays: list[Stray] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    printed: Counter[str] = field(default_factory=Counter)
    notes: dict[str, list[str]] = field(default_factory=dict)  # comment, footnote, endnote bodies
    parts: dict[str, str | bytes] = field(default_factory=dict)
    rels: list[tuple[str, str, str, bool]] = field(default_factory=list)
    sect: str = ""  # inside w:sectPr
    package: str = ""
    links: str = "one"
    counter: int = 100
    either: set[str] = field(default_factory=set)  # fields that may be read otherwise, if told
    named: set[str] = field(default_factory=set)  # fields that an issue must name
    allowed: set[str] = field(default_factory=set)  # codes that may be told, and need not be
    maybe: list[str] = field(default_factory=list)  # words that may be in unmapped, and need not
    unjudged: set[str] = field(default_factory=set)  # fields whose value no rule decides
    lacking: set[str] = field(default_factory=set)  # header fields without their label
    columns: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)

    def number(self) -> int:
        """A number that no other piece of this document has."""
        self.counter += 1
        return self.counter

    def table(self, section: str) -> Table:
        """The first table of a section."""
        tables = [each for each in self.sections[section] if isinstance(each, Table)]
        return max(tables, key=lambda table: len(table.rows))

    def data_rows(self, section: str) -> list[Row]:
        """The rows of a section that people type into."""
        tables = [each for each in self.sections[section] if isinstance(each, Table)]
        return [row for table in tables for row in table.rows if row.data]

    def stray(self, text: str, *kinds: str, code: str = "") -> str:
        """Note planted words and the code they deserve; gives the text back."""
        self.strays.append(Stray(text, kinds or ("text",)))
        if code:
            self.codes.add(code)
        return text

    def may(self, text: str) -> str:
        """Note words that a reader may list or pass over; gives the text back."""
        self.maybe.append(text)
        return text

    def table_of(self, section: str) -> Table | None:
        """The first table of a section as it is printed, or None where it is not so any more."""
        tables = [each for each in self.sections[section] if isinstance(each, Table)]
        return tables[0] if section in self.order and len(tables) == 1 else None


def paragraphs(blocks: list[Block]) -> list[Para]:
    """Every paragraph in these blocks, also those in tables."""
    found: list[Para] = []
    for block in blocks:
        if isinstance(block, Para):
            found.append(block)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    found += paragraphs(cell.blocks)
    return found
