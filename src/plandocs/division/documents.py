"""The readings as documents of persons, and which of them counts: the latest for each period.

A name alone makes no person: namesakes in two units stay two. HR's own key joins two given names of
one surname, and no two surnames, since people start from a colleague's file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from plandocs.description.form import FormSpec
from plandocs.division.units import Unit, Units
from plandocs.division.wording import natural
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.model.values import Period
from plandocs.people import another_surname, full_words, initials, person_key
from plandocs.wording import plain

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """One document: what it says of its person, and when."""

    reading: Reading
    form: FormSpec
    plan: Plan
    number: int
    name: str
    manager: str
    unit: Unit
    written_unit: str
    period: str
    period_key: str
    key: str
    """The person's name as it is compared."""

    @property
    def age(self) -> tuple[datetime, int, str, int]:
        """What makes one version later than another: when saved, revision, path, order given."""
        document = self.reading.document
        return (
            document.modified or _NEVER,
            document.revision or 0,
            self.reading.source,
            self.number,
        )


def role_text(form: FormSpec, plan: Plan, role: str) -> str:
    """The text in the cell with this role; "" where the form has none."""
    cell = form.role(role)
    return cell.kind.text(getattr(plan, cell.name)) if cell is not None else ""


def copies_of(
    readings: Iterable[Reading], units: Units, forms: Mapping[str, FormSpec]
) -> tuple[Copy, ...]:
    """The copies, in the order of their readings."""
    return tuple(
        _copy(reading, reading.plan, number, units, forms[reading.plan.form])
        for number, reading in enumerate(readings)
        if reading.plan is not None
    )


def _copy(reading: Reading, plan: Plan, number: int, units: Units, form: FormSpec) -> Copy:
    name = role_text(form, plan, "person")
    manager = role_text(form, plan, "manager")
    written = role_text(form, plan, "unit")
    label, key = period_of(form, plan)
    return Copy(
        reading, form, plan, number, name, manager, units.unit(written), written, label, key,
        person_key(name),
    )  # fmt: skip


def period_of(form: FormSpec, plan: Plan) -> tuple[str, str]:
    """The period as it is shown, and as it is compared."""
    cell = form.role("period")
    if cell is None:
        return "", ""
    value: Period = getattr(plan, cell.name)
    return period_text(value), period_key(value)


def period_text(period: Period) -> str:
    """Short where it is a whole year: "2026-27"; else as written."""
    start, end = period.start, period.end
    if start and end:
        if (start.month, start.day, end.month, end.day) == (
            7,
            1,
            6,
            30,
        ) and end.year == start.year + 1:
            return f"{start.year}-{end.year % 100:02}"
        if (start.month, start.day, end.month, end.day) == (
            1,
            1,
            12,
            31,
        ) and end.year == start.year:
            return str(start.year)
    return " ".join(period.text.split())


def period_key(period: Period) -> str:
    """Equal for two ways to write the same period."""
    if period.start or period.end:
        return f"{period.start or ''}/{period.end or ''}"
    return plain(period.text)


