"""The types of a form's fields, by which its description says what kind of value stands where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from plandocs.kinds.date import DateText
from plandocs.kinds.number import NumberKind, NumberText
from plandocs.kinds.period import Period
from plandocs.kinds.signature import Signature
from plandocs.kinds.ticked import Ticked

__all__ = [
    "Choice",
    "DateField",
    "DateText",
    "Items",
    "NumberField",
    "NumberKind",
    "NumberText",
    "Numbered",
    "PartOf",
    "Period",
    "PeriodField",
    "Ranked",
    "RowsOf",
    "Signature",
    "SignatureField",
    "Text",
    "Ticked",
    "default",
]
_Row = TypeVar("_Row")

if TYPE_CHECKING:  # checkers are told what each of these accepts beside what it gives
    from plandocs.model import accepted

    Text: TypeAlias = accepted.Text
    Numbered: TypeAlias = accepted.Text
    Ranked: TypeAlias = accepted.Text
    Items: TypeAlias = accepted.Items
    Choice: TypeAlias = accepted.Text
    _Data: TypeAlias = Mapping[str, Any]
    DateField: TypeAlias = accepted.Accepting[DateText, DateText | str | dt.date | _Data | None]
    PeriodField: TypeAlias = accepted.Accepting[Period, Period | str | int | _Data | None]
    NumberField: TypeAlias = accepted.Accepting[
        NumberText, NumberText | str | int | float | _Data | None
    ]
    SignatureField: TypeAlias = accepted.Accepting[Signature, Signature | str | _Data | None]
    RowsOf: TypeAlias = accepted.RowsOf[_Row]
    PartOf: TypeAlias = accepted.PartOf[_Row]
else:
    from plandocs.kinds.choice import Choice
    from plandocs.kinds.date import DateField
    from plandocs.kinds.items import Items
    from plandocs.kinds.number import NumberField
    from plandocs.kinds.numbered import Numbered
    from plandocs.kinds.period import PeriodField
    from plandocs.kinds.ranked import Ranked
    from plandocs.kinds.signature import SignatureField
    from plandocs.kinds.text import Text

    RowsOf = tuple[_Row, ...]

    class PartOf:
        """A group of fields that stands once."""

        def __class_getitem__(cls, part: type) -> type:
            return part


def default(value: object) -> Any:
    """The value of a field that is left out."""
    return value
