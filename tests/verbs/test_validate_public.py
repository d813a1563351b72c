"""The way back from JSON and from plans made by hand: what comes in is checked."""

from __future__ import annotations

import json
from typing import Any

import pytest

import plandocs
from plandocs.forms import SeniorExecutivePlan

PLAN = SeniorExecutivePlan.model_validate(
    {
        "officer_name": "Priya Raman",
        "outcomes": [{"outcome": "Shorter waits", "measures": ["Under 20 days", "Monthly"]}],
        "meeting_date": "12 July 2026",
    }
)


def test_a_plan_goes_through_json_and_back() -> None:
    data = json.loads(json.dumps(PLAN.model_dump(mode="json")))
    assert plandocs.validate(data) == PLAN
    assert plandocs.validate(PLAN) is PLAN


def test_a_readings_json_comes_back_as_it_was() -> None:
    reading = plandocs.parse(plandocs.fill(PLAN) or b"")
    data = json.loads(json.dumps(reading.to_dict()))
    assert plandocs.Reading.from_dict(data).to_dict() == reading.to_dict()
    assert plandocs.Reading.from_dict(data).plan == PLAN


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("corrupt", plandocs.Corrupt),
        ("not-this-form", plandocs.NotThisForm),
        ("bad-input", plandocs.InputError),
        ("of-tomorrow", plandocs.PlandocsError),
    ],
)
def test_a_readings_error_comes_back_in_its_own_class(code: str, kind: type) -> None:
    data = {"source": "a.docx", "plan": None, "error": {"code": code, "message": "it is bad"}}
    error = plandocs.Reading.from_dict(data).error
    assert type(error) is kind
    assert error is not None
    assert (error.code, error.message, error.source) == (code, "it is bad", "a.docx")


@pytest.mark.parametrize("data", [{}, {"source": "a.docx", "plan": 3}, {"source": 1, "plan": None}])
def test_what_is_no_reading_is_bad_input(data: dict[str, Any]) -> None:
    with pytest.raises(plandocs.InputError):
        plandocs.Reading.from_dict(data)


def test_a_replaced_field_is_checked_and_in_normal_form() -> None:
    changed = PLAN.replace(manager_name="  Bo   Cho ", period="1 July 2026 – 30 June 2027")
    assert (changed.manager_name, changed.officer_name) == ("Bo Cho", "Priya Raman")
    assert changed.period.start is not None
    assert PLAN.manager_name == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"managr_name": "B"}, "manager_name"), ({"outcomes": 3}, "outcomes"), ({"id": ["x"]}, "id")],
)
def test_a_wrong_replacement_is_told_by_its_field(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(plandocs.InputError, match=said):
        PLAN.replace(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"officer_name": ["Priya"]},
        {"outcomes": ("Shorter waits",)},
        {"meeting_date": 20260712.5, "period": ("July",)},
        {"outcomes": (PLAN.outcomes[0].model_copy(update={"measures": ({"a": 1}, "b")}),)},
    ],
)
@pytest.mark.parametrize("verb", [plandocs.fill, plandocs.validate, plandocs.converse])
def test_a_plan_that_nobody_checked_is_checked_where_it_comes_in(
    changes: dict[str, Any], verb: Any
) -> None:
    with pytest.raises(plandocs.InputError):
        verb(PLAN.model_copy(update=changes))


def test_an_unchecked_plan_that_can_be_put_right_is_put_right() -> None:
    listed = PLAN.model_copy(update={"outcomes": list(PLAN.outcomes), "meeting_date": "1 May 2026"})
    plan = plandocs.validate(listed)
    assert plan.replace(meeting_date="12 July 2026") == PLAN


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"officer_name": "x" * 3_000_000}, "officer_name"),
        ({"outcomes": [{"outcome": "a", "measures": ["b", "x" * 3_000_000]}]}, "measures"),
    ],
)
def test_a_value_of_millions_of_letters_is_refused_with_its_length(
    data: dict[str, Any], path: str
) -> None:
    with pytest.raises(plandocs.InputError, match=f"{path}.*1,000,000 letters.*3,000,000") as told:
        plandocs.fill(data)
    assert len(str(told.value)) < 500


def test_a_field_with_a_name_of_millions_of_letters_is_told_by_its_beginning() -> None:
    with pytest.raises(plandocs.InputError, match=r"^xxx.*no such field; known are form") as told:
        plandocs.validate({"officer_name": "Ann Lee", "x" * 3_000_000: ""})
    assert len(str(told.value)) < 500
