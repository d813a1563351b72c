"""Whom a roll-up is for: what they are called, and what their copy holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Audience = Literal["hr", "executive"]


class Readers(NamedTuple):
    """An audience as messages name it, and what its copy holds; HR's own holds everything."""

    words: str
    sees: str = ""


AUDIENCES: Mapping[Audience, Readers] = {
    "hr": Readers("HR"),
    "executive": Readers("executives", "counts and themes without names, small numbers kept back."),
}
SEEN = " ".join(f"{name}: {each.sees}" for name, each in AUDIENCES.items() if each.sees)
"""What each of the copies holds, in one line."""
