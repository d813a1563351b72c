"""The workbook before this one: what HR wrote in it, found again row by row.

Takes the tables of an earlier workbook as they were read and gives for the rows of a sheet now, the
row that each was then; and whatever of HR's has no row any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from plandocs.table import Cell, Cells, File, Formatting, Table, Validation

_ALIKE, _ALIKE_ALONE = 70, 90
_COMPARED = 600
Key = tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """What HR did to a column, as far as anything: its width, out of sight, what may be typed."""

    width: float | None = None
    hidden: bool = False
    validation: Validation | None = None


@dataclass(frozen=True)
class Earlier:
    """One table of the earlier workbook; ``made`` are the headings that the roll-up wrote then.

    ``formatting`` is what HR gave to single cells, by row and column, both from 0; ``styles`` are
    those of columns, by their headings. ``above`` is what HR wrote above it, and ``title`` what HR
    calls it.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Cells, ...]
    made: frozenset[str] = frozenset()
    formatting: Mapping[tuple[int, int], Formatting] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    above: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Before:
    """The earlier workbook: its tables by name, and what it says of itself by each term."""

    tables: Mapping[str, Earlier] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


def key_text(cell: Cell) -> str:
    """A cell as it is compared: what Excel may have done to it does not count."""
    if type(cell) is str:
        return " ".join(cell.split())[:_COMPARED]
    if cell is None:
        return ""
    if isinstance(cell, File):
        return key_text(cell.text)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:_COMPARED]


@dataclass(frozen=True, eq=False)
class Paired:
    """A sheet's rows now beside those of the earlier one."""

    sheet: Table
    rows: tuple[Cells, ...]
    earlier: Earlier

    @cached_property
    def hr_columns(self) -> tuple[int, ...]:
        """The columns of the earlier table that are HR's: its own, and those that HR added."""
        made = {column.heading for column in self.sheet.columns if not column.editable}
        return tuple(
            place
            for place, heading in enumerate(self.earlier.headings)
            if heading and heading not in made and heading not in self.earlier.made
        )

    @cached_property
    def then(self) -> Mapping[int, int]:
        """For each row now the number of the row that it was, where it was there."""
        return _pairs(self._keys_now(), self._keys_then(), self._noted())

    def orphans(self) -> Iterator[tuple[Key, str, Cell]]:
        """What HR wrote beside rows that are no more: their key, the heading, what stands there."""
        keys, still = self._keys_then(), set(self.then.values())
        for number in sorted(self._noted() - still):
            for place in self.hr_columns:
                cell = self.earlier.rows[number][place]
                if key_text(cell):
                    yield keys[number], self.earlier.headings[place], cell

    def was_sorted(self) -> bool:
        """Return whether HR put the rows into another order."""
        numbers = [self.then[place] for place in sorted(self.then)]
        return any(a > b for a, b in pairwise(numbers))

    def _noted(self) -> set[int]:
        return {
            number
            for number, row in enumerate(self.earlier.rows)
            if any(key_text(row[place]) for place in self.hr_columns)
        }

    def _keys_now(self) -> list[Key]:
        places = [n for n, column in enumerate(self.sheet.columns) if column.key]
        return [tuple(key_text(row[place]) for place in places) for row in self.rows]

    def _keys_then(self) -> list[Key]:
        places = key_places(self.sheet, self.earlier)
        return [
            tuple("" if place is None else key_text(row[place]) for place in places)
            for row in self.earlier.rows
        ]


def paired(sheet: Table, before: Before) -> Paired:
    """A sheet beside the table of its name in the earlier workbook."""
    earlier = before.tables.get(sheet.name) or Earlier(sheet.name, sheet.headings, ())
    return Paired(sheet, tuple(sheet.rows), earlier)


def key_places(sheet: Table, earlier: Earlier) -> list[int | None]:
    """Where the key columns stood."""
    return [
        earlier.headings.index(column.heading) if column.heading in earlier.headings else None
        for column in sheet.columns
        if column.key
    ]


def _pairs(now: Sequence[Key], then: Sequence[Key], noted: Iterable[int]) -> dict[int, int]:
    """Which row was which: the same key; the same but for one part; nearly the same words.

    Only rows that HR wrote beside are worth more than the first step.
    """
    result: dict[int, int] = {}
    free = set(range(len(then)))
    _claim(result, free, now, then, None, unique=False)
    wanted = free & set(noted)
    width = len(now[0]) if now else 0
    for left_out in range(1, width):
        _claim(result, wanted, now, then, left_out, unique=True)
    _claim_alike(result, wanted, now, then)
    # A row of which HR wrote nothing is the same row, too, where all but one part says so.
    for left_out in range(1, width):
        _claim(result, free - set(result.values()), now, then, left_out, unique=True)
    return result


def _claim(
    pairs: dict[int, int], free: set[int], now: Sequence[Key], then: Sequence[Key],
    left_out: int | None, *, unique: bool,
) -> None:  # fmt: skip
    """Pair rows whose keys are equal, one part perhaps left out; in order where several are."""
    waiting: dict[Key, list[int]] = defaultdict(list)
    for number in sorted(free):
        waiting[_less(then[number], left_out)].append(number)
    places: dict[Key, list[int]] = defaultdict(list)
    for place, key in enumerate(now):
        if place not in pairs:
            places[_less(key, left_out)].append(place)
    for key, matching in places.items():
        candidates = waiting.get(key, [])
        if unique and (len(matching) != 1 or len(candidates) != 1):
            continue
        for place, number in zip(matching, candidates, strict=False):
            pairs[place] = number
            free.discard(number)


def _less(key: Key, left_out: int | None) -> Key:
    return key if left_out is None else key[:left_out] + key[left_out + 1 :]


def _claim_alike(
    pairs: dict[int, int], free: set[int], now: Sequence[Key], then: Sequence[Key]
) -> None:
    """Pair what is left by likeness, within one person where the key has more than a name."""
    if not free:
        return
    from rapidfuzz import fuzz

    open_rows: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(now):
        if place not in pairs:
            open_rows[key[0] if len(key) > 1 else ""].append(place)
    scored: list[tuple[float, int, int]] = []
    for number in free:
        key = then[number]
        least = _ALIKE if len(key) > 1 else _ALIKE_ALONE
        words = " ".join(key[1:] if len(key) > 1 else key)
        for place in open_rows.get(key[0] if len(key) > 1 else "", ()):
            row_words = " ".join(now[place][1:] if len(key) > 1 else now[place])
            score = fuzz.token_sort_ratio(words, row_words)
            if score >= least:
                scored.append((-score, number, place))
    for _, number, place in sorted(scored):
        if number in free and place not in pairs:
            pairs[place] = number
            free.discard(number)
