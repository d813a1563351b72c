"""A form, compiled: the declaration of its models as plain field specs.

:func:`compile_form` is the only place that looks at annotations; the locator, the tagger, the
workbooks and the checks see :class:`FormSpec` alone. A nonsense declaration fails at import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from types import GenericAlias
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plandocs.errors import FormError
from plandocs.labels import key
from plandocs.marks import Boxes, Cell, Cells, Column, Kind, PrintedRows, Rows
from plandocs.plan import Plan, Printed, PrintedRow
from plandocs.resources import data

SECTION_MARKS = (Rows, PrintedRows, Boxes, Cells)


@dataclass(frozen=True, slots=True, eq=False)
class FieldSpec:
    """One field: its name, the kind of its value, its printed label and that label's keys."""

    name: str
    kind: str
    label: str
    keys: frozenset[str]
    role: str = ""
    key: bool = False  # the column that makes a row an item of its own
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


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

    @property
    def title(self) -> str:
        """How people call it: "Section 1"."""
        return f"Section {self.number}"

    @property
    def key_column(self) -> FieldSpec:
        """The column that makes a row an item of its own."""
        return next((column for column in self.columns if column.key), self.columns[0])


@dataclass(frozen=True, slots=True)
class Relative:
    """Another form that is taken for this one: what gives it away."""

    name: str
    titles: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, eq=False)
class FormSpec:
    """A form, compiled."""

    name: str
    title: str
    edition: str
    model: type[Plan]
    cells: tuple[FieldSpec, ...]
    sections: tuple[SectionSpec, ...]
    relatives: tuple[Relative, ...]
    also_printed: tuple[str, ...]  # sentences of corrected or older copies
    folder: Traversable
    blank: Traversable
    check: Callable[[Any], Iterator[Any]] | None = None

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of all top-level fields, in the model's order."""
        return tuple(self.model.model_fields)

    def cell(self, name: str) -> FieldSpec:
        """The labelled cell with this field name."""
        return next(cell for cell in self.cells if cell.name == name)

    def section(self, name: str) -> SectionSpec:
        """The section with this field name."""
        return next(section for section in self.sections if section.name == name)

    def row_model(self, name: str) -> type[BaseModel]:
        """The model of a section's rows, or of the section itself where it is one record."""
        return _row_model(self.model.model_fields[name])

    def role(self, role: str) -> FieldSpec | None:
        """The cell that plays this role, if the form has one."""
        return next((cell for cell in self.cells if cell.role == role), None)


def compile_form(
    model: type[Plan],
    *,
    title: str,
    edition: str,
    folder: Traversable,
    blank: Traversable | None = None,
    check: Callable[[Any], Iterator[Any]] | None = None,
) -> FormSpec:
    """Compile a form's model; its other words come from ``labels.toml`` in the folder.

    Raises:
        FormError: where the declaration makes no sense.
    """
    name = model.model_fields["form"].default
    words = _words(folder)
    cells: list[FieldSpec] = []
    sections: list[SectionSpec] = []
    for field_name, info in model.model_fields.items():
        if field_name in ("form", "id"):
            continue
        mark = _only(info, (Cell, *SECTION_MARKS), f"{model.__name__}.{field_name}")
        if isinstance(mark, Cell):
            cells.append(_cell(field_name, info, mark, words.get("cells", {})))
        else:
            sections.append(_section(field_name, info, mark, len(sections) + 1, words))
    _refuse_twins(cells, model)
    model.label_keys = {cell.name: cell.keys for cell in cells}
    model.printed_rows = {
        section.name: Printed(
            _printed_model(model.model_fields[section.name]),
            section.key_column.name,
            dict(section.printed_keys),
            section.closed,
        )
        for section in sections
        if section.shape == "printed"
    }
    model.model_rebuild(force=True)
    relatives = tuple(
        Relative(
            each["name"],
            frozenset(map(key, each.get("titles", ()))),
            frozenset(map(key, each.get("labels", ()))),
        )
        for each in words.get("relatives", ())
    )
    also = tuple(words.get("also_printed", ()))
    return FormSpec(
        name,
        title,
        edition,
        model,
        tuple(cells),
        tuple(sections),
        relatives,
        also,
        folder,
        blank or data("templates") / f"{name}.docx",
        check,
    )


