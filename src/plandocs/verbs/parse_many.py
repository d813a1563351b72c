"""``parse_many``: many files in, a reading of each out, in order; none stops the rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from hashlib import sha256

from plandocs.batch import ordered
from plandocs.errors import InternalError, PlandocsError
from plandocs.reading import Reading
from plandocs.verbs.parse import Source, parse
from plandocs.word.limits import DEFAULT_LIMITS, Limits
from plandocs.word.open import open_package
from plandocs.word.source import shown

_HASHED = 2**30  # bytes: a file beyond that is no plan, and its check sum would take long


def parse_many(
    sources: Iterable[Source],
    *,
    workers: int = 1,
    executor: Executor | None = None,
    blank: Source | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Reading]:
    """Read many files, one reading each, in input order, as they come.

    A file that cannot be read gives a reading whose ``error`` says why. ``workers`` processes do
    the work, or any ``executor``; memory stays flat however many files there are.

    Raises:
        PlandocsError: ``blank`` cannot be read, before any file is.
    """
    blank = _portable(blank)
    if blank is not None:
        open_package(blank)
    work = partial(read_one, blank=blank, convert=convert, password=password, limits=limits)
    yield from ordered(work, map(_portable, sources), workers=workers, executor=executor)


def _portable(source: Source | None) -> str | os.PathLike[str] | bytes | None:
    """A source that can go to another process: binary files are read here."""
    if source is None or isinstance(source, str | bytes | os.PathLike):
        return source
    return source.read()


def read_one(
    source: Source,
    *,
    blank: Source | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """The reading of one file, whatever became of it."""
    try:
        return parse(source, blank=blank, convert=convert, password=password, limits=limits)
    except PlandocsError as error:
        return Reading(source=_name(source), sha256=_digest(source), error=error)
    except Exception as error:  # noqa: BLE001  # the last line: a defect must not stop the other files
        message = f"plandocs failed on this file ({type(error).__name__}); please report it."
        return Reading(
            source=_name(source),
            sha256=_digest(source),
            error=InternalError(message, _name(source)),
        )


def _name(source: Source) -> str:
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
