"""What all forms' plans have in common: the models on which a form's description stands.

Data comes in as dicts, plain values or objects, and goes out in normal form: labels that people
typed again are off, rows with nothing in them are dropped, printed rows are all there, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from plandocs.errors import InputError, in_words
from plandocs.frozen import Frozen
from plandocs.kinds.kind import Kind
from plandocs.kinds.signature import Signature
from plandocs.model.plain import plain_data
from plandocs.normal.labels import front, key
from plandocs.normal.markers import normal_verbatim
from plandocs.normal.signatures import Answer, SignatureData

_ROW_NUMBER = re.compile(r"(?:([^\W\d][^\d]*?)\s*)?[#№]?\s*\(?\d{1,2}[.)]*(?(1)\s*:?|)")
_NUMBER_WORDS = frozenset({"no", "nr", "number", "item", "row"})
_ENDS_NUMBER = frozenset("0123456789.):")
_TITLE = 60
_NONE = frozenset[str]()


class Part(Frozen):
    """A group of fields: a row, a section, a plan."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing in any of its fields."""
        return all(is_blank(getattr(self, name)) for name in type(self).model_fields)


class Row(Part):
    """A row of a table; one with nothing in it is no row."""

    @model_validator(mode="before")
    @classmethod
    def _null_is_blank(cls, data: Any) -> Any:
        return {} if data is None else data


class PrintedRow(Part):
    """A row whose first cell is printed."""


def is_blank(value: object) -> bool:
    """Return whether there is nothing in a value: no text, no item, no date, no signature."""
    if type(value) is str or type(value) is tuple:
        return not value
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


if TYPE_CHECKING:
    from plandocs.model.accepted import Identity as _Identity
else:
    _Identity = str
_NO_ID: Any = ""


