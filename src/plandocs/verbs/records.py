"""What data files hold, as values: one record for each plan, with its places and mistakes.

In: nothing. Out: :class:`Record`, which ``fill_many`` takes as it takes plans, and
:class:`Mistake`, a line that a person can act on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_LAST_STEP = re.compile(r"(?:\.\w+|\[\d+\])$")


class Place(NamedTuple):
    """Where a value stands: its sheet ("" where a file has none), row, and column heading."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that has to be put right before a plan can be filled."""

    source: str
    place: Place
    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        """In one line: file, sheet, row, column, what was expected, what is there."""
        sheet = f"sheet {self.place.sheet}" if self.place.sheet else ""
        row = f"row {self.place.row}" if self.place.row else ""
        column = f'column "{self.place.column}"' if self.place.column else self.field
        front = ", ".join(part for part in (self.source, sheet, row, column) if part)
        here = f"; here is {self.value}" if self.value else ""
        return f"{front}: {self.expected}{here}"


@dataclass(frozen=True, slots=True)
class Record:
    """One plan's data as a file holds it: not checked yet.

    ``row`` is the row that Excel shows, the line of a .jsonl, the number in a .json. ``places``
    leads from a field's path to where it stands. ``notes`` are about the whole file: sheets that
    were not read, fields that it leaves out.
    """

    data: Mapping[str, Any]
    source: str
    row: int
    sheet: str = ""
    mistakes: tuple[Mistake, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in its file, in words."""
        sheet = f"sheet {self.sheet}, " if self.sheet else ""
        return f"{sheet}row {self.row}"

    def place_of(self, path: str) -> Place:
        """Where the value at a path such as ``outcomes[0].measures[1]`` stands."""
        while path:
            if path in self.places:
                return self.places[path]
            shorter = _LAST_STEP.sub("", path)
            path = shorter if shorter != path else ""
        return Place(self.sheet, self.row)

    def mistake(self, path: str, expected: str, value: str = "") -> Mistake:
        """A mistake at the value with this path."""
        return Mistake(self.source, self.place_of(path), path, value, expected)
