"""docspine: its body of paragraphs and tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docspine

from ..answer import Answer
from ..blocks import Block, Converted
from ..by_labels import read_by_labels

NAME = "docspine"


def read(path: Path) -> Answer:
    """The document by docspine and the script by labels."""
    body = docspine.open(str(path)).body()
    blocks: list[Block] = [_rows(b) if b["kind"] == "table" else _text(b) for b in body]
    return read_by_labels(Converted(blocks, []))


def _rows(table: dict[str, Any]) -> list[list[str]]:
    return [["\n".join(_lines(cell)) for cell in row["cells"]] for row in table["rows"]]


def _lines(cell: dict[str, Any]) -> list[str]:
    if not cell.get("blocks"):
        return [cell["text"]]
    return [
        line for block in cell["blocks"]
        for line in ([text for row in _rows(block) for text in row] if block["kind"] == "table"
                     else [_text(block)])
        if line
    ]  # fmt: skip


def _text(paragraph: dict[str, Any]) -> str:
    return str(paragraph.get("text") or "".join(run["text"] for run in paragraph.get("runs", ())))
