"""What of a request goes into next year's."""

from __future__ import annotations

from typing import Any


def carry(
    plan: Any, status: object, unless: object, keep: object
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The data of the next request, and what was left behind."""
    data = {"form": plan.form, "id": plan.id, "asker": plan.asker, "total": plan.total,
            "result": plan.result, "costs": plan.costs}  # fmt: skip
    return data, ()
