"""Places to write to: asked about before the work starts, and written whole or not at all.

In: a path. Out: a sentence about why it cannot be written, or a finished file. Nothing is ever
half there: a file is written beside its place and then moved onto it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from plandocs.errors import OutputError

_WORD_KEEPS = 2
_SHORT_NAME, _SHORTEST_NAME = 7, 6


def ensure_writable(path: Path | str, *, force: bool) -> None:
    """Find out, before any work, whether ``path`` can be written.

    Raises:
        OutputError: it exists and ``force`` is not set, a program has it open, it is a folder,
            or its folder is missing or closed to us.
    """
    target = _real(path)
    source = str(path)
    if not source:
        raise OutputError("the name of what comes out is blank; name a file.")
    if target.is_dir():
        raise OutputError("this is a folder; name a file in it.", source)
    if target.exists():
        if not force:
            raise OutputError(
                "this file is there already. Choose another name, or use --force to replace it.",
                source,
            )
        _ensure_closed(target, source)
    _ensure_folder(target.parent, source)


def write_whole(path: Path | str, content: bytes | Callable[[BinaryIO], None]) -> None:
    """Write a file, whole or not at all; a function gets the open file to write to.

    Raises:
        OutputError: the place cannot be written.
    """
    target = _real(path)
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            # "x" gives a new file the permissions of any other; an old one's are kept.
            with part.open("xb") as file:
                if isinstance(content, bytes):
                    file.write(content)
                else:
                    content(file)
            if target.exists():
                shutil.copymode(target, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except PermissionError as error:
        raise OutputError(
            "this cannot be written. Close it in Excel or Word, or choose another place.",
            str(path),
        ) from error
    except OSError as error:
        raise OutputError(f"this cannot be written: {_reason(error)}.", str(path)) from error


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
    probe = folder / f".{secrets.token_hex(8)}.part"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"nothing can be written in its folder: {_reason(error)}.", source
        ) from error


def _reason(error: OSError) -> str:
    return (error.strerror or "the system gave no reason").lower()
