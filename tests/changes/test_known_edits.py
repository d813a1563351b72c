"""200 pairs of plans with known edits: each is found and named, and nothing else is."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from plandocs.changes import Change, apply, compare
from plandocs.changes.change import path
from tests.changes.edited import Version, edited, version
from tests.changes.truth import Named, truth
from tests.officers import samples

PAIRS = 200


def named(change: Change) -> Named:
    """A change as the truth has it."""
    at = path(change.field)
    what = {"outcomes": "outcome", "": ""}.get(at.name, at.name)
    if at.column == "measures":
        what = "measure"
    if change.kind == "moved":
        return "moved", what, ""
    text = change.before if change.kind == "removed" else change.after
    return change.kind, what, text["outcome"] if isinstance(text, dict) else text


def pairs() -> list[tuple[Version, Version]]:
    dice = random.Random(20260701)
    plans = [version(sample) for sample in samples() if len(sample["outcomes"]) > 2]
    chosen = [plans[n % len(plans)] for n in range(PAIRS)]
    return [(old, edited(old, dice)) for old in chosen]


def test_at_least_95_in_100_edits_are_named_right_and_none_is_made_up() -> None:
    expected = right = 0
    made_up: Counter[Named] = Counter()
    for old, new in pairs():
        known = truth(old, new)
        found = Counter(map(named, compare(old.plan(), new.plan())))
        expected += known.total()
        right += (known & found).total()
        made_up += found - known
    assert expected > PAIRS
    assert right >= 0.95 * expected
    assert not made_up


@pytest.mark.slower
def test_the_newer_plan_is_rebuilt_from_the_older_and_the_changes_exactly() -> None:
    for old, new in pairs():
        changes = compare(old.plan(), new.plan())
        assert apply(old.plan(), changes) == new.plan()
        assert apply(old.plan(), [each.to_dict() for each in changes]) == new.plan()


def test_a_plan_has_no_changes_to_itself() -> None:
    for sample in samples():
        plan = version(sample).plan()
        assert compare(plan, plan) == ()
