"""Which cells of a table are labels, and which cells next to a label hold its value.

"Manager name" typed as somebody's name is no label: a table prints its labels in columns of their
own, so a column is one of labels where it has labels that no other such column has. "From" and "To"
of a period may stand in cells of their own, and a label that the form does not have ("Date:" after
a signature) ends the cells of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plandocs.description.form import FieldSpec
from plandocs.word.locate.vocabulary import lines
from plandocs.word.view.document import Cell, Row

_SEVERAL = 2


def without_quotes(
    cells: Sequence[Cell],
    specs: Sequence[FieldSpec | None],
    homes: dict[FieldSpec, int],
    whole: Sequence[bool],
) -> list[bool]:
    """Which cells of a row are labels, and no values that quote one behind a label.

    ``whole`` says which have their value in the same cell, so that the next one is not it.
    """
    count = [list(homes.values()).count(cell.column) for cell in cells]
    several = _SEVERAL if any(each >= _SEVERAL for each in count) else 1
    are_labels: list[bool] = []
    for number, (cell, spec) in enumerate(zip(cells, specs, strict=True)):
        behind = bool(are_labels) and are_labels[-1] and not (whole[number] and whole[number - 1])
        elsewhere = spec is not None and homes.get(spec, cell.column) != cell.column
        quoted = number > 0 and count[number] < several and (behind or elsewhere)
        are_labels.append(spec is not None and not quoted)
    return are_labels


_FOREIGN = re.compile(r"[^\W\d_][^:：]{0,40}[:：]\s*")
_COLON = re.compile(r"[:：]")  # in a cell of its own, between label and value
_SIDE_ALONE = re.compile(r"(?:from|to|until|start|end)(?: date)? ?[:：]?", re.IGNORECASE)
_SIDE = re.compile(r"(?:from|to|until|start|end|commencing|ending)\b.{0,20}", re.IGNORECASE)


def value_cells(spec: FieldSpec, adjacent: Sequence[Cell]) -> list[Cell]:
    """The cells that hold the value: the first filled one, or all that are one period together.

    Where none is filled, the first; or the one behind the form's own "From:".
    """
    cells = cells_before_label(spec, adjacent)
    filled = [cell for cell in cells if cell.filled and not _COLON.fullmatch(text_in(cell))]
    typed = [cell for cell in filled if not _is_side(spec, cell)]
    if not typed:
        open_ = [cell for cell in cells if not cell.filled]
        return open_[:1] if any(cell.filled for cell in cells) else []
    if spec.kind.spans and not any(spec.kind.is_whole(text_in(cell)) for cell in typed):
        return filled if _are_both(spec, filled) else typed[:1]
    return typed[:1]


def value_going_on(spec: FieldSpec, label: Cell, value: Cell, following: Row | None) -> Cell | None:
    """The cell below the value that goes on with it: under a merged label, or with a period's end.

    ``following`` is the row below.
    """
    if following is None or following.deleted or following.hidden:
        return None
    under = next((c for c in following.cells if c.column == label.column), None)
    below = next((c for c in following.cells if c.column == value.column), None)
    if under is None or below is None or below is under or not below.filled or below.merge:
        return None
    if label.merge and under.merge == "continue":
        return below
    goes_on = spec.kind.spans and not under.filled and _are_both(spec, (value, below))
    return below if goes_on else None


def cells_before_label(spec: FieldSpec, adjacent: Sequence[Cell]) -> Sequence[Cell]:
    """The cells before one that reads like a label of something else."""
    for number, cell in enumerate(adjacent[:-1]):
        text = text_in(cell) if number else ""
        side = spec.kind.spans and _SIDE.fullmatch(text)
        if not side and (_FOREIGN.fullmatch(text) or _stands_before_a_blank(adjacent, number)):
            return adjacent[:number]
    return adjacent


def _stands_before_a_blank(adjacent: Sequence[Cell], number: int) -> bool:
    """Return whether a cell behind a blank one is before a blank one: a label without a colon."""
    around = (*adjacent[:number], adjacent[number + 1])
    return bool(number) and adjacent[number].filled and not any(cell.filled for cell in around)


def _is_side(spec: FieldSpec, cell: Cell) -> bool:
    """Return whether the form prints this in front of one side of a period: "From:"."""
    return spec.kind.spans and _SIDE_ALONE.fullmatch(text_in(cell)) is not None


def _are_both(spec: FieldSpec, cells: Sequence[Cell]) -> bool:
    """Return whether these cells hold both ends of a value, and the first alone does not."""
    if len(cells) < 2 or spec.kind.is_whole(text_in(cells[0])):
        return False
    return spec.kind.is_whole(_joined(cells))


def _joined(cells: Iterable[Cell]) -> str:
    return " ".join(text_in(cell) for cell in cells)


def text_in(cell: Cell) -> str:
    """A cell's text in one line."""
    return " ".join(lines(cell.blocks))
