"""The vocabulary of a form: what is printed where, as marks on the fields of its models.

A mark says what is printed and what it means, never how Word is searched or Excel laid out.
Marks go outermost in ``Annotated``: ``officer_name: Annotated[Text, Cell("Officer name")]``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed label with its value beside it; ``at_end`` where it stands below the sections."""

    label: str
    role: str = ""  # person, manager, level, unit, meeting, period, signature, countersignature
    required: bool = False  # a check says where it is blank
    at_end: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column heading; ``key`` marks the column that makes a row an item of its own.

    ``under`` is a heading printed above this one and others: "Hours", above "Planned" and "Worked".
    """

    heading: str
    key: bool = False
    role: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    sum: float | None = None  # what the numbers of its rows have to add up to
    under: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table under a printed heading, one item a row; ``numbered`` where rows print a number."""

    heading: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """A table whose rows are printed in its key column, with room to add rows of one's own."""

    heading: str
    rows: tuple[str, ...]
    closed: bool = False  # no rows may be added


@dataclass(frozen=True, slots=True)
class Boxes:
    """A table with one tall row: a heading and one box for each column."""

    heading: str
    private: bool = False  # between the people who wrote it: stays out of roll-ups


@dataclass(frozen=True, slots=True)
class Carried:
    """Beside another mark: the next cycle's plan takes this over, rows that ended left out.

    ``row`` is what people call a row. A row has ended by its status in the record of a
    conversation, or where one of the columns ``done`` says that it is done.
    """

    row: str = ""
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Beside a section's mark: the next cycle's plan has it only where that is asked for."""

    words: str  # what it is, in the words in which people are told


@dataclass(frozen=True, slots=True)
class Agreed:
    """Beside another mark: a record of a conversation takes this from the plan it starts from."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Labels with their values, under a heading of their own."""

    heading: str
    private: bool = False


MARKS = Cell | Column | Rows | PrintedRows | Boxes | Cells | Carried | LeftBehind | Agreed
"""Any of them."""
