"""A period as written, with its first and its last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import ValidationInfo, model_validator

from plandocs.frozen import Frozen, built
from plandocs.kinds.kind import AS_READ, Asked, FieldContext, Node
from plandocs.kinds.pickers import DatedKind, as_date, day_of, tell_contradiction
from plandocs.kinds.plain import Part, text_in, typed
from plandocs.kinds.written import DAY, WRITTEN, object_node
from plandocs.normal.dates import no_such_day, read_month_first
from plandocs.normal.markers import normal_verbatim
from plandocs.normal.periods import period_contradicts, print_period, read_period


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
        text = typed(normal_verbatim(text_in(data.get("text"))))
        start, end = as_date(data.get("start")), as_date(data.get("end"))
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


class PeriodKind(DatedKind):
    """A `Period`."""

    name = "period"
    code = "unreadable-period"
    nothing = Period.model_construct(text="", start=None, end=None)
    spans = True
    parts: ClassVar[Mapping[str, Part]] = {
        "text": Part(("as written",)),
        "start": Part(("start", "from", "start date"), day_of, exact=True),
        "end": Part(("end", "to", "until", "end date"), day_of, exact=True),
    }
    expected = "expected a period such as 1 July 2026 – 30 June 2027"
    schema: ClassVar[Node] = object_node(
        "A period with its first and last day",
        {"type": ["string", "integer", "null"]},
        text=WRITTEN, start=DAY, end=DAY,
    )  # fmt: skip
    note = "A period, such as 1 July 2026 – 30 June 2027, or 2026-27."

    def specimen(self, words: str) -> str:
        """A period."""
        return "1 July 2026 – 30 June 2027"

    def made(self, text: str, context: FieldContext) -> Period:
        """The period that the text says, or that two controls in it carry."""
        start, end = read_period(text)
        picked = context.picked() if text else ()
        if len(picked) == 2 and picked[0].date <= picked[1].date:
            start, end = picked[0].date, picked[1].date
            american = all(p.month_first and read_month_first(p.text) == p.date for p in picked)
            if american or period_contradicts(text, start, end):
                tell_contradiction(print_period(start, end), text, american, context)
        value = built(Period, {"text": text, "start": start, "end": end})
        self.note_doubts(value, context)
        return value

    def asked(self, data: Mapping[str, Any] | None) -> Asked:
        """Its text."""
        return Asked(self.told(data), hint="Such as 2026-27, or 1 July 2026 – 30 June 2027.")

    def is_understood(self, value: Period) -> bool:
        """Return whether its text has a first or a last day."""
        return value.start is not None or value.end is not None

    def is_whole(self, text: str) -> bool:
        """Return whether it says both days."""
        return all(read_period(text))

    def joined(self, first: Period, second: Period) -> Period:
        """The period that both texts say together."""
        text = "\n".join(filter(None, (first.text, second.text)))
        start, end = read_period(text)
        return built(Period, {"text": text, "start": start, "end": end})

    def impossible(self, text: str) -> str:
        """A day that no calendar has."""
        return no_such_day(text) if not any(read_period(text)) else ""


PeriodField = Annotated[Period, PeriodKind()]
