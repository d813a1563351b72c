"""Steps: what a unit of markup asks for where nothing odd is open, worked out once for the unit.

Nearly all of a form is tables, paragraphs with a style, and words. What the handlers of their tags
would find out each time (is a run open, is anything deleted here, what does this tag say) is the
same wherever the unit stands. A step takes the state, the place of its tag, and what was found out
beforehand; steps that often follow each other are made one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from plandocs.word.package.tokens import attribute, count_of, twips_of
from plandocs.word.view import blocks, inline
from plandocs.word.view.document import Cell, Paragraph, Row
from plandocs.word.view.state import Action, Handler, Recipe, View

Step: TypeAlias = Callable[[View, int, Any], None]
Steps: TypeAlias = list[tuple[int, Step, Any]]
Properties: TypeAlias = tuple[str, str, int, int | None]
"""A paragraph's style, list, level in it, and indent."""
# As `Paragraph(at)`, which takes twice as long.
_paragraph = Paragraph.__new__
_cell = Cell.__new__
_row = Row.__new__


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
    p.style, p.num, p.level, p.indent = properties
    p.text = p.number = ""
    p.marks = 0
    p.extras = None


def end(v: View, at: int, argument: None) -> None:
    """End the paragraph at hand."""
    p = v.p
    if p is not None:
        if parts := v.parts:
            p.text = "".join(parts)
            parts.clear()
        p.end = at
        v.blocks.append(p)
        v.paragraphs.append(p)
        v.p = None


def blank(v: View, at: int, argument: tuple[Properties, int]) -> None:
    """A paragraph without words."""
    properties, length = argument
    begin(v, at, properties)
    end(v, at + length, None)


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
        row = v.row = _row(Row)
        row.start = at
        row.before = 0
        row.cells = []
        v.cell = None


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


def open_cell(v: View, at: int, argument: tuple[int, int, Properties]) -> None:
    """Open a cell of so many columns, and its first paragraph."""
    span, to_paragraph, properties = argument
    if v.row is not None:
        cell = v.cell = _cell(Cell)
        cell.start = at
        cell.span = span
        v.blocks = cell.blocks = []
    begin(v, at + to_paragraph, properties)


def close_cell(v: View, at: int, argument: tuple[int]) -> None:
    """End the paragraph at hand, and the cell."""
    p = v.p
    if p is not None:
        if parts := v.parts:
            p.text = "".join(parts)
            parts.clear()
        p.end = at
        v.blocks.append(p)
        v.paragraphs.append(p)
        v.p = None
    cell, row = v.cell, v.row
    if cell is not None and row is not None:
        cell.end = at + argument[0]
        row.cells.append(cell)
        v.cell = None


def next_paragraph(v: View, at: int, argument: tuple[int, Properties]) -> None:
    """One paragraph ends and another begins."""
    end(v, at, None)
    begin(v, at + argument[0], argument[1])


def next_cell(
    v: View, at: int, argument: tuple[tuple[int], int, tuple[int, int, Properties]]
) -> None:
    """A cell with its last paragraph ends, and the next begins."""
    to_end, to_cell, cell = argument
    close_cell(v, at, to_end)
    open_cell(v, at + to_cell, cell)


def next_row(
    v: View, at: int, argument: tuple[tuple[int], int, int, int, tuple[int, int, Properties]]
) -> None:
    """A row with its last cell ends, and the next begins with a cell."""
    to_end, to_row_end, to_row, to_cell, cell = argument
    close_cell(v, at, to_end)
    end_row(v, at + to_row_end, None)
    start_row(v, at + to_row, None)
    open_cell(v, at + to_cell, cell)


def blank_cell(v: View, at: int, argument: tuple[int, int, tuple[Properties, int], int]) -> None:
    """A cell with one paragraph and no words."""
    span, to_paragraph, paragraph, to_end = argument
    start_cell(v, at, span)
    blank(v, at + to_paragraph, paragraph)
    end_cell(v, at + to_end, None)


_TOGETHER: Final[tuple[tuple[list[Step], Step], ...]] = (
    ([start_cell, begin], open_cell),
    ([end, end_cell], close_cell),
    ([close_cell, open_cell], next_cell),
    ([close_cell, end_row, start_row, open_cell], next_row),
    ([start_cell, blank, end_cell], blank_cell),
    ([end, begin], next_paragraph),
)


def hastened(steps: Steps) -> Steps:
    """The same steps, with those that often follow each other made one."""
    for several, one in _TOGETHER:
        steps = _joined(steps, several, one)
    return steps


def _joined(steps: Steps, several: list[Step], one: Step) -> Steps:
    result: Steps = []
    kinds = [step for _, step, _ in steps]
    at = 0
    while at < len(steps):
        if kinds[at : at + len(several)] == several:
            result.append(_as_one(steps[at : at + len(several)], one))
            at += len(several)
        else:
            result.append(steps[at])
            at += 1
    return result


def _as_one(steps: Steps, one: Step) -> tuple[int, Step, Any]:
    """One step for several; its argument is theirs, each but the first with its distance."""
    (first, _, argument), *others = steps
    flat = [] if argument is None else [argument]
    for at, _, argument in others:
        flat += [at - first] if argument is None else [at - first, argument]
    return first, one, tuple(flat)


