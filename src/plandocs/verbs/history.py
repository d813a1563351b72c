"""``history``: the versions of each person's plan, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from plandocs.batch import Pace
from plandocs.changes import Change, compare
from plandocs.division.versions import Document
from plandocs.reading import Reading
from plandocs.verbs.gather import Item, gather
from plandocs.verbs.versions import documents_in


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one person's document, the oldest first.

    ``changes`` are those since the version before; None for the first. ``same`` tells two files
    with the same plan in them.
    """

    officer_name: str
    form: str
    period: str
    number: int
    source: str
    modified: str
    last_modified_by: str
    revision: int | None
    changes: tuple[Change, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "officer_name": self.officer_name,
            "form": self.form,
            "period": self.period,
            "version": self.number,
            "source": self.source,
            "modified": self.modified or None,
            "last_modified_by": self.last_modified_by,
            "revision": self.revision,
            "changes": None
            if self.changes is None
            else [change.to_dict() for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class History:
    """All versions, by person, form and period; and the readings that could not be used."""

    versions: tuple[Version, ...]
    failed: tuple[Reading, ...]


def history(
    items: Item | Iterable[Item], *, workers: int = 1, timeout: float | None = None
) -> History:
    """The versions of each person's plan among paths, folders, readings and data.

    Versions are told by person and period, whatever the files are called. They are in the order in
    which they were last saved, then by revision, then by path.
    """
    readings = tuple(gather(items, Pace(workers, timeout=timeout)))
    failed = tuple(reading for reading in readings if reading.plan is None)
    documents = sorted(documents_in(readings), key=_order)
    return History(tuple(v for document in documents for v in _versions(document)), failed)


def _order(document: Document) -> tuple[str, str, str, str]:
    copy = document.copy
    return document.person.name.casefold(), document.person.key, copy.form.name, copy.period_key


def _versions(document: Document) -> Iterator[Version]:
    copies = [*reversed(document.earlier), document.copy]
    for number, copy in enumerate(copies):
        facts = copy.reading.document
        before = copies[number - 1].plan if number else None
        yield Version(
            document.person.name, copy.form.name, copy.period, number + 1, copy.reading.source,
            facts.modified, facts.last_modified_by, facts.revision,
            None if before is None else compare(before, copy.plan),
        )  # fmt: skip
