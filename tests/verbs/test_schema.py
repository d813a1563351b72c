"""The JSON Schema says yes to what `parse` writes and `fill` accepts, and no to mistakes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.forms.registry import forms
from plandocs.resources import data
from tests.laws.plans import plans_of

NAMES = [form.name for form in forms()]


def accepted(plan: dict[str, Any], form: str | None = None) -> bool:
    return bool(Draft202012Validator(plandocs.schema(form)).is_valid(plan))


@pytest.mark.parametrize("name", [None, *NAMES])
def test_it_is_a_valid_schema(name: str | None) -> None:
    Draft202012Validator.check_schema(plandocs.schema(name))


@pytest.mark.parametrize("form", forms(), ids=NAMES)
def test_it_accepts_whatever_is_typed_and_what_becomes_of_it(form: Any) -> None:
    schema = Draft202012Validator(plandocs.schema(form.name))

    @given(plans_of(form))
    def both(typed: dict[str, Any]) -> None:
        schema.validate(typed)
        schema.validate(as_plan(typed).model_dump(mode="json"))

    both()


def test_it_accepts_the_sample_plans() -> None:
    for line in (data("samples") / "plans.jsonl").read_text(encoding="utf-8").splitlines():
        assert accepted(json.loads(line))
        assert accepted(json.loads(line), "senior-executive-plan")


@pytest.mark.parametrize(
    "more",
    [
        {"meeting_date": "12/7/2026", "officer_signature": "P Raman"},
        {"meeting_date": {"date": "2026-07-12"}, "period": {"start": "2026-07-01", "end": None}},
        {"outcomes": [{"outcome": "Reduce waiting", "measures": "one"}]},
        {"id": 731, "period": 2026, "learning_needs": [{"priority": 1}]},
    ],
)
def test_it_accepts_plain_values(more: dict[str, Any]) -> None:
    plan = {"officer_name": "Priya Raman", **more}
    assert accepted(plan, "senior-executive-plan")
    assert as_plan({"form": "senior-executive-plan", **plan})


@pytest.mark.parametrize(
    "plan",
    [
        {},
        {"officer_name": "Priya Raman", "oficer": ""},
        {"officer_name": "Priya Raman", "outcomes": [{"measure": "one"}]},
        {"officer_name": "Priya Raman", "outcomes": "Reduce waiting"},
        {"officer_name": "Priya Raman", "meeting_date": {"day": "2026-07-12"}},
        {"officer_name": ["Priya Raman"]},
    ],
)
def test_it_refuses_mistakes_as_fill_does(plan: dict[str, Any]) -> None:
    assert not accepted(plan, "senior-executive-plan")
    with pytest.raises(InputError):
        as_plan({"form": "senior-executive-plan", **plan})


def test_titles_are_the_labels_that_the_form_prints() -> None:
    properties = plandocs.schema("senior-executive-plan")["properties"]
    assert properties["meeting_date"]["title"] == "Date of meeting"


def test_a_form_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(InputError, match="senior-executive-plan"):
        plandocs.schema("annual-review")
