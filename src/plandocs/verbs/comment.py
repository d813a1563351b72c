"""``comment``: copies of completed forms with findings as comments; ``uncomment``: without."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from plandocs.arguments import checked as checked_arguments
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.data.frames import each_of
from plandocs.division.checked import checked
from plandocs.editing.commented import commented, uncommented
from plandocs.errors import InputError, PlandocsError
from plandocs.files.names import Names, safe
from plandocs.files.places import ensure_writable
from plandocs.files.search import read_from
from plandocs.files.zipped import content_of, is_zipped_folder
from plandocs.filling.destination import Folder
from plandocs.forms.labels import forms_with
from plandocs.model.findings import Checked
from plandocs.model.reading import Reading
from plandocs.verbs.gather import Item, Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.word.package.open import shown, taken

_WORD = (".docx", ".docm", ".dotx", ".dotm")


@dataclass(frozen=True, slots=True)
class Commented:
    """What became of the copy of one document.

    Attributes:
        source: the document.
        file: the copy; "" where there is none.
        checked: what was found about it; None where comments were taken out.
        note: why there is no copy though nothing is wrong, in a sentence; "" where there is one.
        error: why there is no copy; None where nothing went wrong.
    """

    source: str
    file: str = ""
    checked: Checked | None = None
    note: str = ""
    error: PlandocsError | None = None


@reads_many
def comment(
    items: Items,
    folder: str | os.PathLike[str],
    *,
    force: bool = False,
    **options: Unpack[ManyRead],
) -> tuple[Commented, ...]:
    """Write a copy of each document with its findings as comments where they stand.

    All else stays as it is, which is proved by reading each copy back. Comments of an earlier copy
    give way to the new ones, other people's stay. There is no copy of a document without findings,
    nor of one with a digital signature, which a copy would break.

    Args:
        items: paths of documents and folders; one alone will do.
        folder: where the copies are written, under the names of the documents.
        force: replace copies that are there already.
        options: how documents are read, as below.

    Returns:
        What became of each document; what cannot be read never stops the others.

    Raises:
        PlandocsError: an option cannot be used, or a copy is there already.

    >>> [bool(each.file) for each in comment("plan.docx", "copies")]
    [True]
    """
    how = ReadOptions(**options)
    each: Iterable[Item] = each_of(items)
    named = list(each)
    copies = _Copies(named, folder, force)
    readings = tuple(gather(named, how))
    with copies.folder:
        pairs = zip(readings, checked(readings), strict=True)
        return tuple(_commented(reading, found, copies, how) for reading, found in pairs)


@checked_arguments
def uncomment(
    items: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    force: bool = False,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Commented, ...]:
    """Write each document without the comments of `comment`; all others stay.

    Args:
        items: paths of documents and folders; one alone will do.
        folder: where the documents are written, under their names.
        force: replace documents that are there already.
        password: opens the documents that are protected with it.
        limits: how much one file may ask of us.

    Returns:
        What became of each document; one without such comments is not written.

    Raises:
        OutputError: a document is there already.

    >>> [each.note for each in uncomment("plan.docx", "without")]
    ['there is no comment of plandocs in it']
    """
    each: Iterable[Item] = each_of(items)
    copies = _Copies(list(each), folder, force)
    with copies.folder:
        return tuple(copies.without(source, password, limits) for source in copies.paths)


class _Copies:
    """The documents that are copied, and the names of their copies, claimed before the work."""

    def __init__(
        self, items: Iterable[object], folder: str | os.PathLike[str], force: bool
    ) -> None:
        read = list(read_from(items))
        self.paths: Mapping[str, Path] = {
            shown(path): path for path in read if not is_zipped_folder(path)
        }
        self.folder = Folder(folder, force=force, inputs=read)
        names = Names()
        self._names = {source: names.unique(_name(path)) for source, path in self.paths.items()}
        for name in self._names.values():
            target = self.folder.path_of(name)
            if os.path.lexists(target):
                ensure_writable(target, force=force, inputs=read)

    def content(self, source: str, limits: Limits) -> bytes:
        """Return a document's bytes.

        Raises:
            PlandocsError: the reading is of no file that was named, or it cannot be read.
        """
        path = self.paths.get(source)
        if path is None:
            message = "this is data and no document to write comments in; give the Word file."
            raise InputError(message, source)
        content = content_of(path, limits)
        return taken(path, limits)[1] if content is None else content

    def put(self, source: str, data: bytes) -> str:
        """Write the copy of a document, and return its path."""
        self.folder.put(self._names[source], data)
        return self.folder.path_of(self._names[source])

    def without(self, source: str, password: str | None, limits: Limits) -> Commented:
        """Write a document without our comments."""
        try:
            data = uncommented(self.content(source, limits), password=password, limits=limits)
            if data is None:
                return Commented(source, note="there is no comment of plandocs in it")
            return Commented(source, self.put(source, data))
        except PlandocsError as error:
            return Commented(source, error=error)


def _name(path: Path) -> str:
    suffix = path.suffix.casefold()
    return f"{safe(path.stem)}{suffix if suffix in _WORD else '.docx'}"


def _commented(reading: Reading, found: Checked, copies: _Copies, how: ReadOptions) -> Commented:
    source = reading.source
    if reading.error is not None:
        return Commented(source, checked=found, error=reading.error)
    if not found.findings:
        return Commented(source, checked=found, note="there is nothing to say about it")
    try:
        data = commented(
            copies.content(source, how.limits), found.findings,
            forms_with(how.labels, how.forms), blank=how.blank, password=how.password,
            convert=how.convert, limits=how.limits,
        )  # fmt: skip
        return Commented(source, copies.put(source, data), found)
    except PlandocsError as error:
        return Commented(source, checked=found, error=error)
