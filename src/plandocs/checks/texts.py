"""Every text of a plan with its path, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.model.plan import Plan


class PlacedText(NamedTuple):
    """One text: where it stands, the field it fills, and the section that holds it."""

    path: str
    text: str
    field: FieldSpec
    section: SectionSpec


def placed_texts(
    form: FormSpec, plan: Plan, *, private: bool, role: str = ""
) -> Iterator[PlacedText]:
    """The texts in a plan's sections; printed labels are none. ``private`` ones only if asked.

    With a ``role``, only those of columns that have it.
    """
    for section in form.sections:
        columns = [
            column
            for column in section.columns
            if not (section.shape == "printed" and column.key) and role in ("", column.role)
        ]
        if not columns or (section.private and not private):
            continue
        value = getattr(plan, section.name)
        rows = value if isinstance(value, tuple) else (value,)
        for number, row in enumerate(rows):
            at = f"{section.name}[{number}]" if isinstance(value, tuple) else section.name
            for column in columns:
                yield from _of_field(
                    getattr(row, column.name), f"{at}.{column.name}", column, section
                )


def texts(form: FormSpec, plan: Plan, *, private: bool, role: str = "") -> list[str]:
    """The same texts without their places: several times as fast, to see what is worth a look."""
    result: list[str] = []
    of_plan = vars(plan)
    for section, columns in _columns(form, private, role):
        value = of_plan[section]
        for row in value if type(value) is tuple else (value,):
            of_row = vars(row)
            for column, texts_of in columns:
                if texts_of is None:
                    result.append(of_row[column])
                else:
                    result += texts_of(of_row[column])
    return result


@lru_cache(64)
def _columns(
    form: FormSpec, private: bool, role: str
) -> tuple[tuple[str, tuple[tuple[str, Callable[[Any], Sequence[str]] | None], ...]], ...]:
    """The sections, each with the names of its columns and what gives the texts of one.

    (None where the value is the text.)
    """
    return tuple(
        (
            section.name,
            tuple(
                (column.name, column.kind.texts if column.kind.differs("texts") else None)
                for column in section.columns
                if not (section.shape == "printed" and column.key) and role in ("", column.role)
            ),
        )
        for section in form.sections
        if private or not section.private
    )


def _of_field(
    value: object, path: str, field: FieldSpec, section: SectionSpec
) -> Iterator[PlacedText]:
    for inside, text in field.kind.placed(value):
        if text:
            yield PlacedText(f"{path}{inside}", text, field, section)
