"""A completed document before any program has saved it: paragraphs, tables, cells, runs.

Layout makes it from a form and its answers, habits change it as people would, and ``write`` turns
it into WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# How Word keeps the words of a run.
KINDS = ("plain", "bold", "inserted", "deleted", "hidden", "link", "control", "prompt",
         "footnote", "comment", "textbox", "newline")  # fmt: skip


@dataclass
class Run:
    """Words of one kind; what is inserted, a comment or a footnote says so."""

    text: str
    kind: str = "plain"


@dataclass
class Par:
    """A paragraph; ``style`` is one of Word's own (Title, List Bullet, List Number, …)."""

    runs: list[Run] = field(default_factory=list)
    style: str = ""

    @property
    def text(self) -> str:
        """The words of the runs."""
        return "".join(run.text for run in self.runs)


@dataclass
class Cell:
    """A table's cell; ``value`` is the path of the answer that stands in it."""

    blocks: list[Par | Table] = field(default_factory=list)
    span: int = 1
    merge: str = ""  # "start" and "continue" for cells merged downwards
    value: str = ""
    kind: str = ""  # of the answer


@dataclass
class Row:
    """A table's row; ``heading`` is one that Word repeats on each page."""

    cells: list[Cell]
    heading: bool = False


@dataclass
class Table:
    """A table; ``section`` is the name of the form's section, or ``header``."""

    rows: list[Row]
    section: str = ""


@dataclass
class Document:
    """A whole document, and the words that somebody typed in no field of the form."""

    blocks: list[Par | Table]
    footer: str = ""
    page_header: str = ""
    extra: list[str] = field(default_factory=list)

    def table(self, section: str) -> Table:
        """The first table of this section."""
        return next(t for t in self.blocks if isinstance(t, Table) and t.section == section)

    def cells(self) -> Iterator[Cell]:
        """The cells that answers stand in."""
        for table in self.blocks:
            if isinstance(table, Table):
                yield from (c for row in table.rows for c in row.cells if c.value)


def par(text: str, style: str = "", kind: str = "plain") -> Par:
    """A paragraph of one run."""
    return Par([Run(text, kind)] if text else [], style)


def cell(*texts: str, kind: str = "plain", span: int = 1) -> Cell:
    """A cell with a paragraph for each text."""
    return Cell([par(text, kind=kind) for text in texts] or [Par()], span)
