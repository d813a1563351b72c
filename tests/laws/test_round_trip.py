"""`parse(fill(plan)) == plan`, for any text at all."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import plandocs
from plandocs.data.validate import as_plan
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from tests.laws.plans import plans_of

_HALF = settings(max_examples=settings.default.max_examples // 2 if settings.default else 25)


def changes(before: Plan, after: Plan | None) -> dict[str, tuple[object, object]]:
    """The fields that two plans do not agree in."""
    return {
        name: (value, getattr(after, name, None))
        for name, value in before
        if value != getattr(after, name, None)
    }


def read_back(typed: dict[str, Any]) -> None:
    """Fill the form, read it, and find the plan unchanged and every word in its field."""
    plan = as_plan(typed)
    document = plandocs.fill(plan, verify=False)
    assert document is not None
    reading = plandocs.parse(document)
    assert changes(plan, reading.plan) == {}
    assert reading.plan == plan
    assert reading.unmapped == ()


@given(st.data())
def test_what_is_filled_in_is_read_back(name: str, data: st.DataObject) -> None:
    read_back(data.draw(plans_of(form_named(name)), label="typed"))


@_HALF
@given(st.data())
def test_the_printed_words_of_the_form_are_read_back_where_people_typed_them(
    name: str, data: st.DataObject
) -> None:
    read_back(data.draw(plans_of(form_named(name), quoting=True), label="typed"))
