"""Files that are in memory, as a form's folder holds them: those of a form described in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from io import BytesIO, TextIOWrapper
from typing import Any


class MemoryFile(Traversable):
    """A file by its content; None where there is no such file."""

    def __init__(self, name: str, content: bytes | None) -> None:
        self._name = name
        self._content = content

    @property
    def name(self) -> str:
        """Its name without a folder."""
        return self._name

    def is_file(self) -> bool:
        """Return whether it is there."""
        return self._content is not None

    def is_dir(self) -> bool:
        """No."""
        return False

    def iterdir(self) -> Iterator[Traversable]:
        """It has nothing in it."""
        raise NotADirectoryError(self._name)

    def joinpath(self, *descendants: Any) -> Traversable:
        """It has nothing in it."""
        raise NotADirectoryError(self._name)

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """Return its content as a stream."""
        stream = BytesIO(self.read_bytes())
        return stream if "b" in mode else TextIOWrapper(stream, *args, **kwargs)

    def read_bytes(self) -> bytes:
        """Return its content."""
        if self._content is None:
            raise FileNotFoundError(self._name)
        return self._content

    def read_text(self, encoding: str | None = None) -> str:
        """Return its content as text."""
        return self.read_bytes().decode(encoding or "utf-8")


class MemoryFolder(Traversable):
    """A folder of such files by their names."""

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        self._name = name
        self._files = dict(files)

    @property
    def name(self) -> str:
        """Its own name."""
        return self._name

    def is_file(self) -> bool:
        """No."""
        return False

    def is_dir(self) -> bool:
        """Yes."""
        return True

    def iterdir(self) -> Iterator[Traversable]:
        """Yield its files."""
        return (MemoryFile(name, content) for name, content in self._files.items())

    def joinpath(self, *descendants: Any) -> Traversable:
        """Return the file with this name, which may not be there."""
        (name,) = descendants
        return MemoryFile(str(name), self._files.get(str(name)))

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """A folder has no content."""
        raise IsADirectoryError(self._name)

    def read_bytes(self) -> bytes:
        """A folder has no content."""
        raise IsADirectoryError(self._name)

    def read_text(self, encoding: str | None = None) -> str:
        """A folder has no content."""
        raise IsADirectoryError(self._name)
