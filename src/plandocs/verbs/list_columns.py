"""Columns of a list that its program adds, and two that say the same.

In: the headings of a sheet, and its rows. Out: those headings that are left out where the sheet
is an export of answers, and whether two columns are one.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.headings import answer_columns, role_columns
from plandocs.people import same_name
from plandocs.sheet.grid import Sheet, Value
from plandocs.sheet.headings import Same, normal_heading
from plandocs.wording import plain


def answers(headings: Sequence[str]) -> dict[str, str]:
    """Return the columns that a program of questions and answers adds, as a map to nothing.

    Its "ID" numbers the answers, and is nobody's key.
    """
    marks, added = answer_columns()
    said = {normal_heading(heading) for heading in headings}
    if not {normal_heading(mark) for mark in marks} <= said:
        return {}
    known = {normal_heading(name) for name in added}
    persons = {normal_heading(name) for name in role_columns("person")[""]} - {"name"}
    if said & persons:  # "Name" is whoever answered
        known |= {"name"}
    return {heading: "" for heading in headings if heading and normal_heading(heading) in known}


def same_columns(sheet: Sheet) -> Same:
    """Return what tells whether the second of two columns says nothing that the first does not."""

    def same(first: int, second: int, _field: str) -> bool:
        return all(_agree(row.cells[first], row.cells[second]) for row in sheet.rows)

    return same


def _agree(one: Value, other: Value) -> bool:
    if other is None or one == other:
        return True
    mine, theirs = str(one), str(other)
    return plain(mine) == plain(theirs) or same_name(mine, theirs)
