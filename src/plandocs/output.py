"""Places to write to: asked about before the work starts, and written whole or not at all.

In: a path. Out: a sentence about why it cannot be written, or a finished file. A file is written
beside its place, compared with what was meant, and then moved onto it in one step; what appeared
or changed there since it was asked about is never replaced.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from plandocs.errors import OutputError

_WORD_KEEPS = 2
_SHORT_NAME, _SHORTEST_NAME = 7, 6
_HOST = sha256(socket.gethostname().encode("utf-8", "replace")).hexdigest()[:8]
_LEFT = re.compile(r"\.(?:([0-9a-f]{8})-(\d{1,10})-)?[0-9a-f]{16}\.(?:part|waiting)")
_OLD = 24 * 3600  # seconds after which what a run left is swept, wherever it ran
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


Content = bytes | Callable[[BinaryIO], None]


def state_of(path: Path | str) -> State | None:
    """What stands at a path now; None where nothing does."""
    try:
        facts = os.stat(path)
    except OSError:
        return None
    return State(facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)


def ensure_writable(path: Path | str, *, force: bool, inputs: Iterable[Path | str] = ()) -> Place:
    """Find out, before any work, whether ``path`` can be written.

    ``inputs`` are files that the same work reads: none of them is replaced, with ``force`` either.

    Raises:
        OutputError: it exists and ``force`` is not set, it is an input, a program has it open, it
            is a folder, or its folder is missing or closed to us.
    """
    target = _real(path)
    source = str(path)
    if not source:
        raise OutputError("the name of what comes out is blank; name a file.")
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
                "this file is there already. Choose another name, or use --force to replace it.",
                source,
            )
        _ensure_closed(target, source)
    _ensure_folder(target.parent, source)
    return Place(Path(path), state_of(target))


def is_one_of(path: Path | str, others: Iterable[Path | str]) -> bool:
    """Is this file one of the others, under whatever name?"""
    own = state_of(path)
    for other in others:
        theirs = state_of(other)
        if own is not None and theirs is not None and own[:2] == theirs[:2]:
            return True
    return False


def write_whole(place: Place | Path | str, content: Content) -> None:
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
        _sweep_once(place.path.parent)
        part = place.path.with_name(left_name("part"))
        try:
            written(part, content, private=place.before is not None, lasting=True)
            swap(part, place)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def writing_of(path: Path | str) -> Iterator[None]:
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


def left_name(kind: str) -> str:
    """A name for a file or folder that must not outlive this run: who made it can be told."""
    return f".{_HOST}-{os.getpid()}-{secrets.token_hex(8)}.{kind}"


def is_left(name: str) -> bool:
    """Is this the name of something unfinished, which no command takes for a document?"""
    return name.startswith(".") and _LEFT.fullmatch(name) is not None


def written(part: Path | str, content: Content, *, private: bool, lasting: bool) -> None:
    """Write a new file in full, and see that all of it is there.

    ``private`` keeps others out until it has the permissions of what it replaces; ``lasting`` waits
    until the disk has it, which is when some network drives first say that they are full.

    Raises:
        OSError: it could not be written in full.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(part, flags, 0o600 if private else 0o666), "wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        file.seek(0, os.SEEK_END)
        length = file.tell()
        if lasting:
            os.fsync(file.fileno())
    short = os.stat(part).st_size != length
    if isinstance(content, bytes) and not short:
        short = _digest(part) != sha256(content).digest()
    if short:
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


def sweep(folder: Path | str, *, deep: bool) -> None:
    """Take away what runs that have ended left half written in a folder; ``deep``, below it too."""
    with suppress(OSError):
        for each in os.scandir(folder):
            if is_left(each.name):
                _sweep_one(each)
            elif deep and each.is_dir(follow_symlinks=False):
                sweep(each.path, deep=True)


@lru_cache(maxsize=256)
def _sweep_once(folder: Path) -> None:
    """The same, once in each process: many files may be written into one folder."""
    sweep(folder, deep=False)


def _sweep_one(entry: os.DirEntry[str]) -> None:
    with suppress(OSError):
        old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD
        found = _LEFT.fullmatch(entry.name)
        if found is None:
            return
        host, process = found.groups()  # none in what earlier versions left
        if not (old or host is None or (host == _HOST and not is_alive(int(process)))):
            return
        if entry.is_dir(follow_symlinks=False):
            import shutil

            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)


def is_alive(process: int) -> bool:
    """Does a process of this number run on this machine? Where that cannot be told, it does."""
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x00100000, False, process)  # SYNCHRONIZE
        if not handle:
            return bool(kernel.GetLastError() == 5)  # it is there, and another account's
        ended = kernel.WaitForSingleObject(handle, 0) == 0
        kernel.CloseHandle(handle)
        return not ended
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _digest(path: Path | str) -> bytes:
    with open(path, "rb") as file:
        return sha256(file.read()).digest()


def _real(path: Path | str) -> Path:
    """The file itself where the path is a link to it: a link is written through, not replaced."""
    return Path(os.path.realpath(path))


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
        raise OutputError(f"there is no folder {folder}. Make it first.", source)
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
