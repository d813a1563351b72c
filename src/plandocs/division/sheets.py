"""A sheet of the roll-up, before anybody knows whether it becomes a workbook or a page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from plandocs.division.sums import Bound, Sum
from plandocs.division.tables import Cells, Column

Colour = Literal["red", "amber", "green", "blue", "grey", "sand", "purple"]


@dataclass(frozen=True, slots=True)
class Tint:
    """Cells of a column in a colour: those that hold one of ``words``, or a number ``above``."""

    column: str
    colour: Colour
    words: tuple[str, ...] = ()
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on a sheet of its own; ``rows`` may be gone through again.

    ``group`` marks counts of many people, which may leave HR once small ones are suppressed;
    ``own_words`` says that people's words name the groups, ``ranked`` that counts order them.
    ``facts`` are compared with those of the roll-up before. ``looks`` are those that HR gave to
    single cells, by row and column, both from 0: whoever writes the sheet knows what they mean.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Cells]]
    group: bool = False
    own_words: bool = False
    ranked: bool = False
    facts: bool = False
    tints: tuple[Tint, ...] = ()
    frozen: int = 0
    room: int = 0
    looks: Mapping[tuple[int, int], Hashable] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their order."""
        return tuple(column.heading for column in self.columns)


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart on the first sheet: columns of a table by one of its columns."""

    title: str
    sheet: str
    categories: str
    values: tuple[str, ...]
    kind: Literal["bar", "column", "stacked"] = "bar"
    top: int = 0
    colours: tuple[Colour, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the page About: a heading, a term with its detail, or text alone."""

    text: str
    detail: str = ""
    kind: Literal["title", "heading", "text"] = "text"


@dataclass(frozen=True, slots=True)
class RollUp:
    """Everything that a roll-up says: its sheets, charts and what it says about itself."""

    title: str
    when: datetime
    sheets: tuple[Sheet, ...]
    graphs: tuple[Graph, ...]
    about: tuple[Note, ...]
    sums: tuple[Sum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
