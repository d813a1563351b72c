"""Where a record of a conversation starts from: the plan, its outcomes and measures as agreed.

``FROM`` names the form that records start from; ``start`` makes a record's data of such a plan,
``standing`` says what a record tells of the plan's outcomes.
"""

from __future__ import annotations

from typing import Any

from plandocs.forms.outcomes_conversation.rules import known_status

FROM = "senior-executive-plan"
SECTION = "outcomes"


def start(plan: Any) -> dict[str, Any]:
    """A record's data, with what was agreed in place."""
    return {
        "form": "outcomes-conversation",
        "id": plan.id,
        "officer_name": plan.officer_name,
        "manager_name": plan.manager_name,
        "division_branch": plan.division_branch,
        "period": plan.period,
        "outcomes": [{"outcome": o.outcome, "measures": o.measures} for o in plan.outcomes],
    }


def standing(record: Any) -> tuple[tuple[str, str], ...]:
    """The outcomes of a record, each with its status in the form's own words."""
    return tuple((each.outcome, known_status(each.status)) for each in record.outcomes)
