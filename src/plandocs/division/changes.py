"""The sheet Changes: what is different since the last roll-up, and between versions of one plan.

In: the documents with their earlier versions, and the differences from an earlier workbook. Out:
one row a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from plandocs.division.compare import differences
from plandocs.division.copies import Copy
from plandocs.division.sheets import Sheet
from plandocs.division.tables import Cells, Column
from plandocs.division.versions import Document
from plandocs.division.view import Whole

NAME = "Changes"


def changes_sheet(whole: Whole, since_last: Iterable[Cells] = ()) -> Sheet:
    """The sheet: what changed since the last roll-up first."""
    columns = (
        Column("Since", 26, key=True),
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Field", 34, key=True),
        Column("Before", 50),
        Column("After", 50),
    )
    return Sheet(NAME, columns, partial(_rows, whole, tuple(since_last)), frozen=2)


def _rows(whole: Whole, since_last: tuple[Cells, ...]) -> Iterator[Cells]:
    yield from since_last
    for document in whole.documents:
        yield from _between_versions(whole, document)


def _between_versions(whole: Whole, document: Document) -> Iterator[Cells]:
    later = document.copy
    for earlier in document.earlier:
        since = f"version {_saved(earlier)}"
        found = differences(
            later.form, earlier.plan, later.plan, confidential=whole.settings.confidential
        )
        for each in found:
            yield (since, *whole.names[document.person.key], *each)
        later = earlier


def _saved(copy: Copy) -> str:
    facts = copy.reading.document
    if facts.modified:
        return f"saved {facts.modified[:10]}"
    return f"of revision {facts.revision}" if facts.revision else "before"
