"""HR's corrections: what was put right, in which plan, and for which words.

A correction goes with the person's plan, whatever its file is called. One that says whose plan a
document is goes with that document alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plandocs.errors import InputError
from plandocs.model.reading import Reading
from plandocs.store.database import Database
from plandocs.store.whose import is_of_one, moves, owner_of, whose

_COLUMNS = "number, source, sha256, whose, field, before, value, origin, by, at"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; without a field, words that were looked at and are to be left.

    ``words`` are those that stood in no field and were given to one, or left; "" where there are
    none, or an earlier plandocs did not note them.
    """

    number: int
    source: str
    sha256: bytes
    whose: str
    field: str | None
    before: Any
    value: Any
    origin: str
    by: str
    at: str
    words: str

    @property
    def moves(self) -> bool:
        """Whether it says whose plan a document is."""
        return self.field is not None and (
            is_of_one(self.whose, self.sha256)
            or moves(self.whose, self.field, self.before, self.value)
        )

    def is_with(self, other: Correction) -> bool:
        """Whether this is the other one, or was made with it: a name with HR's key."""
        return self.number == other.number or (
            self.moves and other.moves and (self.at, self.sha256) == (other.at, other.sha256)
        )

    def to_dict(self) -> dict[str, Any]:
        """As the contract has it, section 3."""
        return {
            "field": self.field, "before": self.before, "value": self.value,
            "from": self.origin or None, "by": self.by, "at": self.at,
        }  # fmt: skip


class Corrections:
    """All corrections of a state, by file and by content; of None there are none."""

    def __init__(self, database: Database | None) -> None:
        self._all: list[Correction] = []
        if database is None:
            return
        self._folder = database.path.absolute().parent
        for row in database.rows(f"SELECT {_COLUMNS} FROM corrections ORDER BY number"):
            number, source, digest, plan, field, before, value, origin, by, at = row
            try:
                values = json.loads(before), json.loads(value)
                place, words = _place_of(origin)
                owner_of(plan)
            except ValueError:
                raise InputError(
                    "a correction in this state is damaged, or somebody has changed it; take back "
                    "your latest copy of the file.",
                    str(database.path),
                ) from None
            if field is None:
                words = str(values[0])
            self._all.append(
                Correction(number, source, digest, plan, field, *values, place, by, at, words)
            )

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._all)

    def of(self, reading: Reading) -> list[Correction]:
        """Return the corrections of a document, the oldest first.

        They are those of the same content, of the same file, and of the same person's plan of the
        same form and period, under whatever name its file goes by now.
        """
        if not self._all or reading.plan is None:
            return []
        digest, plan = bytes.fromhex(reading.sha256), whose(reading.plan)
        source = known_as(reading.source, self._folder) if reading.source else ""
        return [
            each
            for each in self._all
            if each.sha256 == digest
            or (plan and each.whose == plan and not each.moves)
            or (source and each.source == source)
        ]


def known_as(source: str, folder: Path) -> str:
    """What a state calls a file: its path from the state's own folder, where it lies below it."""
    path = os.path.abspath(source)
    inside = os.path.join(folder, "")
    return Path(path.removeprefix(inside)).as_posix() if path.startswith(inside) else path


def origin_of(place: str, words: str) -> str:
    """What a state writes of words in no field: where they are, and what they are."""
    return json.dumps([place, words], ensure_ascii=False) if words else place


def _place_of(origin: str) -> tuple[str, str]:
    """What `origin_of` took; the place alone where an earlier plandocs wrote it."""
    try:
        decoded = json.loads(origin)
    except ValueError:
        return origin, ""
    if isinstance(decoded, list) and len(decoded) == 2:  # a place and words
        return str(decoded[0]), str(decoded[1])
    return origin, ""
