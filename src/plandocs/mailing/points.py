"""What a letter asks of an officer: the findings about a plan, in the order of its form.

Nothing confided stands in them, and nobody else's name: where a finding's own words would say one,
its place and advice are given alone. What only HR can settle is kept for HR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

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
    """What the person is asked, and what HR is told."""

    asked: tuple[Point, ...]
    hr: tuple[str, ...]


def points_of(form: FormSpec, findings: Iterable[Finding], others: Names) -> Points:
    """Return what is to be put right, in the order of the form; notes of no weight left out."""
    needed = [each for each in findings if each.severity != "info"]
    asked = sorted(
        (each for each in needed if each.code not in _FOR_HR), key=lambda each: _place(form, each)
    )
    points = dict.fromkeys(_point(form, each, others) for each in asked)
    told = (f"{each.message} {each.fix}".strip() for each in needed if each.code in _FOR_HR)
    return Points(tuple(points), tuple(dict.fromkeys(told)))


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


def _point(form: FormSpec, finding: Finding, others: Names) -> Point:
    where, message, fix = finding.where, " ".join(finding.message.split()), finding.fix
    signed = next((c for c in form.cells if c.name == finding.field and c.kind.signs), None)
    if signed is not None and finding.code == "doubtful-signature":
        message = f"It is not clear whether the {signed.label.casefold()} is one."
    if others.named_in(message):
        message = problem(finding.code).message or _LOOK
    return Point(
        "" if others.named_in(where) else where, message, "" if others.named_in(fix) else fix
    )


class Names:
    """The names of everybody but the one who is written to."""

    def __init__(self, names: Iterable[str]) -> None:
        keys = {person_key(name) for name in names} - {""}
        self._names = {key: _surname(key) for key in keys}

    def without(self, *own: str) -> Names:
        """The same without one person, under all names that this one goes by."""
        mine = {full_words(person_key(name)) for name in own}
        result = Names(())
        surnames = {_surname(person_key(name)) for name in own}
        result._names = {
            key: "" if surname in surnames else surname
            for key, surname in self._names.items()
            if full_words(key) not in mine
        }
        return result

    def named_in(self, text: str) -> bool:
        """Tell whether a text names one of them: in full, or by a surname with its capital."""
        words = f" {plain(text)} "
        capitals = {plain(word) for word in _WORD.findall(text) if word[:1].isupper()}
        return any(
            f" {plain(key)} " in words or surname in capitals
            for key, surname in self._names.items()
        )


def _surname(key: str) -> str:
    words = key.split()
    return words[-1] if len(words) > 1 else ""
