"""``parse_many``: many files in, a reading of each out, in order; none stops the rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from plandocs.batch import Pace, Reason, ordered
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import InternalError, PlandocsError, TimedOut, WorkerLost
from plandocs.reading import Reading
from plandocs.verbs.blanks import ensure_a_blank, layouts_of
from plandocs.verbs.labels import Labels, forms_with, read_labels
from plandocs.verbs.parse import parse
from plandocs.word.source import Source, shown, taken

_HASHED = 2**30  # bytes: a file beyond that is no plan, and its check sum would take long


def parse_many(
    sources: Iterable[Source],
    *,
    workers: int = 1,
    executor: Executor | None = None,
    blank: Source | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS, timeout: float | None = None, labels: Labels | None = None,
) -> Iterator[Reading]:  # fmt: skip
    """Read many files, one reading each, in input order, as they come.

    A file that cannot be read gives a reading whose ``error`` says why. ``workers`` processes do
    the work, or any ``executor``; memory stays flat however many files there are. ``timeout`` is
    how many seconds one file may take (30 with two workers and more): its process is then ended.
    One worker is this process, which cannot be held to a time; with a ``timeout`` it is another.

    Raises:
        PlandocsError: ``blank`` cannot be read or is no form, or ``labels`` do not fit, before any
            file is read.
    """
    if isinstance(sources, str | bytes | os.PathLike):
        sources = (sources,)  # one file, which is no sequence of letters
    taught = read_labels(labels)
    forms = forms_with(taught)
    if blank is not None:
        name, blank = taken(blank, DEFAULT_LIMITS)
        try:
            ensure_a_blank(blank, forms)
        except PlandocsError as error:
            error.source = error.source or name
            raise
    work = partial(
        read_one, blank=blank, convert=convert, password=password, limits=limits, labels=taught
    )
    given = (_portable(source, limits) for source in sources)
    pace = Pace(workers, executor, timeout)
    lost = partial(lost_reading, seconds=pace.seconds)
    yield from ordered(work, given, pace, lost=lost, prepare=partial(ready_to_read, taught))


def ready_to_read(labels: Labels | None = None) -> None:
    """Make ready what every document needs: the forms, what they print, their layouts."""
    layouts_of(forms_with(labels))


def lost_reading(source: Source | _Given, reason: Reason, *, seconds: float) -> Reading:
    """The reading of a file that took too long, or the processes that read it down."""
    name, content = _name(source), source.content if isinstance(source, _Given) else source
    if reason == "timed-out":
        error: PlandocsError = TimedOut(
            f"reading it took longer than {seconds:g} seconds, and was ended. Open it in Word, "
            "copy its words into a new document and save that; or allow more time: --timeout.",
            name,
        )
    else:
        error = WorkerLost(
            "the process that read it ended, twice, perhaps for want of memory. Open it in Word, "
            "copy its words into a new document and save that.",
            name,
        )
    return Reading(source=name, sha256=_digest(content), error=error)


class _Given(NamedTuple):
    """A binary file that was read here, so that it can go to another process."""

    name: str
    content: bytes
    error: PlandocsError | None = None


def _portable(source: Source, limits: Limits) -> str | os.PathLike[str] | bytes | _Given:
    if isinstance(source, str | bytes | os.PathLike):
        return source
    try:
        return _Given(*taken(source, limits))
    except PlandocsError as error:
        return _Given(error.source, b"", error)


def read_one(
    source: Source | _Given,
    *,
    blank: Source | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    labels: Labels | None = None,
) -> Reading:
    """The reading of one file, whatever became of it."""
    name, content = _name(source), source.content if isinstance(source, _Given) else source
    try:
        if isinstance(source, _Given) and source.error is not None:
            raise source.error
        reading = parse(
            content, blank=blank, convert=convert, password=password, limits=limits, labels=labels
        )
        return reading if reading.source == name else replace(reading, source=name)
    except PlandocsError as error:
        error.source = error.source or name
        return Reading(source=name, sha256=_digest(content), error=error)
    except Exception as error:  # noqa: BLE001  # the last line: a defect must not stop the other files
        message = f"plandocs failed on this file ({type(error).__name__}); please report it."
        return Reading(source=name, sha256=_digest(content), error=InternalError(message, name))


def _name(source: Source | _Given) -> str:
    if isinstance(source, _Given):
        return source.name
    return shown(source) if isinstance(source, str | os.PathLike) else ""


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
        return ""
