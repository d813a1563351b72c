"""markitdown: its Markdown."""

from __future__ import annotations

from pathlib import Path

from markitdown import MarkItDown

from ..answer import Answer
from ..blocks import from_markdown
from ..by_labels import read_by_labels

NAME = "markitdown"
_CONVERTER = MarkItDown()


def read(path: Path) -> Answer:
    """The document by markitdown and the script by labels."""
    return read_by_labels(from_markdown(_CONVERTER.convert(str(path)).markdown))
