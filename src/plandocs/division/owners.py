"""Which of many documents is whose, and which of them are versions of one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plandocs.division.documents import Document, Person
from plandocs.division.values import Settings
from plandocs.division.whole import whole_of
from plandocs.model.reading import Reading
from plandocs.people import full_words, person_key


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a reading is: a key that is theirs alone, and the name as it is written.

    ``display_name`` is the name told apart, where others have it too; ``later`` the file of a later
    version.
    """

    key: str
    name: str
    display_name: str
    later: str = ""


def documents_in(readings: Iterable[Reading]) -> tuple[Document, ...]:
    """One document for each person, form and period, each with its earlier versions."""
    return whole_of(readings, Settings()).documents


def owners_of(readings: Sequence[Reading]) -> Mapping[int, Owned]:
    """Whose each reading with a plan is, by its number."""
    result: dict[int, Owned] = {}
    documents = documents_in(readings)
    marks = marks_of(documents)
    for document in documents:
        key, mark = document.person.key, marks[document.person.key]
        for copy in (document.copy, *document.earlier):
            last = document.copy.reading.source or "(given as data)"
            later = "" if copy is document.copy else last
            label = f"{copy.name} ({mark})" if mark else ""
            result[copy.number] = Owned(key, copy.name, label, later)
    return result


def marks_of(documents: Iterable[Document]) -> Mapping[str, str]:
    """What tells each person from others of that name, by their keys; "" where there is no other.

    It is the id, else the unit.
    """
    people = {document.person.key: document.person for document in documents}
    alike = Counter(full_words(person_key(person.name)) for person in people.values())
    return {
        key: _mark(person) if alike[full_words(person_key(person.name))] > 1 else ""
        for key, person in people.items()
    }


def _mark(person: Person) -> str:
    copies = sorted(person.copies, key=lambda copy: copy.age, reverse=True)
    ids, units = (copy.plan.id for copy in copies), (copy.unit.name for copy in copies)
    return next(filter(None, (*ids, *units)), "")
