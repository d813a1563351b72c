"""Merge two lists into one order: what stayed, what was added and what was removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plandocs.changes.pairing import Pairs, moved


class Step(NamedTuple):
    """One place: where it was in the older list, where it is in the newer; -1 for neither."""

    old: int
    new: int


def steps(found: Pairs, old: int, new: int) -> Iterator[Step]:
    """Every thing of both lists once; what moved goes in one place and comes in another.

    ``found`` are the pairs in the newer order, ``old`` and ``new`` how long the lists are.
    """
    away = moved(found)
    stays = {j: i for i, j in found if (i, j) not in away}
    at = 0
    for j in range(new):
        i = stays.get(j, -1)
        if i >= 0:
            yield from (Step(gone, -1) for gone in range(at, i))
            at = i + 1
        yield Step(i, j)
    yield from (Step(gone, -1) for gone in range(at, old))
