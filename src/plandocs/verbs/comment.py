"""``comment``: copies of completed forms with findings as comments; ``uncomment``: without."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Unpack

from plandocs.arguments import checked as checked_arguments
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.data.frames import each_of
from plandocs.division.checked import checked
from plandocs.editing.commented import commented, uncommented
from plandocs.errors import PlandocsError
from plandocs.forms.labels import forms_with
from plandocs.model.findings import Checked
from plandocs.model.reading import Reading
from plandocs.verbs.copies import Copies
from plandocs.verbs.gather import Item, Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many


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
    copies = Copies(named, folder, force)
    readings = tuple(gather(named, how))
    with copies.folder:
        pairs = zip(readings, checked(readings), strict=True)
        return tuple(_commented(reading, result, copies, how) for reading, result in pairs)


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
    copies = Copies(list(each), folder, force)
    with copies.folder:
        return tuple(_without(source, copies, password, limits) for source in copies.paths)


def _without(source: str, copies: Copies, password: str | None, limits: Limits) -> Commented:
    """Write a document without our comments."""
    try:
        data = uncommented(copies.content(source, limits), password=password, limits=limits)
        if data is None:
            return Commented(source, note="there is no comment of plandocs in it")
        return Commented(source, copies.put(source, data))
    except PlandocsError as error:
        return Commented(source, error=error)


def _commented(reading: Reading, result: Checked, copies: Copies, how: ReadOptions) -> Commented:
    source = reading.source
    if reading.error is not None:
        return Commented(source, checked=result, error=reading.error)
    if not result.findings:
        return Commented(source, checked=result, note="there is nothing to say about it")
    try:
        data = commented(
            copies.content(source, how.limits), result.findings,
            forms_with(how.labels, how.forms), blank=how.blank, password=how.password,
            convert=how.convert, limits=how.limits,
        )  # fmt: skip
        return Commented(source, copies.put(source, data), result)
    except PlandocsError as error:
        return Commented(source, checked=result, error=error)
