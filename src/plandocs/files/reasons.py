"""Why a file cannot be opened or written, in words that say what to look for."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from itertools import islice
from typing import Final

from plandocs.wording import nearest

_IN_WORDS: Final = {
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file and no folder",
    errno.EACCES: "it is closed to this account",
    errno.EPERM: "it is closed to this account",
    errno.EROFS: "the disk is closed to writing",
    errno.ENAMETOOLONG: "its name is too long",
}
_ALIKE: Final = 0.8
_MOST_NAMES: Final = 5_000


def reason(error: OSError) -> str:
    """Return why the system could not do something.

    >>> reason(IsADirectoryError(errno.EISDIR, "Is a directory"))
    'it is a folder'
    """
    known = _IN_WORDS.get(error.errno or 0)
    return known or (error.strerror or str(error) or "the system gave no reason").lower()


def unopened(path: str | os.PathLike[str], error: OSError | ValueError) -> str:
    """Return why a file cannot be read, with the name that was likely meant where it is missing."""
    if isinstance(error, ValueError):
        return "no file can have this name"
    if isinstance(error, FileNotFoundError):
        return missing(path).removeprefix("there is ")
    return reason(error)


def missing(path: str | os.PathLike[str]) -> str:
    """Return that there is no such file, and which one there is that is called nearly so.

    >>> missing("nowhere/plan.docx")
    "there is no such file, and no folder 'nowhere'"
    """
    folder, name = os.path.split(os.fspath(path))
    if folder and not os.path.exists(folder):
        return f"there is no such file, and no folder {folder!r}"
    names: dict[str, str] = {}
    with suppress(OSError, ValueError), os.scandir(folder or os.curdir) as inside:
        names = {e.name.casefold(): e.name for e in islice(inside, _MOST_NAMES)}
    near = nearest(name.casefold(), [each for each in names if each[0] not in "~."], _ALIKE)
    if near is None:
        return "there is no such file; look for a spelling mistake"
    return f"there is no such file; perhaps {names[near]!r} was meant"
