"""Which counts to suppress, so that no small one can be worked out.

Takes counts, how they add up, and which of them are to be published, and gives those to suppress:
every one to publish below the limit, and as many others as it takes that none of the small ones
follows from the rest. What an attacker may do is done here first: solve the sums exactly, and
narrow each unknown by what the sums leave for it, counts being whole and never negative.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

LIMIT = 5  # unless HR says another
_PRIME = (1 << 61) - 1
_Bounds = dict[int, tuple[int, int | None]]
_Sum = tuple[int, tuple[int, ...]]
_Equations = dict[int, dict[int, int]]  # by the unknown that each row is solved for


@dataclass
class Counts:
    """Counts by number, and the sums between them.

    ``to_publish`` are to be published if they may be; another may still be worked out, and is
    protected from that where it is small and not nought, unless it is ``free``: it counts nothing
    that anybody minds. ``last`` are those to suppress last, and ``common`` those that readers may
    know from elsewhere: to suppress one of these hides little, so others are suppressed instead
    wherever that is enough. A count below ``limit`` is small.
    """

    values: list[int] = field(default_factory=list)
    to_publish: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    free: set[int] = field(default_factory=set)
    common: set[int] = field(default_factory=set)
    sums: list[_Sum] = field(default_factory=list)
    limit: int = LIMIT

    def add(
        self, value: int, *, to_publish: bool = False, last: bool = False, free: bool = False
    ) -> int:
        """A further count; gives its number."""
        number = len(self.values)
        self.values.append(value)
        if to_publish:
            self.to_publish.add(number)
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


def suppressed(counts: Counts) -> set[int]:
    """Return the counts that must not be published, of those that were to be."""
    back = {number for number in counts.to_publish if counts.values[number] < counts.limit}
    places, seen = _places(counts.sums), set[int]()
    for number in places:
        if number not in seen:
            result = [counts.sums[place] for place in _around(counts, places, number, set())]
            seen.update(each for total, parts in result for each in (total, *parts))
            back |= _with_complementary(replace(counts, sums=result), back)
    return back


def _places(sums: Iterable[_Sum]) -> Mapping[int, list[int]]:
    """For each count the sums that it stands in, by their place."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, (total, parts) in enumerate(sums):
        for number in (total, *parts):
            places[number].append(place)
    return places


def _around(
    counts: Counts, places: Mapping[int, list[int]], number: int, published: Set[int]
) -> list[int]:
    """The places of the sums that a count has to do with by way of what is not published."""
    result: set[int] = set()
    seen, edge = {number}, [number]
    while edge:
        for place in places[edge.pop()]:
            if place not in result:
                result.add(place)
                total, parts = counts.sums[place]
                fresh = {total, *parts} - seen - published
                seen |= fresh
                edge += fresh
    return sorted(result)


def _with_complementary(counts: Counts, small: set[int]) -> set[int]:
    """Return the small ones and as many more as it takes; what gives nothing away is published."""
    places = _places(counts.sums)
    back = set(small)
    every = range(len(counts.sums))
    while exposed := _Known.of(counts, published := counts.to_publish - back).exposed(every):
        # One at a time would suppress the fewest; one for each sum is quicker, and as safe.
        seconds = {_second(counts, each, places, published) for each in exposed}
        if seconds <= {None}:
            break
        back |= {number for number in seconds if number is not None}
    known = _Known.of(counts, counts.to_publish - back)

    def first(n: int) -> tuple[bool, bool, int]:
        return n not in counts.common, n not in counts.last, -counts.values[n]

    for number in sorted(back - small, key=first):
        more = known.with_published(number)
        around = _around(counts, places, number, known.published) if more.exposed(every) else ()
        if not more.exposed(around):
            known = more
            back.discard(number)
    return back


def _second(
    counts: Counts, exposed: int, in_sums: Mapping[int, list[int]], published: Set[int]
) -> int | None:
    """The count to suppress with an exposed one: the nearest, a small one, totals last."""
    seen, edge, common = {exposed}, {exposed}, set[int]()
    while edge:
        places = {place for number in edge for place in in_sums[number]}
        around = {n for place in places for n in (counts.sums[place][0], *counts.sums[place][1])}
        near = around & published
        common |= near & counts.common
        if near := near - common:
            return min(near, key=lambda n: (n in counts.last, counts.values[n], n))
        edge = around - seen
        seen |= around
    return min(common, key=lambda n: (n in counts.last, counts.values[n], n), default=None)


def _guarded(counts: Counts, number: int) -> bool:
    """Return whether this is a small count that nobody must find out."""
    value = counts.values[number]
    if value >= counts.limit or number in counts.free:
        return False
    return number in counts.to_publish or value > 0


