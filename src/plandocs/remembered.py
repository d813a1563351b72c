"""Results remembered by short texts, so that what is kept has a measure in bytes.

`functools.lru_cache` bounds how many results it keeps and not how large they are: a thousand texts
of a megabyte each are a gigabyte. What is longer than it need be is worked out anew each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

_Text = TypeVar("_Text", str, bytes)
_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")
_Work = Callable[Concatenate[_Text, _Rest], _Result]


def remembered(
    results: int, *, longest: int
) -> Callable[[_Work[_Text, _Rest, _Result]], _Work[_Text, _Rest, _Result]]:
    """Keep so many results of a function, by a first argument of no more than ``longest``."""

    def decorate(work: _Work[_Text, _Rest, _Result]) -> _Work[_Text, _Rest, _Result]:
        kept = lru_cache(maxsize=results)(work)

        @wraps(work)
        def call(text: _Text, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Result:
            if len(text) > longest:
                return work(text, *rest, **named)
            # What is remembered by is hashable, which a ParamSpec cannot say.
            return kept(text, *rest, **named)  # type: ignore[arg-type]

        return cast("_Work[_Text, _Rest, _Result]", call)

    return decorate
