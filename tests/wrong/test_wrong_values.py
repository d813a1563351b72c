"""A wrong value in a plan's field, or in a reading's JSON, is refused in words, wherever it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pytest

import plandocs
from plandocs.forms.registry import forms
from plandocs.model.plan import Plan
from tests.wrong.desk import PLAN
from tests.wrong.test_wrong_types import PYTHON, VALUES

_DEEP: tuple[object, ...] = (
    *(
        [[3]],
        [{"outcome": object()}],
        {"text": object()},
        {"date": dict},
        {"signed": 3},
        "x" * 2000,
    ),
    *({"x": dict}, float("inf"), 10**400, {"code": 3}, {"message": object()}, [{"severity": 3}]),
    *({"revision": "x"}, {"modified": 3}, [{"code": []}], dt.date(2026, 7, 1)),
)
_MODELS = [form.model for form in forms()]


def _refused(use: Callable[[], object]) -> str:
    """What is wrong with the way in which it was refused, if it was; "" for nothing."""
    try:
        use()
    except plandocs.InternalError as error:
        return repr(error)
    except plandocs.PlandocsError as error:
        return "" if PYTHON.search(str(error)) is None else str(error)
    except Exception as error:  # noqa: BLE001  # whatever it is, the test looks at it
        return repr(error)
    return ""


def _ways(model: type[Plan], field: str, value: object) -> Iterator[tuple[str, Callable[[], Any]]]:
    """All ways in which a value comes into a plan."""
    plan = model.model_validate({"officer_name": "A. Lee"})
    data: dict[str, Any] = {"officer_name": "A. Lee", "form": plan.form, field: value}
    yield "made", lambda: model(**data)
    yield "validate", lambda: plandocs.validate(data)
    yield "replace", lambda: plan.replace(**{field: value})
    yield "copied", lambda: plandocs.validate(plan.model_copy(update={field: value}))
    yield "fill", lambda: plandocs.fill(data, verify=False)


@pytest.mark.parametrize("model", _MODELS, ids=lambda model: model.__name__)
def test_a_wrong_value_of_a_field_is_refused_in_words(model: type[Plan]) -> None:
    faults = [
        f"{way} {field}={value!r:.60}: {fault}"
        for field in model.model_fields
        for value in (*VALUES, *_DEEP)
        for way, use in _ways(model, field, value)
        if (fault := _refused(use))
    ]
    assert faults == []


def test_a_wrong_value_in_the_json_of_a_reading_is_refused_in_words() -> None:
    reading = plandocs.parse(plandocs.fill(PLAN)).to_dict()
    data: Mapping[str, Any] = {**reading, "corrections": [], "error": None}
    faults = []
    for key in data:
        for value in (*VALUES, *_DEEP):
            wrong, without = {**data, key: value}, {**data, "plan": None, key: value}
            for given in (wrong, without):
                found = _refused(partial(plandocs.Reading.from_dict, given))
                faults += [f"{key}={value!r:.60}: {found}"] if found else []
            found = _refused(partial(plandocs.check, [wrong]))
            faults += [f"check, {key}={value!r:.60}: {found}"] if found else []
    assert faults == []


def test_a_plan_made_of_a_field_that_there_is_not_names_the_nearest() -> None:
    with pytest.raises(plandocs.InputError, match=r"officr: .*did you mean 'officer_name'"):
        plandocs.forms.SeniorExecutivePlan(officr="A")  # type: ignore[call-arg]  # which is the slip


def test_a_wrong_value_in_the_json_of_a_change_is_refused_in_words() -> None:
    data = {"field": "manager_name", "kind": "changed", "before": "A", "after": "B"}
    faults = [
        f"{key}={value!r:.60}: {fault}"
        for key in data
        for value in (*VALUES, *_DEEP)
        if (fault := _refused(partial(plandocs.Change.from_dict, {**data, key: value})))
    ]
    assert faults == []
    with pytest.raises(plandocs.InputError, match="no before, after"):
        plandocs.Change.from_dict({"field": "manager_name", "kind": "changed"})
