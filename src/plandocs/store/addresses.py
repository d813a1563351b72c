"""E-mail addresses that a roster gave: kept in a state by name and id, and in no document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from plandocs.moment import now
from plandocs.people import another_surname, full_words, person_key
from plandocs.store.database import Database


class Address(NamedTuple):
    """One person's address; ``id`` is HR's own key, "" where there is none."""

    name: str
    id: str
    address: str


class Addresses:
    """The addresses that a state keeps; none where it has never been given one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        rows = database.rows("SELECT person, id, address FROM addresses") if self._any() else []
        self.all = tuple(Address(*row) for row in rows)

    def _any(self) -> bool:
        return self._database.has_addresses()

    def of(self, name: str, identity: str) -> str:
        """Return one person's address; "" where none is kept, or it may be somebody else's."""
        near = [each for each in self.all if identity and each.id == identity]
        near = [each for each in near if not another_surname(each.name, name)]
        if not near:
            key = full_words(person_key(name))
            near = [each for each in self.all if full_words(person_key(each.name)) == key]
            near = [each for each in near if not (identity and each.id)]
        return near[0].address if len(near) == 1 else ""

    def keep(self, people: Iterable[Address]) -> None:
        """Keep these, each in place of the one before."""
        rows = [(*each, now()) for each in people]
        if not rows or {each[:3] for each in rows} <= set(self.all):
            return

        def work(connection: sqlite3.Connection) -> None:
            self._database.make_addresses(connection)
            # Of one id the name may be written anew.
            ids = [(each[1],) for each in rows if each[1]]
            connection.executemany("DELETE FROM addresses WHERE id = ?", ids)
            connection.executemany("INSERT OR REPLACE INTO addresses VALUES (?, ?, ?, ?)", rows)

        self._database.write(work)


def without(connection: sqlite3.Connection, people: Iterable[tuple[str, str]]) -> int:
    """Take out the addresses of these names and ids; return how many there were."""
    statement = "DELETE FROM addresses WHERE person = ? AND id = ?"
    return sum(connection.execute(statement, person).rowcount for person in people)
