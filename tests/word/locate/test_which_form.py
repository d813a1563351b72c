"""Which form a document is, is told by what only that form prints, and not by what all share."""

from __future__ import annotations

import pytest
from tests.cases.building import built
from tests.word.locate.everyday import KINDS, LEVELS, Kind, form
from tests.word.locate.lessened import lessened

import plandocs
from plandocs import PlandocsError


def code(body: str) -> str:
    """What the reading of a document comes to: its form, or the code of its refusal."""
    try:
        plan = plandocs.parse(built({"body": body})).plan
    except PlandocsError as error:
        return error.code
    assert plan is not None
    return plan.form


def named(kind: Kind) -> str:
    return kind.title


def not_refused(seeds: range) -> list[str]:
    found = []
    for kind in KINDS:
        for seed in seeds:
            for borrowed in range(LEVELS + 1):
                became = code(form(kind, seed, borrowed))
                if became != "not-this-form":
                    found.append(f"{kind.title} {seed} {borrowed}: {became}")
    return found


@pytest.mark.parametrize("kind", KINDS, ids=named)
@pytest.mark.parametrize("borrowed", range(LEVELS + 1))
def test_another_everyday_form_is_not_read_however_many_labels_it_shares(
    kind: Kind, borrowed: int
) -> None:
    assert code(form(kind, 0, borrowed)) == "not-this-form"


@pytest.mark.long
def test_none_of_thousands_of_other_forms_is_read() -> None:
    assert not_refused(range(1, 21)) == []


def refused(seeds: range) -> list[str]:
    made = ((seed, *lessened(seed)) for seed in seeds)
    return [f"{seed}: {how}" for seed, body, how in made if code(body) != "senior-executive-plan"]


def test_a_plan_that_lacks_its_title_headings_or_sections_is_still_a_plan() -> None:
    assert refused(range(100)) == []


@pytest.mark.long
def test_not_one_plan_of_thousands_is_refused() -> None:
    assert refused(range(100, 2100)) == []
