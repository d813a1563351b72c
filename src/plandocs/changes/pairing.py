"""Which thing became which: pairs of two lists that together are most alike, and one order of both.

A likeness of texts goes from 0, nothing in common, to 1, the same words. Things in no pair are new,
or gone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz

from plandocs.remembered import remembered

SAME = 0.52  # two texts are one text reworded from here on; unrelated sentences reach 0.45
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*%?")
_IDLE_WORDS = (
    "a an and are as at be by for from has have in into is it its least more no of on or than that "
    "the their this to we will with all each every our not"
)
_IDLE = frozenset(_IDLE_WORDS.split())
_CUT_SHORT, _BARELY = 0.75, 0.55
_FEW_WORDS = 3
_USUAL = 500  # letters of a text that is remembered, so that what is remembered has a measure
_LONG = 5_000  # letters that are compared one by one, which takes the square of their number
_SHORT = 12  # below this many letters, letters in common say little


@remembered(8192, longest=_USUAL)
def _words(text: str) -> frozenset[str]:
    """The words that carry meaning, without case and endings."""
    words = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in words if word not in _IDLE)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def alike(first: str, second: str) -> float:
    """How alike two texts are, by their words in any order and by their letters."""
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    usual = len(first) <= _USUAL and len(second) <= _USUAL
    return (_likeness if usual else _likeness.__wrapped__)(first, second)


@lru_cache(maxsize=8192)
def _likeness(first: str, second: str) -> float:
    a, b = _words(first), _words(second)
    shared, fewer = len(a & b), min(len(a), len(b))
    words = 2 * shared / (len(a) + len(b)) if fewer else 0.0
    if fewer > 1 and shared == fewer:  # one of them is the other, cut short
        words = max(words, _CUT_SHORT if fewer > _FEW_WORDS else _BARELY)
    letters = fuzz.ratio(first[:_LONG].casefold(), second[:_LONG].casefold()) / 100
    if min(len(first), len(second)) < _SHORT and not shared:
        letters *= 0.7
    return max(words, letters) * 0.999  # only the same text is wholly the same


def holds(whole: str, part: str) -> float:
    """The share of a text's words that another text has."""
    words = _words(part)
    return len(words & _words(whole)) / len(words) if words else 0.0


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
    result = _same(old, new)
    stayed, came = {i for i, _ in result}, {j for _, j in result}
    left = [i for i in range(len(old)) if i not in stayed]
    right = [j for j in range(len(new)) if j not in came]
    span = max(len(old), len(new), 1)

    def score(a: int, b: int) -> float:
        i, j = left[a], right[b]
        return likeness(old[i], new[j]) - _NEAR * abs(i - j) / span

    for a, b in _best(len(left), len(right), score, least - _NEAR):
        result.append((left[a], right[b]))
    return sorted(result, key=lambda pair: pair[1])


def _same(old: Sequence[_Thing], new: Sequence[_Thing]) -> Pairs:
    """Equal things: first those that kept their place, then in order."""
    result = [(i, i) for i in range(min(len(old), len(new))) if old[i] == new[i]]
    taken = {i for i, _ in result}
    left: dict[str, list[int]] = {}  # the places of what says the same, the last first
    for j in range(len(new) - 1, -1, -1):
        if j not in taken:
            left.setdefault(repr(new[j]), []).append(j)
    for i, thing in enumerate(old):
        if i not in taken and (places := left.get(repr(thing))):
            result.append((i, places.pop()))
    return result


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
    result = [(b, a) if turned else (a, b) for a, b in chosen]
    return [(a, b) for a, b in result if scores[a][b] >= least]


def _one_by_one(rows: int, columns: int, score: Callable[[int, int], float], least: float) -> Pairs:
    """The best pairs first, of things about as far down in both lists."""
    ranked: list[tuple[float, int, int]] = []
    for i in range(rows):
        middle = i * columns // rows
        for j in range(max(0, middle - _AROUND), min(columns, middle + _AROUND + 1)):
            if (s := score(i, j)) >= least:
                ranked.append((-s, i, j))
    result: Pairs = []
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in left and j not in right:
            result.append((i, j))
            left.add(i)
            right.add(j)
    return result


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
            current, step, following = owner[at], float("inf"), 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = costs[current - 1][j - 1] - u[current] - v[j]
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


def moved(matched: Pairs) -> set[tuple[int, int]]:
    """The fewest pairs that have to be taken out of their order to put the others in order."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(matched)
    olds = [i for i, _ in matched]
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
    return {pair for number, pair in enumerate(matched) if number not in stayed}


class Step(NamedTuple):
    """One place: where it was in the older list, where it is in the newer; -1 for neither."""

    old: int
    new: int


def steps(matched: Pairs, old: int, new: int) -> Iterator[Step]:
    """Every thing of both lists once; what moved goes in one place and comes in another.

    ``matched`` are the pairs in the newer order, ``old`` and ``new`` how long the lists are.
    """
    away = moved(matched)
    stays = {j: i for i, j in matched if (i, j) not in away}
    at = 0
    for j in range(new):
        i = stays.get(j, -1)
        if i >= 0:
            yield from (Step(gone, -1) for gone in range(at, i))
            at = i + 1
        yield Step(i, j)
    yield from (Step(gone, -1) for gone in range(at, old))
