"""HR's corrections laid over a reading: what was put right stays so, until its words change.

One is applied where the field still says what it said when it was corrected; otherwise, and where
the file of that name is now somebody else's, the reading says that it was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Reading, Unmapped, new_issue
from plandocs.paths import row_of, row_taken_out, value_at, with_row, with_value, without_row
from plandocs.problems import problem
from plandocs.store.corrections import Correction, Corrections
from plandocs.store.whose import whose


def corrected(reading: Reading, corrections: Corrections) -> Reading:
    """Return a reading with its corrections, each told by an issue."""
    matching = corrections.of(reading)
    return _Laid(reading, matching).reading() if matching else reading


class _Laid:
    """A reading while corrections are laid over it.

    Rows are counted as the document has them until the end, when those that were taken out go.
    """

    def __init__(self, reading: Reading, corrections: Iterable[Correction]) -> None:
        assert reading.plan is not None
        self._reading = reading
        self._data = reading.plan.model_dump(mode="json")
        self._owner = whose(reading.plan)
        self._digest = bytes.fromhex(reading.sha256)
        self._plan: Plan = reading.plan
        self._unmapped = list(reading.unmapped)
        self._by_field: dict[str, Issue] = {}
        self._out: list[tuple[str, int]] = []
        self._outdated: list[Issue] = []
        self._applied: list[Correction] = []
        for each in corrections:
            self._lay(each)

    def _lay(self, each: Correction) -> None:
        words = next((u for u in self._unmapped if _is_of(u, each)), None)
        other = each.sha256 != self._digest and (each.moves or each.whose != self._owner)
        changed = None if other or (each.origin and words is None) else _changed(self._plan, each)
        if changed is None:
            self._outdated.append(_outdated(each))
            return
        self._plan = changed
        if words is not None:
            self._unmapped.remove(words)
        if each.field is not None:
            at = self._before(each.field)
            self._by_field[at] = _correction_issue(each, self._data, at)
        if row := row_taken_out(each.to_dict()):
            self._out.append(row)
        self._applied.append(each)

    def _before(self, path: str) -> str:
        """What a path is in the document, where it was one after rows had been taken out."""
        for row in reversed(self._out):
            path = with_row(path, row)
        return path

    def _now(self, path: str | None) -> str | None:
        """What a path of the document is now; None where its row is out."""
        for row in self._out:
            path = path and without_row(path, row)
        return path

    def reading(self) -> Reading:
        """The reading as it is with what was laid over it."""
        reading, by_field = self._reading, self._by_field
        before, left = _places(reading.unmapped), _places(self._unmapped)
        issues = [each for each in reading.issues if not _is_settled(each, by_field, before, left)]
        if not self._unmapped:
            issues = [each for each in issues if each.code != "unmapped-text"]
        if self._out:
            issues = [replace(each, field=self._now(each.field)) for each in issues]
        places = reading.places
        if self._out:
            places = {now: place for at, place in places.items() if (now := self._now(at))}
        return replace(
            reading, plan=self._plan, places=places,
            unmapped=tuple(replace(each, field=self._now(each.field)) for each in self._unmapped),
            issues=(
                *issues, *_doubts(self._plan, by_field), *self._correction_issues(),
                *self._outdated,
            ),
            corrections=tuple(each.to_dict() for each in self._applied),
        )  # fmt: skip

    def _correction_issues(self) -> Iterator[Issue]:
        for at, issue in self._by_field.items():
            row = row_of(at)
            yield replace(issue, field=self._now(at) or (row[0] if row else None))


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
    path = issue.field or ""
    return any(path == field or path.startswith((f"{field}.", f"{field}[")) for field in fields)


def _changed(plan: Plan, correction: Correction) -> Plan | None:
    """The plan with a correction; None where its field no longer says what it was made for."""
    field = correction.field
    if field is None:
        return plan
    data = plan.model_dump(mode="json")
    try:
        if value_or_new(data, field) != correction.before:
            return None
        lay(data, field, correction.value)
        return as_plan(data)
    except (LookupError, ValueError, InputError):
        return None


def value_or_new(data: Any, field: str) -> Any:
    """What stands at a path of a plan's JSON; None for the row behind the last.

    Raises:
        ValueError: it is no path.
        LookupError: nothing has that place.
    """
    row = row_of(field)
    if row is not None and isinstance(data.get(row[0]), list) and row[1] == len(data[row[0]]):
        return None
    return value_at(data, field)


def lay(data: Any, field: str, value: Any) -> None:
    """Put a value at a path of a plan's JSON; a row that is given none is taken out."""
    row = row_of(field)
    if row is not None and value is None and isinstance(value_at(data, field), dict):
        del data[row[0]][row[1]]
    else:
        with_value(data, field, value)


def _doubts(plan: Plan, by_field: Mapping[str, Issue]) -> Iterator[Issue]:
    """What is doubtful about the corrected values of the form's own cells."""
    for cell in form_named(plan.form).cells:
        if cell.name in by_field:
            value, names = getattr(plan, cell.name), plan.names_beside(cell.name)
            for doubt in cell.kind.doubts(value, names):
                yield new_issue(doubt.code, doubt.message, cell.name)


def _is_of(left: Unmapped, correction: Correction) -> bool:
    """Return whether these are the words that a correction gave a field, or left."""
    at = correction.origin
    return bool(at) and left.where == at and correction.words in ("", left.text)


def _correction_issue(each: Correction, data: Mapping[str, Any], at: str) -> Issue:
    day = each.at[:10]
    try:
        before = value_at(data, at)
    except (LookupError, ValueError):
        before = ""
    if row_of(at) and isinstance(each.before, dict) and each.value is None:
        return new_issue(
            "corrected", f"{each.by} took a row out on {day}; the document has it.", at
        )
    if row_of(at) and each.before is None:
        message = f"{each.by} added this row on {day}; the document does not have it."
        return new_issue("corrected", message, at)
    text = before.get("text", "") if isinstance(before, dict) else before
    text = "; ".join(map(str, text)) if isinstance(text, list) else text
    message = f"{each.by} corrected this on {day}; the document says: {text}"
    if not text:
        message = f"{each.by} filled this in on {day}; the document has nothing here."
    return new_issue("corrected", message, each.field)


def _outdated(each: Correction) -> Issue:
    message = (
        f"A correction of {each.at[:10]} by {each.by} was not applied: the words that it was made "
        "for have changed."
    )
    return new_issue("correction-outdated", message, each.field, each.origin)
