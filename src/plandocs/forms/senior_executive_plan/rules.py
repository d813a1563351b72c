"""The form's own rules: what its guidance asks of a completed plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def check(plan: Any) -> Iterator[Any]:
    """What is missing or out of line with the form's guidance."""
    return iter(())
