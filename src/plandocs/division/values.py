"""What goes into a roll-up, and what comes out: values that travel unchanged through the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from plandocs.description.tables import Bound, Matrix, Sum
from plandocs.division.suppress import LIMIT
from plandocs.model.audiences import Audience
from plandocs.table import MOST_ROWS, Chart, Line, Page, Table, Workbook


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the roster: who is expected to have a plan, by when, and the e-mail address."""

    id: str
    name: str
    level: str
    unit: str
    manager: str
    due: date | None
    email: str = ""


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
    folders: tuple[str, ...] | None = None
    """Below these files may be linked to; None where no source comes from strangers."""
    agency: str = ""
    suppress_below: int = LIMIT
    """The counts that are suppressed in a copy for others."""

    @property
    def leaves_hr(self) -> bool:
        """Whether this is a copy for others, which HR does not work in."""
        return self.audience != "hr"

    @property
    def least(self) -> int:
        """How many people a unit has that is not grouped with others in a copy for others."""
        return 2 * self.suppress_below

    @property
    def today(self) -> date:
        """The day that "overdue" is counted from."""
        return self.when.date()


@dataclass(frozen=True, slots=True)
class RollUp:
    """Everything that a roll-up says: its sheets, charts and what it says about itself."""

    title: str
    when: datetime
    sheets: tuple[Table, ...]
    charts: tuple[Chart, ...]
    about: tuple[Line, ...]
    sums: tuple[Sum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    matrices: tuple[Matrix, ...] = ()

    def workbook(self, *, most_rows: int = MOST_ROWS, unbroken: bool = False) -> Workbook:
        """Return the sheets with the page About behind them, ready to be written."""
        sheets = (
            replace(sheet, title=self.title, table_name=sheet.name.replace(" ", ""))
            for sheet in self.sheets
        )
        pages = (Page("About", self.about),) if self.about else ()
        charts = tuple(each for each in self.charts if each.shown)
        return Workbook(
            (*sheets, *pages), charts, self.title, self.when,
            most_rows=most_rows, unbroken=unbroken,
        )  # fmt: skip
