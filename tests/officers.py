"""Plans to fill, as plain data: the samples that plandocs ships, and an officer with a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "samples"


def officer(name: str = "Priya Raman", **fields: Any) -> dict[str, Any]:
    """A plan with a name and these fields."""
    return {"form": "senior-executive-plan", "officer_name": name, **fields}


def samples() -> list[dict[str, Any]]:
    """The sample plans as JSON, read without plandocs."""
    text = (SAMPLES / "plans.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def jsonl(path: Path, rows: list[Any]) -> Path:
    """A file of these rows, one a line."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
