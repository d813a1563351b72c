"""Simple paragraphs at a stroke: a front that has come before, and one run of text behind it.

Nine of ten paragraphs of a form are a style and one run. What the handlers of their tags would do
is known after the first; the same front again makes the same paragraph with other words.
"""

from __future__ import annotations

from plandocs.word.document import Paragraph
from plandocs.word.tokens import attribute
from plandocs.word.view import blocks, inline
from plandocs.word.view.state import Handler, View

_STRUCTURE: frozenset[Handler] = frozenset(
    {
        blocks.table_start, blocks.table_end, blocks.row_start, blocks.row_end, blocks.cell_start,
        blocks.cell_end, blocks.grid_column, blocks.grid_span, blocks.merged_down,
        blocks.grid_before,
    }
)  # fmt: skip
_PROPERTIES: frozenset[Handler] = frozenset(
    {blocks.p_style, blocks.num_id, blocks.list_level, blocks.indent, inline.run_start}
)


class Shape:
    """What a paragraph's front asks for: tags of the structure around it, then the paragraph."""

    __slots__ = ("count", "properties", "start", "structure", "style")

    def __init__(
        self,
        count: int,
        structure: list[tuple[int, tuple[Handler, str, str]]],
        start: int,
        properties: list[tuple[Handler, str, str]],
    ) -> None:
        self.count = count
        self.structure = structure
        self.start = start
        self.style = next(
            (attribute(a, "w:val") or "" for h, a, _ in properties if h is blocks.p_style), ""
        )
        self.properties = [each for each in properties if each[0] is not blocks.p_style]

    def fits(self, state: View, base: int) -> bool:
        """Is nothing open that would make the paragraph come out otherwise?"""
        return (
            not state.odd
            and state.p is None
            and state.at <= base
            and not (self.style and state.hidden_styles(self.style))
        )

    def make(self, state: View, base: int, text: str) -> int:
        """The paragraph with this text; where the next stretch begins."""
        for offset, (handler, attributes, _) in self.structure:
            state.at = base + offset
            handler(state, attributes, "")
        p = Paragraph(base + self.start)
        if self.style:
            p.style = self.style
        if self.properties:
            state.p, state.in_run = p, False
            for handler, attributes, _ in self.properties:
                handler(state, attributes, "")
            state.p = None
        if text:
            p.text = text = inline.plain_text(text)
            if state.cell is not None:
                state.cell.meet(text)
        base += self.count + 1
        p.end = state.at = base
        state.blocks.append(p)
        state.paragraphs.append(p)
        return base


def shape_of(
    count: int, recipe: list[tuple[int, tuple[Handler, str, str]]], *, simple: bool
) -> Shape | None:
    """The shape that these tags have; None where they ask for more than a simple paragraph.

    ``simple`` says that the last tag is a run's text, which changes from one to the next.
    """
    if simple:
        if not recipe or recipe[-1][1][0] is not inline.run_text:
            return None
        recipe = recipe[:-1]
    starts = [n for n, (_, action) in enumerate(recipe) if action[0] is blocks.p_start]
    if len(starts) != 1 or recipe[starts[0]][1][1].endswith("/"):
        return None
    structure, behind = recipe[: starts[0]], recipe[starts[0] + 1 :]
    if any(a[0] not in _STRUCTURE or a[2].strip() for _, a in structure):
        return None
    if any(a[0] not in _PROPERTIES for _, a in behind):
        return None
    if structure and any(a[1].endswith("/") for _, a in structure if a[0] is blocks.row_start):
        return None
    properties = [a for _, a in behind if a[0] is not inline.run_start]
    return Shape(count, structure, recipe[starts[0]][0], properties)
