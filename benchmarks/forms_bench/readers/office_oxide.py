"""office-oxide: its HTML."""

from __future__ import annotations

from pathlib import Path

import office_oxide

from ..answer import Answer
from ..blocks import from_html
from ..by_labels import read_by_labels

NAME = "office-oxide"


def read(path: Path) -> Answer:
    """The document by office-oxide and the script by labels."""
    return read_by_labels(from_html(office_oxide.to_html(str(path))))
