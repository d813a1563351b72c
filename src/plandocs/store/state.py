"""`State`: a folder's memory as callers see it; what it holds, corrects, and forgets."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from plandocs.arguments import checked
from plandocs.errors import InputError
from plandocs.model.reading import Reading
from plandocs.reading.options import ReaderOptions
from plandocs.reading.reader import ManyReader
from plandocs.store.asked import Asked, account, log, refuse_below, stored_reading
from plandocs.store.corrections import Corrections
from plandocs.store.database import Database
from plandocs.store.decides import decides
from plandocs.store.forget import Forgotten, taken_out
from plandocs.store.laid import corrected
from plandocs.store.readings import Kept, stamp_of
from plandocs.store.run import with_state
from plandocs.word.package.source import Source


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
            stored = Kept(database, decides(reader), reader.limits, secret=secret)
            corrections = Corrections(database)  # also where they are left out: they may be damaged
            if not correct:
                corrections = Corrections(None)
            files = reader.files(sources)
            yield from with_state(stored, corrections, reader, files, strict=not correct)

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
        words: str = "",
    ) -> Reading:
        """Put one field of a document right; later readings have it, until its words change.

        Args:
            source: the document, as it was read with this state.
            field: its path, ``rows[0].field``; ``rows[2]`` behind the last row adds one; None to
                leave the words at ``origin``.
            value: what it should say, as in data; None takes a row out.
            by: who says so; the account of this computer unless given.
            origin: the place (``where``) in ``unmapped`` whose words this gives a field.
            words: which words of that place, where it has several.

        Returns:
            The reading with all its corrections.

        Raises:
            InputError: nothing is kept of the document, there is no such field or place, or the
                value does not fit it.
        """
        with self.opened() as database:
            asked = Asked(database, source, by)
            asked.write([asked.row(field, value, origin, words)])
            return asked.reading()

    @checked
    def assign(
        self, source: str | os.PathLike[str], name: str, id: str = "", *, by: str = ""
    ) -> Reading:
        """Say whose plan a document is; no other document of that name becomes theirs.

        Args:
            source: the document, as it was read with this state.
            name: whose plan it is.
            id: HR's own key for them; "" where there is none.
            by: who says so; the account of this computer unless given.

        Raises:
            InputError: nothing is kept of the document, or it is theirs already.
        """
        with self.opened() as database:
            asked = Asked(database, source, by)
            changes = asked.differing(name, id)
            asked.write([asked.row(*change, alone=True) for change in changes.items()])
            return asked.reading()

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
            reading, digest = stored_reading(database, source)
            corrections = Corrections(database).of(reading)
            last = [e for e in corrections if field is None or field in (e.field, e.origin)][-1:]
            if not last:
                what = f"of {field!r} " if field else ""
                raise InputError(f"there is no correction {what}to take back.", str(source))
            refuse_below(last[0], corrections, str(source))
            gone = [e for e in corrections if e.is_with(last[0])]

            def work(connection: sqlite3.Connection) -> None:
                for each in gone:
                    connection.execute("DELETE FROM corrections WHERE number = ?", (each.number,))
                log(connection, by or account(), "undone", digest)

            database.write(work)
            return corrected(reading, Corrections(database))

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
        stored, cold = self._read(reader, paths, correct=False), reader.read(reader.files(paths))
        for one, other in zip(stored, cold, strict=True):
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
