"""HR's corrections, laid over readings: what was put right stays so, until its words change.

A correction goes with the person's plan, whatever its file is called. It is applied where the field
still says what it said when it was corrected; otherwise, and where the file of that name is now
somebody else's, the reading says that it was not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Reading, Unmapped, new_issue
from plandocs.paths import value_at, with_value
from plandocs.problems import problem
from plandocs.store.database import Database
from plandocs.store.whose import owner_of, whose

_COLUMNS = "number, source, sha256, whose, field, before, value, origin, by, at"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; without a field, words that were looked at and are to be left."""

    number: int
    source: str
    sha256: bytes
    whose: str
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
        self._all: list[Correction] = []
        if database is None:
            return
        self._folder = database.path.absolute().parent
        for row in database.rows(f"SELECT {_COLUMNS} FROM corrections ORDER BY number"):
            number, source, digest, plan, field, before, value, *rest = row
            try:
                said = json.loads(before), json.loads(value)
                owner_of(plan)
            except ValueError:
                raise InputError(
                    "a correction in this state is damaged, or somebody has changed it; take back "
                    "your latest copy of the file.",
                    str(database.path),
                ) from None
            self._all.append(Correction(number, source, digest, plan, field, *said, *rest))

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._all)

    def of(self, reading: Reading) -> list[Correction]:
        """Return the corrections of a document, the oldest first.

        They are those of the same content, of the same file, and of the same person's plan of the
        same form and period, under whatever name its file goes by now.
        """
        if not self._all or reading.plan is None:
            return []
        digest, plan = bytes.fromhex(reading.sha256), whose(reading.plan)
        source = known_as(reading.source, self._folder) if reading.source else ""
        return [
            each
            for each in self._all
            if each.sha256 == digest
            or (plan and each.whose == plan)
            or (source and each.source == source)
        ]

    def applied(self, reading: Reading) -> Reading:
        """Return the reading with its corrections."""
        found = self.of(reading)
        return corrected(reading, found) if found else reading


def known_as(source: str, folder: Path) -> str:
    """What a state calls a file: its path from the state's own folder, where it lies below it."""
    path = os.path.abspath(source)
    inside = os.path.join(folder, "")
    return Path(path.removeprefix(inside)).as_posix() if path.startswith(inside) else path


def corrected(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """Return a reading with these corrections laid over it, each told by an issue."""
    assert reading.plan is not None
    original, digest = reading.plan, bytes.fromhex(reading.sha256)
    plan, unmapped = original, list(reading.unmapped)
    told: dict[str, Issue] = {}
    outdated: list[Issue] = []
    applied: list[Correction] = []
    for each in corrections:
        words = next((u for u in unmapped if _is_of(u.where, u.text, each)), None)
        other = each.sha256 != digest and each.whose != whose(original)
        changed = None if other or (each.origin and words is None) else _changed(plan, each)
        if changed is None:
            outdated.append(_outdated(each))
            continue
        plan = changed
        if words is not None:
            unmapped.remove(words)
        if each.field is not None:
            told[each.field] = _told(each, original)
        applied.append(each)
    before, left = _places(reading.unmapped), _places(unmapped)
    issues = [i for i in reading.issues if not _is_settled(i, told, before, left)]
    if not unmapped:
        issues = [issue for issue in issues if issue.code != "unmapped-text"]
    return replace(
        reading, plan=plan, unmapped=tuple(unmapped),
        issues=(*issues, *_doubts(plan, told), *told.values(), *outdated),
        corrections=tuple(each.to_dict() for each in applied),
    )  # fmt: skip


def _places(unmapped: Iterable[Unmapped]) -> set[tuple[str | None, str]]:
    return {(each.field, each.where) for each in unmapped}


def _is_settled(
    issue: Issue,
    fields: Iterable[str],
    before: set[tuple[str | None, str]],
    left: set[tuple[str | None, str]],
) -> bool:
    """Tell whether a corrected value, or words that are no longer left over, settle an issue."""
    place = issue.field, issue.where
    if problem(issue.code).stays and place in before:
        return place not in left
    said = issue.field or ""
    return any(said == field or said.startswith((f"{field}.", f"{field}[")) for field in fields)


def _changed(plan: Plan, correction: Correction) -> Plan | None:
    """The plan with a correction; None where its field no longer says what it was made for."""
    if correction.field is None:
        return plan
    data = plan.model_dump(mode="json")
    try:
        if value_at(data, correction.field) != correction.before:
            return None
        with_value(data, correction.field, correction.value)
        return as_plan(data)
    except (LookupError, ValueError, InputError):
        return None


def _doubts(plan: Plan, told: Mapping[str, Issue]) -> Iterator[Issue]:
    """What is doubtful about the corrected values of the form's own cells."""
    for cell in form_named(plan.form).cells:
        if cell.name in told:
            value, names = getattr(plan, cell.name), plan.names_beside(cell.name)
            for doubt in cell.kind.doubts(value, names):
                yield new_issue(doubt.code, doubt.message, cell.name)


def _is_of(where: str, text: str, correction: Correction) -> bool:
    """Return whether this is what a correction gave a field, or left."""
    words = correction.before if correction.field is None else correction.value
    return where == correction.origin and (text == words or correction.field is not None)


def _told(each: Correction, original: Plan) -> Issue:
    try:
        before = value_at(original.model_dump(mode="json"), str(each.field))
    except (LookupError, ValueError):
        before = ""
    said = before.get("text", "") if isinstance(before, dict) else before
    said = "; ".join(map(str, said)) if isinstance(said, list) else said
    message = f"{each.by} corrected this on {each.at[:10]}; the document says: {said}"
    if not said:
        message = f"{each.by} filled this in on {each.at[:10]}; the document has nothing here."
    return new_issue("corrected", message, each.field)


def _outdated(each: Correction) -> Issue:
    message = (
        f"A correction of {each.at[:10]} by {each.by} was not applied: the words that it was made "
        "for have changed. See what the document says now, and correct it again if need be."
    )
    return new_issue("correction-outdated", message, each.field)
