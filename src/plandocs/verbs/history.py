"""``history``: the versions of each person's plan, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Unpack

from plandocs.changes import Change, compare
from plandocs.division.documents import Document
from plandocs.division.identities import joined_by_ids, sharing_ids
from plandocs.division.owners import documents_in, marks_of
from plandocs.model.reading import Reading
from plandocs.moment import written
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one person's document.

    Attributes:
        officer_name: whose it is.
        form: the name of its form.
        period: its period, as it is typed.
        number: which version it is, from 1, the oldest.
        source: the file.
        modified: when it was saved last, in UTC; None where the file does not say.
        last_modified_by: who saved it last; "" where the file does not say.
        revision: how many times it was saved; None where the file does not say.
        changes: what changed since the version before; None for the first.
        id: HR's own key for the plan; "" where it has none.
        unit: the division or branch, as it is typed.
        shown_name: the name told apart by id or unit, where others have it too.
    """

    officer_name: str
    form: str
    period: str
    number: int
    source: str
    modified: datetime | None
    last_modified_by: str
    revision: int | None
    changes: tuple[Change, ...] | None = None
    id: str = ""
    unit: str = ""
    shown_name: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "officer_name": self.officer_name,
            "id": self.id,
            "unit": self.unit,
            "shown_name": self.shown_name,
            "form": self.form,
            "period": self.period,
            "version": self.number,
            "source": self.source,
            "modified": written(self.modified),
            "last_modified_by": self.last_modified_by,
            "revision": self.revision,
            "changes": None
            if self.changes is None
            else [change.to_dict() for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class History:
    """The versions of each person's plan.

    Attributes:
        versions: all versions, by person, form and period, the oldest first.
        failed: the readings that could not be used, each with its error.
        notes: sentences: where one id stands in the files of two people, or joins two given names.
    """

    versions: tuple[Version, ...]
    failed: tuple[Reading, ...]
    notes: tuple[str, ...] = ()


@reads_many
def history(
    items: Items,
    **options: Unpack[ManyRead],
) -> History:
    """Return the versions of each person's plan among the items, each with its changes.

    Versions are told by person and period, whatever the files are called. They are in the order in
    which they were last saved, then by revision, then by path.

    Args:
        items: paths, folders, readings, plans, or data of either; one alone will do.
        options: how documents are read, as below.

    Raises:
        PlandocsError: an option cannot be used, or the items are none of these.

    >>> [len(version.changes or ()) for version in history(["plan.docx", "later.docx"]).versions]
    [0, 1]
    """
    readings = tuple(gather(items, ReadOptions(**options)))
    failed = tuple(reading for reading in readings if reading.plan is None)
    documents = sorted(documents_in(readings), key=_order)
    marks = marks_of(documents)
    versions = (v for each in documents for v in _versions(each, marks[each.person.key]))
    return History(tuple(versions), failed, tuple(_disputed(documents)))


def _disputed(documents: Sequence[Document]) -> Iterator[str]:
    copies = {c.number: (c, d.person.key) for d in documents for c in (d.copy, *d.earlier)}
    named = [(n, c.plan.id, key, c.name) for n, (c, key) in copies.items()]
    shared = sharing_ids((number, id, name) for number, id, _, name in named)
    for number, finding in chain(shared, joined_by_ids(named)):
        copy, _ = copies[number]
        yield f"{copy.reading.source or copy.name}: {finding.message} {finding.fix}"


def _order(document: Document) -> tuple[str, str, str, str]:
    copy = document.copy
    return document.person.name.casefold(), document.person.key, copy.form.name, copy.period_key


def _versions(document: Document, mark: str) -> Iterator[Version]:
    copies = [*reversed(document.earlier), document.copy]
    name = document.person.name
    id = next((copy.plan.id for copy in reversed(copies) if copy.plan.id), "")
    for number, copy in enumerate(copies):
        facts = copy.reading.document
        before = copies[number - 1].plan if number else None
        yield Version(
            name, copy.form.name, copy.period, number + 1, copy.reading.source,
            facts.modified, facts.last_modified_by, facts.revision,
            None if before is None else compare(before, copy.plan),
            id, copy.written_unit, f"{name} ({mark})" if mark else name,
        )  # fmt: skip
