"""Which form a document is, is told by what only that form prints, and not by what all share."""

from __future__ import annotations

import pytest
from tests.documents.small_form import built
from tests.hard.make import hard
from tests.word.locate.everyday import KINDS, LEVELS, Kind, form
from tests.word.locate.lessened import lessened
from tests.word.locate.relatives import learning, retyped, review

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


@pytest.mark.parametrize(
    "title",
    [
        "",
        'p"Annual Review & Assessment 2026–27" ',
        'p"Department of Rivers – Senior Executive Annual Review" ',
        'p"Stage 2" p"Senior Executive - Performance Management Plan: Annual Review" ',
    ],
)
@pytest.mark.parametrize(
    "columns",
    [
        ("Agreed measure(s)", "Assessment", "Comments"),
        ("Performance measure(s)", "Assessment", "Comments"),
        ("Performance measures(s)", "Assessment of achievement", "Reviewer comments"),
        ("Agreed measures", "Officer assessment", "Manager assessment", "Comments"),
    ],
)
@pytest.mark.parametrize("more", ["", learning()], ids=["", "learning"])
def test_an_annual_review_of_the_series_is_no_plan(
    title: str, columns: tuple[str, ...], more: str
) -> None:
    assert code(review(title, columns, more)) == "not-this-form"


@pytest.mark.parametrize("title", ["Probation review", "Return to work plan", "Study leave form"])
def test_a_plan_that_was_retyped_into_another_form_is_that_form(title: str) -> None:
    with pytest.raises(PlandocsError, match=f"headed '{title}'") as refused:
        plandocs.parse(built({"body": retyped(title)}))
    assert refused.value.code == "not-this-form"


def test_a_plan_under_its_title_may_have_a_column_for_an_assessment() -> None:
    columns = ("Business / work outcome", "Performance measures(s)", "Link to", "Assessment")
    table = "tbl(tr({}) tr({}))".format(
        " ".join(f'tc"{each}"' for each in columns),
        " ".join(f'tc"{each}"' for each in ("1. Reduce waits", "Halved", "SO1", "Met")),
    )
    plan = plandocs.parse(built({"outcomes": table})).plan
    assert plan is not None
    assert plan.form == "senior-executive-plan"


@pytest.mark.parametrize("title", ["stage-2", "own", "none"])
def test_sections_with_their_labels_below_each_other_tell_the_form_too(title: str) -> None:
    turned = {"boxes": "beside", "further": "each", "headline": title}
    plan = plandocs.parse(hard(730100, turned).content).plan
    assert plan is not None
    assert plan.form == "senior-executive-plan"
