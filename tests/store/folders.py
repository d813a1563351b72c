"""What the tests do with a folder that has a state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import plandocs


def names_in(folder: Path, state: Path, **options: Any) -> list[str]:
    readings = plandocs.parse_many(sorted(folder.glob("*.docx")), state=state, **options)
    return [getattr(each.plan, "officer_name", "") for each in readings]


def update(path: Path, data: dict[str, str]) -> Path:
    """The document with other header data, in its own place."""
    made = plandocs.update(path, data)
    path.write_bytes(made.data)
    return path
