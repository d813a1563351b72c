"""Values go from one process to another and stay what they are."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

import plandocs
from plandocs.forms.registry import form
from tests.hard.plans import samples


def test_a_reading_arrives_in_another_process_as_it_was_sent() -> None:
    for data in samples():
        content = plandocs.fill(data)
        assert content is not None
        reading = plandocs.parse(content)
        sent = pickle.loads(pickle.dumps(reading))
        assert sent == reading
        assert reading.plan is not None
        assert sent.plan.model_fields_set == reading.plan.model_fields_set
        assert sent.places == reading.places


def test_a_plan_arrives_with_no_more_fields_set_than_it_had() -> None:
    plan = form("senior-executive-plan").model.model_validate({"officer_name": "A Lee"})
    sent = pickle.loads(pickle.dumps(plan))
    assert sent == plan
    assert sent.model_fields_set == plan.model_fields_set
    with pytest.raises(ValidationError):
        sent.officer_name = "B Lee"
