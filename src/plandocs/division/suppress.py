"""Which counts to keep back, so that no small one can be worked out.

In: counts, how they add up, and which of them are to be shown. Out: those to keep back: every shown
count below the limit, and as many others as it takes that none of the small ones follows from the
rest. What an attacker may do is done here first: solve the sums exactly, and narrow each unknown by
what the sums leave for it, counts being whole and never negative.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

LIMIT = 5
_PRIME = (1 << 61) - 1
_Bounds = dict[int, tuple[int, int | None]]
_Sum = tuple[int, tuple[int, ...]]


@dataclass
class Counts:
    """Counts by number, and the sums between them.

    ``shown`` are to be published if they may be; what is not shown may still be worked out, and is
    kept from that where it is small and not nought, unless it is ``free``: it counts nothing that
    anybody minds. ``last`` are those to keep back last.
    """

    values: list[int] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    free: set[int] = field(default_factory=set)
    sums: list[_Sum] = field(default_factory=list)

    def add(
        self, value: int, *, shown: bool = False, last: bool = False, free: bool = False
    ) -> int:
        """A further count; gives its number."""
        number = len(self.values)
        self.values.append(value)
        if shown:
            self.shown.add(number)
        if last:
            self.last.add(number)
        if free:
            self.free.add(number)
        return number

    def add_sum(self, total: int, parts: Iterable[int]) -> None:
        """The count ``total`` is the sum of ``parts``."""
        self.sums.append((total, tuple(parts)))

    def add_bound(self, smaller: int, larger: int) -> None:
        """The count ``smaller`` cannot be larger than the other."""
        rest = self.values[larger] - self.values[smaller]
        self.add_sum(larger, (smaller, self.add(rest, free=True)))


def kept_back(counts: Counts) -> set[int]:
    """The shown counts that must not be published."""
    back = {number for number in counts.shown if counts.values[number] < LIMIT}
    places, seen = _places(counts.sums), set[int]()
    for number in places:
        if number not in seen:
            found = _around(counts, places, number, set())
            seen.update(each for total, parts in found.sums for each in (total, *parts))
            back |= _kept_back(found, back)
    return back


def _places(sums: Iterable[_Sum]) -> Mapping[int, list[int]]:
    """For each count the sums that it stands in, by their place."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, (total, parts) in enumerate(sums):
        for number in (total, *parts):
            places[number].append(place)
    return places


def _around(
    counts: Counts, places: Mapping[int, list[int]], number: int, published: set[int]
) -> Counts:
    """Only the sums that a count has to do with, by way of others that are not published."""
    found: set[int] = set()
    seen, edge = {number}, [number]
    while edge:
        for place in places[edge.pop()]:
            if place not in found:
                found.add(place)
                total, parts = counts.sums[place]
                fresh = {total, *parts} - seen - published
                seen |= fresh
                edge += fresh
    return replace(counts, sums=[counts.sums[place] for place in sorted(found)])


def _kept_back(counts: Counts, small: set[int]) -> set[int]:
    """As many more as it takes, and no more: what gives nothing away is published after all."""
    places = _places(counts.sums)
    back = set(small)
    while exposed := _exposed(counts, counts.shown - back):
        # One at a time would keep back the least; one for each sum is quicker, and as safe.
        seconds = {_second(counts, each, places, counts.shown - back) for each in exposed}
        if seconds <= {None}:
            break
        back |= {number for number in seconds if number is not None}
    for number in sorted(back - small, key=lambda n: (n not in counts.last, -counts.values[n])):
        published = counts.shown - back
        if not _exposed(_around(counts, places, number, published), published | {number}):
            back.discard(number)
    return back


def _second(
    counts: Counts, exposed: int, in_sums: Mapping[int, list[int]], published: set[int]
) -> int | None:
    """The count to keep back beside an exposed one: the nearest, a small one, totals last."""
    seen, edge = {exposed}, {exposed}
    while edge:
        places = {place for number in edge for place in in_sums[number]}
        around = {n for place in places for n in (counts.sums[place][0], *counts.sums[place][1])}
        near = around & published
        if near:
            return min(near, key=lambda n: (n in counts.last, counts.values[n], n))
        edge = around - seen
        seen |= around
    return None


