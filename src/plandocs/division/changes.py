"""The sheet Changes: what is different since the last roll-up, and between versions of one plan.

In: the documents with their earlier versions, and a way to compare two plans. Out: one row a
difference; what changed since an earlier workbook is put in front by ``since``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from plandocs.description.form import FormSpec
from plandocs.division.copies import Copy
from plandocs.division.versions import Document
from plandocs.division.view import Whole
from plandocs.model.plan import Plan
from plandocs.table import Cells, Column, Rows, Table

NAME = "Changes"


class Difference(NamedTuple):
    """One difference: in which field of the plan, its place in words, the text before and after."""

    field: str
    place: str
    before: str
    after: str


Differ = Callable[[FormSpec, Plan, Plan], Iterable[Difference]]


def changes_sheet(whole: Whole, differ: Differ) -> Table:
    """The sheet of what differs between the versions of each document."""
    columns = (
        Column("Since", 26, key=True),
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Field", 34, key=True),
        Column("Before", 50),
        Column("After", 50),
    )
    return Table(NAME, columns, Rows(partial(_rows, whole, differ)), frozen=2)


def _rows(whole: Whole, differ: Differ) -> Iterator[Cells]:
    for document in whole.documents:
        form = document.copy.form
        private = {section.name for section in form.sections if section.private}
        for earlier, later in _versions(document):
            since = f"version {_saved(earlier)}"
            for each in differ(form, earlier.plan, later.plan):
                if whole.settings.confidential or each.field not in private:
                    name = whole.names[document.person.key]
                    yield since, *name, each.place, each.before, each.after


def _versions(document: Document) -> Iterator[tuple[Copy, Copy]]:
    later = document.copy
    for earlier in document.earlier:
        yield earlier, later
        later = earlier


def _saved(copy: Copy) -> str:
    facts = copy.reading.document
    if facts.modified:
        return f"saved {facts.modified:%Y-%m-%d}"
    return f"of revision {facts.revision}" if facts.revision else "before"
