"""Readings by the content of their files: found again, and kept as they are made.

A file that has the size, time and place on the disk that it had when it was read has the content
that it had; any other is read and its digest looked up. A file that was written in the last moments
before it was read may have been written once more in the same moment: its stamp counts for nothing.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Final, NamedTuple

from plandocs.container.limits import Limits
from plandocs.errors import PlandocsError
from plandocs.files.zipped import archive_of
from plandocs.forms.registry import person_of
from plandocs.model.reading import Reading
from plandocs.moment import now
from plandocs.store.database import Database
from plandocs.store.kept import KEPT_COLUMNS, lasts, line_of, places_of, reading_of_row, with_line
from plandocs.word.package.source import taken

_MOMENT: Final = 3.0  # seconds, more than the coarsest clock of a file system
_AT_ONCE: Final = 200
_SECONDS: Final = 2.0  # between two steps of writing
_OLE: Final = b"\xd0\xcf\x11\xe0"  # how a protected document begins


Source = str | bytes


class Seen(NamedTuple):
    """A file as it was when it was looked for: where it is kept, and by what it is known."""

    name: str
    path: str
    stamp: str
    digest: bytes
    number: int | None  # of the row that keeps its reading


class Kept:
    """The readings of one state that were made as this run would make them."""

    def __init__(self, database: Database, key: bytes, limits: Limits, *, secret: bool) -> None:
        self._database = database
        self._key = key
        self._limits = limits
        self._secret = secret  # a password was given: what it opens is not kept
        self._none = database.row("SELECT 1 FROM readings WHERE decides = ?", key) is None
        self._waiting: list[tuple[tuple[object, ...], Seen]] = []
        self._noted: list[Seen] = []  # files that were looked into, with a reading that is kept
        self._written = time.monotonic()

    def at_once(self) -> AbstractContextManager[None]:
        """Look for several files under one lock."""
        return self._database.at_once()

    def look(self, files: Iterable[tuple[str, Source]]) -> list[Seen]:
        """Look for the readings of files, each with what the run calls it."""
        named = [(name, source, _path_of(source)) for name, source in files]
        known = {} if self._none else self._known([path for _, _, path in named if path])
        return [self._looked(*each, known) for each in named]

    def _known(self, paths: list[str]) -> dict[str, tuple[str, bytes, int | None]]:
        """Of each path that is known the stamp, the digest, and the row that keeps the reading."""
        marks = ",".join("?" * len(paths))
        rows = self._database.rows(
            "SELECT path, stamp, sha256, (SELECT rowid FROM readings WHERE decides = ? AND "
            f"readings.sha256 = files.sha256) FROM files WHERE path IN ({marks})",
            self._key,
            *paths,
        )
        return {path: (stamp, digest, number) for path, stamp, digest, number in rows}

    def _looked(
        self, name: str, source: Source, path: str,
        known: Mapping[str, tuple[str, bytes, int | None]],
    ) -> Seen:  # fmt: skip
        if isinstance(source, bytes):
            return self._seen(name, "", "", sha256(source).digest())
        stamp = stamp_of(source)
        if not stamp or self._none:  # it has to be read, which says its digest
            return Seen(name, path, stamp, b"", None)
        if path in known and known[path][0] == stamp:
            return Seen(name, path, *known[path])
        try:
            digest = sha256(taken(source, self._limits)[1]).digest()
        except PlandocsError:
            return Seen(name, path, "", b"", None)
        seen = self._seen(name, path, stamp, digest)
        if seen.number is not None:
            self._noted.append(seen)
        return seen

    def _seen(self, name: str, path: str, stamp: str, digest: bytes) -> Seen:
        row = self._database.row(
            "SELECT rowid FROM readings WHERE decides = ? AND sha256 = ?", self._key, digest
        )
        return Seen(name, path, stamp, digest, None if row is None else row[0])

    def readings(self, found: Sequence[Seen]) -> list[Reading | None]:
        """The readings of files that were found; None where one went in the meantime."""
        marks = ",".join("?" * len(found))
        rows = self._database.rows(
            f"SELECT rowid, {KEPT_COLUMNS} FROM readings WHERE rowid IN ({marks})",
            *(seen.number for seen in found),
        )
        kept, state = {number: row for number, *row in rows}, str(self._database.path)
        each = ((seen, kept.get(seen.number)) for seen in found)
        return [
            None if row is None or row[0] != seen.digest else reading_of_row(seen.name, row, state)
            for seen, row in each
        ]

    def keep(self, reading: Reading, seen: Seen, content: bytes = b"") -> Reading:
        """Keep a reading that was made, if the same file gives the same the next time.

        Returns the reading, which then has its JSON at hand.
        """
        if not lasts(reading) or not reading.sha256 or self._is_secret(seen, content):
            return reading
        line, digest = line_of(reading), bytes.fromhex(reading.sha256)
        row = _row(self._key, reading, line, now())
        self._waiting.append((row, seen._replace(digest=digest)))
        late = time.monotonic() - self._written > _SECONDS
        if len(self._waiting) >= _AT_ONCE or late:
            self.write()
        return with_line(reading, line)

    def _is_secret(self, seen: Seen, content: bytes) -> bool:
        if not self._secret:
            return False
        if seen.path:
            try:
                with open(seen.path, "rb") as file:
                    content = file.read(len(_OLE))
            except OSError:
                return True
        return content.startswith(_OLE)

    def write(self) -> None:
        """Write what waits, as one step."""
        waiting, self._waiting, noted, self._noted = self._waiting, [], self._noted, []
        self._written = time.monotonic()
        if not waiting and not noted:
            return
        rows = [row for row, _ in waiting]
        noted += [seen for _, seen in waiting]

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
            _note(connection, noted)

        self._database.write(work)


def _path_of(source: Source) -> str:
    """The path of a file as the state has it; "" for bytes."""
    if isinstance(source, bytes):
        return ""
    path = os.path.abspath(source)
    return path if path.isascii() else path.encode("utf-8", "replace").decode()


def stamp_of(path: str | os.PathLike[str]) -> str:
    """Size, time and place of a file, as one text; "" where there is none.

    Of one in a .zip they are those of the archive.
    """
    try:
        facts = os.stat(path)
    except (OSError, ValueError):
        outer = archive_of(path)
        return stamp_of(outer) if outer else ""
    changed = facts.st_ctime_ns if os.name == "posix" else 0  # elsewhere: when it was made
    return f"{facts.st_size} {facts.st_mtime_ns} {changed} {facts.st_ino}"


def _lasting(stamp: str) -> str:
    """The stamp, or "" for a file that was written a moment ago."""
    newest = max(map(int, stamp.split()[1:3]))
    return stamp if time.time() - newest / 1e9 > _MOMENT else ""


def _note(connection: sqlite3.Connection, seen: Iterable[Seen]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
        [(each.path, _still(each), each.digest) for each in seen if each.path],
    )


def _still(seen: Seen) -> str:
    """The stamp that a file had when it was looked for, if it has it still."""
    return _lasting(seen.stamp) if seen.stamp and stamp_of(seen.path) == seen.stamp else ""


def _row(key: bytes, reading: Reading, line: str, at: str) -> tuple[object, ...]:
    plan = reading.plan
    person = "" if plan is None else person_of(plan)
    error = "" if reading.error is None else reading.error.code
    return (
        key, bytes.fromhex(reading.sha256), line, places_of(reading), reading.clean,
        error, person, "" if plan is None else plan.id, at,
    )  # fmt: skip
