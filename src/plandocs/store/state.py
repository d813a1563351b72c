"""`State`: a folder's memory as callers see it; what it holds, corrects, and forgets."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from plandocs.arguments import checked
from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.model.reading import Reading
from plandocs.moment import now
from plandocs.paths import value_at, with_value
from plandocs.reading.many import ManyReader
from plandocs.reading.options import ReaderOptions
from plandocs.store.corrections import Corrections, known_as
from plandocs.store.database import Database
from plandocs.store.decides import decides
from plandocs.store.forget import Forgotten, taken_out
from plandocs.store.kept import KEPT_COLUMNS, kept_reading
from plandocs.store.readings import Kept, stamp_of
from plandocs.store.run import with_state
from plandocs.store.whose import whose
from plandocs.word.package.open import Source


class Held(NamedTuple):
    """What a state holds, in numbers.

    Attributes:
        readings: how many documents, by their content.
        files: how many paths of documents.
        people: how many names.
        corrections: how many corrections.
        size: the size of the file, in bytes.
    """

    readings: int
    files: int
    people: int
    corrections: int
    size: int


class State:
    """The SQLite file that remembers what was read, and what HR put right.

    It holds what people wrote: keep it in a folder that only HR may open.

    Args:
        path: the file, such as ``division.plandocs``; a run makes it.
        protected: keep also readings of documents that were opened with a password.

    Example:
        >>> import plandocs, tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> plan = plandocs.validate({"officer_name": "Priya Raman"})
        >>> plandocs.fill(plan, folder / "raman.docx")
        >>> state = plandocs.State(folder / "division.plandocs")
        >>> [reading.plan.officer_name for reading in
        ...  plandocs.parse_many([folder / "raman.docx"], state=state)]
        ['Priya Raman']
        >>> state.holds().readings
        1
    """

    @checked
    def __init__(self, path: str | os.PathLike[str], *, protected: bool = False) -> None:
        self.path = Path(path)
        self.protected = protected

    @contextmanager
    def opened(self, *, must_exist: bool = True) -> Iterator[Database]:
        """The file, open for as long as the block lasts.

        Args:
            must_exist: refuse a file that is not there, and make none.

        Raises:
            InputError: it is not there, or no state of this version.
            OutputError: it cannot be read or written, or another program holds it.
        """
        with Database(self.path, must_exist=must_exist) as database:
            yield database

    def read(self, reader: ManyReader, sources: Source | Iterable[Source]) -> Iterator[Reading]:
        """Yield the reading of each file: kept, or read and then kept, with its corrections.

        Args:
            reader: what reads those that are not kept.
            sources: the files.
        """
        return self._read(reader, sources, correct=True)

    def _read(
        self, reader: ManyReader, sources: Source | Iterable[Source], *, correct: bool
    ) -> Iterator[Reading]:
        with self.opened(must_exist=False) as database:
            secret = reader.password is not None and not self.protected
            kept = Kept(database, decides(reader), reader.limits, secret=secret)
            corrections = Corrections(database)  # also where they are left out: they may be damaged
            if not correct:
                corrections = Corrections(None)
            files = reader.files(sources)
            yield from with_state(kept, corrections, reader, files, strict=not correct)

    def holds(self) -> Held:
        """Return what the state holds, in numbers."""
        with self.opened() as database:
            counts = database.row(
                "SELECT (SELECT count(DISTINCT sha256) FROM readings), "
                "(SELECT count(*) FROM files), "
                "(SELECT count(DISTINCT person) FROM readings WHERE person != ''), "
                "(SELECT count(*) FROM corrections)"
            )
        assert counts is not None
        readings, files, people, corrections = counts
        return Held(readings, files, people, corrections, self.path.stat().st_size)

    @checked
    def correct(
        self,
        source: str | os.PathLike[str],
        field: str | None,
        value: Any = None,
        *,
        by: str = "",
        origin: str = "",
    ) -> Reading:
        """Put one field of a document right; later readings have it, until its words change.

        Args:
            source: the document, as it was read with this state.
            field: its path, ``rows[0].field``; None to leave the words at ``origin``.
            value: what it should say, as in data.
            by: who says so; the account of this computer unless given.
            origin: the place (``where``) in ``unmapped`` whose words this gives a field.

        Returns:
            The reading with all its corrections.

        Raises:
            InputError: nothing is kept of the document, there is no such field or place, or the
                value does not fit it.
        """
        with self.opened() as database:
            kept, digest = self._kept(database, source)
            reading = Corrections(database).applied(kept)
            value, before = _before(reading, field, value, origin, str(source))
            assert kept.plan is not None
            row = (
                known_as(os.fspath(source), self.path.absolute().parent), digest, whose(kept.plan),
                field, json.dumps(before, ensure_ascii=False), json.dumps(value),
                origin, by or _account(), now(),
            )  # fmt: skip

            database.write(lambda connection: _noted(connection, row))
            return Corrections(database).applied(kept)

    @checked
    def undo(
        self, source: str | os.PathLike[str], field: str | None = None, *, by: str = ""
    ) -> Reading:
        """Take back the last correction of a field, or of the words at a place, or of any.

        Args:
            source: the document, as it was read with this state.
            field: the field's path, or the place; the last of any where it is left out.
            by: who says so; the account of this computer unless given.

        Returns:
            The reading with the corrections that are left.

        Raises:
            InputError: there is none.
        """
        with self.opened() as database:
            kept, digest = self._kept(database, source)
            found = Corrections(database).of(kept)
            last = [e for e in found if field is None or field in (e.field, e.origin)][-1:]
            if not last:
                what = f"of {field!r} " if field else ""
                raise InputError(f"there is no correction {what}to take back.", str(source))

            def work(connection: sqlite3.Connection) -> None:
                connection.execute("DELETE FROM corrections WHERE number = ?", (last[0].number,))
                _log(connection, by or _account(), "undone", digest)

            database.write(work)
            return Corrections(database).applied(kept)

    def _kept(self, database: Database, source: str | os.PathLike[str]) -> tuple[Reading, bytes]:
        """A document's reading as it is kept, and its digest."""
        path = os.path.abspath(os.fspath(source))
        columns = ", ".join(f"r.{name}" for name in KEPT_COLUMNS.split(", "))
        row = database.row(
            f"SELECT {columns} FROM readings r JOIN files f "
            "ON f.sha256 = r.sha256 WHERE f.path = ? ORDER BY r.at DESC LIMIT 1",
            path,
        )
        if row is None:
            raise InputError(
                "nothing is kept of this document; read it with this state first.", str(source)
            )
        reading = kept_reading(os.fspath(source), row, str(self.path))
        if reading.plan is None:
            raise InputError("this document could not be read as a plan.", str(source))
        return reading, row[0]

    def verify(self, **options: Any) -> Iterator[str]:
        """Read every file anew that the state knows and that is there; yield what differs.

        Args:
            options: how the documents are read, as for `parse_many`; give those of the runs.

        Yields:
            The path of each file of which another reading is kept than it gives now.
        """
        with self.opened() as database:
            known = [path for (path,) in database.rows("SELECT path FROM files ORDER BY path")]
        paths = [path for path in known if stamp_of(path)]
        reader = ReaderOptions(**options).reader()
        kept, cold = self._read(reader, paths, correct=False), reader.read(reader.files(paths))
        for one, other in zip(kept, cold, strict=True):
            if one.to_json() != other.to_json() or one.places != other.places:
                yield one.source

    @checked
    def forget(self, who: str) -> Forgotten:
        """Take all of one person out of the state: readings, corrections, activity, address.

        Nothing of it is left in the file.

        Args:
            who: a name or an id.

        Raises:
            InputError: nobody has it, or two people do; the message names them with their ids.
        """
        with self.opened() as database:
            gone, paths = taken_out(database, who)
        return gone._replace(files=tuple(sorted(path for path in paths if stamp_of(path))))


