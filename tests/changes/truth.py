"""The changes that there are between two versions whose rows and items are numbered."""

from __future__ import annotations

from collections import Counter

from tests.changes.edited import Outcome, Version

Named = tuple[str, str, str]  # the kind of change, what it is about, a text that tells which


def truth(old: Version, new: Version) -> Counter[Named]:
    """Every change, once: what was done to which text."""
    found: Counter[Named] = Counter()
    if old.header["manager_name"] != new.header["manager_name"]:
        found["changed", "manager_name", new.header["manager_name"]] += 1
    before = {o.number: o for o in old.outcomes}
    after = {o.number: o for o in new.outcomes}
    for number in before.keys() - after.keys():
        found["removed", "outcome", before[number].text] += 1
    for number in after.keys() - before.keys():
        found["added", "outcome", after[number].text] += 1
    both = [o.number for o in new.outcomes if o.number in before]
    count = _moves([o.number for o in old.outcomes if o.number in after], both)
    found["moved", "outcome", ""] += count
    for number in both:
        if before[number].text != after[number].text:
            found["changed", "outcome", after[number].text] += 1
    found += _items(before, after)
    return +found


def _items(before: dict[int, Outcome], after: dict[int, Outcome]) -> Counter[Named]:
    found: Counter[Named] = Counter()
    was = {m.number: (o.number, m.text) for o in before.values() for m in o.measures}
    now = {m.number: (o.number, m.text) for o in after.values() for m in o.measures}
    for number, (row, text) in was.items():
        if number not in now and row in after:
            found["removed", "measure", text] += 1
    for number, (row, text) in now.items():
        if number not in was and row in before:
            found["added", "measure", text] += 1
        elif number in was:
            if was[number][0] != row:
                found["moved", "measure", ""] += 1
            if was[number][1] != text:
                found["changed", "measure", text] += 1
    for row in before.keys() & after.keys():
        stayed = {m.number for m in before[row].measures} & {m.number for m in after[row].measures}
        orders = [
            [m.number for m in each[row].measures if m.number in stayed] for each in (before, after)
        ]
        found["moved", "measure", ""] += _moves(*orders)
    return found


def _moves(old: list[int], new: list[int]) -> int:
    """The fewest things that have to be moved to make one order of the other."""
    places = [old.index(number) for number in new]
    longest: list[int] = []
    for n, place in enumerate(places):
        longest.append(1 + max((longest[m] for m in range(n) if places[m] < place), default=0))
    return len(places) - max(longest, default=0)
