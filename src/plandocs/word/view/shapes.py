"""Simple paragraphs at a stroke: a front that has come before, and plain runs behind it.

Nine of ten paragraphs of a form are a style and words. What the handlers of their tags would do
is known after the first; the same front again makes the same paragraph with other words.
"""

from __future__ import annotations

from plandocs.word.document import Paragraph
from plandocs.word.tokens import attribute
from plandocs.word.view import blocks, inline, tables
from plandocs.word.view.state import Handler, View

_STRUCTURE: frozenset[Handler] = frozenset(
    {
        tables.table_start, tables.table_end, tables.row_start, tables.row_end, tables.cell_start,
        tables.cell_end, tables.grid_column, tables.grid_span, tables.merged_down,
        tables.grid_before,
    }
)  # fmt: skip
_PROPERTIES: frozenset[Handler] = frozenset(
    {blocks.p_style, blocks.num_id, blocks.list_level, blocks.indent}
)


class Shape:
    """What a paragraph's front asks for: tags of the structure around it, then the paragraph."""

    __slots__ = ("properties", "start", "structure", "style")

    def __init__(
        self,
        structure: list[tuple[int, tuple[Handler, str, str]]],
        start: int,
        properties: list[tuple[Handler, str, str]],
    ) -> None:
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

    def make(self, state: View, base: int, text: str, tags: int) -> None:
        """The paragraph with this text, of a stretch with so many tags."""
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
            if not text.isascii() or "&" in text or "\n" in text or "\r" in text:
                text = inline.plain_text(text)
            p.text = text
            cell = state.cell
            if cell is not None and not cell.filled:
                cell.meet(text)
        p.end = state.at = base + tags + 1
        state.blocks.append(p)
        state.paragraphs.append(p)


def shape_of(recipe: list[tuple[int, tuple[Handler, str, str]]]) -> Shape | None:
    """The shape of the tags before a paragraph's runs; None where they ask for more than that."""
    starts = [n for n, (_, action) in enumerate(recipe) if action[0] is blocks.p_start]
    if len(starts) != 1 or recipe[starts[0]][1][1].endswith("/"):
        return None
    structure, behind = recipe[: starts[0]], recipe[starts[0] + 1 :]
    if any(a[0] not in _STRUCTURE or a[2].strip() for _, a in structure):
        return None
    if any(a[0] not in _PROPERTIES for _, a in behind):
        return None
    if any(a[1].endswith("/") for _, a in structure if a[0] is tables.row_start):
        return None
    return Shape(structure, recipe[starts[0]][0], [action for _, action in behind])
