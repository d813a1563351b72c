"""docling: the texts and tables of its document, by its own backend for Word files.

Its ``DocumentConverter`` loads PyTorch (for PDF) before it reads anything; for a Word file it calls
this backend, which needs no model.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docling.backend.msword_backend import MsWordDocumentBackend
from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument

from ..answer import Answer
from ..blocks import Block, Converted
from ..by_labels import read_by_labels

NAME = "docling"


def read(path: Path) -> Answer:
    """The document by docling and the script by labels."""
    source = InputDocument(path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
    document = source._backend.convert()
    return read_by_labels(Converted(list(_blocks(document.body, document)), []))


def _blocks(node: Any, document: Any) -> Iterator[Block]:
    """Texts and tables in reading order; what hangs below a table is in its cells already."""
    for child in node.children:
        item = child.resolve(document)
        if hasattr(item, "data") and hasattr(item.data, "grid"):
            yield [_once(row, document) for row in item.data.grid]
            continue
        if getattr(item, "text", ""):
            yield item.text
        yield from _blocks(item, document)


def _once(row: list[Any], document: Any) -> list[str]:
    """The texts of a row, a cell over several columns once."""
    texts: list[str] = []
    last: object = None
    for cell in row:
        place = (cell.start_row_offset_idx, cell.start_col_offset_idx)
        if place != last:
            texts.append(_lines(cell, document))
        last = place
    return texts


def _lines(cell: Any, document: Any) -> str:
    """A cell's text; a rich cell's paragraphs as lines."""
    if (ref := getattr(cell, "ref", None)) is None:
        return str(cell.text)
    blocks = _blocks(ref.resolve(document), document)
    own = getattr(ref.resolve(document), "text", "")
    rows = (b if isinstance(b, str) else "\n".join(" ".join(r) for r in b) for b in blocks)
    return "\n".join(part for part in (own, *rows) if part) or str(cell.text)
