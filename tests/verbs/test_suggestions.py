"""What is suggested for a heading that is not known: right nine times in ten, else nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from plandocs.data.columns import nearest_numbered, plan_columns
from plandocs.description.form import FormSpec
from plandocs.forms.registry import form, forms
from plandocs.headings import base_of
from plandocs.sheet.read.headings import match_headings
from tests.verbs.staff_offices import EVERY
from tests.verbs.staff_systems import StaffList

_PLAN = form("senior-executive-plan")
_TABLE = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
POOL: dict[str, list[str]] = {"": _TABLE.pop("none"), **_TABLE}  # by the role that is meant


def _field(role: str, spec: FormSpec) -> str:
    cell = spec.role(role) if role not in ("", "id") else None
    return cell.name if cell is not None else role if role == "id" else ""


def _named(heading: str, spec: FormSpec) -> str:
    return base_of(match_headings((heading,), plan_columns(spec)).fields[0] or "")


def _shown(headings: Iterable[str], spec: FormSpec) -> dict[str, str]:
    """The field that is suggested for each of the headings that are not known."""
    found = {}
    for heading in headings:
        match = match_headings((heading,), plan_columns(spec))
        near = [nearest_numbered(heading, spec) or each.nearest for each in match.unmatched]
        if any(near):
            found[heading] = _named(near[0], spec)
    return found


def test_there_are_headings_enough() -> None:
    every = [heading for headings in POOL.values() for heading in headings]
    assert len(every) == len(set(every)) >= 290
    assert len(POOL[""]) >= 190


@pytest.mark.parametrize("spec", forms(), ids=lambda spec: str(spec.name))
def test_suggestions_are_right_nine_times_in_ten(spec: FormSpec) -> None:
    shown = {role: _shown(headings, spec) for role, headings in POOL.items()}
    right = [h for role, found in shown.items() for h, to in found.items()
             if to and to == _field(role, spec)]  # fmt: skip
    assert len(right) >= 25
    assert len(right) >= 0.9 * sum(map(len, shown.values()))


def test_a_heading_that_is_known_is_what_it_is_known_for() -> None:
    for role, headings in POOL.items():
        named = {_named(heading, _PLAN) for heading in headings}
        assert named <= {_field(role, _PLAN), ""}


def test_a_slip_is_seldom_without_a_suggestion() -> None:
    slips = {h: role for role, hs in POOL.items() if role for h in hs if not _named(h, _PLAN)}
    assert len(slips) >= 30
    missed = [h for h, role in slips.items() if _shown([h], _PLAN).get(h) != _field(role, _PLAN)]
    assert len(missed) * 10 <= len(slips)


@pytest.mark.parametrize("made", EVERY, ids=lambda made: str(made.file))
def test_no_list_of_a_system_has_a_wrong_suggestion(made: StaffList) -> None:

    assert _shown(made.idle, _PLAN) == {}
