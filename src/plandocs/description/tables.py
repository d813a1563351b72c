"""A form's own tables for the roll-up: the seam between its folder and the division's workbook.

A form's folder may hold a module ``tables`` with one function::

    def tables(division: Division) -> FormTables: ...

What comes in is the division: the plans that count, of every form, and the lists (objectives,
themes) that texts are sorted under. What goes out are plain values; nothing here knows Excel.
A form without the module gets one list for each of its sections that is not private.

::

    lists      one row a fact of one plan: Outcomes, Measures, Conversations, Actions. Its columns
               come after the person and the unit, which the engine puts in front of each row.
    groups     one row a group of all plans (``group=True``): counts by objective, themes. In the
               copy for executives, small counts are suppressed and ``personal`` columns left
               out.
    additions  columns for a list of another form, on the right of its own, such as the latest
               status of an outcome. ``cells`` gets the plan and the row as a dict by heading.
    counts     columns of the Summary: a number for each plan, added up by unit.
    charts     bars on the Summary, of the columns of one of the groups.

How another form's documents are found: ``division.of("senior-executive-plan")`` gives its entries,
and ``entry.who`` is the same in every document of one person. Where one person has several
documents of the form in a period that are no versions of one another (conversations), the module
names the fields that tell them apart: ``DISTINCT = ("conversation_date", "occasion")``.

What people confide stays out: sections that the form marks ``private`` belong in no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from plandocs.table import Cell, Cells, Chart, Column, Table

if TYPE_CHECKING:
    from plandocs.description.form import FormSpec


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One document that counts: its plan, and the person in it as the roll-up knows them."""

    form: FormSpec
    plan: Any
    who: str
    person: str
    unit: str
    division: str
    manager: str
    period: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the forms call a person and a unit, as column headings: "Officer name", "Branch"."""

    person: str = "Name"
    unit: str = "Unit"
    division: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text belongs: a name of the list ("" for none), how that was found, how surely.

    ``more`` are further names where the text speaks of several ("SO1, SO5").
    """

    name: str
    how: str = ""
    score: int = 100
    more: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names that the text belongs to; none for a text that fits nowhere."""
        return (self.name, *self.more) if self.name else ()


class Catalogue(Protocol):
    """A list that texts are sorted under: objectives, themes. Without a file it makes its own."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the file, in its order; empty where there is no file."""
        ...

    def place(self, texts: Iterable[str]) -> Mapping[str, Placed]:
        """Where each of these texts belongs; without a file, like texts are grouped."""
        ...


class Division(Protocol):
    """What a form's tables are made of."""

    @property
    def objectives(self) -> Catalogue: ...
    @property
    def themes(self) -> Catalogue: ...
    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def headings(self) -> Headings: ...
    @property
    def today(self) -> date:
        """The day that "overdue" is counted from."""
        ...

    def of(self, form: str) -> tuple[Entry, ...]:
        """The entries of a form that count, by unit and person."""
        ...

    def chosen(self, sheet: str, heading: str, entry: Entry, *key: Cell) -> str:
        """What HR chose in its own column for this row of an earlier workbook; "" for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class ListTable:
    """One row a fact of one plan; ``rows`` gives those of one entry."""

    sheet: str
    columns: tuple[Column, ...]
    rows: Callable[[Entry], Iterable[Cells]]
    room: int = 0


@dataclass(frozen=True, slots=True)
class Addition:
    """Columns for a list of another form."""

    sheet: str
    columns: tuple[Column, ...]
    cells: Callable[[Entry, Mapping[str, Cell]], Cells]


@dataclass(frozen=True, slots=True)
class Count:
    """A column of the Summary: a number for each plan, added up by unit.

    ``within`` names another column that this one counts a part of.
    """

    heading: str
    number: Callable[[Entry], int]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Counts that add up from one group to another: each row of ``total`` has a count that is the
    sum of a count in those rows of ``parts`` that say the same in the column ``by``, or less where
    what is counted may stand in several of them.

    The copy for executives must not let a suppressed count be worked out from it. Without ``by``
    the sum over all rows of ``parts`` is in the last row of ``total``, as in the Summary. ``row``
    names the one row of ``parts``, or of each group of them, that is meant.
    """

    total: str
    total_count: str
    parts: str
    parts_count: str
    by: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """Counts that cannot be larger than others: each row of ``smaller`` has a count that is at most
    that of the rows of ``larger`` which say the same in the column ``by``; without it, that of its
    last row, as in the Summary. ``row`` names the one row of ``larger`` that is meant. ``parts``
    names rows of ``smaller`` that are parts of the larger count: what is left is a count, too.
    """

    smaller: str
    smaller_count: str
    larger: str
    larger_count: str
    by: str = ""
    row: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """One group shown crosswise: each ``value`` of ``sheet`` by its ``row`` and its ``column``.

    ``totals`` names the group that has the same count of each row for all columns together.
    """

    name: str
    sheet: str
    row: str
    column: str
    value: str
    totals: str = ""


@dataclass(frozen=True, slots=True)
class FormTables:
    """What a form adds to the roll-up; ``order`` names its sheets as they should follow."""

    lists: tuple[ListTable, ...] = ()
    groups: tuple[Table, ...] = ()
    additions: tuple[Addition, ...] = ()
    counts: tuple[Count, ...] = ()
    charts: tuple[Chart, ...] = ()
    sums: tuple[Sum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    order: tuple[str, ...] = ()
