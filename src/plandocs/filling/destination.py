"""Where filled documents go: a folder, all or none of them in a folder, or one zip.

No crash leaves one half written, and none is written outside the folder. A document that the same
work reads is never replaced, nor is one that appeared or changed while it ran.
"""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from plandocs.errors import OutputError
from plandocs.files import leftovers, whole
from plandocs.files.names import compared
from plandocs.files.places import (
    PathLike,
    Place,
    State,
    claim,
    ensure_writable,
    on_disk,
    state_of,
    writing_of,
)
from plandocs.files.reasons import reason
from plandocs.files.whole import Part, part_of

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Destination(Protocol):
    """A place for documents; leaving it by an exception gives up what can be given up."""

    def __enter__(self) -> Destination: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None: ...

    def path_of(self, name: str) -> str:
        """The document's place as people are told it."""

    def put(self, name: str, data: bytes) -> None:
        """Write a document. Raises OutputError."""


class _Inside(NamedTuple):
    """A folder that documents go into, as a text: a Path for each would be a tenth of its cost.

    ``names`` are those of what lay in it before, as they are `compared`: to ask for each document
    is as much again, and on a network a way there and back.
    """

    path: str
    names: frozenset[str]


class Folder:
    """A folder, which is made if need be; ``inputs`` are never replaced."""

    def __init__(self, path: PathLike, *, force: bool, inputs: Iterable[PathLike] = ()) -> None:
        self.path = Path(on_disk(path))
        self._force = force
        self._inputs = tuple(inputs)
        self._known: dict[str, _Inside] = {}
        self._before: dict[str, State | None] = {}  # what was there when the work began
        if os.path.exists(self.path) and not os.path.isdir(self.path):
            raise OutputError("this is a file; name a folder.", str(path))
        leftovers.sweep(self.path, deep=True)

    def __enter__(self) -> Folder:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"this folder cannot be made: {reason(error)}."
            raise OutputError(message, str(self.path)) from error
        if self._force:
            self._before = {_key(path): state_of(path) for path in _documents(self.path)}
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        return

    def path_of(self, name: str) -> str:
        return os.path.join(self.path, name)

    def put(self, name: str, data: bytes) -> None:
        target, before = self._target(name)
        with (
            writing_of(target),
            Part(part_of(target), private=before is not None, lasting=False) as part,
        ):
            part.write(data)
            part.finish()
            whole.swap(part.path, target, before)

    def place(self, name: str) -> Place:
        """Where a file goes, and what stood there when the work began.

        Raises:
            OutputError: it cannot be written there.
        """
        target, before = self._target(name)
        return Place(Path(target), before)

    def _target(self, name: str) -> tuple[str, State | None]:
        folder, _, file_name = on_disk(name).rpartition("/")
        inside = self._inside(folder)
        target = os.path.join(inside.path, file_name)
        # What has appeared since is seen when the document gets its name.
        if compared(file_name) not in inside.names or not os.path.lexists(target):
            return target, None
        ensure_writable(target, force=self._force, inputs=self._inputs)
        return target, self._before.get(_key(target))

    def _inside(self, folder: str) -> _Inside:
        """A folder inside this one, made and known to be no link that leads away."""
        if folder not in self._known:
            path = os.path.join(self.path, folder)
            try:
                self.made(path)
            except OSError as error:
                cause = reason(error)
                raise OutputError(f"this folder cannot be made: {cause}.", path) from error
            root, real = os.path.realpath(self.path), os.path.realpath(path)
            if os.path.commonpath((root, real)) != root:
                raise OutputError("this leads out of the folder by a link.", path)
            self._known[folder] = _Inside(path, _names_in(path))
        return self._known[folder]

    def made(self, folder: str) -> None:
        """Make a folder inside this one."""
        os.makedirs(folder, exist_ok=True)


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(map(compared, os.listdir(folder)))
    except OSError:  # one that may be written to and not looked into
        return frozenset()


def _documents(folder: PathLike) -> Iterable[str]:
    for inside, _, names in os.walk(folder):
        yield from (os.path.join(inside, name) for name in names)


def _key(path: str) -> str:
    return os.path.normcase(os.path.normpath(path))


