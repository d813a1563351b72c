"""What the roll-up was asked for: values that travel unchanged through the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

Audience = Literal["hr", "executive"]
AUDIENCES: tuple[Audience, ...] = ("hr", "executive")


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the roster: who is expected to have a plan, and by when."""

    id: str
    name: str
    level: str
    unit: str
    manager: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Settings:
    """``roster``, ``objectives`` and ``themes`` are None where no file was given."""

    when: datetime = datetime(1980, 1, 1, tzinfo=UTC)
    period: str = ""
    division: str = ""
    audience: Audience = "hr"
    confidential: bool = False
    roster: tuple[Expected, ...] | None = None
    objectives: Mapping[str, tuple[str, ...]] | None = None
    themes: Mapping[str, tuple[str, ...]] | None = None
    given: tuple[tuple[str, str], ...] = ()
    folders: tuple[str, ...] | None = None
    """Below these files may be linked to; None where no source comes from strangers."""

    @property
    def today(self) -> date:
        """The day that "overdue" is counted from."""
        return self.when.date()
