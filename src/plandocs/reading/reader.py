"""How many files are read: what was asked, and the files as they go to those that read them.

What reads them comes with the first that has to be read: where a state keeps the readings of all,
there is none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from plandocs.batch import Pace
from plandocs.container.limits import Limits
from plandocs.errors import InputError, PlandocsError, in_words
from plandocs.forms.labels import Forms, Labels, forms_with, portable, read_labels
from plandocs.model.reading import Reading
from plandocs.reading.agency_blanks import Blanks, held_blanks
from plandocs.word.package.source import Source, display_path, taken


class InMemory(NamedTuple):
    """A binary file that was read here, so that it can go to another process."""

    name: str
    content: bytes
    error: PlandocsError | None = None


Portable = str | bytes | InMemory


def named_content(file: Portable) -> tuple[str, str | bytes]:
    """What a file is called, and the path or the bytes to read; b"" where it could not be read."""
    return _name(file), file.content if isinstance(file, InMemory) else file


class ManyReader:
    """How the files of a run are read: what was asked, made ready once.

    Raises:
        PlandocsError: ``blank`` cannot be read or is no form, or ``labels`` do not fit.
    """

    def __init__(
        self, forms: Forms | None = None, labels: Labels | None = None, *, blank: Blanks | None,
        convert: bool, password: str | None, limits: Limits, pace: Pace,
    ) -> None:  # fmt: skip
        self.labels = read_labels(labels)
        self.forms = forms_with(self.labels, forms)
        self.blanks = held_blanks(blank, self.forms)
        self.convert = convert
        self.password = password
        self.limits = limits
        self.pace = pace
        self.named = portable(None if forms is None else self.forms)

    def files(self, sources: Source | Iterable[Source]) -> Iterator[Portable]:
        """The files, each so that it can go to another process."""
        each: Iterable[Source] = _each(sources)
        return (_portable(source, self.limits) for source in each)

    def read(self, files: Iterable[Portable]) -> Iterator[Reading]:
        """Yield the reading of each file."""
        from plandocs.reading.many import read_many  # with all that knows Word

        return read_many(self, files)


def _each(sources: Any) -> Any:
    """The files to read; one given alone is one, and no sequence of letters or lines."""
    if isinstance(sources, str | bytes | os.PathLike) or hasattr(sources, "read"):
        return (sources,)
    many = isinstance(sources, Iterable) and not isinstance(sources, Mapping)
    if not many or hasattr(sources, "columns"):  # a data frame gives the names of its columns
        raise InputError(f"expected paths or files to read; here is {in_words(sources)}.")
    return sources


def _portable(source: Source, limits: Limits) -> Portable:
    if isinstance(source, str | os.PathLike):
        return os.fsdecode(source)
    if isinstance(source, bytes):
        return source
    try:
        return InMemory(*taken(source, limits))
    except PlandocsError as error:
        return InMemory(error.source, b"", error)


def _name(source: Portable) -> str:
    if isinstance(source, InMemory):
        return source.name
    return display_path(source) if isinstance(source, str) else ""
