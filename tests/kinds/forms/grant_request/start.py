"""A record of a talk about a grant is a request once more, with what was asked for in place."""

from __future__ import annotations

from typing import Any

FROM = "grant-request"


def start(plan: Any) -> dict[str, Any]:
    """The record's data."""
    return {
        "form": FROM, "id": plan.id, "asker": plan.asker, "total": plan.total,
        "result": plan.result, "costs": plan.costs,
    }  # fmt: skip


def standing(record: Any) -> tuple[tuple[str, str], ...]:
    """How each cost stands."""
    return tuple((cost.what, cost.paid) for cost in record.costs)
