"""A correction that somebody asks for: whether it fits its document, and the row that keeps it."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sqlite3
from typing import Any

from pydantic import BaseModel

from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.model.reading import Reading
from plandocs.moment import now
from plandocs.paths import row_of, steps_of
from plandocs.people import person_key
from plandocs.store.corrections import Correction, Corrections, known_as, origin_of
from plandocs.store.database import Database
from plandocs.store.kept import KEPT_COLUMNS, reading_of_row
from plandocs.store.laid import corrected, lay, value_or_new
from plandocs.store.whose import of_one, whose

Row = tuple[str, bytes, str, str | None, str, str, str, str, str]


def stored_reading(database: Database, source: str | os.PathLike[str]) -> tuple[Reading, bytes]:
    """Return a document's reading as it is kept, and its digest.

    Raises:
        InputError: nothing is kept of it, or it was no plan.
    """
    path = os.path.abspath(os.fspath(source))
    row = database.row(
        f"SELECT {KEPT_COLUMNS} FROM readings JOIN files USING (sha256) "
        "WHERE path = ? ORDER BY at DESC LIMIT 1",
        path,
    )
    if row is None:
        raise InputError(
            "nothing is kept of this document; read it with this state first.", str(source)
        )
    reading = reading_of_row(os.fspath(source), row, str(database.path))
    if reading.plan is None:
        raise InputError("this document could not be read as a plan.", str(source))
    return reading, row[0]


class Asked:
    """Corrections that somebody asks for, of one document."""

    def __init__(self, database: Database, source: str | os.PathLike[str], by: str) -> None:
        self._database, self._by, self._source = database, by or account(), os.fspath(source)
        self._stored, self._digest = stored_reading(database, source)
        self._known_as = known_as(self._source, database.path.absolute().parent)
        corrections = Corrections(database)
        self._before = corrected(self._stored, corrections)
        assert self._stored.plan is not None
        assert self._before.plan is not None
        moved = any(each.moves for each in corrections.of(self._stored))
        self._whose = whose(self._before.plan if moved else self._stored.plan)

    def row(
        self,
        field: str | None,
        value: Any,
        origin: str = "",
        words: str = "",
        *,
        alone: bool = False,
    ) -> Row:
        """A correction as the state writes it; ``alone`` one that goes with this document alone.

        Raises:
            InputError: there is no such field or place, or the value does not fit.
        """
        if origin or field is None:
            words = _words_at(self._before, origin, words, self._source)
        if field is None:
            before: Any = words
            value, words = None, ""
        else:
            value = _as_json(words if words and value in (None, "") else value, self._source)
            before = _fitting(self._before, field, value, self._source)
        owner = of_one(self._whose, self._digest) if alone else self._whose
        return (
            self._known_as, self._digest, owner, field,
            json.dumps(before, ensure_ascii=False), json.dumps(value),
            origin_of(origin, words), self._by, now(),
        )  # fmt: skip

    def differing(self, name: str, id: str) -> dict[str, str]:
        """What has to be corrected so that the document is somebody's: HR's key, the name."""
        plan = self._before.plan
        assert plan is not None
        person = form_named(plan.form).role("person")
        if person is None or not person_key(name):
            raise InputError("say by name whose plan this is.", self._source)
        changes = {"id": id.strip()} if plan.id != id.strip() else {}
        if person.kind.text(getattr(plan, person.name)) != name.strip():
            changes[person.name] = name.strip()
        if not changes:
            raise InputError(f"this is the plan of {name.strip()} already.", self._source)
        return changes

    def write(self, rows: list[Row]) -> None:
        """Keep the corrections, all or none."""

        def work(connection: sqlite3.Connection) -> None:
            for row in rows:
                _noted(connection, row)

        self._database.write(work)

    def reading(self) -> Reading:
        """The reading with all its corrections."""
        return corrected(self._stored, Corrections(self._database))


def _words_at(reading: Reading, origin: str, words: str, source: str) -> str:
    """The words at a place that are in no field."""
    texts = [each.text for each in reading.unmapped if each.where == origin]
    matches = [each for each in texts if not words or each == words]
    if not matches:
        places = ", ".join(sorted({repr(each.where) for each in reading.unmapped})) or "none"
        what = "no such words are" if texts else "no words are"
        raise InputError(f"{what} left over at {origin!r}; there are: {places}.", source)
    return matches[0]


def _fitting(reading: Reading, field: str, value: Any, source: str) -> Any:
    """What a field says before it is given a value, which has to fit."""
    assert reading.plan is not None
    data = reading.plan.model_dump(mode="json")
    rows = {name: len(each) for name, each in data.items() if isinstance(each, list)}
    try:
        before = value_or_new(data, field)
        lay(data, field, value)
    except (ValueError, LookupError):
        raise InputError(
            f"{field!r} is not a field of this plan; fields are written as in data: "
            "section[0].field.",
            source,
        ) from None
    plan = as_plan(data, source=source)
    row = row_of(field)
    if row is not None:
        rows[row[0]] += (before is None) - (value is None)
    elif field in rows:
        return before
    if any(len(getattr(plan, name)) != count for name, count in rows.items()):
        raise InputError(_no_row(row is not None, value), source)
    return before


def _no_row(is_row: bool, value: Any) -> str:
    if is_row and value is None:
        return "the form prints this row, so it cannot be taken out; correct what is in it."
    if is_row:
        return "a row needs words in one of its fields."
    return "this leaves the row without any words; take out the row."


def refuse_below(taken: Correction, corrections: list[Correction], source: str) -> None:
    """Refuse to take back a row while later corrections stand on how the rows are counted."""
    row = row_of(taken.field or "")
    later = [e for e in corrections if e.number > taken.number and e.field]
    if row and any(steps_of(str(each.field))[0] == row[0] for each in later):
        raise InputError(
            "later corrections of this section count its rows as they are now; take those back "
            "first.",
            source,
        )


def _as_json(value: Any, source: str) -> Any:
    """The value as JSON has it."""

    def other(each: Any) -> Any:
        if isinstance(each, dt.date):
            return each.isoformat()
        if isinstance(each, BaseModel):
            return each.model_dump(mode="json")
        raise TypeError

    try:
        return json.loads(json.dumps(value, default=other, ensure_ascii=False).encode())
    except (TypeError, ValueError):
        raise InputError("a correction is a text, a number, a date or a list.", source) from None


def _noted(connection: sqlite3.Connection, row: Row) -> None:
    columns = "source, sha256, whose, field, before, value, origin, by, at"
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO corrections ({columns}) VALUES ({marks})", row)
    log(connection, row[7], "left" if row[3] is None else "corrected", row[1])


def log(connection: sqlite3.Connection, by: str, what: str, digest: bytes) -> None:
    """Note in the state that something was done, without what it says."""
    connection.execute("INSERT INTO activity VALUES (?, ?, ?, ?)", (now(), by, what, digest))


def account() -> str:
    """The account of this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
