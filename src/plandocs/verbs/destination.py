"""Where filled documents go: a folder, or one zip; each document whole or not at all.

In: relative names, already safe, and bytes. Out: files that no crash leaves half written, nowhere
but inside the folder.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol

from plandocs import output
from plandocs.errors import OutputError
from plandocs.output import Place, ensure_writable


class Destination(Protocol):
    """A place for documents; leaving it by an exception gives up what can be given up."""

    def __enter__(self) -> Destination: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def shown(self, name: str) -> str:
        """The document's place as people are told it."""

    def held(self, name: str) -> bytes | None:
        """What is there under this name already."""

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        """Write a document. Raises OutputError."""


class Folder:
    """A folder, which is made if need be. Picklable until it is entered."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._known: dict[str, str] = {}  # texts: a Path for each document is a tenth of its cost
        if self.path.exists() and not self.path.is_dir():
            raise OutputError("this is a file; name a folder.", str(path))

    def __enter__(self) -> Folder:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = f"this folder cannot be made: {error.strerror or 'no reason was given'}."
            raise OutputError(said, str(self.path)) from error
        return self

    def __exit__(self, *_: object) -> None:
        return

    def shown(self, name: str) -> str:
        return os.path.join(self.path, name)

    def held(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        folder, _, own = name.rpartition("/")
        inside = self._inside(folder)
        target = os.path.join(inside, own)
        place = Place(Path(target), None)
        if os.path.lexists(target):
            place = ensure_writable(target, force=force)
        # The part lies beside its document, so that moving it there is one step.
        part = os.path.join(os.path.dirname(place.path), output.left_name("part"))
        with output.writing_of(target):
            try:
                output.written(part, data, private=place.before is not None, lasting=False)
                output.swap(part, place)
            finally:
                with suppress(OSError):
                    os.unlink(part)

    def _inside(self, folder: str) -> str:
        """A folder inside this one, made and known to be no link that leads away."""
        known = self._known.get(folder)
        if known is None:
            known = os.path.join(self.path, folder)
            try:
                os.makedirs(known, exist_ok=True)
            except OSError as error:
                said = (error.strerror or "the system gave no reason").lower()
                raise OutputError(f"this folder cannot be made: {said}.", known) from error
            root, real = os.path.realpath(self.path), os.path.realpath(known)
            if os.path.commonpath((root, real)) != root:
                raise OutputError("this leads out of the folder by a link.", known)
            self._known[folder] = known
        return known

    def sweep(self) -> None:
        """Take away what an interrupted run left half written."""
        output.sweep(self.path, deep=True)


class Staged:
    """All documents or none: they wait in a hidden folder until the last is done."""

    def __init__(self, folder: Folder) -> None:
        self._final = folder
        self._waiting = Folder(folder.path / output.left_name("waiting"))
        self._names: list[str] = []
        self._force = False

    def __enter__(self) -> Staged:
        self._final.__enter__()
        self._waiting.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            for name in self._names if kind is None else ():
                data = self._waiting.held(name)
                if data is not None:
                    self._final.put(name, data, force=self._force)
        finally:
            shutil.rmtree(self._waiting.path, ignore_errors=True)

    def shown(self, name: str) -> str:
        return self._final.shown(name)

    def held(self, name: str) -> bytes | None:
        return self._final.held(name)

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        if os.path.lexists(self._final.path / name):
            ensure_writable(self._final.path / name, force=force)
        self._force = force
        self._waiting.put(name, data, force=False)
        self._names.append(name)


class Zip:
    """One .zip, which appears when the last document is in it."""

    def __init__(self, path: Path | str, *, force: bool) -> None:
        self.path = Path(path)
        self._place = ensure_writable(self.path, force=force)
        self._part = self._place.path.with_name(output.left_name("part"))

    def __enter__(self) -> Zip:
        # Documents are compressed already.
        self._zip = zipfile.ZipFile(self._part, "x", zipfile.ZIP_STORED)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            with output.writing_of(self.path):
                self._zip.close()
                if kind is None:
                    output.swap(self._part, self._place)
        finally:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)

    def shown(self, name: str) -> str:
        return f"{self.path}/{name}"

    def held(self, name: str) -> bytes | None:
        return None

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        self._zip.writestr(zipfile.ZipInfo(name, _EPOCH), data)


_EPOCH = (1980, 1, 1, 0, 0, 0)
