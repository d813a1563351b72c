"""The values in a form's fields, as pydantic types: text, items, dates, periods, signatures.

What comes in is data as people have it (plain text, real dates, one string for a list); what goes
out is the normal form of :mod:`plandocs.normal`, in frozen values. Each type carries its
:class:`plandocs.marks.Kind`, from which everything else knows how a cell becomes that value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, model_validator

from plandocs.frozen import Frozen
from plandocs.marks import Kind
from plandocs.normal.dates import contradicts, is_stamp, print_date, read_date
from plandocs.normal.markers import (
    normal_items,
    normal_numbered,
    normal_prose,
    normal_ranked,
    normal_verbatim,
)
from plandocs.normal.periods import period_contradicts, print_period, read_period
from plandocs.normal.prompts import is_prompt
from plandocs.normal.signatures import SignatureData, decided

AS_READ = {"as": "read"}
"""The validation context of what was read: a date control may contradict the text it shows."""


def plain_number(value: float) -> str:
    """A number in the digits that people write, without an exponent."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.15g}"
    return f"{value:.15f}".rstrip("0").rstrip(".") if "e" in text and abs(value) < 1e22 else text


def _text_of(value: object, what: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain_number(value)
    if isinstance(value, dt.date):
        return print_date(value)
    raise ValueError(f"expected {what}")


def _typed(text: str) -> str:
    """Text in normal form, where it is not just a prompt that was left."""
    return "" if is_prompt(text) else text


def _prose(value: object) -> str:
    return _typed(normal_prose(_text_of(value, "text")))


def _numbered(value: object) -> str:
    return _typed(normal_numbered(_text_of(value, "text")))


def _ranked(value: object) -> str:
    return _typed(normal_ranked(_text_of(value, "text or a number")))


def _items(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | dict):
        found = normal_items(_text_of(item, "a list of texts") for item in value)
    else:
        found = normal_items([_text_of(value, "a text or a list of texts")])
    return tuple(item for item in found if not is_prompt(item))


Text = Annotated[str, BeforeValidator(_prose), Kind("text")]
Numbered = Annotated[str, BeforeValidator(_numbered), Kind("numbered")]
Ranked = Annotated[str, BeforeValidator(_ranked), Kind("ranked")]
Items = Annotated[tuple[str, ...], BeforeValidator(_items), Kind("items")]
Choice = Annotated[str, BeforeValidator(_prose), Kind("choice")]


def _as_date(value: object) -> dt.date | None:
    if value in (None, ""):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = read_date(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("expected a date such as 2026-07-12")
    return found


class DateText(Frozen):
    """A date as written, and as understood: ``date`` is None where the text is no one date."""

    text: str = ""
    date: dt.date | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, str) and is_stamp(data):
            data = {"date": read_date(data)} if read_date(data) else {"text": data}
        elif data is None or isinstance(data, str):
            data = {"text": data or ""}
        elif isinstance(data, dt.date):
            data = {"date": data}
        if not isinstance(data, dict) or not set(data) <= {"text", "date"}:
            return data
        text = _typed(normal_verbatim(_text_of(data.get("text"), "text")))
        date = _as_date(data.get("date"))
        if date is not None and not text:
            text = print_date(date)
        elif date is not None and info.context != AS_READ and contradicts(text, date):
            raise ValueError(f"the text says another date than {date.isoformat()}")
        return {"text": text, "date": date or read_date(text)}


class Period(Frozen):
    """A period as written, and its first and last day as far as they are understood."""

    text: str = ""
    start: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any, info: ValidationInfo) -> Any:
        if data is None or isinstance(data, str | int):
            data = {"text": "" if data is None else str(data)}
        if not isinstance(data, dict) or not set(data) <= {"text", "start", "end"}:
            return data
        text = _typed(normal_verbatim(_text_of(data.get("text"), "text")))
        start, end = _as_date(data.get("start")), _as_date(data.get("end"))
        if start and end and end < start:
            raise ValueError("the period ends before it starts")
        if not text and (start or end):
            text = print_period(start, end)
        elif info.context == AS_READ and (start or end):
            return {"text": text, "start": start, "end": end}
        elif period_contradicts(text, start, end):
            raise ValueError("the text says another period than start and end")
        start, end = read_period(text)
        return {"text": text, "start": start, "end": end}


class Signature(Frozen):
    """What stands in a signature's cell.

    ``signed`` without a text that signs is a picture or a drawing; a text that is not ``signed``
    says so, or leaves it in doubt.
    """

    signed: bool = False
    text: str = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any, info: ValidationInfo) -> Any:
        if data is None or isinstance(data, str):
            data = {"text": data or ""}
        if not isinstance(data, dict) or not set(data) <= {"text", "signed"}:
            return data
        text = _prose(data.get("text"))
        names = (data.own, data.others) if isinstance(data, SignatureData) else ("", "")
        return {"text": text, "signed": decided(text, data.get("signed"), *names)}


DateField = Annotated[DateText, Kind("date")]
PeriodField = Annotated[Period, Kind("period")]
SignatureField = Annotated[Signature, Kind("signature")]
