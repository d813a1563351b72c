"""Documents that look like the plan are told from it, with a word about what came close."""

from __future__ import annotations

import pytest
from tests.documents.small_form import built
from tests.word.locate.relatives import RELATIVES

import plandocs
from plandocs import PlandocsError


@pytest.mark.parametrize("name", list(RELATIVES))
def test_a_relative_is_not_read_as_a_plan(name: str) -> None:
    with pytest.raises(PlandocsError) as refused:
        plandocs.parse(built({"body": RELATIVES[name]}))
    assert refused.value.code == "not-this-form"


def test_the_refusal_of_a_near_relative_says_what_came_close() -> None:
    with pytest.raises(PlandocsError) as refused:
        plandocs.parse(built({"body": RELATIVES["annual review"]}))
    said = str(refused.value)
    for words in (
        "Annual Review",
        "Closest is 'Senior Executive - Perf",
        "not found: ",
        "Give the",
    ):
        assert words in said