_AS_THEY_ARE: frozenset[Handler] = frozenset(
    {
        blocks.table_start, blocks.table_end, blocks.merged_down, blocks.merged_across,
        blocks.grid_before, inline.line_break, inline.no_break_hyphen, inline.soft_hyphen,
        inline.after_break, inline.symbol,
    }
)  # fmt: skip
_OF_PARAGRAPHS: frozenset[Handler] = frozenset(
    {blocks.p_style, blocks.num_id, blocks.list_level, blocks.indent}
)
_OF_RUNS: frozenset[Handler] = frozenset(
    {inline.font, inline.hidden, inline.struck, inline.run_style, inline.tab}
)


def compiled(recipe: Recipe, in_run: bool) -> tuple[Steps, tuple[str, ...]] | None:
    """The steps, and the styles that must not hide their text; None where a tag is too odd.

    ``in_run``: is a run open where the recipe begins?
    """
    compiler = _Compiler(in_run)
    if all([compiler.take(at, action) for at, action in recipe]):
        return [_settled(*step) for step in compiler.steps], tuple(compiler.styles)
    return None


def _settled(at: int, step: Step, argument: Any) -> tuple[int, Step, Any]:
    """A step with the properties of its paragraph, now that all its tags are seen."""
    if step is begin:
        return at, step, _properties_of(argument)
    if step is blank:
        return at, step, (_properties_of(argument[0]), argument[1])
    return at, step, argument


def _properties_of(p: Paragraph) -> Properties:
    return p.style, p.num, p.level, p.indent


class _Compiler:
    """Goes through a recipe once; ``in_run`` as the state would have it at each tag."""

    def __init__(self, in_run: bool) -> None:
        self.in_run = in_run
        self.steps: Steps = []
        self.styles: list[str] = []
        self._paragraph: Paragraph | None = None  # the one at hand, which has its properties

    def take(self, at: int, action: Action) -> bool:
        """Go on with one more tag; False where it is too odd for steps."""
        handler, attributes, text = action
        if text and not text.isspace():
            return False
        if handler in _OF_RUNS:
            return self._of_a_run(at, handler, attributes)
        if handler in _OF_PARAGRAPHS:
            self._property(handler, attributes)
        elif handler is blocks.p_start:
            self._begin(at, attributes)
        elif handler is blocks.p_end:
            self._end(at)
        elif handler is inline.run_start:
            self.in_run = True
        elif handler in _AS_THEY_ARE:
            self.steps.append((at, handled, (handler, attributes)))
        else:
            return self._of_a_table(at, handler, attributes)
        return True

    def _of_a_table(self, at: int, handler: Handler, attributes: str) -> bool:
        if handler is blocks.grid_column:
            width = twips_of(attribute(attributes, "w:w") or "0")
            if self.steps and self.steps[-1][1] is grid:
                self.steps[-1][2].append(width)
            else:
                self.steps.append((at, grid, [width]))
        elif handler is blocks.row_start and not attributes.endswith("/"):
            self.steps.append((at, start_row, None))
        elif handler is blocks.row_end:
            self.steps.append((at, end_row, None))
        elif handler is blocks.cell_start and not attributes.endswith("/"):
            self.steps.append((at, start_cell, 1))
        elif handler is blocks.cell_end:
            self.steps.append((at, end_cell, None))
        elif handler is blocks.grid_span and self.steps and self.steps[-1][1] is start_cell:
            self.steps[-1] = (self.steps[-1][0], start_cell, max(1, count_of(attributes, 1)))
        else:
            return False
        return True

    def _begin(self, at: int, attributes: str) -> None:
        self.in_run, self._paragraph = False, Paragraph(at)
        self.steps.append((at, begin, self._paragraph))
        if attributes.endswith("/"):
            self._end(at)

    def _end(self, at: int) -> None:
        self.in_run, self._paragraph = False, None
        if self.steps and self.steps[-1][1] is begin:
            start, _, paragraph = self.steps.pop()
            self.steps.append((start, blank, (paragraph, at - start)))
        else:
            self.steps.append((at, end, None))

    def _property(self, handler: Handler, attributes: str) -> None:
        """What the handler does to the paragraph."""
        if self.in_run or self._paragraph is None:
            return
        scratch = View(b"", None)
        p = scratch.p = self._paragraph
        handler(scratch, attributes, "")
        if handler is blocks.p_style and p.style:
            self.styles.append(p.style)

    def _of_a_run(self, at: int, handler: Handler, attributes: str) -> bool:
        """These mean nothing outside a run; in one, a tab is a tab and a font may be pictures."""
        if not self.in_run:
            return True
        if handler is inline.run_style:
            self.styles.append(attribute(attributes, "w:val") or "")
            return True
        if handler is inline.tab:
            if "w:val" not in attributes:
                self.steps.append((at, tab, None))
            return True
        scratch = View(b"", None)
        scratch.in_run = True
        handler(scratch, attributes, "")
        return not (scratch.odd or scratch.font)
