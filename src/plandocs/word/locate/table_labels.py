"""The labels of a table's cells, and where the table has their values: behind, beside or below.

A table says so as a whole: where most of its labels have their value behind the colon, a cell of
no field beside one of them is not its value ("Phone: 6165 9999"), and where rows of labels stand
above rows without any, what stands between two labels is the label of no field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.normal.labels import front, key, keys_of
from plandocs.word.locate.result import Label, line_ends, slot_behind
from plandocs.word.locate.value_column import (
    Answer,
    ValueColumn,
    Votes,
    columns_of_no_value,
    value_column,
    votes_in,
)
from plandocs.word.locate.values_above import (
    Labels,
    labels_first,
    stand_in_front,
    turned_round,
    without_cells,
    without_gap,
    without_quotes,
)
from plandocs.word.locate.vocabulary import LONGEST
from plandocs.word.view.document import Cell, Mark, Row, Table

_SEVERAL = 2
_FEW = 2  # labels of a table that need not agree
_MOST_LINES = 4  # a label is broken over no more lines
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(?=[^\W\d])")
_COLON_INSIDE = re.compile(r"[:：]\s*[^\s*]")


def spec_of(text: str, specs: dict[str, FieldSpec]) -> FieldSpec | None:
    """The field whose label this text is, remarks in brackets and a number in front aside."""
    result = next((specs[each] for each in keys_of(text) if each in specs), None)
    if result is None and (number := _NUMBER.match(text)):
        return spec_of(text[number.end() :], specs)
    return result


def label_of(cell: Cell, specs: dict[str, FieldSpec]) -> Label | None:
    """The label at the front of a cell: as many of its lines as make one, or what a colon ends."""
    if not cell.filled:
        return None
    paragraphs = cell.paragraphs
    ends = list(line_ends(paragraphs))[:_MOST_LINES]
    for count in range(len(ends), 0, -1):
        text = " ".join(line for line, _, _ in ends[:count])
        whole = len(text) <= LONGEST and not _COLON_INSIDE.search(text) and key(ends[count - 1][0])
        spec = spec_of(text, specs) if whole else None
        if spec is not None:
            _, at, end = ends[count - 1]
            drawn = "picture" in spec.kind.own and paragraphs[at].marks & Mark.DRAWN
            ended = not paragraphs[at].text[end:].strip() and not drawn
            keys = keys_of(text)
            slips = (each in specs and each not in spec.keys | spec.alone for each in keys)
            wide = spec.telling.isdisjoint(keys) and not any(slips)
            return Label(spec, at + 1, 0, wide) if ended else Label(spec, at, end, wide)
    if ends:
        at = ends[0][1]
        cut = front(paragraphs[at].text, specs)
        if cut:
            spec = spec_of(paragraphs[at].text[:cut], specs)
            return None if spec is None else Label(spec, at, cut, wide=False)
    return None


def value_behind(cell: Cell, specs: dict[str, FieldSpec]) -> bool:
    """Return whether this cell begins with a label, a colon and a value in the same line."""
    label = label_of(cell, specs)
    return label is not None and bool(
        label.cut and cell.paragraphs[label.at].text[label.cut :].strip()
    )


class Met(NamedTuple):
    """The labels that a table's cells begin with: each field's column, and how often it is met.

    ``known`` says how many labels were looked for, ``exact`` the fields whose label is no wider
    word: beside "Name", "Details" is the title of a group. ``behind`` and ``below`` say where the
    table has the values of most of its labels, if not beside them, and ``mixed`` that it has some
    behind and some beside; ``others`` are the columns that
    hold something else behind most values: a label that only the agency has, a note. ``quoting``
    are the places of cells that are values though they may say a label.
    """

    table: Table
    known: int
    homes: dict[FieldSpec, int]
    often: Counter[FieldSpec]
    exact: frozenset[FieldSpec]
    behind: bool
    mixed: bool
    lined: bool
    below: bool
    column: ValueColumn
    others: frozenset[int]
    votes: Votes
    quoting: frozenset[int]


def met_in(
    table: Table, specs: dict[str, FieldSpec], cells: Sequence[FieldSpec], more: Votes
) -> Met:
    """The labels of a table, by these; *cells* are the fields of a header block.

    *more* is what all tables of the block say of the place of values, if there are several.
    """
    rows = _labelled_rows(table, specs)
    result = [
        (cell.column, label)
        for each in rows
        for cell, label in zip(each.row.cells, each.labels, strict=True)
        if label is not None
    ]
    exact = frozenset(label.spec for _, label in result if not label.wide)
    met = [(at, label.spec) for at, label in result if not (label.wide and label.spec in exact)]
    often = Counter(spec for _, spec in met)
    below = _has_values_below(rows, cells)
    lined = not below and _has_boilerplate_lines(rows)
    behind, mixed = (False, False) if below or lined else _has_values_behind(rows)
    votes = votes_in(_answers(rows))
    column = value_column(more or votes)
    others = columns_of_no_value(_answers(rows), column)
    columns = _columns(met)
    quoting = frozenset(c.start for each in rows if each.quotes for c in each.row.cells)
    return Met(
        table,
        len(specs),
        columns,
        often,
        exact,
        behind,
        mixed,
        lined,
        below,
        column,
        others,
        votes,
        quoting,
    )


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


def _answers(rows: Sequence[_Labelled]) -> Iterator[Answer]:
    """The labels of some rows, each with the cells behind it up to the next label."""
    for each in rows:
        labels, until = each.labels, len(each.labels)
        for at in range(until - 1, -1, -1):
            if (label := labels[at]) is not None:
                yield label.spec, each.row.cells[at + 1 : until]
                until = at


class _Labelled(NamedTuple):
    """A row with the labels of its cells, the row below and the labels of that."""

    row: Row
    labels: list[Label | None]
    following: Row | None
    under: list[Label | None]
    quotes: bool


def rows_with_labels(table: Table, specs: dict[str, FieldSpec]) -> list[Labels]:
    """The rows of a table that a reader sees, with their labels, each before its values."""
    rows = without_gap(_rows_of(table, specs))
    in_front = _values_in_front(rows)
    return list(map(turned_round, in_front)) if in_front else labels_first(rows)


def rows_with_values_in_front(table: Table, specs: dict[str, FieldSpec]) -> list[Labels]:
    """The rows of a table, as they stand, if it has its values in front of labels."""
    return _values_in_front(_rows_of(table, specs))


def _rows_of(table: Table, specs: dict[str, FieldSpec]) -> list[Labels]:
    rows = [row for row in table.rows if not (row.deleted or row.hidden)]
    labels = [Labels(row, [label_of(cell, specs) for cell in row.cells]) for row in rows]
    return without_quotes(labels)


def _values_in_front(rows: Sequence[Labels]) -> list[Labels]:
    """These rows without values that quote a label, if values stand in front of labels."""
    met = [
        (c.column, x.spec)
        for row, labels, _ in rows
        for c, x in zip(row.cells, labels, strict=True)
        if x
    ]
    homes = _columns(met)
    result = [
        Labels(
            row,
            [
                x and (x if homes[x.spec] == c.column else None)
                for c, x in zip(row.cells, labels, strict=True)
            ],
        )
        for row, labels, _ in rows
    ]
    return result if stand_in_front(result) else []


def _labelled_rows(table: Table, specs: dict[str, FieldSpec]) -> list[_Labelled]:
    met = rows_with_labels(table, specs)
    rows, labels = [each.row for each in met], [each.labels for each in met]
    quotes = [each.quotes for each in met]
    return list(map(_Labelled, rows, labels, [*rows[1:], None], [*labels[1:], []], quotes))


def _has_values_behind(rows: Sequence[_Labelled]) -> tuple[bool, bool]:
    """Return whether most of what is filled stands behind or below labels in their cells.

    And whether some stands there, and some not.
    """
    behind = adjacent = count = 0
    for row, labels, following, under, _ in rows:
        below = following if stand_above(labels, under) else None
        for number, (cell, label) in enumerate(zip(row.cells, labels, strict=True)):
            if label is None:
                continue
            count += 1
            following_label = next(iter(labels[number + 1 :]), label)
            again = following_label is None or following_label.spec is label.spec
            values = row.cells[number + 1 : number + 2] if again else []
            if any(other.filled for other in values) or filled_below(cell, below):
                adjacent += 1
            elif any(not text.endswith((":", "：")) for text in slot_behind(cell, label).texts):
                behind += 1
    most = behind > adjacent and (behind > 1 or count <= _FEW)
    return most, behind > 0 < adjacent


def _has_boilerplate_lines(rows: Sequence[_Labelled]) -> bool:
    """Return whether each label with a value beside it has another line below it in its cell.

    So it is with a second language, a hint; several of the labels have such a line.
    """
    lined, has_line = 0, list[bool]()
    for row, labels, _, _, _ in rows:
        for at, (cell, label) in enumerate(zip(row.cells, labels, strict=True), 1):
            if label is None or label.cut:
                continue
            behind = bool(slot_behind(cell, label).shown)
            if not row.cells[at : at + 1] or labels[at]:
                if behind:
                    return False  # there is no cell for the value
                continue
            lined += behind
            if row.cells[at].filled:
                has_line.append(behind)
    return lined > _FEW and any(has_line) and all(has_line)


def _has_values_below(rows: Sequence[_Labelled], cells: Sequence[FieldSpec]) -> bool:
    """Return whether each row of labels stands above one without any, which has their values.

    At least half of these rows have a label beside which there is no cell but another label's; the
    only one has several.
    """
    telling = list[int]()
    for row, labels, following, under, _ in rows:
        if not any(label is not None and label.spec in cells for label in labels):
            continue
        if following is None or any(under) or _columns_of(row) != _columns_of(following):
            return False
        telling.append(without_cells(row, labels))
    several = len(telling) > 1 or sum(telling) > _FEW
    return several and 2 * sum(map(bool, telling)) >= len(telling)


def _columns_of(row: Row) -> list[int]:
    return [cell.column for cell in row.cells if not cell.deleted]


def stand_above(labels: list[Label | None], below: list[Label | None]) -> bool:
    """Return whether this is a row of nothing but labels above one without any."""
    return len(labels) > 1 and all(labels) and not any(below)


def filled_below(cell: Cell, following: Row | None) -> bool:
    below = following.cells if following is not None else []
    return any(other.filled for other in below if other.column == cell.column)
