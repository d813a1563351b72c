"""What was asked for and is not made yet: written down, so that a desk that is closed goes on.

A file for each piece of work lies in the desk's own folder, under the name of the desk that does
it, and goes when the work is over. It says what was asked for, by keys that name nobody. What the
work needs of files lies in a folder of the same name.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from plandocs.files.leftovers import is_alive
from plandocs.files.whole import write_whole

_FOLDER: Final = "work"
_TRIES: Final = 5  # after which work that ended the desk each time is given up
Asked = Mapping[str, Any]


class Pending:
    """The work of one desk that is not over.

    Args:
        desk_folder: the desk's own folder.
        sign: the file by which this desk says that it is open.
    """

    def __init__(self, desk_folder: Path, sign: Path) -> None:
        self._folder, self._sign = desk_folder / _FOLDER, sign

    def noted(self, asked: Asked, room: Path | None = None) -> Path:
        """Write down what was asked for, and return the file to be `forgotten` when it is over.

        Args:
            asked: what it is, as JSON has it.
            room: the folder with its files, which is put beside what is written down.
        """
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{self._sign.name}.{os.urandom(4).hex()}.json"
        write_whole(path, json.dumps(asked).encode())
        if room is not None:
            room.rename(room_of(path))
        return path

    def left(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Yield what desks that are gone have left undone, the first first."""
        with suppress(OSError):
            for path in sorted(self._folder.glob("*.json"), key=os.path.getmtime):
                if self._is_left(path) and (asked := _read(path)) is not None:
                    yield path, {**asked, "tries": asked.get("tries", 0) + 1}

    def tried(self, path: Path, asked: Asked) -> None:
        """Write down that work is tried once more, before it is."""
        write_whole(path, json.dumps(asked).encode())

    def _is_left(self, path: Path) -> bool:
        sign = path.name.partition(".")[0]
        if sign == self._sign.name:
            return False
        number = sign.partition("-")[0]
        has_sign = self._sign.with_name(sign).exists()
        return not (has_sign and number.isdigit() and is_alive(int(number)))


def _read(path: Path) -> dict[str, Any] | None:
    """What a file says; what cannot be understood, or was tried too often, goes."""
    with suppress(OSError, ValueError):
        asked = json.loads(path.read_text(encoding="utf-8"))
        tries = asked.get("tries", 0) if isinstance(asked, dict) else _TRIES
        if isinstance(tries, int) and tries < _TRIES:
            return dict(asked)
    forgotten(path)
    return None


def room_of(noted: Path) -> Path:
    """The folder with the files of a piece of work, by what was written down of it."""
    return noted.with_suffix("")


def forgotten(noted: Path) -> None:
    """Forget a piece of work that is over, its files first."""
    shutil.rmtree(room_of(noted), ignore_errors=True)
    with suppress(OSError):
        noted.unlink()
