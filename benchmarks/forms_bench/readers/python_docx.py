"""python-docx: paragraphs and tables in order, the text of cells as it gives them."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.table import Table

from ..answer import Answer
from ..blocks import Block, Converted
from ..by_labels import read_by_labels

NAME = "python-docx"


def read(path: Path) -> Answer:
    """The document by python-docx and the script by labels."""
    document = docx.Document(str(path))
    blocks: list[Block] = []
    for item in document.iter_inner_content():
        blocks.append(_rows(item) if isinstance(item, Table) else item.text)
    elsewhere = [c.text for c in document.comments]
    for section in document.sections:
        elsewhere += [p.text for p in (*section.header.paragraphs, *section.footer.paragraphs)]
    return read_by_labels(Converted(blocks, elsewhere))


def _rows(table: Table) -> list[list[str]]:
    rows = []
    for row in table.rows:
        seen: list[object] = []
        texts = []
        for cell in row.cells:  # a merged cell is given once for each column it covers
            if any(cell._tc is each for each in seen):
                continue
            seen.append(cell._tc)
            nested = ["\n".join(c.text for r in t.rows for c in r.cells) for t in cell.tables]
            texts.append("\n".join(part for part in (cell.text, *nested) if part.strip()))
        rows.append(texts)
    return rows
