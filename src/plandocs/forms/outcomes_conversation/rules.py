"""The form's own rules: what a record of a conversation about outcomes should hold.

What every form shares (names, dates, period) is checked for every form alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plandocs.model.findings import Finding
from plandocs.normal.labels import key

STATUSES = ("On track", "Adjusted", "At risk", "Achieved", "Stopped")
_KEYS = {key(status): status for status in STATUSES}
_NEED_A_WORD = ("Adjusted", "At risk", "Stopped")


def known_status(typed: str) -> str:
    """The form's own word for a status as typed; another word as it is."""
    return _KEYS.get(key(typed), typed)


def check(plan: Any) -> Iterator[Finding]:
    """What is missing or out of line with the guidance, for a plan of this form."""
    if not plan.outcomes:
        yield Finding(
            "error", "no-outcomes", "outcomes",
            "No outcome of the plan is in this record.",
            "Start the record from the plan with 'plandocs converse', or type in its outcomes.",
        )  # fmt: skip
    for number, outcome in enumerate(plan.outcomes):
        yield from _outcome(outcome, f"outcomes[{number}]", f"Outcome {number + 1}")
    for number, action in enumerate(plan.actions):
        yield from _action(action, f"actions[{number}]", f"Action {number + 1}")
    yield from _next(plan)


def _outcome(outcome: Any, path: str, name: str) -> Iterator[Finding]:
    status = known_status(outcome.status)
    if not status:
        yield Finding(
            "warning", "no-status", f"{path}.status", f"{name} has no status.",
            f"Choose one of: {', '.join(STATUSES)}.",
        )  # fmt: skip
    elif status not in STATUSES:
        yield Finding(
            "warning", "unknown-choice", f"{path}.status",
            f"{name} has the status {status!r}, which is none of the form's.",
            f"Choose one of: {', '.join(STATUSES)}. More can be said under Progress.",
        )  # fmt: skip
    if status in _NEED_A_WORD and not (outcome.adjustment or outcome.progress):
        yield Finding(
            "warning", "status-not-explained", f"{path}.adjustment",
            f"{name} is {status.lower()}, and nothing says why or what changes.",
            "Say under Progress what happened, and under Adjustment what changes from here.",
        )  # fmt: skip
    if not (outcome.progress or outcome.outputs or outcome.service_results):
        yield Finding(
            "info", "no-progress", f"{path}.progress", f"{name} has no progress noted.",
            "Note what has been done so far.",
        )  # fmt: skip


def _action(action: Any, path: str, name: str) -> Iterator[Finding]:
    missing = [
        word
        for word, there in (
            ("what is to be done", action.action),
            ("who will do it", action.who),
            ("by when", action.by_when.text),
        )
        if not there
    ]
    if missing:
        yield Finding(
            "warning", "action-incomplete", path, f"{name} does not say {' or '.join(missing)}.",
            "Complete the row, so that the next conversation can come back to it.",
        )  # fmt: skip


def _next(plan: Any) -> Iterator[Finding]:
    held, due = plan.conversation_date.date, plan.next_conversation.date
    if not plan.next_conversation.text:
        yield Finding(
            "warning", "no-next-conversation", "next_conversation",
            "No date is set for the next conversation.",
            "Agree on one; the guidance asks for regular conversations.",
        )  # fmt: skip
    elif held and due and due <= held:
        yield Finding(
            "warning", "next-conversation-before", "next_conversation",
            "The next conversation is not after this one.",
            "Correct whichever date is wrong.",
        )  # fmt: skip
