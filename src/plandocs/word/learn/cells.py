"""The cells of a table, each with what it is: blank, a label, boxes, a hint, a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.word.learn.lines import pieces_of
from plandocs.word.learn.marks import (
    BOX,
    choices_in,
    is_blank,
    is_counter,
    is_default,
    is_hint,
    is_numbered_room,
)
from plandocs.word.view.document import Cell, Row, Table

_STARTS_BOX = re.compile(rf"\s*{BOX}")
_HAS_BOX = re.compile(BOX)
_LABEL = 300


class Seen(NamedTuple):
    """A cell as a reader sees it: its text, what it is, and where."""

    text: str
    shows: str  # blank, label, box, hint, number, choice, merged
    where: str
    column: int
    span: int
    starts: bool  # merged with the cells below
    cell: Cell

    @property
    def end(self) -> int:
        """The grid column behind it."""
        return self.column + self.span

    @property
    def fillable(self) -> bool:
        """Whether somebody would write here."""
        return self.shows in ("blank", "hint", "choice", "box")


def rows_of(table: Table, number: int) -> list[list[Seen]]:
    """The rows of a table that are shown, cell by cell."""
    return [
        [_seen(cell, f"t{number}r{at}c{place}") for place, cell in enumerate(row.cells)]
        for at, row in enumerate(table.rows)
        if _shown(row)
    ]


def _shown(row: Row) -> bool:
    return not row.deleted and not row.hidden and bool(row.cells)


def _seen(cell: Cell, where: str) -> Seen:
    text = "\n".join(p.text.strip(" \t\xa0") for p in cell.paragraphs).strip()
    shows = "merged" if cell.merge == "continue" else shown_by(text)
    return Seen(text, shows, where, cell.column, cell.span, cell.merge == "restart", cell)


def shown_by(text: str) -> str:
    """What a cell with this text is."""
    if is_blank(text) or is_numbered_room(text):
        return "blank"
    if _STARTS_BOX.match(text):
        return "box"
    if is_hint(text):
        return "hint"
    if is_counter(text):
        return "number"
    if len(choices_in(text)) > 1 and re.fullmatch(r"\W*yes\s*/\s*no\W*", text, re.IGNORECASE):
        return "choice"
    if is_default(text):
        return "default"
    return "label" if len(text) <= _LABEL else "words"


def has_places(text: str) -> bool:
    """Return whether a cell's words have places of their own: a rule, labels, boxes behind one."""
    pieces = [piece for line in text.split("\n") for piece in pieces_of(line)]
    return any(p.ruled for p in pieces) or sum(p.colon for p in pieces) > 1 or any(
        p.options and p.label for p in pieces
    )  # fmt: skip


def options_in(text: str) -> tuple[str, ...]:
    """The options of the boxes in a cell."""
    if not _HAS_BOX.search(text):
        return ()
    pieces = [piece for line in text.split("\n") for piece in pieces_of(line)]
    return tuple(dict.fromkeys(option for piece in pieces for option in piece.options))


def is_layout(table: Table) -> bool:
    """Return whether a table only lays out the page: nested tables, or one cell with much in it."""
    cells = [cell for row in table.rows for cell in row.cells]
    nested = any(type(block) is Table for cell in cells for block in cell.blocks)
    return nested or (len(cells) == 1 and len(cells[0].blocks) > 3)
