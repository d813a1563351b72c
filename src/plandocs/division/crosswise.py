"""Groups shown crosswise: objectives down, branches across.

Takes sheets, and which of them are to be shown so, and gives the same sheets with each matrix
behind the group that it shows: the very cells that stand there, also those that are withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plandocs.description.tables import Matrix
from plandocs.table import Cell, Cells, Column, Table

ALL = "All"
_MOST = 60  # columns; nobody reads a wider one


def with_matrices(sheets: Iterable[Table], matrices: Iterable[Matrix]) -> tuple[Table, ...]:
    """Return the sheets with each matrix behind its own."""
    all_sheets = tuple(sheets)
    by_name = {sheet.name: sheet for sheet in all_sheets}
    wanted = {matrix.sheet: matrix for matrix in matrices}
    return tuple(
        each
        for sheet in all_sheets
        for each in (sheet, *_matrix(sheet, wanted.get(sheet.name), by_name))
    )


@dataclass(frozen=True, slots=True)
class _Places:
    row: int
    column: int
    value: int


def _matrix(sheet: Table, matrix: Matrix | None, sheets: dict[str, Table]) -> Iterator[Table]:
    if matrix is None:
        return
    at = _Places(*map(sheet.headings.index, (matrix.row, matrix.column, matrix.value)))
    rows = tuple(sheet.rows)
    names = tuple(dict.fromkeys(str(row[at.column]) for row in rows))
    if not 1 < len(names) <= _MOST:
        return
    cells: dict[Cell, dict[str, Cell]] = {}
    for row in rows:
        cells.setdefault(row[at.row], {})[str(row[at.column])] = row[at.value]
    totals = _totals(sheets.get(matrix.totals), matrix)
    across = (*names, *((ALL,) if totals else ()))
    columns = (
        Column(matrix.row, 44, key=True),
        *(Column(name, min(max(_longest_word(name) + 4, 10), 18), "number") for name in across),
    )
    made = tuple(_row(key, row, names, totals) for key, row in cells.items())
    yield Table(matrix.name, columns, made, frozen=1)


def _row(
    key: Cell, cells: dict[str, Cell], names: tuple[str, ...], totals: dict[Cell, Cell]
) -> Cells:
    return (key, *(cells.get(name) for name in names), *((totals.get(key),) if totals else ()))


def _totals(table: Table | None, matrix: Matrix) -> dict[Cell, Cell]:
    if table is None:
        return {}
    row, value = map(table.headings.index, (matrix.row, matrix.value))
    return {each[row]: each[value] for each in table.rows}


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
