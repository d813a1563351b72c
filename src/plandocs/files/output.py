"""Places to write to: asked about before the work starts, and written whole or not at all.

In: a path. Out: a sentence about why it cannot be written, or a finished file. A file is written
beside its place, compared with what was meant, and then moved onto it in one step; what appeared
or changed there since it was asked about is never replaced.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from plandocs.advice import Advice, Option
from plandocs.errors import OutputError
from plandocs.files.leftovers import left_name, sweep_once

PathLike = str | os.PathLike[str]
_WORD_KEEPS = 2
_SHORT_NAME, _SHORTEST_NAME = 7, 6
_APPEARED = "it appeared here, or was changed, while this ran. It was not replaced; run again."


class State(NamedTuple):
    """What stood at a place when it was looked at: enough to see that it has changed."""

    device: int
    inode: int
    size: int
    changed: int


class Place(NamedTuple):
    """A path that can be written, as it was named, and what stood there when that was asked."""

    path: Path
    before: State | None


class Target(Protocol):
    """What is written to, from front to back."""

    def write(self, data: bytes, /) -> int:
        """Write all of it."""

    def flush(self) -> None:
        """Hand on what waits in memory."""


Content = bytes | Callable[[Target], None]


def state_of(path: PathLike) -> State | None:
    """What stands at a path now; None where nothing does."""
    try:
        facts = os.stat(path)
    except (OSError, ValueError):  # a ValueError: no file can have this name
        return None
    return State(facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)


def ensure_writable(path: PathLike, *, force: bool, inputs: Iterable[PathLike] = ()) -> Place:
    """Find out, before any work, whether ``path`` can be written.

    ``inputs`` are files that the same work reads: none of them is replaced, with ``force`` either.

    Raises:
        OutputError: it exists and ``force`` is not set, it is an input, a program has it open, it
            is a folder, or its folder is missing or closed to us.
    """
    target = _real(path)
    with writing_of(path):
        _ensure_replaceable(target, os.fspath(path), force=force, inputs=inputs)
    return Place(Path(path), state_of(target))


def ensure_named(path: PathLike, *suffixes: str) -> None:
    """Refuse a name that says something else than what will be in the file.

    Raises:
        OutputError: its suffix is none of these.
    """
    named = Path(path)
    if named.suffix.casefold() not in suffixes and not os.path.isdir(named):
        ways = " or ".join(f"{named.stem or 'plans'}{each}" for each in suffixes if each)
        what = f"no {named.suffix}" if named.suffix else "no file without a suffix"
        raise OutputError(f"what is written here is {what}. Name it {ways}.", os.fspath(path))


def _ensure_replaceable(
    target: Path, source: str, *, force: bool, inputs: Iterable[PathLike]
) -> None:
    if target.is_dir():
        raise OutputError("this is a folder; name a file in it.", source)
    if target.exists():
        if is_one_of(target, inputs):
            raise OutputError(
                "this file is one of those that are read; choose another name for what comes out.",
                source,
            )
        if not force:
            raise OutputError(
                Advice(
                    "this file is there already. Choose another name, or replace it with ",
                    Option("force", True),
                    ".",
                ),
                source,
            )
        _ensure_closed(target, source)
    _ensure_folder(target.parent, source)


def is_one_of(path: PathLike, others: Iterable[PathLike]) -> bool:
    """Is this file one of the others, under whatever name?"""
    own = state_of(path)
    for other in others:
        theirs = state_of(other)
        if own is not None and theirs is not None and own[:2] == theirs[:2]:
            return True
    return False


def write_whole(place: Place | PathLike, content: Content) -> None:
    """Write a file, whole or not at all; a function gets the open file to write to.

    A `Place` is written only if what stands there is still what stood there when it was asked
    about; a path by itself is asked about now.

    Raises:
        OutputError: the place cannot be written, or what stands there has changed.
    """
    if isinstance(place, Place):
        place = place._replace(path=_real(place.path))
    else:
        place = Place(target := _real(place), state_of(target))
    with writing_of(place.path):
        sweep_once(place.path.parent)
        part = place.path.with_name(left_name("part"))
        try:
            written(part, content, private=place.before is not None, lasting=True)
            swap(part, place)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def writing_of(path: PathLike) -> Iterator[None]:
    """Turn what the system says of a place that cannot be written into words."""
    try:
        yield
    except PermissionError as error:
        raise OutputError(
            "this cannot be written. Close it in Excel or Word, or choose another place.",
            str(path),
        ) from error
    except OSError as error:
        raise OutputError(f"this cannot be written: {reason(error)}.", str(path)) from error


class _Meant:
    """A file that is written from front to back, with the digest of what was meant to be in it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.length = 0
        self.digest = sha256()

    def write(self, data: bytes) -> int:
        """Write all of it."""
        self._file.write(data)
        self.length += len(data)
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Hand on what waits in memory."""
        self._file.flush()


def created(part: Path | str, *, private: bool) -> BinaryIO:
    """Open a new file; ``private`` keeps others out until it has what it replaces' permissions."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return open(os.open(part, flags, 0o600 if private else 0o666), "wb")


