"""What hundreds of files share, worked out once: kept by a part's packed bytes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from plandocs.word.package import Package

_Value = TypeVar("_Value")
_KEPT = 256
_kept: dict[tuple[str, object], object] = {}
_lock = Lock()


def shared(package: Package, part: str, what: str, make: Callable[[], _Value]) -> _Value:
    """What ``make`` gives for this part, kept for the next file with the very same part."""
    key = (what, package.key(part))
    with _lock:
        if key in _kept:
            return _kept[key]  # type: ignore[return-value]  # stored under the same `what`
    value = make()
    with _lock:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = value
    return value
