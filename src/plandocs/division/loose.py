"""The sheet In no field: comments, hidden text and whatever else stands in no field of the form.

In: the division. Out: one row a piece, for HR that has decided to include what is confidential.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plandocs.division.sheets import Sheet
from plandocs.division.tables import Cells, Column
from plandocs.division.view import Whole

NAME = "In no field"


def loose_sheet(whole: Whole) -> Sheet:
    """The sheet, by document."""
    columns = (
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Place", 30, key=True),
        Column("Kind", 16),
        Column("Text", 80, key=True),
    )
    return Sheet(NAME, columns, partial(_rows, whole), frozen=1)


def _rows(whole: Whole) -> Iterator[Cells]:
    for document in whole.documents:
        for each in document.copy.reading.unmapped:
            yield *whole.names[document.person.key], each.where, each.kind, each.text
