"""Many files, a reading of each in order, whatever became of it: none stops the rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from plandocs.advice import Advice, Option
from plandocs.batch import Pace, Reason, ordered
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import InputError, PlandocsError, TimedOut, WorkerLost, defect, in_words
from plandocs.files.zipped import content_of
from plandocs.forms.labels import FormNames, Forms, Labels, forms_with, portable, read_labels
from plandocs.model.reading import Reading
from plandocs.reading.blanks import Blanks, held_blanks, layouts_of
from plandocs.reading.document import read_form
from plandocs.word.package.open import Source, display_path, taken

_HASHED = 2**30  # bytes: a file beyond that is no plan, and its check sum would take long


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
        self._pace = pace
        self._named = portable(None if forms is None else self.forms)

    def files(self, sources: Source | Iterable[Source]) -> Iterator[Portable]:
        """The files, each so that it can go to another process."""
        each: Iterable[Source] = _each(sources)
        return (_portable(source, self.limits) for source in each)

    def read(self, files: Iterable[Portable]) -> Iterator[Reading]:
        """Yield the reading of each file."""
        work = partial(
            _read, blank=self.blanks or None, convert=self.convert, password=self.password,
            limits=self.limits, labels=self.labels, forms=self._named,
        )  # fmt: skip
        lost = partial(_lost, seconds=self._pace.seconds)
        ready = partial(_ready, self.labels, self._named)
        return ordered(work, files, self._pace, lost=lost, prepare=ready)


def _each(sources: Any) -> Any:
    """The files to read; one given alone is one, and no sequence of letters or lines."""
    if isinstance(sources, str | bytes | os.PathLike) or hasattr(sources, "read"):
        return (sources,)
    many = isinstance(sources, Iterable) and not isinstance(sources, Mapping)
    if not many or hasattr(sources, "columns"):  # a data frame gives the names of its columns
        raise InputError(f"expected paths or files to read; here is {in_words(sources)}.")
    return sources


def _ready(labels: Labels | None = None, forms: Forms | None = None) -> None:
    """Make ready what every document needs: the forms, what they print, their layouts."""
    layouts_of(forms_with(labels, forms))


def _lost(source: Source | _InMemory, reason: Reason, *, seconds: float) -> Reading:
    """The reading of a file that took too long, or the processes that read it down."""
    name, content = _name(source), source.content if isinstance(source, _InMemory) else source
    if reason == "timed-out":
        error: PlandocsError = TimedOut(
            Advice(
                f"reading it took longer than {seconds:g} seconds, and was ended. Open it in Word, "
                "copy its words into a new document and save that; or allow more time with ",
                Option("timeout"),
                ".",
            ),
            name,
        )
    else:
        error = WorkerLost(
            "the process that read it ended, twice, perhaps because memory ran out. Open it in "
            "Word, copy its words into a new document and save that.",
            name,
        )
    return Reading(source=name, sha256=_digest(content), error=error)


class _InMemory(NamedTuple):
    """A binary file that was read here, so that it can go to another process."""

    name: str
    content: bytes
    error: PlandocsError | None = None


Portable = str | os.PathLike[str] | bytes | _InMemory


def named_content(file: Portable) -> tuple[str, str | os.PathLike[str] | bytes]:
    """What a file is called, and the path or the bytes to read; b"" where it could not be read."""
    return _name(file), file.content if isinstance(file, _InMemory) else file


def _portable(source: Source, limits: Limits) -> Portable:
    if isinstance(source, str | bytes | os.PathLike):
        return source
    try:
        return _InMemory(*taken(source, limits))
    except PlandocsError as error:
        return _InMemory(error.source, b"", error)


def _read(
    source: Source | _InMemory,
    *,
    blank: Blanks | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    labels: Labels | None = None,
    forms: FormNames | None = None,
) -> Reading:
    """The reading of one file, whatever became of it."""
    name, content = _name(source), source.content if isinstance(source, _InMemory) else source
    try:
        if isinstance(source, _InMemory) and source.error is not None:
            raise source.error
        reading = read_form(
            content, forms_with(labels, forms), blank=blank, convert=convert, password=password,
            limits=limits,
        )  # fmt: skip
        return reading if reading.source == name else replace(reading, source=name)
    except PlandocsError as error:
        error.source = error.source or name
        return Reading(source=name, sha256=_digest(content), error=error)
    except Exception as error:  # noqa: BLE001  # the last line: a defect must not stop the other files
        return Reading(source=name, sha256=_digest(content), error=defect("file", error, name))


def _name(source: Source | _InMemory) -> str:
    if isinstance(source, _InMemory):
        return source.name
    return display_path(source) if isinstance(source, str | os.PathLike) else ""


def _digest(source: Source) -> str:
    """The file's SHA-256, also where it could not be read as a plan.

    "" where there is no file, or a pipe or device, which may never end, or one of absurd size.
    """
    if isinstance(source, bytes):
        return sha256(source).hexdigest()
    if not isinstance(source, str | os.PathLike):
        return ""
    try:
        facts = os.stat(source)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > _HASHED:
            return ""
        with open(source, "rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.hexdigest()
    except (OSError, ValueError):
        return _digest_of_zipped(source)


def _digest_of_zipped(path: str | os.PathLike[str]) -> str:
    try:
        content = content_of(path, DEFAULT_LIMITS)
    except PlandocsError:
        return ""
    return "" if content is None else sha256(content).hexdigest()
