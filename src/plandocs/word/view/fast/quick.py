"""The steps themselves, and those that follow each other so often that they are made one.

Each takes the state, the place of its tag, and what was found out beforehand. They do what the
handlers do where nothing odd is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from plandocs.word.view.document import Cell, Paragraph, Row
from plandocs.word.view.state import Handler, View

Step: TypeAlias = Callable[[View, int, Any], None]
Steps: TypeAlias = list[tuple[int, Step, Any]]
Properties: TypeAlias = tuple[str, dict[str, Any]]
"""A paragraph's style, which is all that most have, and its other properties by name."""
_paragraph = Paragraph.__new__
_cell = Cell.__new__


def handled(v: View, at: int, argument: tuple[Handler, str]) -> None:
    """What a tag's own handler does."""
    v.at = at
    argument[0](v, argument[1], "")


def begin(v: View, at: int, properties: Properties) -> None:
    """Open a paragraph."""
    if v.p is not None:
        end(v, at, None)
    p = v.p = _paragraph(Paragraph)
    p.start = at
    p.style, others = properties
    if others:
        _dress(p, others)


def _dress(p: Paragraph, others: dict[str, Any]) -> None:
    for name, value in others.items():
        setattr(p, name, value)


def end(v: View, at: int, argument: None) -> None:
    """End the paragraph at hand."""
    p = v.p
    if p is not None:
        parts = v.parts
        if parts:
            p.text = parts[0] if len(parts) == 1 else "".join(parts)
            parts.clear()
        p.end = at
        v.blocks.append(p)
        v.paragraphs.append(p)
        v.p = None


def blank(v: View, at: int, argument: tuple[Properties, int]) -> None:
    """A paragraph without words."""
    if v.p is not None:
        end(v, at, None)
    properties, length = argument
    p = _paragraph(Paragraph)
    p.start = at
    p.style, others = properties
    if others:
        _dress(p, others)
    p.end = at + length
    v.blocks.append(p)
    v.paragraphs.append(p)


def tab(v: View, at: int, argument: None) -> None:
    """A tab in a run."""
    v.emit("\t")


def grid(v: View, at: int, widths: list[int]) -> None:
    """The grid columns of a table."""
    if v.table is not None and v.row is None:
        v.table.grid += widths


def start_row(v: View, at: int, argument: None) -> None:
    """Open a row."""
    if v.table is not None:
        v.row, v.cell = Row(at), None


def end_row(v: View, at: int, argument: None) -> None:
    """End the row at hand."""
    row, table = v.row, v.table
    if row is not None and table is not None:
        row.end = at
        column = row.before
        for cell in row.cells:
            cell.column = column
            column += cell.span
        table.rows.append(row)
        v.row = None


def start_cell(v: View, at: int, span: int) -> None:
    """Open a cell of so many columns."""
    if v.row is not None:
        cell = v.cell = _cell(Cell)
        cell.start = at
        if span != 1:
            cell.span = span
        v.blocks = cell.blocks = []


def end_cell(v: View, at: int, argument: None) -> None:
    """End the cell at hand."""
    cell, row = v.cell, v.row
    if cell is not None and row is not None:
        if v.p is not None:
            end(v, at, None)
        cell.end = at
        row.cells.append(cell)
        v.cell = None


def next_paragraph(v: View, at: int, argument: tuple[int, Properties]) -> None:
    """One paragraph ends and another begins."""
    end(v, at, None)
    begin(v, at + argument[0], argument[1])


def next_cell(v: View, at: int, argument: tuple[int, int, int, int, Properties]) -> None:
    """A cell with its last paragraph ends, and the next begins."""
    to_end, to_cell, span, to_paragraph, properties = argument
    end(v, at, None)
    cell, row = v.cell, v.row
    if cell is not None and row is not None:
        cell.end = at + to_end
        row.cells.append(cell)
    if row is not None:
        cell = v.cell = _cell(Cell)
        cell.start = at + to_cell
        if span != 1:
            cell.span = span
        v.blocks = cell.blocks = []
    begin(v, at + to_paragraph, properties)


def next_row(v: View, at: int, argument: tuple[int, int, int, int, int, int, Properties]) -> None:
    """A row with its last cell ends, and the next begins with a cell."""
    to_end, to_row_end, to_row, to_cell, span, to_paragraph, properties = argument
    end(v, at, None)
    end_cell(v, at + to_end, None)
    end_row(v, at + to_row_end, None)
    start_row(v, at + to_row, None)
    start_cell(v, at + to_cell, span)
    begin(v, at + to_paragraph, properties)


def blank_cell(v: View, at: int, argument: tuple[int, int, tuple[Properties, int], int]) -> None:
    """A cell with one paragraph and no words."""
    span, to_paragraph, (properties, length), to_end = argument
    row = v.row
    if v.p is not None:
        start_cell(v, at, span)
        blank(v, at + to_paragraph, (properties, length))
        end_cell(v, at + to_end, None)
    elif row is not None:
        cell = _cell(Cell)
        cell.start = at
        if span != 1:
            cell.span = span
        p = _paragraph(Paragraph)
        p.start = at + to_paragraph
        p.end = at + to_paragraph + length
        p.style, others = properties
        if others:
            _dress(p, others)
        cell.blocks = [p]
        v.paragraphs.append(p)
        cell.end = at + to_end
        row.cells.append(cell)


_TOGETHER: Final[tuple[tuple[list[Step], Step], ...]] = (
    ([end, end_cell, start_cell, begin], next_cell),
    ([end, end_cell, end_row, start_row, start_cell, begin], next_row),
    ([start_cell, blank, end_cell], blank_cell),
    ([end, begin], next_paragraph),
)


def hastened(steps: Steps) -> Steps:
    """The same steps, with those that often follow each other made one."""
    found: Steps = []
    kinds = [step for _, step, _ in steps]
    at = 0
    while at < len(steps):
        for several, one in _TOGETHER:
            if kinds[at : at + len(several)] == several:
                found.append(_as_one(steps[at : at + len(several)], one))
                at += len(several)
                break
        else:
            found.append(steps[at])
            at += 1
    return found


def _as_one(steps: Steps, one: Step) -> tuple[int, Step, Any]:
    """One step for several; its argument is theirs, each but the first with its distance."""
    (first, _, argument), *others = steps
    flat = [] if argument is None else [argument]
    for at, _, argument in others:
        flat += [at - first] if argument is None else [at - first, argument]
    return first, one, tuple(flat)
