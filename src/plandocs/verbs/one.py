"""One plan out of whatever names it: a path, a reading, a plan, data."""

from __future__ import annotations

import os
from pathlib import Path

from plandocs.errors import InputError
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.verbs.gather import Item, gather
from plandocs.verbs.options import AS_USUAL, ReadOptions


def one_reading(item: Item, options: ReadOptions = AS_USUAL) -> Reading:
    """The reading that an item is, or that is read from it.

    Raises:
        PlandocsError: it cannot be read, or holds several plans.
    """
    found = list(gather(item, options))
    if len(found) != 1:
        said = f"this holds {len(found)} plans; name one." if found else "there is no plan here."
        raise InputError(said, os.fspath(item) if isinstance(item, str | os.PathLike) else "")
    reading = found[0]
    if reading.error is not None:
        raise reading.error
    return reading


def plan_in(reading: Reading) -> Plan:
    """The plan of a reading that has one.

    Raises:
        PlandocsError: it has none; the error says why.
    """
    if reading.plan is None:
        raise reading.error or InputError("this reading holds no plan.", reading.source)
    return reading.plan


def document_of(item: Item) -> bytes | None:
    """The Word file itself, where the item is the path of one."""
    if not isinstance(item, str | os.PathLike):
        return None
    path = Path(item)
    return path.read_bytes() if path.suffix.casefold() == ".docx" and os.path.isfile(path) else None
