"""A cell's content as a reader sees it: paragraphs and nested tables as plain paragraphs."""

from __future__ import annotations

from plandocs.normal.markers import Para, typed
from plandocs.word.document import Block, Paragraph, Table, walk
from plandocs.word.prompts import is_prompt


def paras_of(blocks: list[Block], cut: int = 0) -> list[Para]:
    """The content of a cell, one value a paragraph; each row of a nested table is one too.

    ``cut`` characters at the front of the first paragraph are left out (a label).
    """
    paras: list[Para] = []
    for block in blocks:
        if type(block) is Paragraph:
            text = block.text[cut:] if cut else block.text
            cut = 0
            if not text or is_prompt(text):
                if block.number:
                    paras.append(Para("", block.level, True, block.number))
                elif paras:
                    paras.append(Para(""))
                continue
            number = block.number
            paras.append(typed(text, max(block.level, 0), bool(number), number, block.indent))
        elif type(block) is Table:
            paras.extend(_rows(block))
    return paras


def _rows(table: Table) -> list[Para]:
    """A nested table: its rows, cells joined by a space."""
    paras = []
    for row in table.rows:
        words = [p.text.replace("\n", " ") for cell in row.cells for p in walk(cell.blocks)]
        text = " ".join(word for word in words if word.strip())
        if text:
            paras.append(typed(text))
    return paras


def shown(blocks: list[Block]) -> str:
    """The visible text as it stands, one line a paragraph, automatic numbers in front."""
    lines = []
    for p in walk(blocks):
        if p.text or p.number:
            lines.append(f"{p.number} {p.text}".strip() if p.number else p.text)
    return "\n".join(lines)
