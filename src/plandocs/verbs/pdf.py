"""``pdf``: print documents as PDF, where LibreOffice is there to do it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from plandocs.arguments import checked
from plandocs.data.frames import each_of
from plandocs.files.names import Names, safe
from plandocs.files.places import ensure_writable
from plandocs.files.search import read_from
from plandocs.filling.destination import Folder
from plandocs.word.package.foreign.libreoffice import available, to_pdf


@checked
def pdf(
    items: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    force: bool = False,
) -> tuple[str, ...]:
    """Print each document as PDF, by LibreOffice: all of them are written, or none.

    Args:
        items: paths of documents and folders; one alone will do.
        folder: where the PDF files are written, under the names of the documents.
        force: replace PDF files that are there already.

    Returns:
        The paths of the PDF files, in the order of the documents.

    Raises:
        MissingExtra: LibreOffice is not installed, which `can_convert` says before.
        NotFound: a document is not there, or lies in an archive.
        OutputError: a document cannot be printed, or a PDF is there already.

    >>> len(pdf("plan.docx", "printed")) if can_convert() else 1
    1
    """
    each: Iterable[str | os.PathLike[str]] = each_of(items)
    documents = list(read_from(list(each)))
    place, names = Folder(folder, force=force, inputs=documents), Names()
    named = [names.unique(f"{safe(path.stem)}.pdf") for path in documents]
    for name in named:
        target = place.path_of(name)
        if os.path.lexists(target):
            ensure_writable(target, force=force, inputs=documents)
    with place:
        for name, data in zip(named, to_pdf(documents), strict=True):
            place.put(name, data)
    return tuple(str(Path(place.path_of(name))) for name in named)


@checked
def can_convert() -> bool:
    """Return whether LibreOffice is there, to print PDF and to read .doc, .odt and .rtf.

    Raises:
        InputError: an argument was given.

    >>> isinstance(can_convert(), bool)
    True
    """
    return available()
