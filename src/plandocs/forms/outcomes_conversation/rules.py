"""The form's own rules: what a record of a conversation about outcomes should hold.

What every form shares (names, dates, period) is checked for every form alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from plandocs.model.findings import Finding, new_finding
from plandocs.normal.labels import key
from plandocs.problems import PROBLEMS, Problems

finding = partial(
    new_finding, of=Problems(Path(__file__).with_name("problems.toml"), shared=PROBLEMS)
)
STATUSES = ("On track", "Adjusted", "At risk", "Achieved", "Stopped")
_KEYS = {key(status): status for status in STATUSES}
_NEED_A_WORD = ("Adjusted", "At risk", "Stopped")


def known_status(typed: str) -> str:
    """The form's own word for a status as typed; another word as it is."""
    return _KEYS.get(key(typed), typed)


def check(plan: Any) -> Iterator[Finding]:
    """What is missing or out of line with the guidance, for a plan of this form."""
    if not plan.outcomes:
        yield finding("no-outcomes", "outcomes")
    for number, outcome in enumerate(plan.outcomes):
        yield from _outcome(outcome, f"outcomes[{number}]", f"Outcome {number + 1}")
    for number, action in enumerate(plan.actions):
        yield from _action(action, f"actions[{number}]", f"Action {number + 1}")
    yield from _next(plan)


def _outcome(outcome: Any, path: str, name: str) -> Iterator[Finding]:
    status = known_status(outcome.status)
    if not status:
        yield finding("no-status", f"{path}.status", f"{name} has no status.")
    elif status not in STATUSES:
        yield finding(
            "unknown-choice",
            f"{path}.status",
            f"{name} has the status {status!r}, which is not one of the form's.",
        )
    if status in _NEED_A_WORD and not (outcome.adjustment or outcome.progress):
        yield finding(
            "status-not-explained",
            f"{path}.adjustment",
            f"{name} is {status.lower()}, and nothing says why or what changes.",
        )
    if not (outcome.progress or outcome.outputs or outcome.service_results):
        yield finding("no-progress", f"{path}.progress", f"{name} has no progress noted.")


def _action(action: Any, path: str, name: str) -> Iterator[Finding]:
    missing = [
        word
        for word, value in (
            ("what is to be done", action.action),
            ("who will do it", action.who),
            ("by when", action.by_when.text),
        )
        if not value
    ]
    if missing:
        yield finding("action-incomplete", path, f"{name} does not say {' or '.join(missing)}.")


def _next(plan: Any) -> Iterator[Finding]:
    held, due = plan.conversation_date.date, plan.next_conversation.date
    if not plan.next_conversation.text:
        yield finding("no-next-conversation", "next_conversation")
    elif held and due and due <= held:
        yield finding("next-conversation-before", "next_conversation")
