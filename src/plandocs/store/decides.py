"""What decides a reading beside the content of its file, as one key.

A reading is kept under this key: whatever may make another reading of the same bytes is in it, the
program itself down to its files. What does not change a reading (paths, workers, seconds) is not.
"""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.description.form import FormSpec
from plandocs.reading.reader import ManyReader
from plandocs.word.package.foreign.libreoffice import program

if TYPE_CHECKING:
    from hashlib import _Hash

_LIBRARIES = ("lxml", "pydantic", "rapidfuzz")


def decides(reader: ManyReader) -> bytes:
    """Return the key of a run's readings."""
    blanks, labels = reader.blanks, reader.labels
    parts = [
        _program().hex(), *map(_form, reader.forms), "" if labels is None else repr(labels[:2]),
        *(f"{each.name if len(blanks) > 1 else ''} {_digest(each.content)}" for each in blanks),
        repr(reader.limits), _converter() if reader.convert else "", str(bool(reader.password)),
    ]  # fmt: skip
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]


@lru_cache(maxsize=1)
def _program() -> bytes:
    """The digest of plandocs' own files, of Python and of what reads XML and names."""
    result = _of_files(files("plandocs"))
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    rest = (platform.python_version(), unicodedata.unidata_version, *libraries)
    result.update("\0".join(rest).encode())
    return result.digest()


@lru_cache(maxsize=64)
def _form(form: FormSpec) -> str:
    """A form by its name and the digest of its folder."""
    return f"{form.name} {_of_files(form.folder).hexdigest()}"


def _of_files(folder: Traversable) -> _Hash:
    result = sha256()
    for name, content in _files(folder, ""):
        result.update(f"{name}\0{len(content)}\0".encode())
        result.update(content)
    return result


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            if each.name != "__pycache__":
                yield from _files(each, f"{path}{each.name}/")
        elif not each.name.endswith(".pyc"):
            yield path + each.name, each.read_bytes()


def _converter() -> str:
    result = program()
    if result is None:
        return "none"
    facts = Path(result).stat()
    return f"{result} {facts.st_size} {facts.st_mtime_ns}"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
