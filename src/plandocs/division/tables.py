"""A form's own tables for the roll-up: the seam between its folder and the division's workbook.

A form's folder may hold a module ``tables`` with one function::

    def tables(division: Division) -> FormTables: ...

What comes in is the division: the plans that count, of every form, and the lists (objectives,
themes) that texts are sorted under. What goes out are plain values; nothing here knows Excel.
A form without the module gets one list for each of its sections that is not private.

::

    lists      one row a fact of one plan: Outcomes, Measures, Conversations, Actions. Its columns
               come after the person and the unit, which the engine puts in front of each row.
    groups     one row a group of all plans: counts by objective, themes. In the copy for
               executives, counts below 5 are suppressed and ``personal`` columns left out.
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

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from plandocs.division.sums import Bound, Sum

if TYPE_CHECKING:
    from plandocs.description.form import FormSpec


@dataclass(frozen=True, slots=True)
class File:
    """A file that a row leads to: what is shown, and the path it was read from."""

    text: str
    path: str


Cell = str | int | float | bool | date | File | None
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``key`` marks the columns that, with the person, tell a row from the others: what HR wrote
    beside a row is found again by them. ``own`` columns are HR's to fill in; ``choices`` are what
    they may choose. ``count`` and ``personal`` matter in groups: ``within`` names another count of
    the row that this one is a part of, ``at_most`` one that it cannot be larger than. ``hidden``
    and ``allowed`` are what HR did to a column of the workbook before: out of sight, a rule for
    what may be typed.
    """

    heading: str
    width: float = 18
    kind: Literal["text", "number", "date", "yesno", "link"] = "text"
    choices: tuple[str, ...] = ()
    own: bool = False
    note: str = ""
    key: bool = False
    count: bool = False
    personal: bool = False
    within: str = ""
    at_most: str = ""
    hidden: bool = False
    allowed: Hashable = None


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
class GroupTable:
    """One row a group of all plans.

    ``own_words`` says that there is no list, so that people's words name the groups: those that
    are small have no row in the copy for executives. ``ranked`` says that counts order the rows;
    those ``within`` another matter to neither.
    """

    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    own_words: bool = False
    ranked: bool = False


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
class Bars:
    """A chart on the Summary: ``values`` by ``categories`` of a group, the first ``top`` rows."""

    title: str
    sheet: str
    categories: str
    values: tuple[str, ...]
    top: int = 0


@dataclass(frozen=True, slots=True)
class FormTables:
    """What a form adds to the roll-up; ``order`` names its sheets as they should follow."""

    lists: tuple[ListTable, ...] = ()
    groups: tuple[GroupTable, ...] = ()
    additions: tuple[Addition, ...] = ()
    counts: tuple[Count, ...] = ()
    charts: tuple[Bars, ...] = ()
    sums: tuple[Sum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    order: tuple[str, ...] = ()
