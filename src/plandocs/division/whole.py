"""The division as the tables see it: persons, the documents that count, the lists.

A :class:`Whole` fulfils :class:`plandocs.description.tables.Division` for the forms' own tables,
and has beside it what the engine's own sheets are made of.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path, PurePath

from plandocs.description.form import FormSpec
from plandocs.description.tables import Entry, Headings
from plandocs.division.catalogue import List
from plandocs.division.documents import (
    Copy,
    Document,
    Person,
    copies_of,
    documents_of,
    period_key,
    persons_of,
    role_text,
)
from plandocs.division.form_sheets import distinct_fields
from plandocs.division.identities import disputed_in
from plandocs.division.roster import Member, members_of, unread_of
from plandocs.division.units import NOWHERE, Unit, Units
from plandocs.division.values import Settings
from plandocs.division.wording import natural
from plandocs.forms.registry import forms
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.model.values import Period
from plandocs.people import one_spelling, person_key
from plandocs.table import Cell, File
from plandocs.wording import plain


class Scope:
    """Decides by the settings; a document that names no period is taken into any."""

    def __init__(self, settings: Settings) -> None:
        self._period = period_key(Period.model_validate(settings.period)) if settings.period else ""
        self._division = plain(settings.division)

    def takes_member(self, member: Member) -> bool:
        """Return whether a person is in the division, and expected or found in the period."""
        if self._division and not self._takes_unit(member.unit):
            return False
        if member.expected is not None or member.person is None:
            return True
        return any(map(self.takes_copy, member.person.copies))

    def of_period(self, person: Person) -> Person:
        """The person with the documents of the period only."""
        return Person(person.key, person.name, tuple(filter(self.takes_copy, person.copies)))

    def takes_copy(self, copy: Copy) -> bool:
        """Return whether a document is of the period."""
        return not self._period or copy.period_key in ("", self._period)

    def left_out(self, copies: Iterable[Copy]) -> Mapping[int, str]:
        """Why a reading, by its number, does not count."""
        result: dict[int, str] = {}
        for copy in copies:
            if not self.takes_copy(copy):
                result[copy.number] = f"left out: another period ({copy.period or 'unclear'})"
            elif self._division and not self._takes_unit(copy.unit):
                result[copy.number] = f"left out: another division ({copy.unit})"
        return result

    def _takes_unit(self, unit: Unit) -> bool:
        if not unit.name:
            return self._division == plain(NOWHERE)
        return self._division in (plain(unit.division), plain(unit.name), plain(str(unit)))


Chosen = Callable[..., str]
_NETWORK = ("\\\\", "//", "\\/", "/\\")


def nothing_chosen(sheet: str, heading: str, entry: Entry, *key: Cell) -> str:
    """What HR chose where there is no earlier workbook."""
    return ""


@dataclass(frozen=True, eq=False)
class Whole:
    """Everything known about the division."""

    settings: Settings
    headings: Headings
    readings: tuple[Reading, ...]
    places: Units
    members: tuple[Member, ...]
    documents: tuple[Document, ...]
    left_out: Mapping[int, str]
    objectives: List
    themes: List
    entries: Mapping[str, tuple[Entry, ...]]
    names: Mapping[str, tuple[str, str]]
    chosen: Chosen = nothing_chosen
    listed: frozenset[int] | None = None
    disputed: Mapping[int, tuple[Copy, str]] = field(default_factory=dict)
    """The documents whose id is somebody else's: nobody's until HR says, with that one's name."""
    unread: Mapping[Member, tuple[Reading, ...]] = field(default_factory=dict)
    """The files that came from members without a document, and could not be read."""
    managers: Mapping[str, str] = field(default_factory=dict)
    """How each manager is written, by every way that somebody wrote the name."""

    @property
    def sources(self) -> tuple[tuple[int, Reading], ...]:
        """The readings to account for, with their numbers: of a part of the division, its own."""
        return tuple(
            (number, reading)
            for number, reading in enumerate(self.readings)
            if self.listed is None or number in self.listed
        )

    def of(self, form: str) -> tuple[Entry, ...]:
        """The entries of a form that count, by unit and person."""
        return self.entries.get(form, ())

    @property
    def today(self) -> date:
        """The day that "overdue" is counted from."""
        return self.settings.today

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units of everybody expected or found, by division."""
        ordered = sorted({member.unit for member in self.members}, key=unit_order)
        return tuple(dict.fromkeys(map(self.places.label, ordered)))

    @cached_property
    def _folder(self) -> tuple[str, ...]:
        """The folder that all sources lie in."""
        folders = {_steps(reading.source)[:-1] for reading in self.readings if reading.source}
        shared = takewhile(lambda steps: len(set(steps)) == 1, zip(*folders, strict=False))
        return tuple(steps[0] for steps in shared)

    def file(self, reading: Reading) -> File | None:
        """The file of a reading: shown by its path in the folder that all of them lie in."""
        source = reading.source
        if source and source not in self._files:
            steps = _steps(source)
            label = "/".join(steps[len(self._folder) :]) or PurePath(source).name
            self._files[source] = File(label, source if self._may_be_linked(source) else "")
        return self._files.get(source)

    @cached_property
    def _files(self) -> dict[str, File]:
        """The file of each source: several sheets name it."""
        return {}

    def _may_be_linked(self, source: str) -> bool:
        """Whether the name lies below a folder that was given; nothing is looked for."""
        folders = self.settings.folders
        if folders is None:
            return True
        whole = os.path.normcase(os.path.abspath(source))
        network = source[:2] in _NETWORK
        return any(
            whole.startswith(start) and (not network or folder[:2] in _NETWORK)
            for folder, start in zip(folders, self._starts, strict=True)
        )

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        """What the whole names of files below the folders begin with."""
        folders = self.settings.folders or ()
        return tuple(os.path.join(os.path.normcase(folder), "") for folder in folders)

    def manager(self, written: str) -> str:
        """The one way in which a manager's name is written here."""
        return self.managers.get(written, written)

    def name_of(self, member: Member) -> str:
        """The member's name; namesakes in one unit are told apart."""
        return self.names[member.person.key][0] if member.person is not None else member.name


