"""Plans to fill, as plain dicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "samples"


def officer(name: str = "Priya Raman", **fields: Any) -> dict[str, Any]:
    return {"form": "senior-executive-plan", "officer_name": name, **fields}


def samples() -> list[dict[str, Any]]:
    text = (SAMPLES / "plans.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def jsonl(path: Path, rows: list[Any]) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