def _words(folder: Traversable) -> dict[str, Any]:
    file = folder / "labels.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _only(info: FieldInfo, marks: tuple[type, ...], place: str) -> Any:
    found = [mark for mark in info.metadata if isinstance(mark, marks)]
    if len(found) != 1:
        names = ", ".join(mark.__name__ for mark in marks)
        raise FormError(f"{place} carries {len(found)} marks; exactly one of {names} is needed.")
    return found[0]


def _kind(info: FieldInfo, place: str) -> str:
    kinds = [mark.name for mark in info.metadata if isinstance(mark, Kind)]
    if len(kinds) != 1:
        raise FormError(f"{place} needs one type of plandocs.values; it has {len(kinds)}.")
    return kinds[0]


def _keys(label: str, synonyms: tuple[str, ...], place: str) -> frozenset[str]:
    keys = frozenset(filter(None, map(key, (label, *synonyms))))
    if not key(label):
        raise FormError(f"{place}: the label {label!r} has no word in it.")
    return keys


def _cell(name: str, info: FieldInfo, mark: Cell, words: dict[str, list[str]]) -> FieldSpec:
    synonyms = tuple(words.get(name, ()))
    keys = _keys(mark.label, synonyms, name)
    return FieldSpec(name, _kind(info, name), mark.label, keys, mark.role, synonyms=synonyms)


def _row_model(info: FieldInfo) -> type[BaseModel]:
    annotation: Any = info.annotation
    if get_origin(annotation) is tuple or isinstance(annotation, GenericAlias):
        annotation = get_args(annotation)[0]
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        raise FormError(f"A section holds a model or a tuple of models, not {annotation!r}.")
    return annotation


def _printed_model(info: FieldInfo) -> type[PrintedRow]:
    model = _row_model(info)
    if not issubclass(model, PrintedRow):
        raise FormError(f"{model.__name__}: the model of printed rows is a PrintedRow.")
    return model


def _section(
    name: str, info: FieldInfo, mark: Any, number: int, words: dict[str, Any]
) -> SectionSpec:
    columns = tuple(
        _column(column, inner, words.get("columns", {}).get(name, {}))
        for column, inner in _row_model(info).model_fields.items()
    )
    printed = getattr(mark, "rows", ())
    more: dict[str, list[str]] = words.get("printed", {}).get(name, {})
    if not set(more) <= set(printed):
        raise FormError(f"{name}: labels.toml names rows that are not printed.")
    shape = {Rows: "rows", PrintedRows: "printed", Boxes: "boxes", Cells: "cells"}[type(mark)]
    return SectionSpec(
        name, shape, mark.heading,
        _keys(mark.heading, tuple(words.get("sections", {}).get(name, ())), name),
        columns, number,
        numbered=getattr(mark, "numbered", False),
        private=getattr(mark, "private", False),
        printed=printed,
        printed_keys={
            key(each): label for label in printed for each in (label, *more.get(label, ()))
        },
        closed=getattr(mark, "closed", False),
    )  # fmt: skip


def _column(name: str, info: FieldInfo, words: dict[str, list[str]]) -> FieldSpec:
    mark = _only(info, (Column, Cell), name)
    label = mark.heading if isinstance(mark, Column) else mark.label
    synonyms = tuple(words.get(name, ()))
    return FieldSpec(
        name, _kind(info, name), label, _keys(label, synonyms, name), mark.role,
        getattr(mark, "key", False), getattr(mark, "choices", ()), synonyms,
    )  # fmt: skip


def _refuse_twins(cells: list[FieldSpec], model: type[Plan]) -> None:
    seen: dict[str, str] = {}
    for cell in cells:
        for each in cell.keys:
            if each in seen:
                raise FormError(
                    f"{model.__name__}: {cell.name} and {seen[each]} share the label {each!r}."
                )
            seen[each] = cell.name
