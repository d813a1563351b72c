"""Values that quote a label: "Manager name" typed as somebody's name is no label.

In come the labels that the cells of a table begin with; out go the ones that are labels. A table
prints its labels in columns of their own, so a column is one of labels where it has labels that no
other such column has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.word.view.document import Cell, Table

_SEVERAL = 2


class Met(NamedTuple):
    """The labels that a table's cells begin with: each field's column, and how often it is met.

    ``known`` says how many labels were looked for, ``told`` the fields whose label is no wider
    word: beside "Name", "Details" is the title of a group.
    """

    table: Table
    known: int
    homes: dict[FieldSpec, int]
    often: Counter[FieldSpec]
    told: frozenset[FieldSpec]
    behind: bool


def met_in(
    table: Table, known: int, found: Sequence[tuple[int, FieldSpec, bool]], behind: bool
) -> Met:
    """What was met in a table, by its labels: their columns in the grid, and are they wider."""
    told = frozenset(spec for _, spec, wide in found if not wide)
    labels = [(column, spec) for column, spec, wide in found if not (wide and spec in told)]
    return Met(table, known, _columns(labels), Counter(spec for _, spec in labels), told, behind)


def _columns(met: Iterable[tuple[int, FieldSpec]]) -> dict[FieldSpec, int]:
    """Each field with the grid column of its label, by the labels met in a table's columns.

    The column with the most different labels is the first to have them, then the leftmost.
    """
    columns: dict[int, list[FieldSpec]] = {}
    for column, spec in met:
        columns.setdefault(column, []).append(spec)
    homes: dict[FieldSpec, int] = {}
    for column in sorted(columns, key=lambda each: (-len(set(columns[each])), each)):
        for spec in columns[column]:
            homes.setdefault(spec, column)
    return homes


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
    kept: list[bool] = []
    for number, (cell, spec) in enumerate(zip(cells, specs, strict=True)):
        behind = bool(kept) and kept[-1] and not (whole[number] and whole[number - 1])
        elsewhere = spec is not None and homes.get(spec, cell.column) != cell.column
        quoted = number > 0 and count[number] < several and (behind or elsewhere)
        kept.append(spec is not None and not quoted)
    return kept
