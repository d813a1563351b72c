"""A file as it comes: a path, bytes or a binary file, read once and never beyond the limit.

What is named, and its content, stand apart from what opens it: a file whose reading is kept is
looked up by its content alone.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from typing import BinaryIO, TypeAlias

from plandocs.container.limits import Limits
from plandocs.errors import NotDocx, NotFound, TooLarge, in_words
from plandocs.files.reasons import missing, reason
from plandocs.files.zipped import content_of

Source: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO


def taken(source: Source, limits: Limits) -> tuple[str, bytes]:
    """The name to show (``""`` for bytes) and the content.

    Raises `NotFound` for what is not there or may not be read, `NotDocx` for a folder or a device,
    `TooLarge` beyond the limit on files.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        name, data = "", bytes(source)
    elif isinstance(source, str | os.PathLike):
        name = display_path(source)
        data = _of_path(os.fspath(source), limits)
    else:
        file_name = getattr(source, "name", "")
        name = file_name if isinstance(file_name, str) else ""
        data = _of_file(source, name, limits)
    if len(data) > limits.file_bytes:
        raise TooLarge(_beyond(limits), name)
    return name, data


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, Mapping)


def _of_file(file: BinaryIO, name: str, limits: Limits) -> bytes:
    read = getattr(file, "read", None)
    if read is None:
        more = "; several completed forms are read by parse_many" if _is_list(file) else ""
        raise NotDocx(f"expected a path, bytes or a binary file; here is {in_words(file)}{more}")
    try:
        data: object = read(limits.file_bytes + 1)
    except UnicodeDecodeError:
        data = ""
    except (OSError, ValueError) as error:  # a ValueError: it is closed
        raise NotFound(f"it cannot be read ({error}); open it again", name) from None
    if not isinstance(data, bytes):
        raise NotDocx('it was opened as text; open it as a binary file ("rb")', name)
    return data


def display_path(path: str | os.PathLike[str]) -> str:
    """A path as it is shown and written: bytes that are no UTF-8 are replaced."""
    name = os.fspath(path)
    try:
        return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")
    except UnicodeEncodeError:  # half a character, or more letters than the locale has
        return name.encode("utf-8", "replace").decode()


def _of_path(path: str, limits: Limits) -> bytes:
    name = display_path(path)
    try:
        facts = os.stat(path)
        if not stat.S_ISREG(facts.st_mode):
            raise NotDocx(_not_a_file(facts.st_mode), name)
        if facts.st_size > limits.file_bytes:
            raise TooLarge(_beyond(limits), name)
        with open(path, "rb", buffering=0) as file:
            return file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        if (content := content_of(path, limits)) is not None:
            return content
        raise NotFound(missing(path), name) from None
    except OSError as error:
        raise NotFound(
            f"it cannot be opened ({reason(error)}); see whether you may read it and whether "
            "another program has it open",
            name,
        ) from None


def _not_a_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "it is a folder, not a Word document; give the documents inside"
    return "it is a device or a pipe, not a Word document; save the document to a file first"


def _beyond(limits: Limits) -> str:
    return f"it is larger than {limits.file_bytes:,} bytes, far beyond any plan; it was not read"
