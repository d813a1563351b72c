"""Typed tables as one SQLite file, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from typing import Final

from plandocs.files.places import Place
from plandocs.files.whole import write_whole
from plandocs.tabular.typed import VERSION, Type, TypedTable, Value

_DECLARED: Final[dict[Type, str]] = {
    "text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "DATE", "boolean": "BOOLEAN",
}  # fmt: skip


def write_sqlite(tables: Iterable[TypedTable], place: Place) -> None:
    """Write the tables; ``PRAGMA user_version`` is the version of their names and types.

    Raises:
        OutputError: the place cannot be written.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION}")
        for table in tables:
            columns = ", ".join(f'"{c.name}" {_DECLARED[c.type]}' for c in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_stored, row)) for row in table.rows)
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        connection.commit()
        write_whole(place, connection.serialize())


def _stored(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
