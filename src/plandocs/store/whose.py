"""Whose plan a correction was made in: the person, the form and the period, as one text."""

from __future__ import annotations

import json

from plandocs.forms.registry import form, person_of
from plandocs.model.plan import Plan
from plandocs.people import person_key


def whose(plan: Plan) -> str:
    """Return whose plan it is, of which form and period; "" where it names nobody."""
    person = person_key(person_of(plan))
    if not person and not plan.id:
        return ""
    period = form(plan.form).role("period")
    said = period.kind.text(getattr(plan, period.name)) if period else ""
    return json.dumps([plan.form, plan.id, person, said], ensure_ascii=False)
