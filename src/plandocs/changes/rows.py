"""The rows of a section: matched by what they say, not by their number.

Takes a section's rows in both versions and gives changes of rows, of their texts, and of their
items.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from plandocs.changes.alike import SAME, alike, holds
from plandocs.changes.change import Change
from plandocs.changes.items import Moves, Rows, compare_items
from plandocs.changes.pairing import Pairs, moved, pairs
from plandocs.changes.paths import Path, is_blank
from plandocs.changes.value import compare_value
from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.normal.labels import key

_Texts: TypeAlias = tuple[str, str, dict[str, Any]]  # what a row is named by, the rest, the row
_AROUND = 100  # rows on either side that a row may have been a part of
_PART = 0.7  # this share of its words in another row makes a row a part of it


def compare_rows(section: SectionSpec, old: Rows, new: Rows) -> Iterator[Change]:
    """What changed in a section with rows."""
    found = pair_rows(section, old, new)
    lists = [c.name for c in section.columns if c.kind.many]
    moves = [compare_items(section.name, column, old, new, found) for column in lists]
    yield from _removed(section, old, new, found, moves)
    came_from = {j: i for i, j in found}
    away = moved(found)
    for j, row in enumerate(new):
        at = str(Path(section.name, j))
        if j not in came_from:
            words = _split(section, old, new, found, moves, j)
            yield Change(at, "added", None, row, words)
            continue
        i = came_from[j]
        if (i, j) in away:
            yield Change(at, "moved", str(Path(section.name, i)), at, "moved")
        for column in section.columns:
            if not column.kind.many:
                path = str(Path(section.name, j, column.name))
                was = old[i][column.name]
                yield from compare_value(path, column.kind, was, row[column.name])
    for each in moves:
        yield from each.changes


def pair_rows(section: SectionSpec, old: Rows, new: Rows) -> Pairs:
    """Which row became which, by what they say."""
    name = section.key_column.name
    if section.shape == "printed":
        return pairs(old, new, lambda a, b: float(key(a[name]) == key(b[name])), 1.0)
    others = [column for column in section.columns if column.name != name]

    def texts(rows: Rows) -> list[_Texts]:
        return [(row[name], _rest(row, others), row) for row in rows]

    def likeness(a: _Texts, b: _Texts) -> float:
        rest = alike(a[1], b[1])
        if is_blank(a[0]) or is_blank(b[0]):
            return 0.9 * rest
        said = alike(a[0], b[0])
        return max(said, 0.5 * said + 0.5 * rest, 0.85 * rest)

    return pairs(texts(old), texts(new), likeness, SAME)


def _rest(row: dict[str, Any], columns: list[FieldSpec]) -> str:
    return "\n".join(filter(None, (each.kind.data_text(row[each.name]) for each in columns)))


def _removed(
    section: SectionSpec, old: Rows, new: Rows, found: Pairs, moves: list[Moves]
) -> Iterator[Change]:
    kept = {i for i, _ in found}
    for i, row in enumerate(old):
        if i not in kept:
            words = _joined(section, old, new, found, moves, i)
            yield Change(str(Path(section.name, i)), "removed", row, None, words)


def _split(
    section: SectionSpec, old: Rows, new: Rows, found: Pairs, moves: list[Moves], j: int
) -> str:
    """Was this new row cut out of one that stayed?"""
    name = section.key_column.name
    sources = [a.row for each in moves for a, b in each.across if b.row == j]
    for i, stayed in found:
        if abs(stayed - j) > _AROUND:
            continue
        shorter = old[i][name] != new[stayed][name]
        if i in sources or (shorter and holds(old[i][name], new[j][name]) >= _PART):
            return f"split from row {i + 1}"
    return "new"


def _joined(
    section: SectionSpec, old: Rows, new: Rows, found: Pairs, moves: list[Moves], i: int
) -> str:
    """Did this row go into one that stayed?"""
    name = section.key_column.name
    targets = [b.row for each in moves for a, b in each.across if a.row == i]
    for before, j in found:
        if abs(before - i) > _AROUND:
            continue
        longer = old[before][name] != new[j][name]
        if j in targets or (longer and holds(new[j][name], old[i][name]) >= _PART):
            return f"joined into row {j + 1}"
    return "dropped"
