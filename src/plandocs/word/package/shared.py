"""What hundreds of files share, worked out once: kept by a part's packed bytes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Final, TypeVar

from plandocs.word.package.parts import Package

_Value = TypeVar("_Value")
_KEPT_BYTES: Final = 2**21  # of parts, unpacked; what is made of them takes several times as much
_ENTRY: Final = 2**12  # that the smallest part counts for
_kept: dict[tuple[str, object], tuple[object, int]] = {}  # what was made, and what it counts for
_size = 0
_lock = Lock()


def shared(
    package: Package, part: str, what: str, make: Callable[[], _Value], *, weight: int = 1
) -> _Value:
    """What ``make`` gives for this part, kept for the next file with the very same part.

    ``weight``: how often the bytes of the part count, where what is made of them takes much more.
    """
    global _size
    found = package.key(part)
    key = (what, found)
    with _lock:
        if key in _kept:
            return _kept[key][0]  # type: ignore[return-value]  # stored under the same `what`
    value = make()
    size = max(_ENTRY, 0 if found is None else weight * (len(found[0]) + found[-1]))
    if size > _KEPT_BYTES // 4:
        return value
    with _lock:
        while _kept and _size + size > _KEPT_BYTES:  # the oldest makes room
            _size -= _kept.pop(next(iter(_kept)))[1]
        if key not in _kept:
            _kept[key] = value, size
            _size += size
    return value
