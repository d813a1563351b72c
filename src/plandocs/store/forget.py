"""Who is meant by a name or an id, and taking all of one person out of a state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from plandocs.errors import InputError
from plandocs.forms.registry import forms
from plandocs.people import person_key
from plandocs.store.addresses import Addresses, without
from plandocs.store.corrections import Correction, Corrections
from plandocs.store.database import Database
from plandocs.store.kept import KEPT_COLUMNS, reading_of_row
from plandocs.store.whose import owner_of, whose

_NO_DOCUMENT = b""


class Forgotten(NamedTuple):
    """Who was taken out of a state, and what is left of them in the folder.

    Attributes:
        name: the person's name.
        id: HR's own key for them; "" where there is none.
        readings: how many readings were taken out.
        corrections: how many corrections were taken out.
        files: the paths of the files about them that are still there.
        addresses: how many e-mail addresses were taken out.
    """

    name: str
    id: str
    readings: int
    corrections: int
    files: tuple[str, ...]
    addresses: int = 0


class _Person(NamedTuple):
    """Whom something in a state is about: by a reading, or by what a correction says."""

    name: str
    id: str
    sha256: bytes
    correction: Correction | None = None

    @property
    def named(self) -> tuple[str, str]:
        return self.name, self.id


def taken_out(database: Database, who: str) -> tuple[Forgotten, tuple[str, ...]]:
    """Take out all of one person; return what that was, and the paths of the files about them.

    Raises:
        InputError: nobody has this name or id, or two people do.
    """
    people = [_Person(*row) for row in database.rows("SELECT person, id, sha256 FROM readings")]
    corrections = Corrections(database)
    people += (person for each in corrections for person in _named_by(each))
    addressed = Addresses(database).all
    people += (_Person(each.name, each.id, _NO_DOCUMENT) for each in addressed)
    entries = _meant(people, who, str(database.path))
    digests = {person.sha256 for person in entries} - {_NO_DOCUMENT}
    matched = [person.correction for person in entries if person.correction is not None]
    digests |= set(_of_the_same(database, people, matched))
    numbers = {c.number for c in corrections if c.sha256 in digests} | {c.number for c in matched}
    paths = tuple(
        path
        for path, digest in database.rows("SELECT path, sha256 FROM files")
        if digest in digests
    )
    readings = database.write(lambda connection: _delete(connection, digests, numbers))
    named = {person.named for person in entries if person.sha256 == _NO_DOCUMENT}
    addresses = database.write(lambda connection: without(connection, named)) if named else 0
    database.shrink()
    name, identity = entries[0].named
    return Forgotten(name, identity, readings, len(numbers), (), addresses), paths


def _named_by(correction: Correction) -> Iterator[_Person]:
    """Whom a correction is about, as the document named them and as HR does."""
    form_name, identity, person = owner_of(correction.whose)
    yield _Person(person, identity, correction.sha256, correction)
    form = next((form for form in forms() if form.name == form_name), None)
    cell = form.role("person") if form is not None else None
    if correction.field == "id":
        yield _Person(person, str(correction.value), correction.sha256, correction)
    elif cell is not None and correction.field == cell.name:
        yield _Person(str(correction.value), identity, correction.sha256, correction)


def _meant(people: list[_Person], who: str, state: str) -> list[_Person]:
    """Everything about the one person who has this id or name; readings come first."""
    matches = [each for each in people if each.id and each.id == who]
    matches = matches or [e for e in people if e.name and person_key(e.name) == person_key(who)]
    if not matches:
        raise InputError(f"nothing is kept of {who!r}.", state)
    if len({each.id for each in matches if each.id}) > 1:
        names = sorted({each.named for each in matches})
        named = ", ".join(f"{name} ({identity or 'no id'})" for name, identity in names)
        raise InputError(f"several people have that name: {named}. Give the id.", state)
    return sorted(matches, key=lambda each: each.correction is not None)


def _of_the_same(
    database: Database, people: list[_Person], corrections: list[Correction]
) -> Iterator[bytes]:
    """Other contents of the plans that were corrected, as after somebody went on writing."""
    owners = {each.whose for each in corrections}
    keys = {owner_of(owner)[1:] for owner in owners if owner}
    near = {p.sha256 for p in people if (p.id, person_key(p.name)) in keys}
    for digest in near:
        statement = f"SELECT {KEPT_COLUMNS} FROM readings WHERE sha256 = ?"
        for row in database.rows(statement, digest):
            plan = reading_of_row("", row, str(database.path)).plan
            if plan is not None and whose(plan) in owners:
                yield digest


def _delete(connection: sqlite3.Connection, digests: set[bytes], numbers: set[int]) -> int:
    readings = 0
    for digest in digests:
        one = (digest,)
        readings += connection.execute("DELETE FROM readings WHERE sha256 = ?", one).rowcount
        connection.execute("DELETE FROM files WHERE sha256 = ?", one)
        connection.execute("DELETE FROM activity WHERE sha256 = ?", one)
    for number in numbers:
        connection.execute("DELETE FROM corrections WHERE number = ?", (number,))
    return readings
