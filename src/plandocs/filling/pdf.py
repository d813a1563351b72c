"""PDFs of documents that were just filled, each beside its document.

LibreOffice is started once for many of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from plandocs.errors import MissingExtra
from plandocs.files.output import ensure_writable, write_whole
from plandocs.word.package.foreign.libreoffice import available, to_pdf

_AT_ONCE = 100


def ensure_pdf() -> None:
    """Find out, before any work, whether PDFs can be made.

    Raises:
        MissingExtra: LibreOffice is not installed.
    """
    if not available():
        raise MissingExtra("PDFs need LibreOffice (soffice), which is not on the path; install it.")


def make_pdfs(
    documents: Sequence[Path],
    *,
    force: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> tuple[Path, ...]:
    """A PDF beside each document.

    Raises:
        OutputError: LibreOffice could not print one, or its place cannot be written.
    """
    inputs = tuple(inputs)
    targets = [document.with_suffix(".pdf") for document in documents]
    places = [ensure_writable(target, force=force, inputs=inputs) for target in targets]
    for at in range(0, len(documents), _AT_ONCE):
        portion = slice(at, at + _AT_ONCE)
        for place, data in zip(places[portion], to_pdf(documents[portion]), strict=True):
            write_whole(place, data)
    return tuple(targets)
