"""What a look at a blank gives: headings, places where a person would type, tables that repeat.

Plain values in the order of the document. ``where`` names a place: "p10" is paragraph 10 of the
body, "t0r1c2" the third cell in the second row of the first table, "t4" a whole table; all count
from 0, tables in the order in which they begin.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place where a person would type, with the printed words that say what.

    ``printed`` is what stands in the place itself: a hint, a prompt, a default. ``options`` are the
    words beside boxes to tick. ``side`` says where it is: ``beside``, ``below``, ``line``,
    ``above`` its label, or in a ``textbox``. ``doubts`` say what was not sure, and why.
    """

    label: str
    where: str
    side: str
    printed: str = ""
    options: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of a table that repeats: its heading, and that printed above several columns.

    ``typed`` is false where all of its cells are printed. ``printed`` are words met in its cells.
    """

    label: str
    under: str = ""
    printed: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    typed: bool = True


class Grid(NamedTuple):
    """A table whose rows are alike: ``rows`` are printed in its column ``key``, or () if typed.

    ``open`` where a printed table has blank rows besides; ``numbered`` where its rows have numbers.
    """

    where: str
    columns: tuple[Column, ...]
    rows: tuple[str, ...] = ()
    key: int = 0
    open: bool = False
    numbered: bool = False
    doubts: tuple[str, ...] = ()


class Heading(NamedTuple):
    """A printed heading: what stands behind it belongs to it, up to the next."""

    text: str
    where: str


Part = Place | Grid | Heading


class Survey(NamedTuple):
    """A blank, looked at: its title and its parts in order."""

    title: str
    parts: tuple[Part, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The single places, not those of tables that repeat."""
        return tuple(part for part in self.parts if isinstance(part, Place))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables that repeat."""
        return tuple(part for part in self.parts if isinstance(part, Grid))
