"""docx2python: its lists of tables, rows and cells; footnotes and comments beside them."""

from __future__ import annotations

from pathlib import Path

from docx2python import docx2python

from ..answer import Answer
from ..blocks import Block, Converted
from ..by_labels import read_by_labels

NAME = "docx2python"


def read(path: Path) -> Answer:
    """The document by docx2python and the script by labels."""
    with docx2python(path, duplicate_merged_cells=False) as content:
        blocks: list[Block] = []
        for table in content.body:
            rows = [["\n".join(p for p in cell if p.strip()) for cell in row] for row in table]
            if len(rows) == 1 and len(rows[0]) == 1:
                blocks += rows[0][0].split("\n")
            else:
                blocks.append(rows)
        elsewhere = [
            text for part in (content.header, content.footer, content.footnotes)
            for table in part for row in table for cell in row for text in cell
        ]  # fmt: skip
        elsewhere += [comment[-1] for comment in content.comments]
    return read_by_labels(Converted(blocks, elsewhere))
