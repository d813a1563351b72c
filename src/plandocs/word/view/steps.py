"""Steps: what a unit of markup asks for where nothing odd is open.

Nearly all of a form is tables, paragraphs with a style, and words. What the handlers of their tags
would find out each time (is a run open, is anything deleted here, what does this tag say) is the
same wherever the unit stands, so it is found out once.
"""

from __future__ import annotations

from typing import Any

from plandocs.word.package.tokens import attribute
from plandocs.word.view import blocks, inline, tables
from plandocs.word.view.document import Paragraph
from plandocs.word.view.fast.quick import (
    Properties,
    Step,
    Steps,
    begin,
    blank,
    end,
    end_cell,
    end_row,
    grid,
    handled,
    start_cell,
    start_row,
    tab,
)
from plandocs.word.view.measures import count_of, twips_of
from plandocs.word.view.state import Action, Handler, Recipe, View

_AS_THEY_ARE: frozenset[Handler] = frozenset(
    {
        tables.table_start, tables.table_end, tables.merged_down, tables.merged_across,
        tables.grid_before, inline.line_break, inline.no_break_hyphen, inline.soft_hyphen,
        inline.after_break, inline.symbol,
    }
)  # fmt: skip
_PROPERTIES: frozenset[Handler] = frozenset(
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
    """A step whose paragraph, now that all its tags are seen, has its style apart from the rest."""
    if step is begin:
        return at, step, _apart(argument)
    if step is blank:
        return at, step, (_apart(argument[0]), argument[1])
    return at, step, argument


def _apart(found: dict[str, Any]) -> Properties:
    return found.get("style", ""), {name: each for name, each in found.items() if name != "style"}


class _Compiler:
    """Goes through a recipe once; ``in_run`` as the state would have it at each tag."""

    def __init__(self, in_run: bool) -> None:
        self.in_run = in_run
        self.steps: Steps = []
        self.styles: list[str] = []
        self._properties: dict[str, Any] | None = None  # of the paragraph at hand

    def take(self, at: int, action: Action) -> bool:
        """Go on with one more tag; False where it is too odd for steps."""
        handler, attributes, text = action
        if text and not text.isspace():
            return False
        if handler in _OF_RUNS:
            return self._of_a_run(at, handler, attributes)
        if handler in _PROPERTIES:
            self._property(handler, attributes)
        elif handler is blocks.p_start:
            self._paragraph(at, attributes)
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
        if handler is tables.grid_column:
            width = twips_of(attribute(attributes, "w:w") or "0")
            if self.steps and self.steps[-1][1] is grid:
                self.steps[-1][2].append(width)
            else:
                self.steps.append((at, grid, [width]))
        elif handler is tables.row_start and not attributes.endswith("/"):
            self.steps.append((at, start_row, None))
        elif handler is tables.row_end:
            self.steps.append((at, end_row, None))
        elif handler is tables.cell_start and not attributes.endswith("/"):
            self.steps.append((at, start_cell, 1))
        elif handler is tables.cell_end:
            self.steps.append((at, end_cell, None))
        elif handler is tables.grid_span and self.steps and self.steps[-1][1] is start_cell:
            self.steps[-1] = (self.steps[-1][0], start_cell, max(1, count_of(attributes, 1)))
        else:
            return False
        return True

    def _paragraph(self, at: int, attributes: str) -> None:
        self.in_run, self._properties = False, {}
        self.steps.append((at, begin, self._properties))
        if attributes.endswith("/"):
            self._end(at)

    def _end(self, at: int) -> None:
        self.in_run, properties, self._properties = False, self._properties, None
        if self.steps and self.steps[-1][1] is begin:
            start = self.steps.pop()[0]
            self.steps.append((start, blank, (properties, at - start)))
        else:
            self.steps.append((at, end, None))

    def _property(self, handler: Handler, attributes: str) -> None:
        """What the handler would do to the paragraph, noted down."""
        if self.in_run or self._properties is None:
            return
        scratch = View(b"", None)
        scratch.p = Paragraph(0)
        handler(scratch, attributes, "")
        self._properties.update({n: v for n, v in vars(scratch.p).items() if n != "start"})
        if handler is blocks.p_style and scratch.p.style:
            self.styles.append(scratch.p.style)

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
