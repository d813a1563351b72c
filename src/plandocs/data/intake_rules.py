"""What the intake workbook says while somebody types: lists to choose from, dates, the example.

All of them warn and none forbids: another word is kept where the person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from plandocs.description.form import FieldSpec
from plandocs.model.plan import Plan
from plandocs.table import Column, Validation

_SHARED: Final = frozenset({"level", "unit", "manager"})
_FIRST_DAY: Final = "25569"  # 1 January 1970, as Excel counts days
_LONGEST: Final = 250  # of what Excel shows


def is_chosen(field: FieldSpec) -> bool:
    """Return whether a field has values that people share, such as their managers."""
    return field.role in _SHARED


def values_so_far(field: FieldSpec, plans: Sequence[Plan]) -> tuple[str, ...]:
    """The different values of a field in the plans, each on one line."""
    values = sorted({str(getattr(plan, field.name)) for plan in plans} - {""})
    return tuple(each for each in values if "\n" not in each)


def from_sheet(column: Column, sheet: str, letter: str, rows: int, error: str = "") -> Column:
    """The column with a list of what stands in a column of another sheet, up to its last word.

    Without an ``error`` another word is taken without a question.
    """
    cells = f"'{sheet}'!${letter}$2:${letter}${rows + 1}"
    last = f'MAX(1,SUMPRODUCT(MAX(({cells}<>"")*ROW({cells})))-1)'
    first = f"'{sheet}'!${letter}$2:INDEX({cells},{last})"
    return _ruled(column, "list", "Not in the list", error, first)


def dated(column: Column) -> Column:
    """The column with a word on what is typed into it and is no date; any other as it is."""
    if column.kind != "date" or column.choices:
        return column
    error = "Excel does not know this as a date. It is kept as text. Keep it all the same?"
    more = {"operator": "greaterThanOrEqual"}
    return _ruled(column, "date", "Not a date", error, _FIRST_DAY, **more)


def example_only(columns: Iterable[Column], sheet: str) -> tuple[Column, ...]:
    """The columns with a word on what is typed there: it would never be read."""
    error = f"This sheet is an example and is never read. Type on the sheet {sheet} instead."
    return tuple(
        _ruled(replace(each, choices=()), "custom", "Only an example", error, "FALSE")
        for each in columns
    )


def _ruled(
    column: Column, kind: str, title: str, error: str, first: str, **more: Any
) -> Column:  # fmt: skip
    attributes = {"type": kind, "errorStyle": "warning", "allowBlank": "1", **more}
    if error:
        attributes |= {"showErrorMessage": "1", "errorTitle": title, "error": error[:_LONGEST]}
    if column.note:
        attributes |= {
            "showInputMessage": "1", "promptTitle": column.heading[:32],
            "prompt": column.note[:_LONGEST],
        }  # fmt: skip
    return replace(column, validation=Validation(tuple(attributes.items()), first))