@dataclass(frozen=True)
class _Known:
    """What somebody can work out from what is published: from the sums exactly, and by bounds."""

    counts: Counts
    places: Mapping[int, list[int]]
    published: frozenset[int]
    guarded: frozenset[int]
    bounds: _Bounds
    rows: _Equations

    @classmethod
    def of(cls, counts: Counts, published: Set[int]) -> _Known:
        """What follows from these counts."""
        places, visible = _places(counts.sums), frozenset(published)
        bounds: _Bounds = {
            n: (counts.values[n], counts.values[n]) if n in visible else (0, None) for n in places
        }
        _narrow(bounds, counts, places, range(len(counts.sums)))
        guarded = frozenset(n for n in places if _guarded(counts, n) and n not in visible)
        return cls(counts, places, visible, guarded, bounds, _solved(counts, visible))

    def with_published(self, number: int) -> _Known:
        """What follows where one more is published: all that is known already, and more."""
        bounds, rows, value = dict(self.bounds), dict(self.rows), self.counts.values[number]
        bounds[number] = value, value
        _narrow(bounds, self.counts, self.places, self.places[number])
        _add_equation({number: 1}, rows)
        published, guarded = self.published | {number}, self.guarded - {number}
        return _Known(self.counts, self.places, published, guarded, bounds, rows)

    def exposed(self, sums: Iterable[int]) -> list[int]:
        """The guarded counts that follow from what is published, one a sum at the most."""
        every = {number for number in self.guarded if self._follows(number)}
        result: list[int] = []
        for place in sums if every else ():
            total, parts = self.counts.sums[place]
            result += [number for number in (total, *parts) if number in every][:1]
        return result

    def _follows(self, number: int) -> bool:
        low, high = self.bounds[number]
        solved = len(self.rows.get(number, ())) == 1
        return solved or (high is not None and (high < self.counts.limit or low == high))


def _narrow(
    bounds: _Bounds, counts: Counts, places: Mapping[int, list[int]], sums: Iterable[int]
) -> None:
    """Narrow the least and the most that each count can be, beginning at these sums.

    A sum is looked at again only where one of its counts has been narrowed: what comes out does
    not depend on the order.
    """
    waiting = deque(sums)
    listed = set(waiting)
    while waiting:
        place = waiting.popleft()
        listed.discard(place)
        for number in _narrow_sum(bounds, *counts.sums[place]):
            fresh = [each for each in places[number] if each not in listed]
            listed.update(fresh)
            waiting.extend(fresh)


def _narrow_sum(bounds: _Bounds, total: int, parts: tuple[int, ...]) -> set[int]:
    """Narrow the counts of one sum; gives those that were."""
    least = most = open_ended = 0  # of the parts: ``most`` of those that have one
    for part in parts:
        low, high = bounds[part]
        least += low
        most, open_ended = (most, open_ended + 1) if high is None else (most + high, open_ended)
    changed = {total} if _tighten(bounds, total, least, None if open_ended else most) else set()
    least_whole, most_whole = bounds[total]
    for part in parts:
        low, high = bounds[part]
        at_most = None if most_whole is None else most_whole - (least - low)
        at_least = 0
        if open_ended == (high is None):  # no other part is open
            at_least = least_whole - (most - (high or 0))
        if _tighten(bounds, part, at_least, at_most):
            changed.add(part)
            new_low, new_high = bounds[part]
            least += new_low - low
            if new_high is not None:
                open_ended -= high is None
                most += new_high - (high or 0)
    return changed


def _tighten(bounds: _Bounds, number: int, least: int, most: int | None) -> bool:
    low, high = bounds[number]
    new_low = max(low, least)
    new_high = high if most is None else most if high is None else min(high, most)
    if (new_low, new_high) == (low, high):
        return False
    bounds[number] = (new_low, new_high)
    return True


def _telling(counts: Counts, published: Set[int]) -> list[_Sum]:
    """The sums that can determine a count: in the others a free one takes up whatever is left."""
    sums = counts.sums
    while True:
        known = Counter(number for total, parts in sums for number in (total, *parts))
        loose = {n for n, times in known.items() if times == 1 and n in counts.free} - published
        left = [(total, parts) for total, parts in sums if loose.isdisjoint((total, *parts))]
        if len(left) == len(sums):
            return left
        sums = left


def _solved(counts: Counts, published: Set[int]) -> _Equations:
    """The sums solved for the unknown counts, by elimination (modulo a large prime).

    A count that they determine stands alone in its row.
    """
    rows: _Equations = {}
    for total, parts in _telling(counts, published):
        row: dict[int, int] = {}
        for number, sign in ((total, _PRIME - 1), *((part, 1) for part in parts)):
            if number not in published:
                row[number] = (row.get(number, 0) + sign) % _PRIME
        _add_equation({number: factor for number, factor in row.items() if factor}, rows)
    return rows


def _add_equation(row: dict[int, int], rows: _Equations) -> None:
    row = _reduced(row, rows)
    if row:
        pivot = min(row)
        inverse = pow(row[pivot], _PRIME - 2, _PRIME)
        row = {number: factor * inverse % _PRIME for number, factor in row.items()}
        for key, other in rows.items():
            if pivot in other:
                rows[key] = _without(other, row, pivot)
        rows[pivot] = row


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
