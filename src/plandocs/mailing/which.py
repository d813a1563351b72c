"""Which letter fits whom: one case for each person who is expected, or whose plan came.

A letter that could reach the wrong person is held, and why is said: a plan whose owner is not sure,
a person who is on no roster, somebody who seems to have sent nothing while a plan that may be
theirs lies there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from plandocs.description.form import FormSpec
from plandocs.division.checks import Noticed
from plandocs.division.completion import MISSING, NOT_STARTED, Progress, progress_in
from plandocs.division.documents import Copy
from plandocs.division.roster import Member
from plandocs.division.whole import Whole
from plandocs.mailing.points import UNSURE, Names, Point, points_of, row_holding, rows_added
from plandocs.mailing.values import Kind
from plandocs.model.findings import Finding
from plandocs.model.reading import Reading
from plandocs.people import another_surname, full_words, person_key, same_name
from plandocs.wording import plain


@dataclass(frozen=True, eq=False)
class Case:
    """One person, how far they have come, and what there is to say to them.

    ``held`` is why they get no letter, ``asked`` what they are to put right, ``findings`` the same
    for comments in the plan, ``for_hr`` what only HR can settle.
    """

    form: FormSpec
    progress: Progress
    asked: tuple[Point, ...] = ()
    for_hr: tuple[str, ...] = ()
    held: str = ""
    due: date | None = None
    today: date = date.min
    findings: tuple[Finding, ...] = ()

    @property
    def member(self) -> Member:
        """The person, as the division has them."""
        return self.progress.member

    @property
    def copy(self) -> Copy | None:
        """The document that counts."""
        return self.progress.document.copy if self.progress.document is not None else None

    @property
    def name(self) -> str:
        """The person's name: HR's own spelling, else that of the plan."""
        return self.member.name or (self.copy.name if self.copy is not None else "")

    @property
    def id(self) -> str:
        """HR's own key."""
        expected = self.member.expected
        return (expected.id if expected else "") or (self.copy.plan.id if self.copy else "")

    @property
    def manager(self) -> str:
        """The manager: HR's own word, else the plan's."""
        expected = self.member.expected
        return (expected.manager if expected else "") or (self.copy.manager if self.copy else "")

    @property
    def finished(self) -> bool:
        """Whether nothing is missing or out of line."""
        return self.copy is not None and not self.asked

    @property
    def is_past_due(self) -> bool:
        """Whether the due day is over, so that nobody can be asked to keep it."""
        return self.due is not None and self.due < self.today

    @property
    def overdue(self) -> int:
        """How many days it is late."""
        if self.due is None or self.finished or self.progress.signed:
            return 0
        return max((self.today - self.due).days, 0)

    @property
    def fitting(self) -> Kind:
        """The kind of letter that fits."""
        if self.progress.status in (MISSING, NOT_STARTED):
            return "reminder"
        return "cover" if self.finished else "findings"

    def fits(self, kind: Kind) -> bool:
        """Tell whether a letter of this kind would say what is so."""
        if kind == "reminder":
            return self.fitting == "reminder"
        return self.copy is not None if kind == "cover" else self.progress.received


def cases_of(
    whole: Whole, form: FormSpec, noticed: Iterable[Noticed], due: date | None
) -> tuple[Case, ...]:
    """Return one case for each person, in the order of unit and name."""
    findings: dict[int, list[Finding]] = defaultdict(list)
    for each in noticed:
        findings[each.number].append(each.finding)
    by_member: dict[Member, list[Progress]] = defaultdict(list)
    for progress in progress_in(whole, form):
        by_member[progress.member].append(progress)
    doubts, names = _Doubts(whole), _names(whole)
    return tuple(
        _case(form, progresses, findings, doubts, names, (due, whole.today))
        for progresses in by_member.values()
    )


def _case(
    form: FormSpec, progresses: list[Progress], findings: Mapping[int, list[Finding]],
    doubts: _Doubts, names: Names, days: tuple[date | None, date],
) -> Case:  # fmt: skip
    progress = max(progresses, key=_latest)
    member, document = progress.member, progress.document
    due = progress.due or days[0]
    if document is None:
        held = doubts.about_missing(member) if not progress.unread else ""
        return Case(form, progress, (), (), held, due, days[1])
    copy = document.copy
    copy_findings = findings[copy.number]
    hr_rows = rows_added(form, copy.reading.corrections)
    asked_of = [each for each in copy_findings if row_holding(each.field) not in hr_rows]
    points = points_of(form, asked_of, names.without(member.name, copy.name))
    asked = points.asked or tuple(
        Point("", f"{gap[:1].upper()}{gap[1:]}.") for gap in progress.to_do
    )
    more = (f"There are plans of {len(progresses)} periods; this is about {copy.period}.",)
    hr = (*points.hr, *(more if len(progresses) > 1 else ()))
    held = doubts.about(member, copy, copy_findings)
    return Case(form, progress, asked, hr, held, due, days[1], points.findings)