def written(part: Path | str, content: Content, *, private: bool, lasting: bool) -> None:
    """Write a new file in full, and see that all of it is there.

    ``lasting`` waits until the disk has it, which is when some network drives first say that they
    are full.

    Raises:
        OSError: it could not be written in full.
    """
    with created(part, private=private) as file:
        meant = _Meant(file)
        if isinstance(content, bytes):
            meant.write(content)
        else:
            content(meant)
        file.flush()
        if lasting:
            os.fsync(file.fileno())
    ensure_arrived(part, meant.length, meant.digest.digest())


def ensure_arrived(part: Path | str, length: int, digest: bytes) -> None:
    """See that a file holds what was meant to be in it.

    Raises:
        OSError: it does not.
    """
    if os.stat(part).st_size != length or _digest(part) != digest:
        raise OSError("it did not arrive in full; the disk may be full")


def swap(part: Path | str, place: Place) -> None:
    """Move a finished file to its place, if that is as it was.

    Raises:
        OutputError: something appeared there, or what was there has changed.
    """
    target, before = place
    if before is None:
        _move_to_nothing(part, target)
        return
    if state_of(target) != before:
        raise OutputError(_APPEARED, str(target))
    if sys.platform != "win32":
        os.chmod(part, stat.S_IMODE(os.stat(target).st_mode))
    os.replace(part, target)


def _move_to_nothing(part: Path | str, target: Path | str) -> None:
    """Give a file its name, where nothing has that; a file that has is left."""
    try:
        os.link(part, target)  # fails where the name is taken, in one step
    except FileExistsError:
        raise OutputError(_APPEARED, str(target)) from None
    except OSError:  # a drive that knows no links
        if os.path.lexists(target):
            raise OutputError(_APPEARED, str(target)) from None
        os.rename(part, target)
        return
    os.unlink(part)


def _digest(path: Path | str) -> bytes:
    found = sha256()
    with open(path, "rb") as file:
        while portion := file.read(1 << 20):
            found.update(portion)
    return found.digest()


def on_disk(name: PathLike) -> str:
    """A name as it is written: in UTF-8 where the locale has no such letters, as it is elsewhere.

    Raises:
        OutputError: it is blank, or no file can have this name.
    """
    name = os.fspath(name)
    if not name:
        raise OutputError("the name of what comes out is blank; name a file or a folder.")
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        with suppress(UnicodeEncodeError):
            return os.fsdecode(name.encode())
        raise OutputError("half a character stands in this name.", name) from None
    if "\0" in name:
        raise OutputError("no file can have this name.", name)
    return name


def _real(path: PathLike) -> Path:
    """The file itself where the path is a link to it: a link is written through, not replaced."""
    return Path(os.path.realpath(on_disk(path)))


def _ensure_closed(target: Path, source: str) -> None:
    for mark in _open_marks(target.name):
        if target.with_name(mark).exists():
            raise OutputError(
                f"this file is open in Excel, Word or LibreOffice (the file {mark} says so). "
                "Close it there and try again; if it is open nowhere, delete that file.",
                source,
            )
    try:
        with target.open("r+b"):
            pass
    except OSError as error:
        raise OutputError(
            "this file cannot be replaced: it is open in another program, or closed to writing.",
            source,
        ) from error


def _open_marks(name: str) -> tuple[str, ...]:
    """The files that say who has ``name`` open: Excel's, Word's (which shortens), LibreOffice's."""
    stem = len(Path(name).stem)
    cut = 0 if stem <= _SHORTEST_NAME else 1 if stem == _SHORT_NAME else _WORD_KEEPS
    return (f"~${name}", f"~${name[cut:]}", f".~lock.{name}#")


def _ensure_folder(folder: Path, source: str) -> None:
    if not folder.is_dir():
        named = Path(source).parent if source else folder
        raise OutputError(f"there is no folder {named}. Make it first.", source)
    probe = folder / left_name("part")
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"nothing can be written in its folder: {reason(error)}.", source
        ) from error


def reason(error: OSError) -> str:
    """Why the system could not do something, in its own words."""
    return (error.strerror or str(error) or "the system gave no reason").lower()
