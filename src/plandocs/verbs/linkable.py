"""Which files a roll-up may link to: those below the folders that were given, told by name alone.

The source in a reading's JSON is whatever a stranger wrote there: a path of the network is not
even looked for, since asking for it sends the user's name and password digest to its owner.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from plandocs.model.reading import Reading


def folders_of(items: Iterable[object], place: Path) -> tuple[str, ...]:
    """Return the folders that the items name, that of the roll-up, and the current one."""
    folders = (os.path.abspath(each) for each in (Path(), place.parent, *_named(items)))
    return tuple(dict.fromkeys(folders))


def _named(items: Iterable[object]) -> Iterator[Path]:
    for item in items:
        if isinstance(item, str | os.PathLike):
            path = Path(item)
            yield path if os.path.isdir(path) else path.parent
        elif isinstance(item, Reading) and item.source:
            yield Path(item.source).parent
