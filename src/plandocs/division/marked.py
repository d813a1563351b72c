"""Cells that show what HR corrected, in a colour of their own.

Takes the sheets of a roll-up and its documents, and gives the sheets with these cells formatted. A
column says by its ``field`` which value it shows; of a person's rows the cell is meant that says
the corrected value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from plandocs.division.whole import Whole
from plandocs.normal.markers import lines_of
from plandocs.paths import places_now, value_at
from plandocs.table import CORRECTED, Cells, Column, Formatting, Table

_NUMBER: Final = re.compile(r"\[\d+\]")
_MARK: Final = Formatting(fill=f"rgb:FF{CORRECTED}")
_PERIOD: Final = "period"


class _Corrected(NamedTuple):
    """A value that was corrected: its path without numbers, its text, its document's period."""

    field: str
    text: str
    period: str


_Person = tuple[str, str]  # name and unit, as they are shown


def with_corrections_marked(sheets: tuple[Table, ...], whole: Whole) -> tuple[Table, ...]:
    """Return the sheets, the cells marked that show a corrected value."""
    corrected: dict[_Person, list[_Corrected]] = defaultdict(list)
    for document in whole.documents:
        copy = document.copy
        corrections = copy.reading.corrections
        data = copy.plan.model_dump(mode="json") if corrections else {}
        for place in filter(None, places_now(corrections)):
            for field, text in _texts_at(data, place):
                one = _Corrected(field, text, copy.period)
                corrected[whole.names[document.person.key]].append(one)
    if not corrected:
        return sheets
    people = (whole.headings.person, whole.headings.unit)
    return tuple(
        replace(sheet, formatting=dict(_marks(sheet, people, corrected)))
        if any(column.field for column in sheet.columns)
        else sheet
        for sheet in sheets
    )


def _texts_at(data: Any, path: str) -> Iterator[tuple[str, str]]:
    """Each text at a place of a plan's JSON, with its path without numbers."""
    try:
        value = value_at(data, path)
    except (LookupError, ValueError):  # a place that the plan does not have any more
        return
    yield from _texts(_NUMBER.sub("", path), value)


def _texts(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and "text" in value:
        yield field, str(value["text"])
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(f"{field}.{name}", each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(field, each)
    elif value is not None and not isinstance(value, bool):
        # A part of a value that is shown as one: the last day of a period.
        yield field, str(value)


def _marks(
    sheet: Table, people: _Person, corrected: Mapping[_Person, list[_Corrected]]
) -> Iterator[tuple[tuple[int, int], Formatting]]:
    headings = sheet.headings
    name, unit = map(headings.index, people)
    columns = [(n, column) for n, column in enumerate(sheet.columns) if column.field]
    period = next((n for n, column in columns if column.field == _PERIOD), None)
    for number, row in enumerate(sheet.rows):
        for each in corrected.get((str(row[name]), str(row[unit])), ()):
            if period is None or row[period] == each.period:
                for at, column in columns:
                    if _shows(column, row, at, each):
                        yield (number, at), _MARK


def _shows(column: Column, row: Cells, at: int, corrected: _Corrected) -> bool:
    """Whether this is the cell: a field that stands once is in one row, others have their text."""
    if "." not in column.field:
        return corrected.field.partition(".")[0] == column.field
    text = str(row[at] or "")
    texts = lines_of(text) if column.many else (text,)
    return corrected.field == column.field and corrected.text in texts
