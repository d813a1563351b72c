"""The SQLite file of a state: opened with care, written in small whole steps.

A rollback journal and no write-ahead log, which network drives do not carry; nothing but our own
tables, compared word for word, so that a file from elsewhere brings no view and no trigger; sizes
bounded. What is deleted is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from plandocs.errors import InputError, OutputError

_OURS: Final = 0x506C4463  # "PlDc", the file's application id
VERSION: Final = 1
_LONGEST: Final = 64 * 2**20  # bytes of one value, and of one statement
_OTHERS: Final = frozenset(
    {".docx", ".doc", ".xlsx", ".csv", ".json", ".jsonl", ".html", ".pdf", ".zip", ".toml", ".txt"}
)
_WAIT: Final = 10.0  # seconds for which another program's lock is waited for
_TABLES: Final = {
    "readings": (
        "CREATE TABLE readings (decides BLOB NOT NULL, sha256 BLOB NOT NULL, line TEXT NOT NULL, "
        "places BLOB NOT NULL, clean INTEGER NOT NULL, error TEXT NOT NULL, person TEXT NOT NULL, "
        "id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (decides, sha256))"
    ),
    "files": (
        "CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, sha256 BLOB NOT NULL)"
    ),
    "corrections": (
        "CREATE TABLE corrections (number INTEGER PRIMARY KEY, source TEXT NOT NULL, "
        "sha256 BLOB NOT NULL, whose TEXT NOT NULL, field TEXT, before TEXT NOT NULL, "
        "value TEXT NOT NULL, origin TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL)"
    ),
    "activity": (
        "CREATE TABLE activity (at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, "
        "sha256 BLOB NOT NULL)"
    ),
}
# Made with the first address, so that a state without any is as it was.
_ADDRESSES: Final = {
    "addresses": (
        "CREATE TABLE addresses (person TEXT NOT NULL, id TEXT NOT NULL, address TEXT NOT NULL, "
        "at TEXT NOT NULL, PRIMARY KEY (person, id))"
    )
}
_KNOWN: Final = (_TABLES, {**_TABLES, **_ADDRESSES})
_Result = TypeVar("_Result")


class Database:
    """A state's file, open. Every method says what is wrong in words, with the file's name."""

    def __init__(self, path: str | os.PathLike[str], *, must_exist: bool = False) -> None:
        self.path = Path(path)
        if must_exist and not self.path.is_file():
            raise InputError("there is no such state; a run with --state makes it.", str(path))
        if self.path.suffix.casefold() in _OTHERS:
            raise InputError(
                f"a state has a file of its own, such as division.plandocs, and is no "
                f"{self.path.suffix} file.",
                str(path),
            )
        if self.path.is_dir():
            raise InputError("this is a folder; name a file, such as division.plandocs.", str(path))
        self._connection = self._try(self._open)
        try:
            self._try(self._made_ready)
        except BaseException:
            self.close()
            raise

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # which shrinking takes
        return connection

    def _made_ready(self) -> None:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        if self._names():
            self._refuse_others()
        for pragma in ("journal_mode = DELETE", "synchronous = FULL", "secure_delete = ON"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        if not self._names():
            self.write(self._create)

    def _refuse_others(self) -> None:
        ours = self._one("PRAGMA application_id") == _OURS
        version = self._one("PRAGMA user_version")
        if not ours or (version == VERSION and self._names() not in _KNOWN):
            raise InputError(
                "this is not a state of plandocs, or somebody has changed it; name another file, "
                "which is then made.",
                str(self.path),
            )
        if version != VERSION:
            raise InputError(
                f"this state is of another version of plandocs ({version}; this one writes "
                f"{VERSION}). Use the newest on all computers, or name another file.",
                str(self.path),
            )

    def has_addresses(self) -> bool:
        """Return whether an address was ever kept."""
        return "addresses" in self._try(self._names)

    def make_addresses(self, connection: sqlite3.Connection) -> None:
        """Make their table, within a step that writes, where there is none."""
        if "addresses" not in self._names():
            connection.execute(_ADDRESSES["addresses"])

    def _names(self) -> dict[str, str]:
        rows = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL")
        return dict(rows.fetchall())

    def _create(self, connection: sqlite3.Connection) -> None:
        if self._names():
            return  # another run was quicker
        for statement in _TABLES.values():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_OURS}")
        connection.execute(f"PRAGMA user_version = {VERSION}")

    def _one(self, statement: str, *values: object) -> Any:
        row = self._connection.execute(statement, values).fetchone()
        return None if row is None else row[0]

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a question. Nothing stays locked.

        Raises:
            OutputError: the file is damaged, or another program holds it.
        """
        return self._try(lambda: self._connection.execute(statement, values).fetchall())

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a question, or None."""
        result = self.rows(statement, *values)
        return result[0] if result else None

    def write(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do some work as one step: all of it is in the file afterwards, or nothing.

        Raises:
            OutputError: the file cannot be written, or another program holds it for too long.
        """

        def step() -> _Result:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            return result

        return self._try(step)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Ask several questions under one lock, which costs more than they do."""
        self._try(lambda: self._connection.execute("BEGIN"))
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._try(lambda: self._connection.execute("COMMIT"))

    def shrink(self) -> None:
        """Write the file anew without the room of what was deleted."""
        self._try(lambda: self._connection.execute("VACUUM").fetchall())

    def _try(self, work: Callable[[], _Result]) -> _Result:
        try:
            return work()
        except sqlite3.Error as error:
            raise OutputError(_in_words(error), str(self.path)) from error

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _in_words(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return (
            f"another run, or another computer, has held this state for {_WAIT:g} seconds; wait "
            "until it has ended, or go on without --state"
        )
    if isinstance(error, sqlite3.DatabaseError) and ("not a database" in text or "malform" in text):
        return (
            "this is not a state of plandocs; name the file that a run with --state made. If this "
            "is that file, it is damaged: name another, which is then made"
        )
    if "readonly" in text or "unable to open" in text:
        return "this state cannot be written; see whether its folder is there and may be written to"
    return f"this state cannot be used ({text})"