def _steps(source: str) -> tuple[str, ...]:
    """The steps of a path: its folders, in which others lie as well, and its name."""
    folder, name = os.path.split(source)
    return PurePath(source).parts if name in ("", ".") else (*_folders(folder), name)


@lru_cache(maxsize=1024)
def _folders(folder: str) -> tuple[str, ...]:
    return PurePath(folder).parts


def id_of(member: Member, plan: Plan | None) -> str:
    """HR's key of somebody: as the roster has it, else as the plan does."""
    return (member.expected.id if member.expected else "") or (plan.id if plan else "")


def unit_order(unit: Unit) -> tuple[object, ...]:
    """By division, then by unit."""
    return natural(unit.division), natural(unit.name)


def whole_of(readings: Iterable[Reading], settings: Settings) -> Whole:
    """Return the division that the readings make."""
    readings, known = tuple(readings), {form.name: form for form in forms()}
    distinct = {name: distinct_fields(form) for name, form in known.items()}
    units = _units(readings, settings, known)
    copies = copies_of(readings, units, known)
    disputed = disputed_in(copies, settings.roster)
    listed = [line.name for line in settings.roster or ()]
    persons = persons_of((copy for copy in copies if copy.number not in disputed), listed)
    scope = Scope(settings)
    everybody = members_of(settings.roster, persons, units)
    members = tuple(member for member in everybody if scope.takes_member(member))
    inside = {member.person.key for member in members if member.person is not None}
    ours = (scope.of_period(person) for person in persons if person.key in inside)

    def apart(copy: Copy) -> tuple[str, ...]:
        return tuple(str(getattr(copy.plan, field)) for field in distinct.get(copy.form.name, ()))

    result = documents_of(ours, apart)
    if settings.leaves_hr:
        units = units.grouped(Counter(m.unit for m in members), settings.least)
    names = _names(members, units)
    spelled = one_spelling((copy.manager for copy in copies), _listed_managers(settings))
    left_out = scope.left_out(copies)
    in_scope = {number: each for number, each in disputed.items() if number not in left_out}
    return Whole(
        settings, _headings(known, copies), readings, units, members, result,
        left_out, List("objective", settings.objectives),
        List("theme", settings.themes, within=True), _entries(result, names, members, spelled),
        names, disputed=in_scope, unread=unread_of(everybody, result, readings), managers=spelled,
    )  # fmt: skip


