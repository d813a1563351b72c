"""Apply changes to the older plan, which makes it the newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from plandocs.changes.change import Change, Path, path
from plandocs.description.form import SectionSpec
from plandocs.errors import InputError
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan


def apply(old: Plan, changes: Iterable[Change | Mapping[str, Any]]) -> Plan:
    """The newer plan: ``apply(old, diff(old, new)) == new``, exactly.

    Raises:
        InputError: the changes are not those of this plan.
    """
    known = [each if isinstance(each, Change) else Change.from_dict(each) for each in changes]
    before = old.model_dump(mode="json")
    after = deepcopy(before)
    form = form_named(old.form)
    try:
        for section in form.sections:
            edits = [(path(each.field), each) for each in known]
            edits = [(at, each) for at, each in edits if at.name == section.name]
            if section.is_table:
                after[section.name] = _rows(section, before[section.name], edits)
            for at, each in edits:
                if at.column and at.item < 0 and at.row < 0:
                    after[section.name][at.column] = each.after
        for each in known:
            if each.field in form.fields and not isinstance(before[each.field], list):
                after[each.field] = each.after
    except (KeyError, IndexError, ValueError, StopIteration) as error:
        raise InputError(f"these changes are not those of this plan: {error}.") from error
    try:
        return form.model.model_validate(after)
    except ValidationError as error:
        raise InputError("these changes do not give a plan of this form.") from error


_Edits = list[tuple[Path, Change]]


def _rows(section: SectionSpec, old: list[dict[str, Any]], changes: _Edits) -> list[dict[str, Any]]:
    placed = {at.row: deepcopy(c.after) for at, c in changes if _is_row(at, c, "added")}
    gone = {at.row for at, c in changes if _is_row(at, c, "removed")}
    moves = {at.row: path(c.before).row for at, c in changes if _is_row(at, c, "moved")}
    came = _order(len(old), gone, moves, set(placed))
    new = [placed[j] if i is None else deepcopy(old[i]) for j, i in enumerate(came)]
    for column in section.columns:
        if column.kind.many:
            _items(column.name, old, new, came, changes)
    for at, change in changes:
        if at.column and at.item < 0:
            new[at.row][at.column] = change.after
        elif at.item >= 0 and change.kind == "changed":
            new[at.row][at.column][at.item] = change.after
    return new


def _is_row(at: Path, change: Change, kind: str) -> bool:
    return change.kind == kind and not at.column


def _order(count: int, gone: set[int], moves: dict[int, int], placed: set[int]) -> list[int | None]:
    """For each place in the newer list, the place in the older; None for what is new."""
    rest = iter(i for i in range(count) if i not in gone and i not in moves.values())
    length = count - len(gone) + len(placed)
    return [None if j in placed else moves[j] if j in moves else next(rest) for j in range(length)]


def _items(
    column: str,
    old: list[dict[str, Any]],
    new: list[dict[str, Any]],
    came: list[int | None],
    changes: _Edits,
) -> None:
    """Put one column's lists together; items may have come from other rows."""
    edits = [(at, c) for at, c in changes if at.column == column and at.item >= 0]
    moves = [(at, path(c.before)) for at, c in edits if c.kind == "moved"]
    for j, i in enumerate(came):
        if i is None:
            continue
        gone = {at.item for at, c in edits if c.kind == "removed" and at.row == i}
        gone |= {a.item for b, a in moves if a.row == i and b.row != j}
        within = {b.item: a.item for b, a in moves if a.row == i and b.row == j}
        placed = {at.item: c.after for at, c in edits if c.kind == "added" and at.row == j}
        placed |= {
            b.item: old[a.row][column][a.item] for b, a in moves if b.row == j and a.row != i
        }
        texts = old[i][column]
        order = _order(len(texts), gone, within, set(placed))
        new[j][column] = [placed[n] if at is None else texts[at] for n, at in enumerate(order)]
