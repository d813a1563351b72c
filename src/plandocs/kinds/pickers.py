"""What dates and periods share: the days in data and in cells, and what a date control carries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from plandocs.kinds.kind import FieldContext, Names, Notice
from plandocs.kinds.plain import Entry
from plandocs.kinds.written import WrittenKind
from plandocs.normal.dates import no_such_day, read_date

_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 25_569, 73_050  # 1970 to 2099


def as_date(value: object) -> dt.date | None:
    """A day in data.

    Raises:
        ValueError: it is none.
    """
    if value in (None, ""):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    result = read_date(value) if isinstance(value, str) else None
    if result is None:
        why = no_such_day(value) if isinstance(value, str) else ""
        raise ValueError("expected a date such as 2026-07-12" + (f"; {why}" if why else ""))
    return result


def day_of(value: Entry) -> object:
    """A cell that holds a date: also as the number that Excel keeps for it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, dt.datetime):
        return value.date()
    number = float(value) if isinstance(value, str) and _SERIAL.fullmatch(value.strip()) else value
    if isinstance(number, int | float) and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(number))
    return value


def has_words(text: str) -> bool:
    """Return whether this is more than a rule or dots to write on."""
    return any(char.isalnum() for char in text)


class DatedKind(WrittenKind):
    """A date or a period: a text that is kept, and doubted where it names none."""

    code = ""
    """What is told of a text that was not understood."""

    def is_understood(self, value: Any) -> bool:
        """Return whether its text was understood."""
        raise NotImplementedError

    def note_doubts(self, value: Any, context: FieldContext) -> None:
        """Tell the reader of the document what is doubtful."""
        for notice in self.doubts(value, context.names) if has_words(value.text) else ():
            context.note(notice.code, notice.message)

    def doubts(self, value: Any, names: Names) -> Iterator[Notice]:
        """A text that was not understood."""
        if value.text and not self.is_understood(value):
            why = no_such_day(value.text)
            text = f"{self.name} {value.text!r} "
            text += f"does not exist: {why}" if why else "could not be understood"
            yield Notice(self.code, f"The {text}; its text is kept.", f"the {text}.")


def tell_contradiction(carried: str, text: str, american: bool, context: FieldContext) -> None:
    """What a date control carries is not what its text says, unless the month stands in front."""
    if american:
        message = f"{text!r} has the month in front, as its date control shows it: {carried}."
        context.note("contradicting-date", message, "info")
    else:
        message = f"The date control carries {carried}, its text says {text!r}; the control counts."
        context.note("contradicting-date", message)
