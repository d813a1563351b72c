"""A form, compiled: plain specs of its fields and sections.

The locator, the tagger, the workbooks and the checks see :class:`FormSpec` alone;
:func:`plandocs.description.compile.compile_form` makes it of the form's declaration.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from types import GenericAlias
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plandocs.description.marks import Agreed, Carried, LeftBehind
from plandocs.errors import FormError
from plandocs.kinds.kind import Kind
from plandocs.model.plan import Plan
from plandocs.normal.labels import key

# Whose name goes with a signature, by their roles.
SIGNED_BY = {"signature": "person", "countersignature": "manager"}


_NUMBERED = re.compile(r"((?:section|part|stage|step)\s+\w{1,5})\s*[:.–—-]", re.IGNORECASE)
Onward = Carried | LeftBehind | Agreed
"""What becomes of a field in what follows the plan: the next cycle's, a record about it."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldSpec:
    """One field: its name, the kind of its value, its printed label and that label's keys."""

    name: str
    kind: Kind
    label: str
    keys: frozenset[str]
    role: str = ""
    key: bool = False  # the column that makes a row an item of its own
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    telling: frozenset[str] = frozenset()  # those of the keys that tell this form from others
    alone: frozenset[str] = frozenset()  # keys that tell only where none of the others is there
    taught: frozenset[str] = frozenset()  # those of the keys that an agency taught
    onward: tuple[Onward, ...] = ()
    required: bool = False
    sum: float | None = None  # what the numbers of its rows have to add up to
    at_end: bool = False  # printed below the last section, and not in the header block
    under: str = ""  # the heading that is printed above this column's and others'

    @property
    def heading(self) -> str:
        """What is printed right above a column: its label, without the heading that is above it."""
        return self.label.removeprefix(f"{self.under}: ") if self.under else self.label

    @property
    def repeats(self) -> frozenset[str]:
        """The keys that say nothing where they are typed again in front of the value.

        A part of a label of several does: of "Division/Branch", "Branch: Finance" says which. An
        agency's words are no label to whoever checks the plan, so they stay, too.
        """
        parts = self.label.split("/")
        keys = self.keys - self.taught if self.taught else self.keys
        return keys.difference(map(key, parts)) if len(parts) > 1 else keys


