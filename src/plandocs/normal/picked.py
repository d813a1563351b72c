"""Dates that a control carries beside the text that it shows: as read, and to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Picked(NamedTuple):
    """What a date control shows, and the date that it carries."""

    date: date
    month_first: bool  # its own format shows the month in front, as in the United States
    text: str


@dataclass(frozen=True, slots=True)
class DateControl:
    """Text shown for a date that it is vaguer than: written as Word's date picker.

    ``DateControl("July 2026", date(2026, 7, 12))`` shows "July 2026" and carries the day.
    """

    text: str
    date: date

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)
