"""Every text of a plan with its path, whatever its form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.plan import Plan


class Told(NamedTuple):
    """One text: where it stands, the field it fills, and the section that holds it."""

    path: str
    text: str
    field: FieldSpec
    section: SectionSpec


def told(form: FormSpec, plan: Plan, *, private: bool, role: str = "") -> Iterator[Told]:
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


def texts(form: FormSpec, plan: Plan, *, private: bool) -> Iterator[str]:
    """The same texts without their places: several times as fast, to see what is worth a look."""
    for section in form.sections:
        if section.private and not private:
            continue
        value = getattr(plan, section.name)
        skipped = section.key_column.name if section.shape == "printed" else ""
        for row in value if isinstance(value, tuple) else (value,):
            for name, each in vars(row).items():
                if type(each) is str:
                    if each and name != skipped:
                        yield each
                elif type(each) is tuple:
                    yield from each
                else:
                    yield str(getattr(each, "text", ""))


def _of_field(value: object, path: str, field: FieldSpec, section: SectionSpec) -> Iterator[Told]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield Told(f"{path}[{number}]", item, field, section)
    else:
        text = value if isinstance(value, str) else str(getattr(value, "text", ""))
        if text:
            yield Told(path, text, field, section)
