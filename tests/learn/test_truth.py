"""The learner against what a person wrote down of 24 real blanks; see README.md."""

from __future__ import annotations

import hashlib

import pytest

from plandocs.verbs.learn_form import learn_form
from tests.learn.laws import edits, outcome
from tests.learn.score import (
    Score,
    blanks,
    proposal_of,
    proposed_places,
    score,
    true_places,
    truth,
    written_places,
)

_FILES = blanks()
needs_corpus = pytest.mark.skipif(
    not _FILES, reason="needs the real blanks, which no repository has"
)


@needs_corpus
def test_the_truth_is_about_the_files_that_are_there() -> None:
    for document in truth():
        assert hashlib.sha256(_FILES[document["file"]]).hexdigest() == document["sha256"]


@needs_corpus
@pytest.mark.long
def test_most_places_are_found_few_are_wrong_and_kinds_are_right() -> None:
    scores = [
        score(true_places(each), proposed_places(proposal_of(_FILES[each["file"]], each["file"])))
        for each in truth()
    ]
    whole = Score.total(scores)
    assert whole.found >= 0.9 * whole.true
    assert whole.wrong <= 0.1 * whole.proposed
    assert whole.kinds >= 0.85 * whole.found


@needs_corpus
@pytest.mark.long
def test_the_file_that_is_written_has_eight_places_of_ten_and_hardly_a_wrong_one() -> None:
    texts = {each["file"]: learn_form(_FILES[each["file"]]).text for each in truth()}
    whole = Score.total(
        score(true_places(each), written_places(texts[each["file"]], _FILES[each["file"]]))
        for each in truth()
    )
    assert whole.found >= 0.8 * whole.true
    assert whole.wrong <= 0.02 * whole.proposed
    assert whole.kinds >= 0.85 * whole.found


@needs_corpus
@pytest.mark.long
@pytest.mark.parametrize("name", sorted(edits()))
def test_the_laws_hold_after_a_few_lines_are_put_right(name: str) -> None:
    assert len(edits()[name]) <= 5
    assert outcome(_FILES[name], edits()[name]).holds


@needs_corpus
@pytest.mark.long
@pytest.mark.parametrize("name", sorted(_FILES))
def test_every_real_blank_can_be_surveyed(name: str) -> None:
    assert proposal_of(_FILES[name], name).title