Distinct = Callable[[Copy], tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One person: ``key`` is theirs alone, and the same in every run over the same documents."""

    key: str
    name: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document of a person: the version that counts, and the earlier ones, latest first."""

    person: Person
    copy: Copy
    earlier: tuple[Copy, ...] = ()


def persons_of(copies: Iterable[Copy], listed: Iterable[str] = ()) -> tuple[Person, ...]:
    """The persons, by name; namesakes by unit. ``listed`` are names of people who are several."""
    by_name = sorted(copies, key=_name)
    result = (
        person
        for name, group in groupby(by_name, key=_name)
        for person in _namesakes(name, tuple(group))
    )
    return _joined_by_id(result, {full_words(person_key(name)) for name in listed})


def _joined_by_id(persons: Iterable[Person], listed: Collection[str]) -> tuple[Person, ...]:
    """The persons, with those whose files have one id, and a name that may be one, as one."""
    result: dict[str, Person] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for person in persons:
        ids = dict.fromkeys(copy.plan.id for copy in person.copies if copy.plan.id)
        others = (result[key] for id in ids for key in holders[id])
        same = next((other for other in others if _one_person(person, other, listed)), None)
        joined = person
        if same is not None:
            copies = (*same.copies, *person.copies)
            joined = Person(same.key, max(copies, key=lambda copy: copy.age).name, copies)
        result[joined.key] = joined
        for id in ids:
            holders[id].append(joined.key)
    return tuple(result.values())


def _one_person(one: Person, other: Person, listed: Collection[str]) -> bool:
    names = {_name(copy) for person in (one, other) for copy in person.copies}
    named = bool(person_key(one.name) and person_key(other.name))
    return named and len(names & set(listed)) < 2 and not another_surname(one.name, other.name)


def _name(copy: Copy) -> str:
    return full_words(copy.key)


def _namesakes(name: str, copies: tuple[Copy, ...]) -> Iterator[Person]:
    clusters: list[list[Copy]] = []
    # Those that say more come first, so that the vague ones find company.
    for copy in sorted(copies, key=lambda each: (-_facts_in(each), each.age)):
        matching = [cluster for cluster in clusters if any(_same(copy, other) for other in cluster)]
        certain = [c for c in matching if any(_surely(copy, other) for other in c)] or matching
        if len(certain) == 1:
            certain[0].append(copy)
        else:
            clusters.append([copy])
    if len(clusters) > 1:
        clusters.sort(
            key=lambda cluster: (
                natural(str(cluster[0].unit)),
                person_key(cluster[0].manager),
                cluster[0].plan.id,
            )
        )
    for number, cluster in enumerate(clusters):
        latest = max(cluster, key=lambda copy: copy.age)
        yield Person(name if not number else f"{name} #{number + 1}", latest.name, tuple(cluster))


def _facts_in(copy: Copy) -> int:
    return sum(map(bool, (copy.unit.name, copy.manager, copy.plan.id)))


def _same(one: Copy, other: Copy) -> bool:
    """Return whether two documents with one name could be of one person."""
    if _surely(one, other):
        return True
    if not _agree_in_initials(one, other):
        return False
    if not one.key:
        return False  # two documents that name nobody are of two people, for all we know
    if not one.unit.name or not other.unit.name:
        return _agree(person_key(one.manager), person_key(other.manager)) and _agree(
            one.plan.id, other.plan.id
        )
    if one.unit != other.unit:
        return False
    return _agree(one.plan.id, other.plan.id)


def _surely(one: Copy, other: Copy) -> bool:
    if one.plan.id and one.plan.id == other.plan.id:
        return True
    if not _agree_in_initials(one, other):
        return False
    managers = person_key(one.manager), person_key(other.manager)
    placed = bool(one.key and one.unit.name)
    placed = placed and one.unit == other.unit and managers[0] == managers[1]
    return placed and _agree(one.plan.id, other.plan.id)


def _agree_in_initials(one: Copy, other: Copy) -> bool:
    """ "Priya M. Raman" may be Priya Raman, and is not Priya K. Raman."""
    first, second = initials(one.key), initials(other.key)
    return not first or not second or first == second


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def documents_of(persons: Iterable[Person], distinct: Distinct) -> tuple[Document, ...]:
    """One document for each person, form and period, and whatever else tells them apart.

    A document without a period is a version of the person's only, or latest, period.
    """
    return tuple(document for person in persons for document in _of_one(person, distinct))


def _of_one(person: Person, distinct: Distinct) -> Iterator[Document]:
    latest: dict[str, str] = {}
    for copy in sorted(person.copies, key=lambda each: each.age):
        if copy.period_key:
            latest[copy.form.name] = copy.period_key
    groups: dict[tuple[str, ...], list[Copy]] = {}
    for copy in person.copies:
        period = copy.period_key or latest.get(copy.form.name, "")
        groups.setdefault((copy.form.name, period, *distinct(copy)), []).append(copy)
    for group in groups.values():
        versions = sorted(group, key=lambda each: each.age, reverse=True)
        yield Document(person, versions[0], tuple(versions[1:]))
