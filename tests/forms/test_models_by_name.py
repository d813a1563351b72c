"""The forms' models have names in `plandocs.forms`, at run time and for type checkers."""

import datetime

import plandocs


def test_a_plan_is_told_by_the_model_of_its_form_and_then_has_its_fields() -> None:
    content = plandocs.fill({"officer_name": "Ann Lee", "meeting_date": "12/7/2026"})
    assert content is not None
    plan = plandocs.parse(content).plan
    assert isinstance(plan, plandocs.forms.SeniorExecutivePlan)
    held: datetime.date | None = plan.meeting_date.date  # mypy follows, without a cast
    assert held == datetime.date(2026, 7, 12)
    assert not isinstance(plan, plandocs.forms.OutcomesConversation)