def _before(
    reading: Reading, field: str | None, value: Any, origin: str, source: str
) -> tuple[Any, Any]:
    """The value of a correction as JSON, and what it is made for: what the field says, or words.

    Without a value it is the words at ``origin``.
    """
    words = next((each.text for each in reading.unmapped if each.where == origin), None)
    if (origin or field is None) and words is None:
        there = ", ".join(sorted({repr(each.where) for each in reading.unmapped}))
        raise InputError(f"no words are left over at {origin!r}; there are: {there or 'none'}.",
                         source)  # fmt: skip
    if field is None:
        return None, words
    value = _plain(words if origin and value in (None, "") else value, source)
    assert reading.plan is not None
    data = reading.plan.model_dump(mode="json")
    try:
        before = value_at(data, field)
        with_value(data, field, value)
    except (ValueError, LookupError):
        raise InputError(
            f"{field!r} is no field of this plan; fields are written as in data: section[0].field.",
            source,
        ) from None
    as_plan(data, source=source)
    return value, before


def _plain(value: Any, source: str) -> Any:
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


def _noted(
    connection: sqlite3.Connection, row: tuple[str, bytes, str, str | None, str, str, str, str, str]
) -> None:
    columns = "source, sha256, whose, field, before, value, origin, by, at"
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO corrections ({columns}) VALUES ({marks})", row)
    _log(connection, row[7], "left" if row[3] is None else "corrected", row[1])


def _log(connection: sqlite3.Connection, by: str, what: str, digest: bytes) -> None:
    connection.execute("INSERT INTO activity VALUES (?, ?, ?, ?)", (now(), by, what, digest))


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
