"""What a letter asks of an officer: the findings about a plan, in the order of its form.

Nothing confided stands in them, and nobody else's name: where a finding's own words would say one,
its place and advice are given alone. What only HR can settle is kept for HR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any, NamedTuple

from plandocs.description.form import FormSpec
from plandocs.division.identities import DISAGREE, REUSED
from plandocs.model.findings import Finding
from plandocs.paths import steps_of
from plandocs.people import full_words, person_key
from plandocs.problems import problem
from plandocs.wording import plain

UNSURE = frozenset({DISAGREE, REUSED})
"""Codes of findings that leave open whose plan it is."""
_FOR_HR = UNSURE | {
    "copied", "not-on-roster", "unknown-unit", "shortened", "live-content", "correction-outdated",
}  # fmt: skip
_LOOK = "Please look at this place."
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Point(NamedTuple):
    """One thing to put right: where, what was found, what to do."""

    where: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return " ".join(part for part in (f"{where}{self.message}", self.fix) if part)


class Points(NamedTuple):
    """What the person is asked, what HR is told, and the findings in the words of the former."""

    asked: tuple[Point, ...]
    hr: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def rows_added(form: FormSpec, corrections: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the rows that HR has written, such as "learning_needs[2]"; the file has none there."""
    rows = set()
    for each in corrections:
        field = str(each.get("field") or "")
        row = row_holding(field)
        key = f"{row}.{form.section(row.partition('[')[0]).key_column.name}" if row else ""
        if row and not each.get("before") and field in (row, key):
            rows.add(row)
    return frozenset(rows)


def row_holding(field: str | None) -> str:
    """Return the row that a field stands in; "" where it is in none."""
    section, *steps = steps_of(field) if field else [""]
    return f"{section}[{steps[0]}]" if steps and isinstance(steps[0], int) else ""


def points_of(form: FormSpec, findings: Iterable[Finding], others: Others) -> Points:
    """Return what is to be put right, in the order of the form; notes of no weight left out."""
    needed = [each for each in findings if each.severity != "info"]
    asked = sorted(
        (each for each in needed if each.code not in _FOR_HR), key=lambda each: _place(form, each)
    )
    points = {_point(form, each, others): each for each in reversed(asked)}
    findings = (
        replace(each, where=point.where, message=point.message, fix=point.fix)
        for point, each in reversed(points.items())
    )
    for_hr = (f"{each.message} {each.fix}".strip() for each in needed if each.code in _FOR_HR)
    asked_of = tuple(reversed(points))
    return Points(asked_of, tuple(dict.fromkeys(for_hr)), tuple(findings))


def _place(form: FormSpec, finding: Finding) -> tuple[int, int]:
    """Where in the form a finding is: the cells at the top, then each section by its rows."""
    order = [*(cell.name for cell in form.cells), *(section.name for section in form.sections)]
    try:
        first, *rest = steps_of(finding.field or "")
    except ValueError:
        titles = [section.title for section in form.sections]
        place = next((n for n, title in enumerate(titles) if finding.where.startswith(title)), None)
        return (len(order), 0) if place is None else (len(form.cells) + place, -1)
    row = next((step for step in rest if isinstance(step, int)), -1)
    return (order.index(str(first)) if first in order else len(order), row)


def _point(form: FormSpec, finding: Finding, others: Others) -> Point:
    where, message, fix = finding.where, " ".join(finding.message.split()), finding.fix
    if finding.code == "doubtful-signature":
        asked = next((cell for cell in form.cells if cell.name == finding.field), None)
        if asked is not None:
            message = f"It is not clear whether the {asked.label.casefold()} is one."
    if others.named_in(message):
        message = problem(finding.code).message or _LOOK
    return Point(
        "" if others.named_in(where) else where, message, "" if others.named_in(fix) else fix
    )


class Names:
    """The names of everybody, looked for in texts: in full, or a surname with its capital."""

    def __init__(self, names: Iterable[str]) -> None:
        keys = {person_key(name) for name in names} - {""}
        self._whole = {plain(key): full_words(key) for key in keys}
        self._last = {key.split()[-1] for key in keys}
        self._longest = max((len(key.split()) for key in self._whole), default=0)

    def without(self, *own: str) -> Others:
        """The same without one person, under all names that this one goes by."""
        keys = [key for key in map(person_key, own) if key]
        return Others(
            self, frozenset(map(full_words, keys)), frozenset(k.split()[-1] for k in keys)
        )

    def in_text(self, text: str, mine: Set[str], last: Set[str]) -> bool:
        """Tell whether a text names somebody but the one whose names these are."""
        capitals = {plain(word) for word in _WORD.findall(text) if word[:1].isupper()}
        if capitals & self._last - last:
            return True
        words = plain(text).split()
        spans = (
            " ".join(words[start : start + length])
            for length in range(2, self._longest + 1)
            for start in range(len(words) - length + 1)
        )
        return any(span in self._whole and self._whole[span] not in mine for span in spans)


class Others(NamedTuple):
    """Everybody but the one who is written to."""

    names: Names
    mine: frozenset[str]
    last: frozenset[str]

    def named_in(self, text: str) -> bool:
        """Tell whether a text names one of them."""
        return self.names.in_text(text, self.mine, self.last)
