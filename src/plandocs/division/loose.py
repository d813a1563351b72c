"""The sheet In no field: comments, hidden text and whatever else stands in no field of the form.

In: the division. Out: one row a piece, for HR that has decided to include what is confidential.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plandocs.division.view import Whole
from plandocs.table import Cells, Column, Rows, Table

NAME = "In no field"


def loose_sheet(whole: Whole) -> Table:
    """The sheet, by document."""
    columns = (
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Place", 30, key=True),
        Column("Kind", 16),
        Column("Text", 80, key=True),
    )
    return Table(NAME, columns, Rows(partial(_rows, whole)), frozen=1)


def _rows(whole: Whole) -> Iterator[Cells]:
    for document in whole.documents:
        for each in document.copy.reading.unmapped:
            yield *whole.names[document.person.key], each.where, each.kind, each.text
