"""mammoth: its HTML, with comments kept by a style map as its manual says."""

from __future__ import annotations

from pathlib import Path

import mammoth

from ..answer import Answer
from ..blocks import from_html
from ..by_labels import read_by_labels

NAME = "mammoth"


def read(path: Path) -> Answer:
    """The document by mammoth and the script by labels."""
    with path.open("rb") as file:
        made = mammoth.convert_to_html(file, style_map="comment-reference => sup")
    return read_by_labels(from_html(made.value))
