"""A cell's content as a reader sees it: paragraphs and nested tables as plain paragraphs."""

from __future__ import annotations

from plandocs.normal.characters import is_nfc
from plandocs.normal.paragraphs import CANDIDATE, Para, typed
from plandocs.normal.prompts import PROMPT_STARTS, is_prompt, is_request
from plandocs.word.view.document import Block, Paragraph, Table, walk

_NO_BREAK_HYPHEN = "\u2011"
_MARKER = 8  # letters in which the marker of a list item ends: "(viii) "


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
            paras.append(typed(text, max(block.level, 0), bool(number), number, block.indent or 0))
        elif type(block) is Table:
            paras.extend(_rows(block))
    return paras


def normalized_texts(blocks: list[Block]) -> tuple[list[str], str] | None:
    """The paragraphs' texts where they are in normal form as typed, and what `visible_text` gives.

    True of nine cells in ten: nothing to tidy, no marker to take off, no list level, no prompt, and
    nothing in them beside the text. None for any other.
    """
    if len(blocks) == 1 and type(only := blocks[0]) is Paragraph:
        text = only.text
        if only.number or only.marks or only.extras or only.indent:
            return _normalized_lines(blocks)
        if not text:
            return [], ""
        return ([text], text) if only.level <= 0 and is_normalized(text) else None
    return _normalized_lines(blocks)


def _normalized_lines(blocks: list[Block]) -> tuple[list[str], str] | None:
    texts, lines = [], []
    for block in blocks:
        if type(block) is not Paragraph or block.marks or block.extras or block.indent:
            return None
        text, number = block.text, block.number
        if number and (number != "•" or block.level > 0):
            return None
        if text:
            if block.level > 0 or not is_normalized(text):
                return None
            texts.append(text)
            lines.append(f"• {text}" if number else text)
        else:
            if number:
                lines.append("•")
            if texts:
                texts.append("")
    while texts and not texts[-1]:
        texts.pop()
    return texts, "\n".join(lines)


def is_normalized(text: str) -> bool:
    """Return whether this is surely what :mod:`plandocs.normal` would make of it, and no prompt."""
    pair = text[:2]
    if not pair.isalpha() or ")" in text[:_MARKER]:
        if text[0] == " " or CANDIDATE.match(text) or is_prompt(text) or is_request(text):
            return False
    elif pair in PROMPT_STARTS and is_prompt(text):
        return False
    return (
        "  " not in text
        and text[-1] != " "
        and (
            # All that XML allows in ASCII and is not printable; `isprintable` takes thrice as long.
            ("\n" not in text and "\t" not in text and "\r" not in text and "\x7f" not in text)
            if text.isascii()
            else text.isprintable() and _NO_BREAK_HYPHEN not in text and is_nfc(text)
        )
    )


def normalized_numbered(blocks: list[Block]) -> tuple[list[str], str] | None:
    """The same of a cell that says "3. Reduce waiting times", without its number."""
    only = blocks[0] if len(blocks) == 1 else None
    if type(only) is not Paragraph or only.number or only.marks or only.extras:
        return None
    number, dot, text = only.text.partition(". ")
    if dot and number.isdecimal() and len(number) < 3 and number.isascii():
        text = text.rstrip(" ")
        return ([text], only.text) if not text or is_normalized(text) else None
    return None


def _rows(table: Table) -> list[Para]:
    """A nested table: its rows, cells joined by a space."""
    paras = []
    for row in table.rows:
        words = [p.text.replace("\n", " ") for cell in row.cells for p in walk(cell.blocks)]
        text = " ".join(word for word in words if word.strip())
        if text:
            paras.append(typed(text))
    return paras


def visible_text(blocks: list[Block]) -> str:
    """The visible text as it stands, one line a paragraph, automatic numbers in front."""
    if len(blocks) == 1 and type(blocks[0]) is Paragraph and not blocks[0].number:
        return blocks[0].text
    lines = []
    for p in walk(blocks):
        if p.text or p.number:
            lines.append(f"{p.number} {p.text}".strip() if p.number else p.text)
    return "\n".join(lines)
