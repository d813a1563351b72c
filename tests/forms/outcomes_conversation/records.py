"""Records of conversations to test with."""

from __future__ import annotations

from typing import Any

from plandocs.forms.outcomes_conversation import FORM, OutcomesConversation

_OUTCOME: dict[str, Any] = {
    "outcome": "People in the regions deal with one front door",
    "measures": ["Three counters open by November", "80% settled at first contact"],
    "outputs": "Two counters",
    "service_results": "78% settled at first contact",
    "quality": "Audit: no findings",
    "time": "Two weeks behind",
    "progress": "Burnie opened.\nScottsdale opens in March.",
    "status": "On track",
    "adjustment": "Queenstown moves to June",
}
RECORD: dict[str, Any] = {
    "form": FORM.name,
    "id": "E0412",
    "officer_name": "Priya Raman",
    "manager_name": "Tom Alder",
    "division_branch": "Policy and Delivery / Service Reform",
    "conversation_date": "12 February 2027",
    "period": "1 July 2026 – 30 June 2027",
    "occasion": "Mid-cycle",
    "outcomes": [_OUTCOME, {**_OUTCOME, "outcome": "Red tape goes", "status": "Adjusted"}],
    "direction_setting": [{"question": "What is the problem?", "notes": "Counter to counter."}],
    "flexible_work": {"technology": "The VPN drops out", "team": "None"},
    "actions": [
        {"action": "Agree the new date", "who": "Priya", "by_when": "26 February 2027"},
        {"action": "Brief the Minister", "who": "Tom", "by_when": "before Easter"},
    ],
    "next_conversation": "3 June 2027",
}


def record(**changes: Any) -> OutcomesConversation:
    """A record of a conversation, with some fields of its own."""
    return OutcomesConversation.model_validate({**RECORD, **changes})


def blank_record() -> OutcomesConversation:
    """A record with nothing in it."""
    return OutcomesConversation.model_validate({"officer_name": ""})
