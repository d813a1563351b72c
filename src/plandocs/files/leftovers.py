"""What a run leaves that is ended in the middle: how it is named, told apart, and taken away.

A name says on which machine and by which process it was made, so that what a run at work has is
not touched.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import sys
import time
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path

_HOST = sha256(socket.gethostname().encode("utf-8", "replace")).hexdigest()[:8]
_LEFT = re.compile(r"\.(?:([0-9a-f]{8})-(\d{1,10})-)?[0-9a-f]{16}\.(?:part|waiting)")
_MANY = 1 << 64
_NUMBERS = count(secrets.randbits(64))  # from anywhere on: a process of this number ran before
_OLD = 24 * 3600  # seconds after which what a run left is swept, wherever it ran


def left_name(kind: str) -> str:
    """A name for a file or folder that must not outlive this run: who made it can be told."""
    return f".{_HOST}-{os.getpid()}-{next(_NUMBERS) % _MANY:016x}.{kind}"


def is_left(name: str) -> bool:
    """Tell whether this names something unfinished, which no command takes for a document."""
    return name.startswith(".") and _LEFT.fullmatch(name) is not None


def sweep(folder: Path | str, *, deep: bool) -> None:
    """Take away what runs that have ended left half written in a folder; ``deep``, below it too."""
    with suppress(OSError):
        for each in os.scandir(folder):
            if is_abandoned(each):
                take_away(each)
            elif deep and not is_left(each.name) and each.is_dir(follow_symlinks=False):
                sweep(each.path, deep=True)


@lru_cache(maxsize=256)
def sweep_once(folder: Path) -> None:
    """The same, once in each process: many files may be written into one folder."""
    sweep(folder, deep=False)


def is_abandoned(entry: os.DirEntry[str]) -> bool:
    """Tell whether this is unfinished and its run has ended, or it is too old to be wanted."""
    match = _LEFT.fullmatch(entry.name) if entry.name.startswith(".") else None
    if match is None:
        return False
    host, process = match.groups()  # none in what earlier versions left
    if host is None or (host == _HOST and not is_alive(int(process))):
        return True
    with suppress(OSError):
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD
    return False


def take_away(entry: os.DirEntry[str]) -> None:
    """Remove it, with all that is in it; what cannot be removed stays."""
    with suppress(OSError):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)


def is_alive(process: int) -> bool:
    """Tell whether a process of this number runs here; where that cannot be told, it does."""
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
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Whether it has ended and its parent has not asked how: Linux says so, others nothing."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return facts.rpartition(")")[2].split()[:1] == ["Z"]
