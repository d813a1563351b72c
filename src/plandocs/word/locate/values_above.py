"""Tables whose values stand above their labels, as in a signature block, or in front of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.word.locate.result import Label, slot_behind
from plandocs.word.locate.value_column import is_dated
from plandocs.word.locate.vocabulary import lines
from plandocs.word.view.document import Cell, Row

_SEVERAL = 2
_NEAR = 2  # rows, one of them blank, from labels to values
_FEW = 2  # labels that do not tell where values stand
_RULE = frozenset("_-–—.… ")


class Labels(NamedTuple):
    """A row with the labels of its cells; ``quotes`` says that they are values, each of them."""

    row: Row
    labels: list[Label | None]
    quotes: bool = False


def without_quotes(rows: Sequence[Labels]) -> list[Labels]:
    """Rows, of which one of values has no labels: beside it, all of them stand in one of labels.

    A label in a column that has others in nearly all rows is no value.
    """
    result, columns = list(rows), _columns_of_labels(rows)
    for at, labelled in enumerate(rows):
        pairs = list(zip(labelled.row.cells, labelled.labels, strict=True))
        specs = {label.spec for _, label in pairs if label}
        if any(label and cell.column in columns for cell, label in pairs):
            continue
        near = (*rows[max(at - _NEAR, 0) : at], *rows[at + 1 : at + 1 + _NEAR]) if specs else ()
        if any(_are_alike(labelled.row, each.row) and _are_labels(each, specs) for each in near):
            result[at] = Labels(labelled.row, [None] * len(labelled.labels), quotes=True)
    return result


def _columns_of_labels(rows: Sequence[Labels]) -> set[int]:
    """The columns in which more rows have different labels than values between them allow."""
    met: dict[int, set[FieldSpec]] = {}
    for row, labels, _ in rows:
        for cell, label in zip(row.cells, labels, strict=True):
            if label is not None:
                met.setdefault(cell.column, set()).add(label.spec)
    return {
        at for at, specs in met.items() if len(specs) > _SEVERAL and 4 * len(specs) > 3 * len(rows)
    }


def _are_labels(row: Labels, quoted: set[FieldSpec]) -> bool:
    """Return whether a row is one of labels, which has these and as many others, and no values."""
    specs = {label.spec for label in row.labels if label}
    return (
        quoted < specs
        and len(specs) > max(_FEW, 2 * len(quoted))
        and (2 * without_cells(row.row, row.labels) >= len(specs))
    )


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


def without_gap(rows: Sequence[Labels]) -> list[Labels]:
    """Rows in an order in which blank ones between a row of nothing but labels and values are last.

    The same order where none is there.
    """
    moved = list[Labels]()
    for at, labelled in enumerate(rows[:-2]):
        below = next((n for n in range(at + 1, len(rows)) if _is_filled(rows[n].row)), at)
        specs = {label.spec for label in labelled.labels if label}
        between = rows[at + 1 : below + 1]
        if (
            len(specs) <= _FEW
            or len(between) < _SEVERAL
            or 2 * without_cells(labelled.row, labelled.labels) < len(specs)
        ):
            continue
        others = {label.spec for each in between for label in each.labels if label}
        if others <= specs and all(_are_alike(labelled.row, each.row) for each in between):
            moved += between[:-1]
    return [*(each for each in rows if each not in moved), *moved]


def _is_filled(row: Row) -> bool:
    return any(cell.filled for cell in row.cells)


def _is_rule(row: Row) -> bool:
    """Return whether a row has nothing but rules to write on."""
    texts = ["".join(lines(cell.blocks)) for cell in row.cells]
    return any(texts) and all(set(text) <= _RULE for text in texts)


def _values_above(rows: Sequence[Labels], at_labels: Sequence[int]) -> bool:
    """Return whether each row of labels stands below one without any, which has their values.

    A date among the values tells so, or several of these rows with nothing behind the last.
    """
    pairs = [(rows[at - 1], rows[at]) for at in at_labels]
    if any(any(above.labels) or not _are_alike(above.row, below.row) for above, below in pairs):
        return False
    if 2 * sum(without_cells(below.row, below.labels) > 0 for _, below in pairs) < len(pairs):
        return False
    paired = {row for at in at_labels for row in (at - 1, at)}
    others = [each.row for at, each in enumerate(rows) if at not in paired]
    others = [row for row in others if _are_alike(row, rows[at_labels[-1]].row)]
    filled = any(cell.filled for row in others for cell in row.cells)
    dates = [whole for above, below in pairs for whole in _dates(above.row, below)]
    if filled:  # the last of them may be above its values
        return len(dates) >= _SEVERAL and all(dates)
    several = sum(label is not None for _, below in pairs for label in below.labels) > _FEW
    return any(dates) or (several and not others)


def _are_alike(row: Row, other: Row) -> bool:
    """Return whether two rows have the same columns."""
    return [cell.column for cell in row.cells] == [cell.column for cell in other.cells]


def without_cells(row: Row, labels: Sequence[Label | None]) -> int:
    """How many labels of a row have neither a value nor a cell for one behind them."""
    return sum(
        label is not None and not slot_behind(cell, label).shown and all(labels[at : at + 1])
        for at, (cell, label) in enumerate(zip(row.cells, labels, strict=True), 1)
    )


def _dates(above: Row, below: Labels) -> list[bool]:
    """Whether each text above the label of a date or a period is one."""
    return [
        label.spec.kind.is_whole(" ".join(lines(cell.blocks)))
        for cell, label in zip(above.cells, below.labels, strict=True)
        if label is not None and is_dated(label.spec) and cell.filled
    ]


def stand_in_front(rows: Sequence[Labels]) -> bool:
    """Return whether the values of a table stand in front of their labels.

    Each row with labels then ends with one and begins with none, and nothing is below a label.
    """
    labelled = [each for each in rows if any(each.labels)]
    if not labelled or sum(label is not None for each in labelled for label in each.labels) <= _FEW:
        return False
    last = max(each.row.cells[-1].column for each in labelled)
    other = [each.row for each in rows if not any(each.labels) and each.row.cells]
    if not (
        any(each.labels[-1] for each in labelled)
        and all(_ends_with_label(x, last) for x in labelled)
    ):
        return False
    if any(row.cells[-1].column == last and not row.cells[-1].filled for row in other):
        return False
    return any(map(_is_worded, (cell for each in labelled for cell, _ in pairs_in_front(each))))


def pairs_in_front(labelled: Labels) -> list[tuple[Cell, Label]]:
    """The labels of a row, each with the cell in front of it."""
    pairs = zip(labelled.row.cells, labelled.labels[1:], strict=False)
    return [(cell, label) for cell, label in pairs if label is not None]


def turned_round(labelled: Labels) -> Labels:
    """A row with its last cell first."""
    row = Row(labelled.row.start)
    row.end, row.before, row.cells = labelled.row.end, labelled.row.before, labelled.row.cells[::-1]
    return Labels(row, labelled.labels[::-1])


def has_dates_in_front(rows: Sequence[Labels]) -> bool:
    """Return whether a date in front of its label tells that values stand there."""
    pairs = [pair for each in rows for pair in pairs_in_front(each)]
    return any(is_date_of(label, cell) for cell, label in pairs)


def is_date_of(label: Label, cell: Cell) -> bool:
    """Return whether a cell has the date or period of this label."""
    return is_dated(label.spec) and label.spec.kind.is_whole(" ".join(lines(cell.blocks)))


def _ends_with_label(labelled: Labels, last: int) -> bool:
    """Return whether a row is one of values, each with its label behind; blank cells may end it."""
    cells, labels = labelled.row.cells, labelled.labels
    until = max(at for at, label in enumerate(labels) if label) + 1
    if any(cell.filled for cell in cells[until:]) or cells[-1].column != last or labels[0]:
        return False
    if any(label and labels[at - 1] for at, label in enumerate(labels)):
        return False
    filled = (
        slot_behind(cell, label).shown for cell, label in zip(cells, labels, strict=True) if label
    )
    return not any(filled)


def _is_worded(cell: Cell) -> bool:
    """Return whether a cell has a word in it, and no label's colon at its end."""
    text = " ".join(lines(cell.blocks))
    return any(letter.isalpha() for letter in text) and not text.endswith((":", "："))
