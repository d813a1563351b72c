"""Compare the items of lists in rows (measures, links), also those that moved to another row.

Takes the rows of both versions and which became which, and gives changes of items.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from plandocs.changes.alike import SAME, alike
from plandocs.changes.change import Change
from plandocs.changes.pairing import Pairs, moved, pairs
from plandocs.changes.paths import Path

_ELSEWHERE = 0.7  # an item that moved to another row is changed less than one that stayed

Rows = list[dict[str, Any]]


class Spot(NamedTuple):
    """An item in one version: its row, its place in the list, its text."""

    row: int
    item: int
    text: str


class Moves(NamedTuple):
    """The changes of one column, by the row of the newer version; removed ones by the older."""

    changes: list[Change]
    across: list[tuple[Spot, Spot]]  # items that moved from one row to another


def compare_items(name: str, column: str, old: Rows, new: Rows, rows: Pairs) -> Moves:
    """What changed in one column of lists."""
    found: list[Change] = []
    gone: list[Spot] = []
    come: list[Spot] = []
    for i, j in rows:
        before, after = old[i][column], new[j][column]
        kept = pairs(before, after, alike, SAME)
        found += _in_one_row(Path(name, i, column), Path(name, j, column), before, after, kept)
        gone += _left(i, before, {a for a, _ in kept})
        come += _left(j, after, {b for _, b in kept})
    kept_old, kept_new = {i for i, _ in rows}, {j for _, j in rows}
    for i, row in enumerate(old):
        gone += [] if i in kept_old else _left(i, row[column], set())
    for j, row in enumerate(new):
        come += [] if j in kept_new else _left(j, row[column], set())
    across = list(_across(gone, come, kept_old, kept_new))
    found += _elsewhere(name, column, across)
    went, came = {a for a, _ in across}, {b for _, b in across}
    for spot in gone:
        if spot not in went and spot.row in kept_old:
            at = Path(name, spot.row, column, spot.item)
            found.append(Change(str(at), "removed", spot.text, None, "dropped"))
    for spot in come:
        if spot not in came and spot.row in kept_new:
            at = Path(name, spot.row, column, spot.item)
            found.append(Change(str(at), "added", None, spot.text, "new"))
    return Moves(found, across)


def _left(row: int, texts: list[str], kept: set[int]) -> list[Spot]:
    return [Spot(row, n, text) for n, text in enumerate(texts) if n not in kept]


def _in_one_row(
    old: Path, new: Path, before: list[str], after: list[str], kept: Pairs
) -> Iterator[Change]:
    away = moved(kept)
    for a, b in kept:
        here = str(new._replace(item=b))
        if (a, b) in away:
            yield Change(here, "moved", str(old._replace(item=a)), here, "moved")
        if before[a] != after[b]:
            yield Change(here, "changed", before[a], after[b], "reworded")


def _across(
    gone: list[Spot], come: list[Spot], kept_old: set[int], kept_new: set[int]
) -> Iterator[tuple[Spot, Spot]]:
    """Items that went from one row to another; not from a row that is gone to one that is new."""

    def likeness(a: Spot, b: Spot) -> float:
        if a.row not in kept_old and b.row not in kept_new:
            return 0.0
        return alike(a.text, b.text)

    for a, b in pairs(gone, come, likeness, _ELSEWHERE):
        yield gone[a], come[b]


def _elsewhere(name: str, column: str, across: list[tuple[Spot, Spot]]) -> Iterator[Change]:
    for a, b in across:
        there = str(Path(name, b.row, column, b.item))
        before = str(Path(name, a.row, column, a.item))
        yield Change(there, "moved", before, there, f"moved from row {a.row + 1}")
        if a.text != b.text:
            yield Change(there, "changed", a.text, b.text, "reworded")
