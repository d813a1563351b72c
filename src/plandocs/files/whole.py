"""Files are written whole or not at all.

A file is written beside its place, compared with what was meant, and then moved onto it in one
step; what appeared or changed there since the place was asked about is never replaced.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from plandocs.container.inflate import crc32
from plandocs.errors import OutputError
from plandocs.files.leftovers import left_name, sweep_once
from plandocs.files.places import PathLike, Place, State, real_path, state_of, writing_of

_APPEARED = "it appeared here, or was changed, while this ran. It was not replaced; run again."


class Target(Protocol):
    """What is written to, from front to back."""

    def write(self, data: bytes, /) -> int:
        """Write all of it."""

    def flush(self) -> None:
        """Hand on what waits in memory."""


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_WAITING = 1 << 18  # bytes that wait to be written: a line is often longer than Python's own buffer
_PORTION = 1 << 16  # bytes that are read at once; for more, memory is asked of the system
Content = bytes | Callable[[Target], None]


def write_whole(place: Place | PathLike, content: Content) -> None:
    """Write a file, whole or not at all; a function gets the open file to write to.

    A `Place` is written only if what stands there is still what stood there when it was asked
    about; a path by itself is asked about now.

    Raises:
        OutputError: the place cannot be written, or what stands there has changed.
    """
    if isinstance(place, Place):
        place = place._replace(path=real_path(place.path))
    else:
        place = Place(target := real_path(place), state_of(target))
    with writing_of(place.path):
        sweep_once(place.path.parent)
        with Part(part_of(place.path), private=place.before is not None) as part:
            if isinstance(content, bytes):
                part.write(content)
            else:
                content(part)
            part.finish()
            swap(part.path, *place)


def part_of(path: PathLike) -> str:
    """Return a name beside a file for what becomes it, so that moving it there is one step."""
    return os.path.join(os.path.dirname(path), left_name("part"))


class Part:
    """A new file that is written from front to back, and is gone unless it is finished.

    Args:
        path: where it lies until it gets its name.
        private: keep others out until it has the permissions of what it replaces.
        lasting: finish only when the disk has it, which is when some network drives first say
            that they are full.
    """

    def __init__(self, path: str, *, private: bool, lasting: bool = True) -> None:
        self.path = path
        self._private, self._lasting = private, lasting
        self._length = self._sum = 0
        self._finished = False

    def __enter__(self) -> Part:
        try:
            new = os.open(self.path, _NEW, 0o600 if self._private else 0o666)
            self.file = open(new, "wb", _WAITING)
        except KeyboardInterrupt:  # it may be there, and nobody else knows of it
            with suppress(OSError):
                os.unlink(self.path)
            raise
        return self

    def write(self, data: bytes, /) -> int:
        """Write all of it."""
        self.file.write(data)
        self._length += len(data)
        self._sum = crc32(data, self._sum)
        return len(data)

    def flush(self) -> None:
        """Hand on what waits in memory."""
        self.file.flush()

    def finish(self) -> None:
        """See that all of it is there.

        Raises:
            OSError: it did not arrive in full.
        """
        self.close()
        if _length_and_sum(self.path) != (self._length, self._sum):
            raise OSError("it did not arrive in full; the disk may be full")

    def close(self) -> None:
        """Write what waits in memory, and keep the file beyond the context."""
        self.file.flush()
        if self._lasting:
            os.fsync(self.file.fileno())
        self.file.close()
        self._finished = True

    def remove(self) -> None:
        """Close and take away what is there; a full disk would only say so again."""
        with suppress(OSError):
            self.file.close()
        with suppress(OSError):
            os.unlink(self.path)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None or not self._finished:
            self.remove()


def swap(part: PathLike, target: PathLike, before: State | None) -> None:
    """Move a finished file to its place, if that is as it was ``before``.

    Raises:
        OutputError: something appeared there, or what was there has changed.
    """
    if before is None:
        _move_to_nothing(part, target)
        return
    if state_of(target) != before:
        raise OutputError(_APPEARED, str(target))
    if sys.platform != "win32":
        os.chmod(part, stat.S_IMODE(os.stat(target).st_mode))
    os.replace(part, target)


def _move_to_nothing(part: PathLike, target: PathLike) -> None:
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


def _length_and_sum(path: str) -> tuple[int, int]:
    """How long a file is, and its check sum: enough to see what a disk or a network did to it."""
    length = checksum = 0
    with open(path, "rb", buffering=0) as file:
        while portion := file.read(_PORTION):
            length += len(portion)
            checksum = crc32(portion, checksum)
    return length, checksum
