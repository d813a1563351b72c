"""Results remembered by short texts, so that what is kept has a measure in bytes.

`functools.lru_cache` bounds how many results it keeps and not how large they are: a thousand texts
of a megabyte each are a gigabyte, and a letter can become eighteen when it is compared. What is
longer than it need be is worked out anew each time, and where the results come to more than there
is room for, all are forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from sys import getsizeof
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

_Text = TypeVar("_Text", str, bytes)
_Rest = TypeVarTuple("_Rest")
_Result = TypeVar("_Result")
_Work = Callable[[_Text, *_Rest], _Result]
_EACH = 512  # bytes of a text and its result, for which there is room
_LEAST = 1 << 20
_WITH_MORE = (tuple, frozenset)


def remembered(
    results: int, *, longest: int, letter: int = 0
) -> Callable[[_Work[_Text, *_Rest, _Result]], _Work[_Text, *_Rest, _Result]]:
    """Keep so many results of a function, by a first argument of no more than ``longest``.

    ``letter`` is the bytes that a result has for each letter of it, where it is no plain value.
    """

    def decorate(work: _Work[_Text, *_Rest, _Result]) -> _Work[_Text, *_Rest, _Result]:
        room, used = max(_LEAST, results * _EACH), 0
        cached: _lru_cache_wrapper[_Result]

        def measured(text: _Text, /, *rest: *_Rest) -> _Result:
            nonlocal used
            result = work(text, *rest)
            used += getsizeof(text) + _size(result) + letter * len(text)
            if rest:
                used += _size(rest)
            if used > room:
                cached.cache_clear()
                used = 0
            return result

        cached = lru_cache(maxsize=results)(measured)

        @wraps(work)
        def call(text: _Text, /, *rest: *_Rest) -> _Result:
            if len(text) > longest:
                return work(text, *rest)
            return cached(text, *rest)

        return cast("_Work[_Text, *_Rest, _Result]", call)

    return decorate


def _size(result: object) -> int:
    """The bytes of a result, or of what it was asked for with, and all that is in it."""
    size = getsizeof(result)
    return size + sum(map(_size, result)) if isinstance(result, _WITH_MORE) else size
