"""Compare two versions of a plan; changes stand in the form's order.

The rows of a section are matched by what they say, not by their number; the items of lists in rows
also where they moved to another row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from plandocs.changes.change import Change, Path, is_blank
from plandocs.changes.pairing import SAME, Pairs, alike, holds, moved, pairs
from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.kinds.kind import Kind
from plandocs.kinds.text import TEXT
from plandocs.model.plan import Plan
from plandocs.normal.labels import key


def compare_value(path: str, kind: Kind, before: Any, after: Any) -> Iterator[Change]:
    """The change of one value, if there is one."""
    if before == after:
        return
    if is_blank(before):
        yield Change(path, "added", before, after, "filled in")
    elif is_blank(after):
        yield Change(path, "removed", before, after, "taken out")
    else:
        same = alike(kind.data_text(before), kind.data_text(after)) >= SAME
        yield Change(path, "changed", before, after, "reworded" if same else "replaced")


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
    result: list[Change] = []
    gone: list[Spot] = []
    come: list[Spot] = []
    for i, j in rows:
        before, after = old[i][column], new[j][column]
        paired = pairs(before, after, alike, SAME)
        result += _in_one_row(Path(name, i, column), Path(name, j, column), before, after, paired)
        gone += _left(i, before, {a for a, _ in paired})
        come += _left(j, after, {b for _, b in paired})
    paired_old, paired_new = {i for i, _ in rows}, {j for _, j in rows}
    for i, row in enumerate(old):
        gone += [] if i in paired_old else _left(i, row[column], set())
    for j, row in enumerate(new):
        come += [] if j in paired_new else _left(j, row[column], set())
    across = list(_across(gone, come, paired_old, paired_new))
    result += _elsewhere(name, column, across)
    went, came = {a for a, _ in across}, {b for _, b in across}
    for spot in gone:
        if spot not in went and spot.row in paired_old:
            at = Path(name, spot.row, column, spot.item)
            result.append(Change(str(at), "removed", spot.text, None, "dropped"))
    for spot in come:
        if spot not in came and spot.row in paired_new:
            at = Path(name, spot.row, column, spot.item)
            result.append(Change(str(at), "added", None, spot.text, "new"))
    return Moves(result, across)


def _left(row: int, texts: list[str], paired: set[int]) -> list[Spot]:
    return [Spot(row, n, text) for n, text in enumerate(texts) if n not in paired]


def _in_one_row(
    old: Path, new: Path, before: list[str], after: list[str], paired: Pairs
) -> Iterator[Change]:
    away = moved(paired)
    for a, b in paired:
        field = str(new._replace(item=b))
        if (a, b) in away:
            yield Change(field, "moved", str(old._replace(item=a)), field, "moved")
        if before[a] != after[b]:
            yield Change(field, "changed", before[a], after[b], "reworded")


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
        field = str(Path(name, b.row, column, b.item))
        before = str(Path(name, a.row, column, a.item))
        yield Change(field, "moved", before, field, f"moved from row {a.row + 1}")
        if a.text != b.text:
            yield Change(field, "changed", a.text, b.text, "reworded")


_Texts: TypeAlias = tuple[str, str, dict[str, Any]]  # what a row is named by, the rest, the row
_AROUND = 100  # rows on either side that a row may have been a part of
_PART = 0.7  # this share of its words in another row makes a row a part of it


def compare_rows(section: SectionSpec, old: Rows, new: Rows) -> Iterator[Change]:
    """What changed in a section with rows."""
    result = pair_rows(section, old, new)
    lists = [c.name for c in section.columns if c.kind.many]
    moves = [compare_items(section.name, column, old, new, result) for column in lists]
    yield from _removed(section, old, new, result, moves)
    came_from = {j: i for i, j in result}
    away = moved(result)
    for j, row in enumerate(new):
        at = str(Path(section.name, j))
        if j not in came_from:
            words = _split(section, old, new, result, moves, j)
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
        named = alike(a[0], b[0])
        return max(named, 0.5 * named + 0.5 * rest, 0.85 * rest)

    return pairs(texts(old), texts(new), likeness, SAME)


def _rest(row: dict[str, Any], columns: list[FieldSpec]) -> str:
    return "\n".join(filter(None, (each.kind.data_text(row[each.name]) for each in columns)))


def _removed(
    section: SectionSpec, old: Rows, new: Rows, matched: Pairs, moves: list[Moves]
) -> Iterator[Change]:
    paired = {i for i, _ in matched}
    for i, row in enumerate(old):
        if i not in paired:
            words = _joined(section, old, new, matched, moves, i)
            yield Change(str(Path(section.name, i)), "removed", row, None, words)


def _split(
    section: SectionSpec, old: Rows, new: Rows, matched: Pairs, moves: list[Moves], j: int
) -> str:
    """Return whether a new row was cut out of one that stayed."""
    sources = {a.row for each in moves for a, b in each.across if b.row == j}
    ways = [(stayed, i) for i, stayed in matched]
    whole = _holder(section.key_column.name, new, old, j, ways, sources)
    return "new" if whole is None else f"split from row {whole + 1}"


def _joined(
    section: SectionSpec, old: Rows, new: Rows, matched: Pairs, moves: list[Moves], i: int
) -> str:
    """Return whether a row that is gone went into one that stayed."""
    targets = {b.row for each in moves for a, b in each.across if a.row == i}
    whole = _holder(section.key_column.name, old, new, i, matched, targets)
    return "dropped" if whole is None else f"joined into row {whole + 1}"


def _holder(
    name: str, rows: Rows, others: Rows, at: int, ways: Pairs, linked: set[int]
) -> int | None:
    """Return the row of the other version that has a row's items, or most of its words."""
    for near, far in ways:
        if abs(near - at) > _AROUND:
            continue
        changed = rows[near][name] != others[far][name]
        if far in linked or (changed and holds(others[far][name], rows[at][name]) >= _PART):
            return far
    return None


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """What changed from the older to the newer plan.

    Raises:
        InputError: they are of two forms.
    """
    if old.form != new.form:
        raise InputError(
            f"these are two forms, {form_named(old.form).title} and {form_named(new.form).title}; "
            "name two versions of one plan."
        )
    form = form_named(old.form)
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return tuple(replace(each, form=form.name) for each in _changes(form, before, after))


def _changes(form: FormSpec, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    cells = {cell.name: cell.kind for cell in form.cells}
    sections = {section.name: section for section in form.sections}
    for name in form.fields:
        section = sections.get(name)
        if section is None:
            yield from compare_value(name, cells.get(name, TEXT), before[name], after[name])
        elif section.is_table:
            yield from compare_rows(section, before[name], after[name])
        else:
            for column in section.columns:
                path = f"{name}.{column.name}"
                was, now = before[name][column.name], after[name][column.name]
                yield from compare_value(path, column.kind, was, now)
