"""PDFs of documents that were just filled: each beside its document, or all in one folder.

LibreOffice is started once for many of them; it works on copies under plain numbers, so that no
name, however long or strange, comes in its way.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from plandocs.errors import MissingExtra
from plandocs.output import ensure_writable, write_whole
from plandocs.word.convert import available, to_pdf

_AT_ONCE = 100


def ensure_pdf() -> None:
    """Find out, before any work, whether PDFs can be made.

    Raises:
        MissingExtra: LibreOffice is not installed.
    """
    if not available():
        raise MissingExtra("PDFs need LibreOffice (soffice), which is not on the path; install it.")


def make_pdfs(documents: Sequence[Path], *, force: bool = False) -> tuple[Path, ...]:
    """A PDF beside each document.

    Raises:
        OutputError: LibreOffice could not print one, or its place cannot be written.
    """
    targets = [document.with_suffix(".pdf") for document in documents]
    for target in targets:
        ensure_writable(target, force=force)
    for at in range(0, len(documents), _AT_ONCE):
        _portion(documents[at : at + _AT_ONCE], targets[at : at + _AT_ONCE])
    return tuple(targets)


def _portion(documents: Sequence[Path], targets: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory(prefix="plandocs-") as name:
        folder = Path(name)
        copies = [folder / f"{number:04}.docx" for number in range(len(documents))]
        for document, copy in zip(documents, copies, strict=True):
            shutil.copyfile(document, copy)
        for made, target in zip(to_pdf(copies, folder / "made"), targets, strict=True):
            write_whole(target, made.read_bytes())
