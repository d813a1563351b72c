"""Words in brackets that look like a prompt may be somebody's own: they stay, and are told."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plandocs
from plandocs import Reading
from plandocs.data.validate import as_plan
from tests.documents.filled_plan import PLAN

WORDS = st.text(st.sampled_from("abc def, 20&é"), min_size=1, max_size=40).map(str.strip)
REQUESTS = st.builds(
    "{0[0]}{1} {2}{0[1]}".format,
    st.sampled_from(["[]", "<>"]),
    st.sampled_from(["insert", "Enter", "please type", "ADD"]),
    WORDS.filter(bool),
)


def changed(path: str, text: str) -> dict[str, Any]:
    outcome = dict(PLAN["outcomes"][0])
    if path == "outcomes[0].measures[0]":
        outcome["measures"] = [text, *outcome["measures"][1:]]
    elif path == "outcomes[0].outcome":
        outcome["outcome"] = text
    else:
        return {**PLAN, path: text}
    return {**PLAN, "outcomes": [outcome, *PLAN["outcomes"][1:]]}


def read_back(plan: dict[str, Any]) -> Reading[Any]:
    made = plandocs.fill(plan)
    assert made is not None
    return plandocs.parse(io.BytesIO(made))


@pytest.mark.parametrize("path", ["manager_name", "outcomes[0].outcome", "outcomes[0].measures[0]"])
@given(text=REQUESTS)
@settings(max_examples=12, deadline=None)
def test_they_are_filled_and_read_back_and_their_field_is_named(path: str, text: str) -> None:
    plan = changed(path, text)
    reading = read_back(plan)
    assert reading.plan == as_plan(plan)
    told = {issue.field for issue in reading.issues if issue.code == "placeholder-left"}
    assert told == {path}


@pytest.mark.parametrize("text", ["Add 20 staff", "[20 staff]", "Insert [x] here", "[inserted]"])
def test_other_words_are_nothing_to_tell(text: str) -> None:
    reading = read_back(changed("outcomes[0].measures[0]", text))
    assert [issue.code for issue in reading.issues] == []