def _latest(progress: Progress) -> tuple[str, object]:
    copy = progress.document.copy if progress.document is not None else None
    return (copy.period_key, copy.age) if copy is not None else ("", ())


def _names(whole: Whole) -> Names:
    """Everybody's: those expected and found, their managers, and whoever a plan names."""
    people = [member.name for member in whole.members]
    people += [m.expected.manager for m in whole.members if m.expected is not None]
    people += [name for d in whole.documents for name in (d.copy.name, d.copy.manager)]
    people += [name for copy, owner in whole.disputed.values() for name in (copy.name, owner)]
    return Names(people)


class _Doubts:
    """Why a letter is held."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._roster = whole.settings.roster is not None
        self._strangers = tuple(_strangers(whole)) if self._roster else ()
        self._lines: dict[tuple[str, str], list[Member]] = defaultdict(list)
        for member in whole.members:
            for mark in _marks(member):
                self._lines[mark].append(member)

    def about(self, member: Member, copy: Copy, findings: Iterable[Finding]) -> str:
        """Why the owner of a plan gets no letter about it; "" where it is sure whose it is."""
        unsure = next((each for each in findings if each.code in UNSURE), None)
        if unsure is not None:
            return f"It is not certain whose plan this is. {unsure.message}"
        if not person_key(copy.name):
            return "The plan names nobody."
        if member.expected is None:
            return "This person is not on the roster." if self._roster else ""
        if member.match is not None and member.match.how == "written alike":
            return f'The plan is by "{copy.name}", who is written like "{member.name}".'
        return ""

    def about_missing(self, member: Member) -> str:
        """Why somebody of whom nothing came is not reminded: what came may be theirs."""
        if self._is_again(member):
            return "The roster has this person on another line."
        near = next((each for each in self._strangers if each.may_be(member)), None)
        return f"Nothing came under this name, but {near.what} may be theirs." if near else ""

    def _is_again(self, member: Member) -> bool:
        """Tell whether another line of the roster, with a plan or before this, is this person's."""
        lines = [each for mark in _marks(member) for each in self._lines[mark]]
        first = next((each for each in lines if each.person), None) or next(iter(lines), member)
        return first is not member


def _marks(member: Member) -> Iterator[tuple[str, str]]:
    """What makes two lines of the roster one person's: name and id, or name and address."""
    line = member.expected
    for mark in (line.id, line.email) if line is not None else ():
        if mark:
            yield full_words(person_key(member.name)), mark


@dataclass(frozen=True)
class _Stranger:
    """Something that came and is nobody's on the roster: whose it may be, and what it is."""

    name: str
    what: str
    unit: object = None
    words: frozenset[str] = frozenset()
    owner: str = ""

    def may_be(self, member: Member) -> bool:
        """Tell whether it may be from this person."""
        surname = person_key(member.name).split()[-1:]
        if self.words:
            return bool(surname) and surname[0] in self.words
        if self.owner and same_name(self.owner, member.name):
            return True
        if not person_key(self.name):
            return self.unit == member.unit
        return not another_surname(self.name, member.name)


def _strangers(whole: Whole) -> Iterator[_Stranger]:
    on = {m.person.key for m in whole.members if m.expected is not None and m.person is not None}
    for document in whole.documents:
        if document.person.key not in on:
            yield _stranger(whole, document.copy)
    for copy, owner in whole.disputed.values():
        yield _stranger(whole, copy, owner)
    for reading in unclaimed(whole):
        words = frozenset(plain(PurePath(reading.source).stem).split())
        yield _Stranger("", f"the file {reading.source}, which could not be read,", words=words)


def _stranger(whole: Whole, copy: Copy, owner: str = "") -> _Stranger:
    named = f'the plan of "{copy.name}"' if copy.name else "a plan that names nobody"
    file = f" ({copy.reading.source})" if copy.reading.source else ""
    return _Stranger(copy.name, f"{named}{file}", copy.unit, owner=owner)


def unclaimed(whole: Whole) -> Iterator[Reading]:
    """Yield the files that could not be read and are nobody's, as far as their names say."""
    claimed = {id(each) for files in whole.unread.values() for each in files}
    for reading in whole.readings:
        if reading.error is not None and reading.source and id(reading) not in claimed:
            yield reading