@dataclass(frozen=True, slots=True, eq=False)
class SectionSpec:
    """One section: ``shape`` is ``rows``, ``printed``, ``boxes`` or ``cells``."""

    name: str
    shape: str
    heading: str
    keys: frozenset[str]
    columns: tuple[FieldSpec, ...]
    number: int
    numbered: bool = False
    private: bool = False
    printed: tuple[str, ...] = ()
    printed_keys: Mapping[str, str] = field(default_factory=dict)  # key → the label as printed
    closed: bool = False
    telling: frozenset[str] = frozenset()  # those of the keys that tell this form from others
    onward: tuple[Onward, ...] = ()
    # What is asked for in every row of every document:
    key_column: FieldSpec = field(init=False)
    """The column that makes a row an item of its own."""
    names: frozenset[str] = field(init=False)
    """The names of the columns."""
    ranked: bool = field(init=False)
    """Whether it has a column of ranks, which the form or Word may number by itself."""

    def __post_init__(self) -> None:
        first = next((column for column in self.columns if column.key), self.columns[0])
        object.__setattr__(self, "key_column", first)
        object.__setattr__(self, "names", frozenset(column.name for column in self.columns))
        object.__setattr__(self, "ranked", any(c.kind.ranks for c in self.columns))

    @property
    def title(self) -> str:
        """How people call it: "Section 1", "Part B", or where it has no number, its heading."""
        numbered = _NUMBERED.match(self.heading)
        words = numbered[1] if numbered else self.heading.partition("(")[0].strip(" :.–—-")
        return words or f"Section {self.number}"

    @property
    def signed_by(self) -> tuple[FieldSpec, ...]:
        """The columns in which somebody signs."""
        return tuple(column for column in self.columns if column.kind.signs)

    @property
    def grows(self) -> bool:
        """Whether its rows are people's own: the form prints no word of them."""
        return self.is_table and not self.printed

    def prints(self, column: FieldSpec) -> bool:
        """Whether the form prints what is in this column."""
        return bool(self.printed) and column is self.key_column

    @property
    def is_table(self) -> bool:
        """Whether it has an item a row; else it is one record."""
        return self.shape in ("rows", "printed")

    @property
    def sheet_name(self) -> str:
        """How a sheet with its rows is called: "Learning needs"."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Relative:
    """Another form that is taken for this one: what gives it away."""

    name: str
    titles: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, eq=False)
class FormSpec:
    """A form, compiled.

    Attributes:
        name: what it is called in data.
        title: what is printed at its head.
        edition: which edition it is.
        model: the class of its plans.
        cells: its labels with a value beside each.
        sections: its sections, in the order in which they are printed.
        relatives: other forms that are taken for this one.
        also_printed: sentences of corrected or older copies.
        folder: the files that describe it.
        blank: the form as a Word document with nothing filled in.
        only: keys of labels and headings that no other form prints.
        check: what its own guidance asks of a plan.
        taught: an agency's words for labels, as they were written.
        taught_print: keys taught for each heading, column and row.
        custom: an agency's labels for what the form does not have.
        starts_from: the form of the plans that this one records conversations about.
        prints: what it prints for a value of the agency's, by the name of that value.
    """

    name: str
    title: str
    edition: str
    model: type[Plan]
    cells: tuple[FieldSpec, ...]
    sections: tuple[SectionSpec, ...]
    relatives: tuple[Relative, ...]
    also_printed: tuple[str, ...]
    folder: Traversable
    blank: Traversable
    only: frozenset[str] = frozenset()
    check: Callable[[Any], Iterator[Any]] | None = None
    taught: tuple[str, ...] = ()
    taught_print: tuple[frozenset[str], ...] = ()
    custom: tuple[FieldSpec, ...] = ()
    starts_from: str = ""
    prints: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of all top-level fields, in the model's order."""
        return tuple(self.model.model_fields)

    @cached_property
    def every_field(self) -> tuple[FieldSpec, ...]:
        """The labelled cells and the columns of all sections."""
        return (*self.cells, *(column for each in self.sections for column in each.columns))

    @property
    def tables(self) -> tuple[SectionSpec, ...]:
        """The sections that have an item a row."""
        return tuple(section for section in self.sections if section.is_table)

    @cached_property
    def signed_by(self) -> tuple[FieldSpec, ...]:
        """The labelled cells in which somebody signs."""
        return tuple(cell for cell in self.cells if cell.kind.signs)

    def heading(self, section: SectionSpec, column: FieldSpec) -> str:
        """What a column for a value of a record is called: its label.

        One that stands several times has its section in front: "Mid-year review: Date".

        Args:
            section: the record.
            column: one of its fields.
        """
        again = self._labels[key(column.label)] > 1
        return f"{section.title}: {column.label}" if again else column.label

    @cached_property
    def _labels(self) -> Counter[str]:
        """How often each label stands, outside tables."""
        records = (each.columns for each in self.sections if not each.is_table)
        every = (*self.cells, *(column for columns in records for column in columns))
        return Counter(key(each.label) for each in every)

    def cell(self, name: str) -> FieldSpec:
        """The labelled cell with this field name.

        Args:
            name: the name of the field.
        """
        return next(cell for cell in self.cells if cell.name == name)

    def section(self, name: str) -> SectionSpec:
        """The section with this field name.

        Args:
            name: the name of the field.
        """
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, SectionSpec]:
        return {section.name: section for section in self.sections}

    @cached_property
    def _row_models(self) -> dict[str, type[BaseModel]]:
        fields = self.model.model_fields
        return {section.name: row_model_of(fields[section.name]) for section in self.sections}

    def row_model(self, name: str) -> type[BaseModel]:
        """The model of a section's rows, or of the section itself where it is one record.

        Args:
            name: the section's name.
        """
        return self._row_models[name]

    def role(self, role: str) -> FieldSpec | None:
        """The cell that plays this role, if the form has one.

        Args:
            role: such as ``person``, ``unit`` or ``period``.
        """
        return self._roles.get(role)

    @cached_property
    def _roles(self) -> Mapping[str, FieldSpec]:
        return {cell.role: cell for cell in reversed(self.cells)}


def row_model_of(info: FieldInfo) -> type[BaseModel]:
    """The model in a section's annotation: of its rows, or of the section itself."""
    annotation: Any = info.annotation
    if get_origin(annotation) is tuple or isinstance(annotation, GenericAlias):
        annotation = get_args(annotation)[0]
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        raise FormError(f"A section holds a model or a tuple of models, not {annotation!r}.")
    return annotation
