"""Data becomes a plan without pydantic between the steps, and is what the model makes of it."""

from __future__ import annotations

import json
import tracemalloc
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError, field_validator

from plandocs.data.direct import direct_plan
from plandocs.data.validate import as_plan
from plandocs.description.marks import Column
from plandocs.forms import SeniorExecutivePlan
from plandocs.forms.registry import form
from plandocs.forms.senior_executive_plan import Outcome
from plandocs.kinds.kind import AS_READ
from plandocs.model.plan import Plan
from plandocs.model.values import Text, default
from tests.hard.plans import samples
from tests.laws.plans import plans_of


def _by_the_model(model: type[Plan], data: dict[str, Any], context: Any) -> Plan | None:
    try:
        return model.model_validate(data, context=context)
    except ValidationError:
        return None


@settings(max_examples=60)
@given(st.data())
def test_any_data_is_what_the_model_makes_of_it(name: str, data: st.DataObject) -> None:
    model = form(name).model
    typed = data.draw(plans_of(form(name), quoting=True))
    for context in (None, AS_READ):
        direct, usual = direct_plan(model, typed, context), _by_the_model(model, typed, context)
        assert direct == usual
        if direct is not None and usual is not None:
            assert direct.model_dump() == usual.model_dump()


def test_the_samples_take_the_direct_way_and_so_does_their_own_json() -> None:
    for data in samples():
        plan = as_plan(data)
        again = json.loads(plan.model_dump_json())
        assert direct_plan(type(plan), again, None) == plan
        assert direct_plan(type(plan), again, AS_READ) == type(plan).model_validate(
            again, context=AS_READ
        )


_OUTCOME = {"outcome": "Shorter waits", "measures": ["90% on time"], "links": ["SO1"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"officer_name": None},
        {"officer_name": ["A Lee"]},
        {"ofcer_name": "A Lee"},
        {"id": 7},
        {"form": "outcomes-conversation"},
        {"outcomes": None},
        {"outcomes": [None, _OUTCOME]},
        {"outcomes": "Shorter waits"},
        {"outcomes": [{**_OUTCOME, "link": "SO1"}]},
        {"outcomes": [{"measures": "• 90% on time\n• Twice a year"}]},
        {"outcomes": [{"outcome": "Outcome 1"}, {}, {"outcome": "3)Reduce"}]},
        {"outcomes": [Outcome(outcome="Shorter waits")]},
        {
            "outcomes": [
                {**_OUTCOME, "measures": ["  two  spaces ", "", "—", "Click to enter text."]}
            ]
        },
        {"leadership": [{"capability": "achieves results", "measures": ["One"]}]},
        {"leadership": [{"capability": "Our own", "measures": ["One"]}, {"measures": ["Two"]}]},
        {"learning_needs": [{"priority": 1}, {"priority": "2."}, {"need": "Coaching"}]},
        {"career": None},
        {"career": {"aspirations": "To lead"}},
        {"career": []},
        {"period": 2026},
        {"period": {"text": "2026-27", "start": "2026-07-01", "end": "2025-06-30"}},
        {"period": {"text": "2026-27", "start": "2026-07-01", "end": "2028-06-30"}},
        {"meeting_date": "Date of meeting: 12 July 2026"},
        {"meeting_date": {"text": "12 July 2026", "date": "2026-07-13"}},
        {"meeting_date": {"text": "12 July 2026", "day": "2026-07-12"}},
        {"officer_signature": {"signed": False, "text": "A Lee"}},
        {"officer_signature": {"signed": True, "text": ""}},
        {"officer_signature": "B Cho"},
        {"officer_signature": {"signed": "perhaps"}},
    ],
)
@pytest.mark.parametrize("context", [None, AS_READ])
def test_what_is_unusual_is_what_the_model_makes_of_it(
    changes: dict[str, Any], context: Any
) -> None:
    data = {"officer_name": "A Lee", "manager_name": "B Cho", **changes}
    direct = direct_plan(SeniorExecutivePlan, data, context)
    assert direct is None or direct == SeniorExecutivePlan.model_validate(data, context=context)
    usual = _by_the_model(SeniorExecutivePlan, data, context)
    assert usual is not None or direct is None


def _plan_of(data: dict[str, Any]) -> SeniorExecutivePlan:
    plan = direct_plan(SeniorExecutivePlan, json.loads(json.dumps(data)), None)
    assert isinstance(plan, SeniorExecutivePlan)
    return plan


def test_short_texts_and_signatures_that_are_equal_are_one() -> None:
    agreed = {"signed": True, "text": "agreed"}
    more = {"form": "senior-executive-plan", "officer_signature": agreed, "outcomes": [_OUTCOME]}
    one, other = (_plan_of({"officer_name": name, **more}) for name in ("A Lee", "B Cho"))
    assert one.outcomes[0].links[0] is other.outcomes[0].links[0]
    assert one.officer_signature is other.officer_signature


def test_the_short_texts_of_a_plan_are_not_held_when_it_is_gone() -> None:
    tracemalloc.start()
    try:
        links = [f"SO{number}" for number in range(50_000)]
        more = {"form": "senior-executive-plan", "outcomes": [{**_OUTCOME, "links": links}]}
        assert _plan_of({"officer_name": "A Lee", **more}).outcomes[0].links == tuple(links)
        del links, more
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1 << 20


class _Shouted(Outcome):
    more: Annotated[Text, Column("More")] = default("")

    @field_validator("outcome")
    @classmethod
    def _loud(cls, value: str) -> str:
        return value.upper()


class _ShoutedPlan(SeniorExecutivePlan):
    outcomes: tuple[_Shouted, ...] = ()


class _RuledPlan(SeniorExecutivePlan):
    @field_validator("manager_name")
    @classmethod
    def _loud(cls, value: str) -> str:
        return value.upper()


def test_a_model_with_a_rule_of_its_own_keeps_it() -> None:
    data = {"officer_name": "A Lee", "manager_name": "B Cho"}
    assert direct_plan(_RuledPlan, data, None) is None
    plan = direct_plan(_ShoutedPlan, {**data, "outcomes": [_OUTCOME]}, None)
    assert isinstance(plan, _ShoutedPlan)
    assert plan.outcomes[0].outcome == "SHORTER WAITS"
