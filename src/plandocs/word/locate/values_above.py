"""Tables whose values stand above their labels, as names do above the rule of a signature block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plandocs.word.locate.result import Label, slot_behind
from plandocs.word.locate.value_column import is_dated
from plandocs.word.locate.vocabulary import lines
from plandocs.word.view.document import Row

_SEVERAL = 2
_RULE = frozenset("_-–—.… ")


class Labels(NamedTuple):
    """A row with the labels of its cells."""

    row: Row
    labels: list[Label | None]


def labels_first(all_rows: Sequence[Labels]) -> list[Labels]:
    """Rows in the order in which labels come before values, where these stand above them.

    Rows of nothing but rules between both come last.
    """
    rules = [each for each in all_rows if _is_rule(each.row)]
    rows = [each for each in all_rows if not _is_rule(each.row)] if rules else all_rows
    result = [*rows, *rules]
    at_labels = [at for at, each in enumerate(rows) if any(each.labels)]
    if not at_labels or not at_labels[0] or not _values_above(rows, at_labels):
        return list(all_rows)
    for at in at_labels:
        result[at - 1 : at + 1] = rows[at], rows[at - 1]
    return result


def _is_rule(row: Row) -> bool:
    """Return whether a row has nothing but rules to write on."""
    texts = ["".join(lines(cell.blocks)) for cell in row.cells]
    return any(texts) and all(set(text) <= _RULE for text in texts)


def _values_above(rows: Sequence[Labels], at_labels: Sequence[int]) -> bool:
    """Return whether each row of labels stands below one without any, which has their values.

    A date among the values tells so, or several of these rows with nothing behind the last.
    """
    pairs = [(rows[at - 1], rows[at]) for at in at_labels]
    if any(any(above.labels) or not _are_alike(above.row, own.row) for above, own in pairs):
        return False
    if 2 * sum(without_cells(*own) > 0 for _, own in pairs) < len(pairs):
        return False
    own_rows = {row for at in at_labels for row in (at - 1, at)}
    others = [each.row for at, each in enumerate(rows) if at not in own_rows]
    others = [row for row in others if _are_alike(row, rows[at_labels[-1]].row)]
    filled = any(cell.filled for row in others for cell in row.cells)
    dates = [whole for above, own in pairs for whole in _dates(above.row, own)]
    if filled:  # the last of them may be above its values
        return len(dates) >= _SEVERAL and all(dates)
    return any(dates) or not (dates or others or len(pairs) < _SEVERAL)


def _are_alike(row: Row, other: Row) -> bool:
    """Return whether two rows have the same columns."""
    return [cell.column for cell in row.cells] == [cell.column for cell in other.cells]


def without_cells(row: Row, labels: Sequence[Label | None]) -> int:
    """How many labels of a row have neither a value nor a cell for one behind them."""
    return sum(
        label is not None and not slot_behind(cell, label).shown and all(labels[at : at + 1])
        for at, (cell, label) in enumerate(zip(row.cells, labels, strict=True), 1)
    )


def _dates(above: Row, own: Labels) -> list[bool]:
    """Whether each text above the label of a date or a period is one."""
    return [
        label.spec.kind.is_whole(" ".join(lines(cell.blocks)))
        for cell, label in zip(above.cells, own.labels, strict=True)
        if label is not None and is_dated(label.spec) and cell.filled
    ]
