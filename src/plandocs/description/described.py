"""A form that is described by entries: its models, built of them, and the form compiled.

Such classes are made while the program runs, so no other process can import them by their names.
They are sent as what they were made of, and are made of it there once more.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal

from pydantic import create_model

from plandocs.description.compile import compile_form
from plandocs.description.entries import FieldEntry, FormEntry, SectionEntry
from plandocs.description.form import FormSpec
from plandocs.description.marks import (
    MARKS,
    Agreed,
    Boxes,
    Carried,
    Cell,
    Cells,
    Column,
    LeftBehind,
    PrintedRows,
    Rows,
)
from plandocs.kinds.by_name import KINDS, type_named
from plandocs.model.plan import Part, Plan, PrintedRow, Row

ClassOf = Callable[[str], type]
"""What gives the class of a section, by its name, or with "" that of the plan; it pickles."""


_ModelClass: Any = type(Plan)  # pydantic's metaclass, which has no public name


class _Described(_ModelClass):  # type: ignore[misc]  # it is Any to the checker
    """The class of these models, by which they are sent to other processes."""

    described_by: ClassOf | None = None
    described_section: str = ""


def _sent(model: _Described) -> Any:
    if model.described_by is None:
        return model.__qualname__
    return model.described_by, (model.described_section,)


copyreg.pickle(_Described, _sent)


class DescribedPlan(Plan, metaclass=_Described):
    """A plan of a form that is described in a file."""


class DescribedRow(Row, metaclass=_Described):
    """A row of such a plan."""


class DescribedPrintedRow(PrintedRow, metaclass=_Described):
    """A row of such a plan that the form prints."""


class DescribedPart(Part, metaclass=_Described):
    """A section of such a plan that stands once."""


def described_form(
    entry: FormEntry, folder: Traversable, blank: Traversable, class_of: ClassOf
) -> FormSpec:
    """Return the form that the entries describe.

    Args:
        entry: what the file says.
        folder: with the file itself.
        blank: the form as a Word document; it may not be there.
        class_of: what gives its classes once more, in another process.

    Raises:
        FormError: the entries make no sense together.
    """
    fields: dict[str, Any] = {
        "form": (Literal[entry.name], entry.name),
        **{each.name: _field(each, _cell(each)) for each in entry.fields},
        **{each.name: _section(each, class_of) for each in entry.sections},
    }
    model = _made(DescribedPlan, entry.name, entry.title, fields, class_of, "")
    return compile_form(
        model, title=entry.title, edition=entry.edition, folder=folder, blank=blank,
        starts_from=entry.starts_from, words=_words(entry),
    )  # fmt: skip


def _made(
    base: Any, name: str, doc: str, fields: dict[str, Any], class_of: ClassOf, section: str
) -> Any:
    title = "".join(word.capitalize() for word in name.replace("-", "_").split("_"))
    model = create_model(title, __base__=base, __doc__=doc, __module__=__name__, **fields)
    model.described_by, model.described_section = class_of, section
    return model


def _cell(entry: FieldEntry) -> tuple[MARKS, ...]:
    choices = entry.words if KINDS[entry.kind].listed else ()
    cell = Cell(entry.label, role=entry.role, required=entry.required, choices=choices)
    return (cell, Agreed()) if entry.agreed else (cell,)


def _field(entry: FieldEntry, marks: Iterable[MARKS]) -> tuple[Any, Any]:
    """A field's type with its kind and marks, and its value where it is left out."""
    kind, nothing = type_named(entry.kind, entry.words, (entry.least, entry.most))
    return Annotated[(kind, *marks)], ... if entry.role == "person" else nothing


def _section(entry: SectionEntry, class_of: ClassOf) -> tuple[Any, Any]:
    inner = {each.name: _inner(entry, each) for each in entry.fields}
    base = {"rows": DescribedRow, "printed": DescribedPrintedRow}.get(entry.shape, DescribedPart)
    model = _made(base, entry.name, entry.heading, inner, class_of, entry.name)
    marks = (_mark(entry), *_onward(entry))
    if entry.shape in ("boxes", "cells"):
        return Annotated[(model, *marks)], model()
    rows = tuple[model, ...]  # type: ignore[valid-type]  # a class made just now
    key = next((each.name for each in entry.fields if each.key), entry.fields[0].name)
    return Annotated[(rows, *marks)], tuple(model(**{key: each}) for each in entry.rows)


def _inner(section: SectionEntry, entry: FieldEntry) -> tuple[Any, Any]:
    choices = entry.words if KINDS[entry.kind].listed else ()
    if section.shape == "cells":
        mark: MARKS = Cell(entry.label, entry.role, entry.required, choices=choices)
    else:
        mark = Column(
            entry.label, entry.key, entry.role, choices, entry.required, entry.sum, entry.under
        )
    kind, nothing = _field(entry, (mark,))
    return kind, nothing


def _mark(entry: SectionEntry) -> MARKS:
    if entry.shape == "rows":
        return Rows(entry.heading, numbered=entry.numbered)
    if entry.shape == "printed":
        return PrintedRows(entry.heading, entry.rows, closed=entry.closed)
    return (Boxes if entry.shape == "boxes" else Cells)(entry.heading, private=entry.private)


def _onward(entry: SectionEntry) -> Iterator[MARKS]:
    if entry.carried:
        yield Carried(entry.carried, entry.done)
    if entry.left_behind:
        yield LeftBehind(entry.left_behind)
    if entry.agreed:
        yield Agreed()


def _words(entry: FormEntry) -> dict[str, Any]:
    """The other words for what the form prints, as a form's ``labels.toml`` has them."""
    return {
        "only": entry.only,
        "also_printed": entry.also_printed,
        "same": entry.same,
        "relatives": entry.relatives,
        **_also(entry, "also"),
        "wider": _also(entry, "wider"),
        "alone": {"cells": {each.name: each.alone for each in entry.fields}},
        "printed": {each.name: each.rows_also for each in entry.sections},
    }


def _also(entry: FormEntry, which: str) -> dict[str, Any]:
    return {
        "cells": {each.name: getattr(each, which) for each in entry.fields},
        "sections": {each.name: getattr(each, which) for each in entry.sections},
        "columns": {
            section.name: {each.name: getattr(each, which) for each in section.fields}
            for section in entry.sections
        },
    }