def _guarded(counts: Counts, number: int) -> bool:
    """Is this a small count that nobody must find out?"""
    value = counts.values[number]
    if value >= LIMIT or number in counts.free:
        return False
    return number in counts.shown or value > 0


def _exposed(counts: Counts, published: set[int]) -> list[int]:
    """The guarded counts that follow from what is published, one a sum at the most."""
    solved = _solved(counts, published)
    bounds = _narrowed(counts, published)
    found: list[int] = []
    told: set[int] = set()
    for place, (total, parts) in enumerate(counts.sums):
        for number in (total, *parts):
            if number in published or not _guarded(counts, number) or place in told:
                continue
            low, high = bounds[number]
            if number in solved or (high is not None and (high < LIMIT or low == high)):
                found.append(number)
                told.add(place)
    return found


def _narrowed(counts: Counts, published: set[int]) -> _Bounds:
    """The least and the most that each count can be."""
    concerned = {number for total, parts in counts.sums for number in (total, *parts)}
    bounds: _Bounds = {
        n: (counts.values[n], counts.values[n]) if n in published else (0, None) for n in concerned
    }
    changed = True
    while changed:
        changed = False
        for total, parts in counts.sums:
            changed |= _narrow_sum(bounds, total, parts)
    return bounds


def _narrow_sum(bounds: _Bounds, total: int, parts: tuple[int, ...]) -> bool:
    least = sum(bounds[part][0] for part in parts)
    highs = [bounds[part][1] for part in parts]
    most = None if None in highs else sum(high for high in highs if high is not None)
    changed = _tighten(bounds, total, least, most)
    low, high = bounds[total]
    open_ended = sum(each is None for each in highs)
    for part, mine in zip(parts, highs, strict=True):
        at_most = None if high is None else high - (least - bounds[part][0])
        at_least = 0
        if open_ended == 0 and most is not None and mine is not None:
            at_least = low - (most - mine)
        elif open_ended == 1 and mine is None:
            at_least = low - sum(each for each in highs if each is not None)
        changed |= _tighten(bounds, part, at_least, at_most)
        if changed:
            return True
    return changed


def _tighten(bounds: _Bounds, number: int, least: int, most: int | None) -> bool:
    low, high = bounds[number]
    new_low = max(low, least)
    new_high = high if most is None else most if high is None else min(high, most)
    bounds[number] = (new_low, new_high)
    return (new_low, new_high) != (low, high)


def _telling(counts: Counts, published: set[int]) -> list[_Sum]:
    """The sums that can determine a count: in the others a free one takes up whatever is left."""
    sums = counts.sums
    while True:
        known = Counter(number for total, parts in sums for number in (total, *parts))
        loose = {n for n, times in known.items() if times == 1 and n in counts.free} - published
        left = [(total, parts) for total, parts in sums if loose.isdisjoint((total, *parts))]
        if len(left) == len(sums):
            return left
        sums = left


def _solved(counts: Counts, published: set[int]) -> set[int]:
    """The unknown counts that the sums determine, by elimination (modulo a large prime)."""
    rows: dict[int, dict[int, int]] = {}  # by the unknown that each row is solved for
    for total, parts in _telling(counts, published):
        row: dict[int, int] = {}
        for number, sign in ((total, _PRIME - 1), *((part, 1) for part in parts)):
            if number not in published:
                row[number] = (row.get(number, 0) + sign) % _PRIME
        row = _reduced({number: factor for number, factor in row.items() if factor}, rows)
        if row:
            pivot = min(row)
            inverse = pow(row[pivot], _PRIME - 2, _PRIME)
            row = {number: factor * inverse % _PRIME for number, factor in row.items()}
            for key, other in rows.items():
                if pivot in other:
                    rows[key] = _without(other, row, pivot)
            rows[pivot] = row
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _reduced(row: dict[int, int], rows: dict[int, dict[int, int]]) -> dict[int, int]:
    for pivot in sorted(row):
        if pivot in row and pivot in rows:
            row = _without(row, rows[pivot], pivot)
    return row


def _without(row: dict[int, int], other: dict[int, int], pivot: int) -> dict[int, int]:
    """The row less so much of the other that the pivot is gone."""
    factor = row[pivot]
    left = dict(row)
    for number, value in other.items():
        rest = (left.get(number, 0) - factor * value) % _PRIME
        if rest:
            left[number] = rest
        else:
            left.pop(number, None)
    return left
