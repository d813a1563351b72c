"""HR's corrections, laid over readings: what was put right stays so, until its words change.

A correction is known by its file, or by the content that the file had. It is applied where the
field still says what it said when it was corrected; otherwise the reading says that it was not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.model.reading import Issue, Reading
from plandocs.paths import value_at, with_value
from plandocs.store.database import Database

_COLUMNS = "number, source, sha256, field, before, value, origin, by, at"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; without a field, words that were looked at and are to be left."""

    number: int
    source: str
    sha256: bytes
    field: str | None
    before: Any
    value: Any
    origin: str
    by: str
    at: str

    def to_dict(self) -> dict[str, Any]:
        """As the contract has it, section 3."""
        return {
            "field": self.field, "before": self.before, "value": self.value,
            "from": self.origin or None, "by": self.by, "at": self.at,
        }  # fmt: skip


class Corrections:
    """All corrections of a state, by file and by content; of None there are none."""

    def __init__(self, database: Database | None) -> None:
        self._by_source: dict[str, list[Correction]] = {}
        self._by_content: dict[bytes, list[Correction]] = {}
        if database is None:
            return
        self._folder = database.path.absolute().parent
        for row in database.rows(f"SELECT {_COLUMNS} FROM corrections ORDER BY number"):
            number, source, digest, field, before, value, *rest = row
            each = Correction(
                number, source, digest, field, json.loads(before), json.loads(value), *rest
            )
            self._by_source.setdefault(source, []).append(each)
            self._by_content.setdefault(digest, []).append(each)

    def of(self, source: str, digest: str) -> list[Correction]:
        """Return the corrections of a file, the oldest first."""
        if not self._by_source:
            return []
        found = self._by_source.get(known_as(source, self._folder)) if source else None
        return found or self._by_content.get(bytes.fromhex(digest), [])

    def applied(self, reading: Reading) -> Reading:
        """Return the reading with its corrections."""
        found = self.of(reading.source, reading.sha256)
        return corrected(reading, found) if found and reading.plan is not None else reading


def known_as(source: str, folder: Path) -> str:
    """What a state calls a file: its path from the state's own folder, where it lies below it."""
    path = os.path.abspath(source)
    inside = os.path.join(folder, "")
    return Path(path.removeprefix(inside)).as_posix() if path.startswith(inside) else path


def corrected(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """Return a reading with these corrections laid over it, each told by an issue."""
    assert reading.plan is not None
    data = reading.plan.model_dump(mode="json")
    issues, unmapped = list(reading.issues), list(reading.unmapped)
    applied: list[Correction] = []
    for each in corrections:
        words = next((u for u in unmapped if _is_of(u.where, u.text, each)), None)
        if each.origin and words is None:
            issues.append(_outdated(each))
            continue
        if each.field is not None:
            try:
                if value_at(data, each.field) != each.before:
                    raise LookupError
                with_value(data, each.field, each.value)
                as_plan(data)
            except (LookupError, ValueError, InputError):
                issues.append(_outdated(each))
                continue
            issues = [i for i in issues if i.field != each.field] + [_told(each)]
        if words is not None:
            unmapped.remove(words)
        applied.append(each)
    if not unmapped:
        issues = [issue for issue in issues if issue.code != "unmapped-text"]
    return replace(
        reading, plan=as_plan(data, source=reading.source), issues=tuple(issues),
        unmapped=tuple(unmapped), corrections=tuple(each.to_dict() for each in applied),
    )  # fmt: skip


def _is_of(where: str, text: str, correction: Correction) -> bool:
    """Is this what a correction gave a field, or left?"""
    words = correction.before if correction.field is None else correction.value
    return where == correction.origin and (text == words or correction.field is not None)


def _told(each: Correction) -> Issue:
    message = f"{each.by} corrected this on {each.at[:10]}; the document says {each.before!r}."
    if not each.before:
        message = f"{each.by} filled this in on {each.at[:10]}; the document has nothing here."
    return Issue("info", "corrected", message, each.field)


def _outdated(each: Correction) -> Issue:
    message = (
        f"A correction of {each.at[:10]} by {each.by} was not applied: the words that it was made "
        "for have changed. See what the document says now, and correct it again if need be."
    )
    return Issue("warning", "correction-outdated", message, each.field)
