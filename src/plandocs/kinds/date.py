"""A date as written, and as understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import ValidationInfo, model_validator

from plandocs.frozen import Frozen, built
from plandocs.kinds.kind import AS_READ, Asked, FieldContext, Node
from plandocs.kinds.pickers import DatedKind, as_date, day_of, tell_contradiction
from plandocs.kinds.plain import Entry, Part, text_in, typed
from plandocs.kinds.written import DAY, TEXT_ONLY, WRITTEN, object_node
from plandocs.normal.dates import (
    DateControl,
    contradicts,
    is_stamp,
    no_such_day,
    print_date,
    read_date,
    read_month_first,
)
from plandocs.normal.markers import normal_verbatim


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
        text = typed(normal_verbatim(text_in(data.get("text"))))
        date = as_date(data.get("date"))
        if date is not None and not text:
            text = print_date(date)
        elif date is not None and info.context != AS_READ and contradicts(text, date):
            raise ValueError(f"the text says another date than {date.isoformat()}")
        return {"text": text, "date": date or read_date(text)}


class DateKind(DatedKind):
    """A `DateText`."""

    name = "date"
    code = "unreadable-date"
    nothing = DateText.model_construct(text="", date=None)
    parts: ClassVar[Mapping[str, Part]] = {
        "text": Part(("as written",)),
        "date": Part((), day_of, exact=True),
    }
    expected = "expected a date such as 12 July 2026"
    schema: ClassVar[Node] = object_node(
        "A date, read day first", *TEXT_ONLY, text=WRITTEN, date=DAY
    )
    width = 16
    note = "A date, such as 12 July 2026. Other words are kept as they are typed."
    column = "date"
    exact = True

    def is_understood(self, value: DateText) -> bool:
        """Return whether its text is one date."""
        return value.date is not None

    def is_whole(self, text: str) -> bool:
        """Return whether it says one day."""
        return read_date(text) is not None

    def specimen(self, words: str) -> str:
        """A date."""
        return "12 July 2026"

    def made(self, text: str, context: FieldContext) -> DateText:
        """The date that the text says, or that the control around it carries."""
        date = read_date(text)
        picked = context.picked() if text else ()
        if len({each.date for each in picked}) == 1:
            date = picked[0].date
            if contradicts(text, date):
                american = picked[0].month_first and read_month_first(text) == date
                tell_contradiction(print_date(date), text, american, context)
        value = built(DateText, {"text": text, "date": date})
        self.note_doubts(value, context)
        return value

    def joined(self, first: DateText, second: DateText) -> DateText:
        """The date that both texts say together."""
        text = "\n".join(filter(None, (first.text, second.text)))
        return built(DateText, {"text": text, "date": read_date(text)})

    def printed(self, value: DateText) -> dict[str, Any]:
        """A date that its text is vaguer than becomes a date picker."""
        text: str | DateControl = value.text
        if value.date is not None and read_date(value.text) != value.date:
            text = DateControl(value.text, value.date)
        return {"text": text, "date": value.date}

    def day(self, value: DateText) -> dt.date | None:
        """The date, where it is known."""
        return value.date

    def control(self, choices: tuple[str, ...]) -> str:
        """A picker."""
        return "date"

    def impossible(self, text: str) -> str:
        """A day that no calendar has."""
        return no_such_day(text) if read_date(text) is None else ""

    def asked(self, data: Mapping[str, Any] | None) -> Asked:
        """A day to choose, with the words that say none."""
        day, text = (str(data.get(name) or "") if data else "" for name in ("date", "text"))
        return Asked(day, "date", f"It says: {text}" if text and not day else "")

    def answered(self, text: str, *, signed: bool) -> str:
        """The day that was chosen, in words."""
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.day} {day:%b %Y}"

    def cell(self, value: DateText) -> Entry:
        """A real date where the text says nothing beside it."""
        exact = value.date is not None and print_date(value.date) == value.text
        return value.date if exact else value.text

    def from_cell(self, value: Entry) -> object:
        """A date, also as the number that Excel keeps for it."""
        return day_of(value)

    def unsaid(self, value: DateText) -> dict[str, dt.date]:
        """A day that the text does not say, as from a date picker."""
        vague = value.date is not None and read_date(value.text) is None
        return {"date": value.date} if vague and value.date else {}


DateField = Annotated[DateText, DateKind()]
