"""What all forms' plans have in common: the models on which a form's description stands.

Data comes in as dicts, plain values or objects, and goes out in normal form: labels that people
typed again are off, rows with nothing in them are dropped, printed rows are all there, in order.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator

from plandocs.frozen import Frozen
from plandocs.labels import front, key
from plandocs.normal.markers import normal_verbatim


class Part(Frozen):
    """A group of fields: a row, a section, a plan."""

    @property
    def blank(self) -> bool:
        """Is there nothing in any of its fields?"""
        return all(is_blank(getattr(self, name)) for name in type(self).model_fields)


class Row(Part):
    """A row of a table; one with nothing in it is no row."""


class PrintedRow(Part):
    """A row whose first cell is printed."""


def is_blank(value: object) -> bool:
    """Is there nothing in this value: no text, no item, no date, no signature?"""
    if isinstance(value, BaseModel):
        return all(is_blank(getattr(value, name)) for name in type(value).model_fields)
    return value in ("", None, (), False)


def _identity(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError("expected text")
    return " ".join(normal_verbatim(value).split())


class Plan(Part):
    """A plan of any form: which form it is, and HR's own key for it."""

    form: str
    id: Annotated[str, BeforeValidator(_identity)] = Field(
        "", description="HR's own key for the plan; travels in the document's properties"
    )

    label_keys: ClassVar[dict[str, frozenset[str]]] = {}
    printed_rows: ClassVar[dict[str, Printed]] = {}

    @field_validator("*", mode="before")
    @classmethod
    def _without_label(cls, value: Any, info: ValidationInfo) -> Any:
        """A label typed again in front of its value is dropped."""
        keys = cls.label_keys.get(info.field_name or "")
        if keys and isinstance(value, dict) and isinstance(value.get("text"), str):
            return {**value, "text": without_label(value["text"], keys)}
        return without_label(value, keys) if keys and isinstance(value, str) else value

    @field_validator("*", mode="after")
    @classmethod
    def _rows(cls, value: Any, info: ValidationInfo) -> Any:
        printed = cls.printed_rows.get(info.field_name or "")
        if printed is not None:
            return _with_printed(value, printed)
        if isinstance(value, tuple) and value and isinstance(value[0], Row):
            return tuple(row for row in value if not row.blank)
        return value


def without_label(text: str, keys: frozenset[str]) -> str:
    """Text without a label of its own field in front."""
    while cut := front(text, keys, tabs=False):
        text = text[cut:]
    return text


class Printed(NamedTuple):
    """A field of printed rows: their model, key column, and labels by key."""

    model: type[PrintedRow]
    column: str
    labels: dict[str, str]
    closed: bool


def _with_printed(rows: tuple[PrintedRow, ...], printed: Printed) -> tuple[PrintedRow, ...]:
    """The printed rows in the form's order, then what was added; the same row twice is one."""
    found = {
        label: printed.model(**{printed.column: label})
        for label in dict.fromkeys(printed.labels.values())
    }
    for row in rows:
        typed = getattr(row, printed.column)
        label = printed.labels.get(key(typed), typed)
        if not label and not row.blank:
            raise ValueError(f"a row without its {printed.column}")
        if label in found:
            found[label] = _joined(found[label], row, printed.column)
        elif label and printed.closed:
            raise ValueError(f"{typed!r} is not one of the form's own: {'; '.join(found)}")
        elif label:
            found[label] = row
    return tuple(found.values())


def _joined(first: PrintedRow, second: PrintedRow, column: str) -> PrintedRow:
    changes: dict[str, object] = {}
    for field in type(first).model_fields:
        a, b = getattr(first, field), getattr(second, field)
        if field != column and not is_blank(b):
            changes[field] = a + b if isinstance(a, tuple) else "\n".join(t for t in (a, b) if t)
    return first.model_copy(update=changes)
