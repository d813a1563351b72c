"""Files that cannot be read as they stand because somebody has them in hand: no damage.

Word and LibreOffice lay a file beside a document that they have open; a file that is still being
copied or saved changes its size or its time while one looks.
"""

from __future__ import annotations

import os
import time
from typing import Final

from plandocs.errors import NotFound
from plandocs.files.places import open_marks
from plandocs.word.package.source import Source, display_path

_LATELY: Final = 30.0  # seconds: a file that changed before is not being copied
_LOOKS: Final = 5
_BETWEEN: Final = 0.05  # seconds


def ensure_not_in_use(source: Source) -> None:
    """Say of a file that cannot be read that somebody has it in hand, where that is so.

    Raises:
        NotFound: it is open somewhere, or still being copied or saved.
    """
    if not isinstance(source, str | os.PathLike):
        return
    path = os.fspath(source)
    folder, name = os.path.split(path)
    mark = next((m for m in open_marks(name) if os.path.exists(os.path.join(folder, m))), None)
    if mark is not None:
        raise NotFound(
            f"it is in use: somebody has it open (the file {mark} beside it says so), and it "
            "cannot be read as it stands; read it again when it is closed, or, if it is open "
            "nowhere, delete that file and get this one again",
            display_path(path),
        )
    if _is_changing(path):
        raise NotFound(
            "it is in use: it is still being copied or saved; read it again when that is done",
            display_path(path),
        )


def _is_changing(path: str) -> bool:
    """Tell whether its size or time moves, or it goes, as in the last step of a copy."""
    first = _facts(path)
    if first is None or abs(time.time() - first[1] / 1e9) > _LATELY:
        return False
    for _ in range(_LOOKS):
        time.sleep(_BETWEEN)
        if _facts(path) != first:
            return True
    return False


def _facts(path: str) -> tuple[int, int] | None:
    try:
        facts = os.stat(path)
    except (OSError, ValueError):
        return None
    return facts.st_size, facts.st_mtime_ns
