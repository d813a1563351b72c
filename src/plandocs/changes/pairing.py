"""Pair the things of two lists so that the pairs together are most alike.

Takes a table of likenesses and gives pairs of positions. Things in neither are new, or gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")
_NEAR = 1e-4  # between two equally alike, the one that stayed closer to its place
_MOST = 200  # lists beyond this are paired one by one, best first
_AROUND = 20  # and each thing is compared with as many on either side of its place

Pairs = list[tuple[int, int]]


def pairs(
    old: Sequence[_Thing],
    new: Sequence[_Thing],
    likeness: Callable[[_Thing, _Thing], float],
    least: float,
) -> Pairs:
    """The pairs (place in old, place in new), in the order of the new list."""
    found = _same(old, new)
    stayed, came = {i for i, _ in found}, {j for _, j in found}
    left = [i for i in range(len(old)) if i not in stayed]
    right = [j for j in range(len(new)) if j not in came]
    span = max(len(old), len(new), 1)

    def score(a: int, b: int) -> float:
        i, j = left[a], right[b]
        return likeness(old[i], new[j]) - _NEAR * abs(i - j) / span

    for a, b in _best(len(left), len(right), score, least - _NEAR):
        found.append((left[a], right[b]))
    return sorted(found, key=lambda pair: pair[1])


def _same(old: Sequence[_Thing], new: Sequence[_Thing]) -> Pairs:
    """Equal things: first those that kept their place, then in order."""
    found = [(i, i) for i in range(min(len(old), len(new))) if old[i] == new[i]]
    taken = {i for i, _ in found}
    left: dict[str, list[int]] = {}  # the places of what says the same, the last first
    for j in range(len(new) - 1, -1, -1):
        if j not in taken:
            left.setdefault(repr(new[j]), []).append(j)
    for i, thing in enumerate(old):
        if i not in taken and (places := left.get(repr(thing))):
            found.append((i, places.pop()))
    return found


def _best(rows: int, columns: int, score: Callable[[int, int], float], least: float) -> Pairs:
    if max(rows, columns) > _MOST:
        return _one_by_one(rows, columns, score, least)
    if not rows or not columns:
        return []
    scores = [[score(a, b) for b in range(columns)] for a in range(rows)]
    turned = rows > columns
    table = [list(column) for column in zip(*scores, strict=True)] if turned else scores
    # What is too unlike to be a pair counts for nothing, so that it never outbids a likeness.
    chosen = _assigned([[-score if score >= least else 0.0 for score in row] for row in table])
    found = [(b, a) if turned else (a, b) for a, b in chosen]
    return [(a, b) for a, b in found if scores[a][b] >= least]


def _one_by_one(rows: int, columns: int, score: Callable[[int, int], float], least: float) -> Pairs:
    """The best pairs first, of things about as far down in both lists."""
    ranked: list[tuple[float, int, int]] = []
    for i in range(rows):
        middle = i * columns // rows
        for j in range(max(0, middle - _AROUND), min(columns, middle + _AROUND + 1)):
            if (s := score(i, j)) >= least:
                ranked.append((-s, i, j))
    found: Pairs = []
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in left and j not in right:
            found.append((i, j))
            left.add(i)
            right.add(j)
    return found


def _assigned(costs: list[list[float]]) -> Pairs:
    """The assignment of least cost (Kuhn's algorithm, with potentials); rows <= columns."""
    rows, columns = len(costs), len(costs[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        slack, way = [float("inf")] * (columns + 1), [0] * (columns + 1)
        seen = [False] * (columns + 1)
        while True:
            seen[at] = True
            here, step, following = owner[at], float("inf"), 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = costs[here - 1][j - 1] - u[here] - v[j]
                if cost < slack[j]:
                    slack[j], way[j] = cost, at
                if slack[j] < step:
                    step, following = slack[j], j
            for j in range(columns + 1):
                if seen[j]:
                    u[owner[j]] += step
                    v[j] -= step
                else:
                    slack[j] -= step
            at = following
            if owner[at] == 0:
                break
        while at:
            owner[at], at = owner[way[at]], way[at]
    return [(owner[j] - 1, j - 1) for j in range(1, columns + 1) if owner[j]]


def moved(found: Pairs) -> set[tuple[int, int]]:
    """The fewest pairs that have to be taken out of their order to put the others in order."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(found)
    olds = [i for i, _ in found]
    for number, old in enumerate(olds):
        place = bisect_left(tails, old)
        before[number] = at[place - 1] if place else -1
        if place == len(tails):
            tails.append(old)
            at.append(number)
        else:
            tails[place], at[place] = old, number
    stayed: set[int] = set()
    number = at[-1] if at else -1
    while number >= 0:
        stayed.add(number)
        number = before[number]
    return {pair for number, pair in enumerate(found) if number not in stayed}
