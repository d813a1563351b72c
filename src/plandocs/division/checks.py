"""The sheet Checks: what a person should look at, and what to do about it.

In: the findings about each document, and what only shows when they lie side by side (one id on
several people, a unit that the roster does not know). Out: findings, and the sheet of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from plandocs.division.discretion import Discretion
from plandocs.division.lengths import too_long
from plandocs.division.sheets import Sheet, Tint
from plandocs.division.tables import Cells, Column
from plandocs.division.versions import Document
from plandocs.division.view import Whole
from plandocs.reading import Issue, Reading

Checker = Callable[[Reading], Iterable[tuple[Issue, str]]]
_ORDER = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing to look at in the reading with this number, and what to do about it."""

    number: int
    issue: Issue
    fix: str = ""

    @property
    def open(self) -> bool:
        """Does somebody have to do something?"""
        return self.issue.severity != "info"


def noticed_in(whole: Whole, check: Checker) -> tuple[Noticed, ...]:
    """Everything noticed in the documents that count."""
    found: dict[Noticed, None] = {}
    for document in whole.documents:
        copy = document.copy
        discretion = Discretion(copy.form, copy.reading, whole.settings.confidential)
        for issue, fix in (*check(copy.reading), *too_long(copy.form, copy.plan)):
            found[Noticed(copy.number, *discretion.told(issue, fix))] = None
    for each in (*_reused(whole), *_unlisted(whole)):
        found[each] = None
    return tuple(found)


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
        for document in found.values():
            issue = Issue("warning", "identity-reused", message, "id", "document properties")
            yield Noticed(document.copy.number, issue, fix)


def _unlisted(whole: Whole) -> Iterator[Noticed]:
    """Units that the roster does not have, and people who are not on it."""
    if whole.settings.roster is None:
        return
    on = {m.person.key for m in whole.members if m.expected is not None and m.person is not None}
    for document in whole.documents:
        copy = document.copy
        if document.person.key not in on:
            issue = Issue("warning", "not-on-roster", "This person is not on the roster.")
            fix = "Add the person to the roster, or spell the name as it is there."
            yield Noticed(copy.number, issue, fix)
        if not whole.places.is_listed(copy.written_unit):
            said = f'"{copy.written_unit}" is not on the roster.'
            issue = Issue("warning", "unknown-unit", said if copy.written_unit else "It is blank.")
            cell = copy.form.role("unit")
            where = cell.label if cell is not None else ""
            issue = Issue("warning", "unknown-unit", issue.message, None, where)
            yield Noticed(
                copy.number, issue, "Correct it in the document, or add it to the roster."
            )


def checks_sheet(whole: Whole, noticed: Iterable[Noticed]) -> Sheet:
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
    tints = (Tint("Severity", "red", ("Error",)), Tint("Severity", "amber", ("Warning",)))
    return Sheet("Checks", columns, partial(_rows, whole, tuple(noticed)), tints=tints)


def _rows(whole: Whole, noticed: tuple[Noticed, ...]) -> Iterator[Cells]:
    documents = {document.copy.number: document for document in whole.documents}
    rank = {number: place for place, number in enumerate(documents)}
    for each in sorted(noticed, key=lambda n: (_ORDER.index(n.issue.severity), rank[n.number])):
        document, issue = documents[each.number], each.issue
        yield (
            issue.severity.capitalize(), *whole.names[document.person.key], issue.where,
            issue.message, each.fix, issue.code, whole.file(document.copy.reading),
        )  # fmt: skip
