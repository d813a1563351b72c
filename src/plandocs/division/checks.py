"""The sheet Checks: what a person should look at, and what to do about it.

In: the issues of the readings, and what only shows when they lie side by side (one key on several
people, a unit that the roster does not know). Out: findings, and the sheet of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from plandocs.division.sheets import Sheet, Tint
from plandocs.division.versions import Document
from plandocs.division.view import Whole
from plandocs.tables import Cells, Column, File

Severity = Literal["error", "warning", "info"]
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, in the reading with this number."""

    number: int
    severity: Severity
    code: str
    where: str
    message: str
    fix: str = ""
    field: str | None = None

    @property
    def open(self) -> bool:
        """Does somebody have to do something?"""
        return self.severity != "info"


def findings_of(whole: Whole) -> tuple[Finding, ...]:
    """All findings in the documents that count."""
    found = [each for document in whole.documents for each in _of_reading(document)]
    found += _reused(whole)
    found += _unlisted(whole)
    return tuple(found)


def _of_reading(document: Document) -> Iterator[Finding]:
    copy = document.copy
    for issue in copy.reading.issues:
        yield Finding(
            copy.number, issue.severity, issue.code, issue.where, issue.message, "", issue.field
        )


def _reused(whole: Whole) -> Iterator[Finding]:
    """HR's key on the documents of different people."""
    holders: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in whole.documents:
        if document.copy.plan.id:
            holders[document.copy.plan.id].setdefault(document.person.key, document)
    for key, found in holders.items():
        if len(found) < 2:
            continue
        names = " and ".join(sorted(document.person.name for document in found.values()))
        for document in found.values():
            message = f"The id {key} is in the files of {names}. Each person is counted."
            fix = "See whose id it is; the other file was probably started from a copy of it."
            yield Finding(
                document.copy.number,
                "warning",
                "identity-reused",
                "document properties",
                message,
                fix,
            )


def _unlisted(whole: Whole) -> Iterator[Finding]:
    """Units that the roster does not have, and people who are not on it."""
    if whole.settings.roster is None:
        return
    on = {m.person.key for m in whole.members if m.expected is not None and m.person is not None}
    for document in whole.documents:
        copy = document.copy
        if document.person.key not in on:
            message = "This person is not on the roster."
            fix = "Add the person to the roster, or see whether the name is spelled as it is there."
            yield Finding(copy.number, "warning", "not-on-roster", "", message, fix)
        if not whole.units.is_listed(copy.written_unit):
            message = f"The roster has no unit {copy.written_unit!r}."
            fix = "Correct the unit in the document, or in the roster."
            yield Finding(copy.number, "warning", "unknown-unit", "", message, fix)


def checks_sheet(whole: Whole, findings: Iterable[Finding]) -> Sheet:
    """The sheet, what matters most first."""
    columns = (
        Column("Severity", 11),
        Column("Person", 24, key=True),
        Column("Branch", 26),
        Column("Place", 26, key=True),
        Column("Message", 60, key=True),
        Column("What to do", 48),
        Column("Code", 20, key=True),
        Column("File", 26, "link"),
    )
    rows = partial(_rows, whole, tuple(findings))
    tints = (Tint("Severity", "red", ("Error",)), Tint("Severity", "amber", ("Warning",)))
    return Sheet("Checks", columns, rows, tints=tints)


def _rows(whole: Whole, findings: tuple[Finding, ...]) -> Iterator[Cells]:
    entry = {
        document.copy.number: (rank, document) for rank, document in enumerate(whole.documents)
    }
    names = {m.person.key: m for m in whole.members if m.person is not None}
    for each in sorted(findings, key=lambda f: (_ORDER.index(f.severity), entry[f.number][0])):
        document = entry[each.number][1]
        member = names[document.person.key]
        source = document.copy.reading.source
        yield (
            each.severity.capitalize(), member.name, member.unit.branch, each.where, each.message,
            each.fix, each.code, File(source, source) if source else None,
        )  # fmt: skip
