"""A value below a label that is a line of the body by itself: on the line there, or a new one.

In: the edits of a document's main part, its blocks, the label. Out: one replacement.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape

from plandocs.word.revise.edits import Edits
from plandocs.word.view.document import Block, Paragraph, Table


def write_below(edits: Edits, blocks: list[Block], label: Paragraph, text: str) -> None:
    """Put ``text`` on the line below a label."""
    below = next((b for a, b in _neighbours(blocks) if a is label), None)
    if type(below) is Paragraph and not (below.text.strip() or below.marks or below.extras):
        line = edits.with_text(below, text)
        edits.replace(edits.begin(below.start), edits.end(below.end), line)
        return
    after = edits.end(label.end)
    line = f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    edits.replace(after, after, line)


def _neighbours(blocks: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Each block with the one below it, in cells that lay out the page, too."""
    yield from pairwise(blocks)
    for block in blocks:
        if type(block) is Table:
            for row in block.rows:
                for cell in row.cells:
                    yield from _neighbours(cell.blocks)