def _unfit(error: ValidationError) -> InputError:
    """What does not fit a model that no form was compiled from."""
    lines = tuple(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return InputError("; ".join(lines), problems=lines)


class Plan(Part):
    """A plan of any form.

    Attributes:
        form: the name of the form, as ``schema`` takes it.
        id: HR's own key for the plan; "" where it has none.
    """

    form: str
    id: Annotated[_Identity, BeforeValidator(_identity)] = Field(
        default=_NO_ID,
        description="HR's own key for the plan; travels in the document's properties",
    )

    if not TYPE_CHECKING:  # checkers have a plan's parameters from its fields

        def __init__(self, **data: Any) -> None:
            """Make a plan of these values, in normal form.

            Raises:
                InputError: a value does not fit, or there is no such field; ``problems`` has each.
            """
            try:
                super().__init__(**data)
            except ValidationError as error:
                raise type(self)._misfit(error) from None

        # pydantic's own way past this one, where it validates: what it says is put in words there.
        __init__.__pydantic_base_init__ = True

    # What compiling its form tells a model.
    row_numbers: ClassVar[dict[str, RowNumbers]] = {}
    label_keys: ClassVar[dict[str, frozenset[str]]] = {}
    printed_rows: ClassVar[dict[str, Printed]] = {}
    signers: ClassVar[dict[str, Signer]] = {}
    _misfit: ClassVar[Callable[[ValidationError], InputError]] = _unfit
    _html: ClassVar[Callable[[Plan], str]] = repr

    @field_validator("*", mode="before")
    @classmethod
    def _with_names(cls, value: Any, info: ValidationInfo) -> Any:
        """Runs behind `_without_label`."""
        return with_names(cls, info.field_name or "", value, info.data)

    @field_validator("*", mode="before")
    @classmethod
    def _without_label(cls, value: Any, info: ValidationInfo) -> Any:
        return without_own_label(cls, info.field_name or "", value)

    def replace(self, **changes: Any) -> Self:
        """Return a checked copy with these fields changed; fields inside are given as a whole.

        Args:
            changes: the fields by name, each with its new value as in data.

        Raises:
            InputError: a value does not fit, or there is no such field; ``problems`` has each.

        >>> from plandocs.forms import SeniorExecutivePlan
        >>> SeniorExecutivePlan(officer_name="A. Lee").replace(manager_name="B. Cho").manager_name
        'B. Cho'
        """
        try:
            data = self.model_dump(warnings=False)
        except (TypeError, ValueError):  # what is in it is no data at all
            data = dict(vars(self))
        return type(self)(**plain_data({**data, **changes}))

    def _repr_html_(self) -> str:
        """What a notebook shows: its details and sections as tables."""
        return type(self)._html(self)

    def signature(self, field: str) -> Answer:
        """Return what a signature says: ``signed``, ``unsigned`` or ``doubtful``.

        Args:
            field: the name of its field.

        Raises:
            InputError: nobody signs in this field; those of the form are named.
        """
        if not isinstance(field, str) or field not in self.signers:
            known = ", ".join(self.signers) or "none"
            raise InputError(f"field: there is no signature {in_words(field)}; there are: {known}.")
        value: Signature = getattr(self, field)
        return value.answer(self.names_beside(field))

    def names_beside(self, field: str) -> tuple[str, str]:
        """Return who signs in a field, and who signs elsewhere; "" where nobody does.

        Args:
            field: the name of the field.
        """
        signer = self.signers.get(field)
        return ("", "") if signer is None else signer.names(self.__dict__)

    @field_validator("*", mode="after")
    @classmethod
    def _rows(cls, value: Any, info: ValidationInfo) -> Any:
        return with_rows(cls, info.field_name or "", value)


def with_names(model: type[Plan], field: str, value: Any, values: Mapping[str, Any]) -> Any:
    """Return the data of a signature with the names of the plan, beside which it means something.

    ``values`` are those of the fields in front of it. Other data stays as it is.
    """
    signer = model.signers.get(field)
    if signer is None or not isinstance(value, dict | str):
        return value
    data = SignatureData({"text": value} if isinstance(value, str) else value)
    data.own, data.others = signer.names(values)
    return data


def without_own_label(model: type[Plan], field: str, value: Any) -> Any:
    """Return data without its label typed again in front; null is what is left out."""
    if value is None and (info := model.model_fields[field]).default is not ...:
        return info.get_default()
    keys = model.label_keys.get(field)
    if keys and isinstance(value, dict) and isinstance(value.get("text"), str):
        return {**value, "text": without_label(value["text"], keys)}
    return without_label(value, keys) if keys and isinstance(value, str) else value


def with_rows(model: type[Plan], field: str, value: Any) -> Any:
    """Return the rows of a section as the form has them: printed ones in order, none blank."""
    printed = model.printed_rows.get(field)
    if printed is not None:
        return _with_printed(value, printed)
    if isinstance(value, tuple) and value and isinstance(value[0], Row):
        return _numbered_rows(value, model.row_numbers.get(field))
    return value


class RowNumbers(NamedTuple):
    """How a section's rows are numbered: the column that begins with it, if any, its labels,

    and the columns of which a number alone is none of the row's text.
    """

    column: str
    titles: frozenset[str]
    ranks: tuple[str, ...]


_UNNUMBERED = RowNumbers("", frozenset(), ())


def is_row_number(text: str, titles: frozenset[str]) -> bool:
    """Return whether this is a row's number and nothing else, in whichever dress.

    >>> [is_row_number(each, frozenset({"outcome"})) for each in ("4", "#4", "Outcome 4", "4 hubs")]
    [True, True, True, False]
    """
    if text[-1:] not in _ENDS_NUMBER or len(text) >= _TITLE:
        return False
    if not text.rstrip(":").rstrip().rstrip(".)")[-1:].isdecimal():
        return False  # a sentence, whose end is all that looks like a number's
    match = _ROW_NUMBER.fullmatch(text)
    return match is not None and (not match[1] or key(match[1]) in titles | _NUMBER_WORDS)


def _numbered_rows(rows: tuple[Row, ...], numbers: RowNumbers | None) -> tuple[Row, ...]:
    """The rows without their bare numbers; those with nothing else in them are dropped."""
    result: list[Row] = []
    column, titles, ranks = numbers or _UNNUMBERED
    for row in rows:
        if column and is_row_number(vars(row)[column], titles):
            row = row.model_copy(update={column: ""})
        for name, value in vars(row).items():
            if not (is_blank(value) or (name in ranks and is_row_number(value, _NONE))):
                result.append(row)
                break
    return tuple(result)


def without_label(text: str, keys: frozenset[str]) -> str:
    """Text without a label of its own field in front."""
    while cut := front(text, keys, tabs=False):
        text = text[cut:]
    return text


class Signer(NamedTuple):
    """Who signs in a field, and who does not: the fields of their names, in front of it."""

    own: str = ""
    others: str = ""

    def names(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Both names, "" where there is none."""
        return str(values.get(self.own, "")), str(values.get(self.others, ""))


class Printed(NamedTuple):
    """A field of printed rows: their model, key column, and labels by key."""

    model: type[PrintedRow]
    column: str
    labels: dict[str, str]
    closed: bool
    kinds: Mapping[str, Kind]
    in_order: tuple[str, ...]


def _with_printed(rows: tuple[PrintedRow, ...], printed: Printed) -> tuple[PrintedRow, ...]:
    """The printed rows in the form's order, then what was added; the same row twice is one."""
    if tuple([getattr(row, printed.column) for row in rows]) == printed.in_order:
        return rows
    result = {
        label: printed.model(**{printed.column: label})
        for label in dict.fromkeys(printed.labels.values())
    }
    for row in rows:
        typed = getattr(row, printed.column)
        label = printed.labels.get(key(typed), typed)
        if not label and not row.blank:
            raise ValueError(f"a row without its {printed.column}")
        if label in result:
            result[label] = _joined(result[label], row, printed)
        elif label and printed.closed:
            raise ValueError(f"{typed!r} is not one of the form's own: {'; '.join(result)}")
        elif label:
            result[label] = row
    return tuple(result.values())


def _joined(first: PrintedRow, second: PrintedRow, printed: Printed) -> PrintedRow:
    changes: dict[str, object] = {}
    for field, kind in printed.kinds.items():
        value = getattr(second, field)
        if field != printed.column and not is_blank(value):
            changes[field] = kind.joined(getattr(first, field), value)
    return first.model_copy(update=changes)
