"""Plans to roll up in numbers: as many people as asked for, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from plandocs.data.validate import as_plan
from plandocs.model.plan import Plan

WORDS = (
    *("reduce", "wait", "decision", "family", "service", "quality", "report", "region", "median"),
    *("complaint", "evidence", "branch", "delivery", "partner", "review", "budget", "agreed"),
    *("quarter", "public", "support", "programme", "cyber", "standard", "coaching", "media"),
)
CAPABILITIES = (
    *("Shapes strategic thinking", "Achieves results", "Communicates with influence"),
    *("Cultivates productive working relationships", "Exemplifies personal drive and integrity"),
)


def plans(count: int) -> Iterator[Plan]:
    """Plans of as many people, the same each time."""
    random = Random(7)
    for number in range(count):
        yield as_plan(_plan(number, random))


def _plan(number: int, random: Random) -> dict[str, Any]:
    def words(count: int) -> str:
        return " ".join(random.choices(WORDS, k=count)).capitalize()

    signed = {"signed": number % 3 > 0, "text": "agreed" if number % 3 else ""}
    return {
        "form": "senior-executive-plan",
        "id": f"E{number:05d}",
        "officer_name": f"{words(1)} {words(1)} {number}",
        "classification_level": f"SES Level {number % 4 + 1}",
        "division_branch": f"Division {number % 8} / Branch {number % 40}",
        "manager_name": f"Manager {number % 900}",
        "officer_signature": signed,
        "manager_signature": signed,
        "meeting_date": f"{number % 28 + 1} July 2026",
        "period": "1 July 2026 – 30 June 2027",
        "outcomes": [
            {
                "outcome": words(18),
                "measures": [words(22) for _ in range(3)],
                "links": [f"SO{(number + place) % 8 + 1}"],
            }
            for place in range(4 + number % 2)
        ],
        "leadership": [
            {"capability": name, "measures": [words(12), words(12)]} for name in CAPABILITIES
        ],
        "learning_needs": [
            {
                "priority": str(place + 1),
                "need": words(8),
                "relates_to": words(3),
                "activity": words(10),
                "responsibility_timing": "Officer, by March 2027",
            }
            for place in range(4)
        ],
    }
