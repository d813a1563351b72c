"""The programs that save completed documents: python-docx as written, LibreOffice, pandoc."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

PROGRAMS = ("python-docx", "libreoffice", "pandoc")
# Pandoc leaves these out of what it saves, so a document with one of them is saved by another.
PANDOC_DROPS = {"hidden_words", "text_box", "protective_marking", "tracked_deletions", "comments",
                "tracked_insertions", "content_controls", "prompts_left", "merged_down",
                "items_in_a_table"}  # fmt: skip


def present(program: str) -> bool:
    """Whether this machine has the program."""
    return program == "python-docx" or shutil.which(_COMMANDS[program]) is not None


_COMMANDS = {"libreoffice": "soffice", "pandoc": "pandoc"}


def save_again(program: str, files: Sequence[Path]) -> None:
    """Open and save the files in place with the program; all of them, or an error."""
    if not files:
        return
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        out.mkdir()
        if program == "libreoffice":
            _run("soffice", f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}",
                 "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", out,
                 *files)  # fmt: skip
        else:
            for file in files:
                _run("pandoc", file, "-o", out / file.name)
        for file in files:
            shutil.move(out / file.name, file)


def _run(*command: str | Path) -> None:
    subprocess.run([str(each) for each in command], check=True, capture_output=True, timeout=600)
