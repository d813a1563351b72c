"""Whose plan a correction was made in: the person, the form and the period, as one text."""

from __future__ import annotations

import json

from plandocs.forms.registry import form, forms, person_of
from plandocs.model.plan import Plan
from plandocs.people import another_surname, person_key


def whose(plan: Plan) -> str:
    """Return whose plan it is, of which form and period; "" where it names nobody.

    Two officers of one name without an id are told apart by their unit.
    """
    person = person_key(person_of(plan))
    if not person and not plan.id:
        return ""
    unit = "" if plan.id else _role_text(plan, "unit")
    parts = [plan.form, plan.id, person, unit, _role_text(plan, "period")]
    return json.dumps(parts, ensure_ascii=False)


def owner_of(plan: str) -> tuple[str, str, str]:
    """Return the form, the id and the person of what `whose` gave; blank where that is blank.

    Raises:
        ValueError: `whose` never gave it.
    """
    parts = json.loads(plan) if plan else [""] * 5
    if not (isinstance(parts, list) and len(parts) == 5 and all(isinstance(s, str) for s in parts)):
        raise ValueError(f"{plan!r} says of nobody whose plan it is")
    return parts[0], parts[1], parts[2]


def _role_text(plan: Plan, role: str) -> str:
    field = form(plan.form).role(role)
    return field.kind.text(getattr(plan, field.name)) if field else ""


def of_one(plan: str, digest: bytes) -> str:
    """Return what `whose` gave as that of one document alone, which no other document has."""
    form_name, identity, person = owner_of(plan)
    return json.dumps([form_name, identity, person, digest.hex(), ""], ensure_ascii=False)


def is_of_one(plan: str, digest: bytes) -> bool:
    """Tell whether this is what `of_one` gave."""
    return bool(plan) and plan == of_one(plan, digest)


def moves(plan: str, field: str, before: object, value: object) -> bool:
    """Tell whether a correction of a field, made in what `whose` gave, makes it another's plan.

    HR's key does, and another surname; a slip that was put right and a married name beside the
    former one do not.
    """
    if field == "id":
        return bool(before) and before != value
    name = owner_of(plan)[0]
    person = next((each.role("person") for each in forms() if each.name == name), None)
    if person is None or person.name != field:
        return False
    return another_surname(person.kind.data_text(before), person.kind.data_text(value))
