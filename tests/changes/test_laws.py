"""For any two plans of a form: no change is lost, and none is there that is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.changes import apply, compare
from plandocs.data.validate import as_plan
from plandocs.forms.registry import form as form_named
from tests.laws.plans import plans_of


@pytest.mark.slower
@given(
    st.sampled_from(["senior-executive-plan", "outcomes-conversation"]),
    st.data(),
)
@settings(max_examples=30)
def test_the_newer_of_any_two_plans_is_rebuilt_exactly(name: str, data: st.DataObject) -> None:
    plans = plans_of(form_named(name))
    old, new = (as_plan(data.draw(plans)) for _ in range(2))
    changes = compare(old, new)
    assert apply(old, changes) == new
    assert bool(changes) == (old != new)
