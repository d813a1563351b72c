"""pandoc: its HTML with all tracked changes and comments asked for."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..answer import Answer
from ..blocks import from_html
from ..by_labels import read_by_labels

NAME = "pandoc"


def read(path: Path) -> Answer:
    """The document by pandoc and the script by labels."""
    command = ["pandoc", "--track-changes=accept", "-f", "docx", "-t", "html", str(path)]
    made = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return read_by_labels(from_html(made.stdout.decode("utf-8")))