def _units(readings: Iterable[Reading], settings: Settings, forms: Mapping[str, FormSpec]) -> Units:
    plans = [reading.plan for reading in readings if reading.plan is not None]
    written = [role_text(forms[plan.form], plan, "unit") for plan in plans]
    cells = [form.role("unit") for form in forms.values()]
    keys = {key for cell in cells if cell is not None for key in cell.keys}
    kinds = frozenset(key for key in keys if " " not in key)
    return Units([line.unit for line in settings.roster or ()], written, kinds)


def _headings(forms: Mapping[str, FormSpec], copies: Iterable[Copy]) -> Headings:
    """What the first form that is there calls a person and a unit."""
    present = {copy.form.name for copy in copies}
    form = next((form for form in forms.values() if form.name in present or not present), None)
    person, unit = (form.role("person"), form.role("unit")) if form is not None else (None, None)
    parts = [part.strip() for part in unit.label.split("/")] if unit is not None else ["Unit"]
    name = person.label if person is not None else "Name"
    return Headings(name, parts[-1], parts[0] if len(parts) > 1 else "")


def _names(members: Iterable[Member], units: Units) -> Mapping[str, tuple[str, str]]:
    """The shown name and unit of each person, by key; namesakes in one unit get their id."""
    result = [(member, person_key(member.name)) for member in members if member.person is not None]
    alike = Counter((key, member.unit) for member, key in result)
    names: dict[str, tuple[str, str]] = {}
    for member, key in result:
        assert member.person is not None
        name = member.name or "(no name)"
        if member.name and alike[key, member.unit] > 1:
            latest = max(member.person.copies, key=lambda copy: copy.age)
            name = f"{name} ({latest.plan.id or latest.manager or member.person.key})"
        names[member.person.key] = (name, units.label(member.unit))
    return names


def _listed_managers(settings: Settings) -> tuple[str, ...]:
    return tuple(line.manager for line in settings.roster or ())


def _entries(
    documents: Iterable[Document],
    names: Mapping[str, tuple[str, str]],
    members: Iterable[Member],
    managers: Mapping[str, str],
) -> Mapping[str, tuple[Entry, ...]]:
    ours = {member.person.key: member for member in members if member.person is not None}
    result: dict[str, list[Entry]] = defaultdict(list)
    for document in documents:
        copy, key = document.copy, document.person.key
        name, unit = names[key]
        division, id = ours[key].unit.division, id_of(ours[key], copy.plan)
        manager = managers.get(copy.manager, copy.manager)
        result[copy.form.name].append(
            Entry(copy.form, copy.plan, key, name, unit, division, manager, copy.period, id)
        )
    return {form: tuple(sorted(group, key=_entry_order)) for form, group in result.items()}


def _entry_order(entry: Entry) -> tuple[object, ...]:
    person = natural(entry.person), entry.who
    return natural(entry.division), natural(entry.unit), *person, natural(entry.period)


def folders_of(items: Iterable[object], place: Path) -> tuple[str, ...]:
    """Return the folders that the items name, that of the roll-up, and the current one."""
    folders = (os.path.abspath(each) for each in (Path(), place.parent, *_named(items)))
    return tuple(dict.fromkeys(folders))


def _named(items: Iterable[object]) -> Iterator[Path]:
    for item in items:
        if isinstance(item, str | os.PathLike):
            path = Path(item)
            yield path if os.path.isdir(path) else path.parent
        elif isinstance(item, Reading) and item.source:
            yield Path(item.source).parent
