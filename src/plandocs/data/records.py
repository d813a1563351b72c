"""What data files hold, as values: one record for each plan, with its places and mistakes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plandocs.arguments import checked
from plandocs.model.reading import Issue, Reading

_LAST_STEP = re.compile(r"(?:\.\w+|\[\d+\])$")


class Place(NamedTuple):
    """Where a value stands in a data file.

    Attributes:
        sheet: the sheet; "" where the file has none.
        row: the row, from 1, as Excel counts; 0 for none.
        column: the heading of the column; "" for none.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """In words: sheet, row, column."""
        sheet = f"sheet {self.sheet}" if self.sheet else ""
        row = f"row {self.row}" if self.row else ""
        column = f'column "{self.column}"' if self.column else ""
        return ", ".join(part for part in (sheet, row, column) if part)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that has to be put right before a plan can be filled.

    Attributes:
        source: the data file.
        place: where in it: sheet, row, column.
        field: the path of the field in the plan.
        value: what is there, as it is quoted; "" where nothing is.
        expected: what was expected there.
    """

    source: str
    place: Place
    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        """In one line: file, sheet, row, column, what was expected, what is there."""
        field = "" if self.place.column else self.field
        front = ", ".join(part for part in (self.source, str(self.place), field) if part)
        return f"{front}: {self.said}"

    @property
    def said(self) -> str:
        """What was expected, and what is there."""
        if not self.value:
            return self.expected
        return f"{self.expected.removesuffix('.')}; here is {self.value}"

    @property
    def issue(self) -> Issue:
        """The same as a line of the receipt."""
        return Issue("error", "bad-input", self.said, self.field or None, str(self.place))


class Absent(str):
    """A note that a list has no column for some fields, which know their labels by their paths."""

    __slots__ = ("labels", "source")
    labels: Mapping[str, str]
    source: str

    def __new__(cls, source: str, labels: Mapping[str, str]) -> Absent:
        named = "; ".join(labels.values())
        note = super().__new__(cls, f"{source} has no column for: {named}. They stay blank.")
        note.source, note.labels = source, labels
        return note

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:  # type: ignore[override]  # its own
        return self.source, self.labels

    def without(self, paths: Collection[str]) -> str:
        """The note without fields that something else fills; "" where it fills all of them."""
        left = {path: label for path, label in self.labels.items() if path not in paths}
        return Absent(self.source, left) if left else ""


@dataclass(frozen=True, slots=True)
class Record:
    """One plan's data as a file holds it: not checked yet.

    Attributes:
        data: the fields that it gives, by name.
        source: the data file.
        row: the row that Excel shows, the line of a .jsonl, the number in a .json.
        sheet: the sheet; "" where the file has none.
        mistakes: what was wrong with cells before they were values.
        places: where each value stands, by its field's path.
        notes: sentences about the whole file: sheets that were not read, fields that it leaves out.
        namesake: whether somebody else in the data has the same name.
        context: what the row says for tags of the template that the form has no field for.
        email: the e-mail address in the row, which goes into receipts and never into a document.
    """

    data: Mapping[str, Any]
    source: str
    row: int
    sheet: str = ""
    mistakes: tuple[Mistake, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    namesake: bool = False
    context: Mapping[str, str] = field(default_factory=dict)
    email: str = ""

    @property
    def place(self) -> str:
        """Where it stands in its file, in words."""
        sheet = f"sheet {self.sheet}, " if self.sheet else ""
        return f"{sheet}row {self.row}"

    @checked
    def place_of(self, path: str) -> Place:
        """Return where a value stands in the file; where it has no place, its record's.

        Args:
            path: the value's path, such as ``outcomes[0].measures[1]``.
        """
        while path:
            if path in self.places:
                return self.places[path]
            inside = (at for at in self.places if at.startswith(f"{path}."))
            first = next((self.places[at] for at in inside), None)
            if first is not None:
                return first
            shorter = _LAST_STEP.sub("", path)
            path = shorter if shorter != path else ""
        return Place(self.sheet, self.row)

    def mistake(self, path: str, expected: str, value: str = "") -> Mistake:
        """Return a mistake at a value.

        Args:
            path: the value's path.
            expected: what should be there.
            value: what is there, as it is quoted.
        """
        return Mistake(self.source, self.place_of(path), path, value, expected)


def plan_data(item: object) -> object:
    """Return the plan, or its data, that is in a record, a reading or the JSON of one."""
    data = item.data if isinstance(item, Record) else item
    if isinstance(data, Mapping) and "plan" in data and "source" in data:
        return data["plan"]
    return data.plan if isinstance(data, Reading) else data
