"""Many files, a reading of each in order, whatever became of it: none stops the rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256

from plandocs.advice import Advice, Option
from plandocs.batch import Reason, ordered
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import PlandocsError, TimedOut, WorkerLost, defect
from plandocs.files.zipped import content_of
from plandocs.forms.labels import FormNames, Forms, Labels, forms_with
from plandocs.model.reading import Reading
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.blanks import layouts_of
from plandocs.reading.document import read_form
from plandocs.reading.reader import InMemory, ManyReader, Portable, named_content

_HASHED = 2**30  # bytes: a file beyond that is no plan, and its check sum would take long


def read_many(asked: ManyReader, files: Iterable[Portable]) -> Iterator[Reading]:
    """Yield the reading of each file."""
    work = partial(
        _read, blank=asked.blanks or None, convert=asked.convert, password=asked.password,
        limits=asked.limits, labels=asked.labels, forms=asked.named,
    )  # fmt: skip
    lost = partial(_lost, seconds=asked.pace.seconds)
    ready = partial(_ready, asked.labels, asked.named)
    return ordered(work, files, asked.pace, lost=lost, prepare=ready)


def _read(
    source: Portable,
    *,
    blank: Blanks | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    labels: Labels | None = None,
    forms: FormNames | None = None,
) -> Reading:
    """The reading of one file, whatever became of it."""
    name, content = named_content(source)
    try:
        if isinstance(source, InMemory) and source.error is not None:
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


def _ready(labels: Labels | None = None, forms: Forms | None = None) -> None:
    """Make ready what every document needs: the forms, what they print, their layouts."""
    layouts_of(forms_with(labels, forms))


def _lost(source: Portable, reason: Reason, *, seconds: float) -> Reading:
    """The reading of a file that took too long, or the processes that read it down."""
    name, content = named_content(source)
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


def _digest(source: str | bytes) -> str:
    """The file's SHA-256, also where it could not be read as a plan.

    "" where there is no file, or a pipe or device, which may never end, or one of absurd size.
    """
    if isinstance(source, bytes):
        return sha256(source).hexdigest()
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


def _digest_of_zipped(path: str) -> str:
    try:
        content = content_of(path, DEFAULT_LIMITS)
    except PlandocsError:
        return ""
    return "" if content is None else sha256(content).hexdigest()
