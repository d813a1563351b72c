"""Lists that HR gives: put into the folder `lists`, the one before kept under another name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from plandocs.desk.cycle import LISTS, made_in
from plandocs.desk.receive import Dropped, Refused
from plandocs.files.places import Place
from plandocs.files.whole import write_whole

LIST_TYPES: Final = (".xlsx", ".csv")


def list_taken(file: Dropped, folder: Path, name: str) -> str:
    """Put a list into its place under a name of ours, and return where it is in the cycle.

    Raises:
        Refused: it is no list, or larger than one can be.
    """
    suffix = Path(file.name).suffix.casefold()
    if suffix not in LIST_TYPES:
        raise Refused("A list is an Excel file (.xlsx) or a .csv file. Save it as one of these.")
    if file.too_large:
        raise Refused("This list is larger than a list can be.")
    return put(folder, f"{name}{suffix}", file.path.read_bytes())


def put(folder: Path, name: str, content: bytes) -> str:
    """Write a file of the folder `lists`; what was there goes on under another name."""
    target = made_in(folder, LISTS) / name
    replaced(target, content)
    return f"{LISTS}/{name}"


def replaced(target: Path, content: bytes) -> None:
    """Write a file in place of the one that is there, which goes on under another name."""
    if target.exists():
        number = 1
        while (old := target.with_stem(f"{target.stem} before {number}")).exists():
            number += 1
        write_whole(Place(old, None), target.read_bytes())
    write_whole(target, content)
