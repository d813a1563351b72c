"""Numbers in attributes, within reason: what a hostile file says of them is not believed."""

from __future__ import annotations

from plandocs.word.tokens import attribute


def twips_of(value: str) -> int:
    """A measure in twips; 0 where it is none."""
    try:
        return int(float(value))
    except ValueError:
        return 0


def count_of(attributes: str, otherwise: int) -> int:
    """The whole number in ``w:val``, within reason."""
    value = attribute(attributes, "w:val") or ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else otherwise
