"""Compiling a form: the declaration of its models becomes plain field specs.

:func:`compile_form` is the only place that looks at annotations. A nonsense declaration fails at
import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from plandocs.description.form import (
    SIGNED_BY,
    FieldSpec,
    FormSpec,
    Onward,
    Relative,
    SectionSpec,
    row_model_of,
)
from plandocs.description.marks import (
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
from plandocs.description.misfit import misfit
from plandocs.description.shown import plan_html
from plandocs.errors import FormError
from plandocs.kinds.kind import Kind
from plandocs.model.plan import Plan, Printed, PrintedRow, RowNumbers, Signer
from plandocs.normal.labels import key, reworded
from plandocs.resources import data

SECTION_MARKS = (Rows, PrintedRows, Boxes, Cells)


def compile_form(
    model: type[Plan],
    *,
    title: str,
    edition: str,
    folder: Traversable,
    blank: Traversable | None = None,
    check: Callable[[Any], Iterator[Any]] | None = None,
    starts_from: str = "",
    words: dict[str, Any] | None = None,
) -> FormSpec:
    """Compile a form's model; its other words come from ``labels.toml`` in the folder.

    A form that is described in a file brings its ``words``.

    Raises FormError where the declaration makes no sense.
    """
    name = model.model_fields["form"].default
    words = _words(folder) if words is None else words
    cells, sections = _fields(model, words)
    _refuse_twins(cells, model)
    _tell(model, cells, sections)
    form = FormSpec(
        name,
        title,
        edition,
        model,
        tuple(cells),
        tuple(sections),
        tuple(_relatives(words)),
        tuple(words.get("also_printed", ())),
        folder,
        blank or data("templates") / f"{name}.docx",
        frozenset(_exclusive_keys(words)),
        check,
        starts_from=starts_from,
        prints=dict(words.get("prints", {})),
    )
    model._misfit, model._html = partial(misfit, form), partial(plan_html, form)
    return form


def _fields(model: type[Plan], words: dict[str, Any]) -> tuple[list[FieldSpec], list[SectionSpec]]:
    cells: list[FieldSpec] = []
    sections: list[SectionSpec] = []
    for name, info in model.model_fields.items():
        if name in ("form", "id"):
            continue
        mark = _only(info, (Cell, *SECTION_MARKS), f"{model.__name__}.{name}")
        if isinstance(mark, Cell):
            cells.append(_cell(name, info, mark, words))
        else:
            sections.append(_section(name, info, mark, len(sections) + 1, words))
    return cells, sections


def _tell(model: type[Plan], cells: list[FieldSpec], sections: list[SectionSpec]) -> None:
    """Tell the model what its validation needs: its labels and its printed rows."""
    model.label_keys = {cell.name: cell.repeats for cell in cells}
    model.signers = {
        cell.name: _signer(cell, cells[:place])
        for place, cell in enumerate(cells)
        if cell.kind.signs
    }
    model.printed_rows = {
        section.name: Printed(
            _printed_model(model.model_fields[section.name]),
            section.key_column.name,
            dict(section.printed_keys),
            section.closed,
            {column.name: column.kind for column in section.columns},
            tuple(dict.fromkeys(section.printed_keys.values())),
        )
        for section in sections
        if section.shape == "printed"
    }
    model.row_numbers = {
        section.name: RowNumbers(
            section.key_column.name if section.numbered else "",
            section.key_column.keys,
            tuple(column.name for column in section.columns if column.kind.ranks),
        )
        for section in sections
        if section.shape == "rows"
    }


def _signer(cell: FieldSpec, before: list[FieldSpec]) -> Signer:
    """The names that stand in front of a signature: its own, and that of who signs elsewhere."""
    names = {each.role: each.name for each in before}
    signer = SIGNED_BY.get(cell.role, "")
    others = next((role for role in SIGNED_BY.values() if signer and role != signer), "")
    return Signer(names.get(signer, ""), names.get(others, ""))


def _relatives(words: dict[str, Any]) -> Iterator[Relative]:
    for each in words.get("relatives", ()):
        titles, labels = map(key, each.get("titles", ())), map(key, each.get("labels", ()))
        yield Relative(each["name"], frozenset(titles), frozenset(labels))


def _exclusive_keys(words: dict[str, Any]) -> Iterator[str]:
    """Keys of labels and headings that no other form prints, in all their words."""
    same = _other(words, "").same
    for each in words.get("only", ()):
        yield from reworded(key(each), same)


def _words(folder: Traversable) -> dict[str, Any]:
    file = folder / "labels.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _only(info: FieldInfo, marks: tuple[type, ...], place: str) -> Any:
    result = [mark for mark in info.metadata if isinstance(mark, marks)]
    if len(result) != 1:
        names = ", ".join(mark.__name__ for mark in marks)
        raise FormError(f"{place} carries {len(result)} marks; exactly one of {names} is needed.")
    return result[0]


def _onward(info: FieldInfo) -> tuple[Onward, ...]:
    return tuple(mark for mark in info.metadata if isinstance(mark, Carried | LeftBehind | Agreed))


def _kind(info: FieldInfo, place: str) -> Kind:
    kinds = [mark for mark in info.metadata if isinstance(mark, Kind)]
    if len(kinds) != 1:
        raise FormError(f"{place} needs one type of plandocs.model.values; it has {len(kinds)}.")
    return kinds[0]


class _Words(NamedTuple):
    """What else one label is called: its synonyms, wider ones, and words that mean the same."""

    synonyms: tuple[str, ...]
    wider: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]


def _other(words: dict[str, Any], name: str, *tables: str) -> _Words:
    """The other words for the label of a field, out of these tables of ``labels.toml``."""
    exact, wider = words, words.get("wider", {})
    for table in tables:
        exact, wider = exact.get(table, {}), wider.get(table, {})
    same = tuple(tuple(map(key, group)) for group in words.get("same", ()))
    return _Words(tuple(exact.get(name, ())), tuple(wider.get(name, ())), same)


def _keys(label: str, other: _Words, place: str) -> tuple[frozenset[str], frozenset[str]]:
    """All keys of a label, and those that tell this form from others."""
    if not key(label):
        raise FormError(f"{place}: the label {label!r} has no word in it.")
    exact = {key(each) for each in (label, *other.synonyms)} - {""}
    wider = {key(each) for each in other.wider} - {""}
    telling = frozenset(each for one in exact for each in reworded(one, other.same))
    return telling.union(*(reworded(one, other.same) for one in wider)), telling


def _cell(name: str, info: FieldInfo, mark: Cell, words: dict[str, Any]) -> FieldSpec:
    other = _other(words, name, "cells")
    keys, telling = _keys(mark.label, other, name)
    kind = _kind(info, name)
    return FieldSpec(
        name, kind, mark.label, keys, mark.role, choices=mark.choices or kind.options,
        synonyms=other.synonyms + other.wider, telling=telling,
        alone=frozenset(map(key, words.get("alone", {}).get("cells", {}).get(name, ()))),
        onward=_onward(info), required=mark.required, at_end=mark.at_end,
    )  # fmt: skip


def _printed_model(info: FieldInfo) -> type[PrintedRow]:
    model = row_model_of(info)
    if not issubclass(model, PrintedRow):
        raise FormError(f"{model.__name__}: the model of printed rows is a PrintedRow.")
    return model


def _section(
    name: str, info: FieldInfo, mark: Any, number: int, words: dict[str, Any]
) -> SectionSpec:
    columns = tuple(
        _column(column, inner, _other(words, column, "columns", name))
        for column, inner in row_model_of(info).model_fields.items()
    )
    printed = getattr(mark, "rows", ())
    more: dict[str, list[str]] = words.get("printed", {}).get(name, {})
    if not set(more) <= set(printed):
        raise FormError(f"{name}: labels.toml names rows that are not printed.")
    shape = {Rows: "rows", PrintedRows: "printed", Boxes: "boxes", Cells: "cells"}[type(mark)]
    keys, telling = _keys(mark.heading, _other(words, name, "sections"), name)
    return SectionSpec(
        name, shape, mark.heading, keys, columns, number,
        numbered=getattr(mark, "numbered", False),
        private=getattr(mark, "private", False),
        printed=printed,
        printed_keys={
            key(each): label for label in printed for each in (label, *more.get(label, ()))
        },
        closed=getattr(mark, "closed", False),
        telling=telling,
        onward=_onward(info),
    )  # fmt: skip


def _column(name: str, info: FieldInfo, other: _Words) -> FieldSpec:
    mark = _only(info, (Column, Cell), name)
    label, under = (mark.heading, mark.under) if isinstance(mark, Column) else (mark.label, "")
    keys, telling = _keys(label, other, name)
    if under and not key(under):
        raise FormError(f"{name}: the heading {under!r} has no word in it.")
    kind, total = _kind(info, name), getattr(mark, "sum", None)
    if total is not None and not kind.adds:
        raise FormError(f"{name}: only numbers add up; its kind is {kind.name}.")
    return FieldSpec(
        name, kind, f"{under}: {label}" if under else label, keys, mark.role,
        getattr(mark, "key", False), getattr(mark, "choices", ()) or kind.options,
        other.synonyms + other.wider, telling, required=mark.required, sum=total, under=under,
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
