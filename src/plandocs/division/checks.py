"""The sheet Checks: what a person should look at, and what to do about it.

In: the findings about each document, and what only shows when they lie side by side (one id on
several people, a unit that the roster does not know). Out: findings, and the sheet of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from plandocs.description.form import FormSpec
from plandocs.division.discretion import Discretion
from plandocs.division.identities import (
    DISAGREE,
    REUSED,
    belongs_to,
    shared_by,
    stands_as_one,
    stands_with,
    taken_for_one,
)
from plandocs.division.lengths import too_long
from plandocs.division.versions import Document
from plandocs.division.view import Whole
from plandocs.model.findings import Finding, new_finding
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.table import Cells, Column, Highlight, Rows, Table

Checker = Callable[[Reading, Iterable[Finding]], Iterable[Finding]]
Comparer = Callable[[Iterable[tuple[str, FormSpec, Plan]]], Mapping[int, Sequence[Finding]]]
_ORDER = ("error", "warning", "info")
_PROPERTIES = "document properties"


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing to look at in the reading with this number, and what to do about it."""

    number: int
    finding: Finding

    @property
    def open(self) -> bool:
        """Does somebody have to do something?"""
        return self.finding.severity != "info"


def noticed_in(whole: Whole, check: Checker, alike: Comparer) -> tuple[Noticed, ...]:
    """Everything noticed in the documents that count."""
    found: list[Noticed] = []
    same = alike((d.person.key, d.copy.form, d.copy.plan) for d in whole.documents)
    for place, document in enumerate(whole.documents):
        copy = document.copy
        discretion = Discretion(copy.form, copy.reading, whole.settings.confidential)
        findings = (*check(copy.reading, same.get(place, ())), *too_long(copy.form, copy.plan))
        for each in dict.fromkeys(map(discretion.told, findings)):
            found.append(Noticed(copy.number, each))
    return (*found, *_reused(whole), *_disputed(whole), *_joined(whole), *_unlisted(whole))


def _reused(whole: Whole) -> Iterator[Noticed]:
    """HR's id on the documents of different people."""
    holders: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in whole.documents:
        if document.copy.plan.id:
            holders[document.copy.plan.id].setdefault(document.person.key, document)
    for id, found in holders.items():
        if len(found) < 2:
            continue
        names = " and ".join(sorted(whole.names[key][0] for key in found))
        message = f"The id {id} is in the files of {names}. Each person is counted."
        fix = "See whose id it is; the other file was probably started from a copy of it."
        finding = new_finding(REUSED, "id", message, fix=fix, where=_PROPERTIES)
        for document in found.values():
            yield Noticed(document.copy.number, finding)


def _disputed(whole: Whole) -> Iterator[Noticed]:
    """HR's id in a file that names somebody with another surname."""
    for number, (copy, owner) in whole.disputed.items():
        message = belongs_to(copy.plan.id, owner, copy.name)
        yield Noticed(number, new_finding(DISAGREE, "id", message, where=_PROPERTIES))
    copies = {document.copy.number: document.copy for document in whole.documents}
    named = ((number, copy.plan.id, copy.name) for number, copy in copies.items())
    for number, others in shared_by(named).items():
        message = stands_with(copies[number].plan.id, others)
        yield Noticed(number, new_finding(DISAGREE, "id", message, where=_PROPERTIES))


def _joined(whole: Whole) -> Iterator[Noticed]:
    """Documents of one person by their id alone: the given names are two."""
    copies = {c.number: (d, c) for d in whole.documents for c in (d.copy, *d.earlier)}
    named = ((n, c.plan.id, d.person.key, c.name) for n, (d, c) in copies.items())
    for number, others in taken_for_one(named).items():
        document, copy = copies[number]
        if copy is document.copy:
            message = stands_as_one(copy.plan.id, others)
            yield Noticed(number, new_finding(REUSED, "id", message, where=_PROPERTIES))


def _unlisted(whole: Whole) -> Iterator[Noticed]:
    """Units that the roster does not have, and people who are not on it."""
    if whole.settings.roster is None:
        return
    on = {m.person.key for m in whole.members if m.expected is not None and m.person is not None}
    for document in whole.documents:
        copy = document.copy
        if document.person.key not in on:
            yield Noticed(copy.number, new_finding("not-on-roster", None))
        if not whole.places.is_listed(copy.written_unit):
            written, cell = copy.written_unit, copy.form.role("unit")
            message = f'"{written}" is not on the roster.' if written else "It is blank."
            where = cell.label if cell is not None else ""
            yield Noticed(copy.number, new_finding("unknown-unit", None, message, where=where))


def checks_sheet(whole: Whole, noticed: Iterable[Noticed]) -> Table:
    """The sheet, what matters most first."""
    columns = (
        Column("Severity", 10),
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Place", 22, key=True),
        Column("Message", 52, key=True),
        Column("What to do", 44),
        Column("Code", 18, key=True),
        Column("File", 20, "link"),
    )
    highlights = (
        Highlight("Severity", "red", ("Error",)),
        Highlight("Severity", "amber", ("Warning",)),
    )
    return Table(
        "Checks", columns, Rows(partial(_rows, whole, tuple(noticed))), highlights=highlights
    )


def _rows(whole: Whole, noticed: tuple[Noticed, ...]) -> Iterator[Cells]:
    documents = {
        document.copy.number: (document.copy, whole.names[document.person.key])
        for document in whole.documents
    }
    for number, (copy, _) in whole.disputed.items():
        documents[number] = (copy, (copy.name, whole.places.label(copy.unit)))
    rank = {number: place for place, number in enumerate(documents)}
    for each in sorted(noticed, key=lambda n: (_ORDER.index(n.finding.severity), rank[n.number])):
        (copy, names), finding = documents[each.number], each.finding
        yield (
            finding.severity.capitalize(), *names, finding.where,
            finding.message, finding.fix, finding.code, whole.file(copy.reading),
        )  # fmt: skip
