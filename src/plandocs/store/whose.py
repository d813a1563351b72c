"""Whose plan a correction was made in: the person, the form and the period, as one text."""

from __future__ import annotations

import json

from plandocs.forms.registry import form, person_of
from plandocs.model.plan import Plan
from plandocs.people import person_key


def whose(plan: Plan) -> str:
    """Return whose plan it is, of which form and period; "" where it names nobody.

    Two officers of one name without an id are told apart by their unit.
    """
    person = person_key(person_of(plan))
    if not person and not plan.id:
        return ""
    unit = "" if plan.id else _said(plan, "unit")
    said = [plan.form, plan.id, person, unit, _said(plan, "period")]
    return json.dumps(said, ensure_ascii=False)


def _said(plan: Plan, role: str) -> str:
    found = form(plan.form).role(role)
    return found.kind.text(getattr(plan, found.name)) if found else ""
