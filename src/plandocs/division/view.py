"""The division as the tables see it: persons, the documents that count, the lists.

In: readings and settings. Out: a :class:`Whole`, which fulfils :class:`plandocs.tables.Division`
for the forms' own tables, and has beside it what the engine's own sheets are made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from plandocs.division.catalogue import List
from plandocs.division.copies import Copy, copies_of, role_text
from plandocs.division.roster import Member, members_of
from plandocs.division.scope import Scope
from plandocs.division.settings import Settings
from plandocs.division.units import Units
from plandocs.division.versions import Document, documents_of, persons_of
from plandocs.division.wording import natural
from plandocs.reading import Reading
from plandocs.registry import form as form_named
from plandocs.tables import Cell, Entry

Chosen = Callable[..., str]


def _nothing_chosen(sheet: str, heading: str, entry: Entry, *key: Cell) -> str:
    return ""


@dataclass(frozen=True, eq=False)
class Whole:
    """Everything known about the division."""

    settings: Settings
    readings: tuple[Reading, ...]
    units: Units
    members: tuple[Member, ...]
    documents: tuple[Document, ...]
    left_out: Mapping[int, str]
    objectives: List
    themes: List
    entries: Mapping[str, tuple[Entry, ...]]
    document_of: Mapping[str, tuple[Document, ...]]
    chosen: Chosen = _nothing_chosen

    def of(self, form: str) -> tuple[Entry, ...]:
        """The entries of a form that count, by branch and person."""
        return self.entries.get(form, ())

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches of everybody expected or found."""
        return tuple(
            dict.fromkeys(
                unit.branch
                for unit in sorted(
                    {member.unit for member in self.members},
                    key=lambda unit: (natural(unit.division), natural(unit.branch)),
                )
            )
        )


def division_of(
    readings: Iterable[Reading],
    settings: Settings,
    distinct: Mapping[str, tuple[str, ...]],
    chosen: Chosen = _nothing_chosen,
) -> Whole:
    """Bring readings together; ``distinct`` names, for each form, what its ``DISTINCT`` does."""
    readings = tuple(readings)
    written = [_unit_text(reading) for reading in readings if reading.plan is not None]
    roster = settings.roster
    units = Units([line.unit for line in roster or ()], written)
    copies = copies_of(readings, units)
    persons = persons_of(copies)
    members = members_of(roster, persons, units)
    scope = Scope(settings)
    members = tuple(member for member in members if scope.takes_member(member))
    inside = {member.person.key for member in members if member.person is not None}
    ours = tuple(person for person in persons if person.key in inside)

    def apart(copy: Copy) -> tuple[str, ...]:
        fields = distinct.get(copy.form.name, ())
        return tuple(str(getattr(copy.plan, field)) for field in fields)

    found = documents_of(ours, apart)
    documents = tuple(document for document in found if scope.takes_copy(document.copy))
    return Whole(
        settings, readings, units, members, documents,
        scope.left_out(copies),
        List("objective", settings.objectives), List("theme", settings.themes, within=True),
        _entries(documents, members), _by_person(documents), chosen,
    )  # fmt: skip


def _unit_text(reading: Reading) -> str:
    assert reading.plan is not None
    return role_text(form_named(reading.plan.form), reading.plan, "unit")


def _by_person(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        found[document.person.key].append(document)
    return {key: tuple(group) for key, group in found.items()}


def _entries(
    documents: Iterable[Document], members: Iterable[Member]
) -> Mapping[str, tuple[Entry, ...]]:
    names = {m.person.key: (m.name, m.unit) for m in members if m.person is not None}
    found: dict[str, list[Entry]] = defaultdict(list)
    for document in documents:
        copy, key = document.copy, document.person.key
        name, unit = names[key]
        found[copy.form.name].append(
            Entry(
                copy.form,
                copy.plan,
                key,
                name,
                unit.branch,
                unit.division,
                copy.manager,
                copy.period,
            )
        )
    return {
        form: tuple(
            sorted(
                group,
                key=lambda e: (
                    natural(e.division),
                    natural(e.branch),
                    natural(e.person),
                    e.who,
                    natural(e.period),
                ),
            )
        )
        for form, group in found.items()
    }