class Staged(Folder):
    """All documents or none: they wait in a hidden folder until the last is done.

    Then each gets its name, which takes no room on the disk; where that fails half way, those
    before it are taken back.
    """

    def __init__(self, path: PathLike, *, force: bool, inputs: Iterable[PathLike] = ()) -> None:
        super().__init__(path, force=force, inputs=inputs)
        self._waiting = os.path.join(self.path, leftovers.left_name("waiting"))
        self._names: list[str] = []
        self._made: list[str] = []  # folders, the outer before the inner
        self._moved: list[tuple[str, str]] = []  # a document, and what it replaced; "" for nothing

    def __enter__(self) -> Staged:
        super().__enter__()
        with writing_of(self.path):
            os.mkdir(self._waiting, 0o700)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._move_all()
        finally:
            shutil.rmtree(self._waiting, ignore_errors=True)

    def put(self, name: str, data: bytes) -> None:
        if os.path.lexists(self.path / on_disk(name)):
            self._target(name)
        with (
            writing_of(self.path / name),
            Part(self._part(len(self._names)), private=False) as part,
        ):
            part.write(data)
            part.finish()
        self._names.append(name)

    def made(self, folder: str) -> None:
        missing = []
        while not os.path.isdir(folder):
            missing.append(folder)
            folder = os.path.dirname(folder)
        for each in reversed(missing):
            os.mkdir(each)
            self._made.append(each)

    def _part(self, number: int) -> str:
        return os.path.join(self._waiting, f"{number}.part")

    def _move_all(self) -> None:
        try:
            for number, name in enumerate(self._names):
                target, before = self._target(name)
                with writing_of(target):
                    self._move(number, target, before)
        except BaseException:
            self._take_back()
            raise

    def _move(self, number: int, target: str, before: State | None) -> None:
        replaced = ""
        if before is not None:
            replaced = os.path.join(self._waiting, f"{number}.before")
            _link_or_copy(target, replaced)
        whole.swap(self._part(number), target, before)
        self._moved.append((target, replaced))

    def _take_back(self) -> None:
        for path, replaced in reversed(self._moved):
            with suppress(OSError):
                if replaced:
                    os.replace(replaced, path)
                else:
                    os.unlink(path)
        for folder in reversed(self._made):
            with suppress(OSError):
                os.rmdir(folder)


def _link_or_copy(path: str, aside: str) -> None:
    """Give a file a second name, or on a drive that knows no links a copy of it."""
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)


class Zip:
    """One .zip, which appears when the last document is in it and all of them read back."""

    def __init__(self, path: PathLike, *, force: bool, inputs: Iterable[PathLike] = ()) -> None:
        self.path = Path(path)
        self._place = claim(self.path, ".zip", force=force, read=inputs)
        leftovers.sweep_once(self._place.path.parent)
        self._part = Part(part_of(self._place.path), private=self._place.before is not None)
        self._meant: list[tuple[str, int]] = []  # names and CRCs
        self._broken: OutputError | None = None

    def __enter__(self) -> Zip:
        with writing_of(self.path):
            self._part.__enter__()
        # Documents are compressed already.
        self._zip = zipfile.ZipFile(self._part.file, "w", zipfile.ZIP_STORED)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            with writing_of(self.path):
                if kind is None:
                    self._finish()
        finally:
            with suppress(OSError, ValueError):
                self._zip.close()
            self._part.remove()

    def path_of(self, name: str) -> str:
        return f"{self.path}/{name}"

    def put(self, name: str, data: bytes) -> None:
        if self._broken is not None:
            raise self._broken
        try:
            with writing_of(self.path):
                self._zip.writestr(zipfile.ZipInfo(name, _EPOCH), data)
        except OutputError as error:
            self._broken = error
            raise
        self._meant.append((name, zlib.crc32(data)))

    def _finish(self) -> None:
        if self._broken is not None:
            raise self._broken
        self._zip.close()
        self._part.close()
        if _contents(self._part.path) != self._meant:
            raise OSError("it did not arrive in full; the disk may be full")
        whole.swap(self._part.path, *self._place)


def _contents(part: str) -> list[tuple[str, int]]:
    """The names and CRCs of what is in an archive, each read; nothing where it is damaged."""
    try:
        with zipfile.ZipFile(part) as archive:
            whole = archive.testzip() is None
            return [(each.filename, each.CRC) for each in archive.infolist()] if whole else []
    except zipfile.BadZipFile:
        return []
