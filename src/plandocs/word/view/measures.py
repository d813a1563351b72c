"""Numbers in attributes, within reason: what a hostile file says of them is not believed."""

from __future__ import annotations

from plandocs.word.package.tokens import attribute


def twips_of(value: str) -> int:
    """A measure in twips; 0 where it is none."""
    try:
        return int(float(value))
    except ValueError:
        return 0


def first_line_of(attributes: str) -> int:
    """Where a ``w:ind`` lets the first line start, in twips (ECMA-376 17.3.1.12)."""
    left = attribute(attributes, "w:left") or attribute(attributes, "w:start") or "0"
    first = attribute(attributes, "w:firstLine") or "0"
    hanging = attribute(attributes, "w:hanging") or "0"
    return twips_of(left) + (twips_of(first) or -twips_of(hanging))


def count_of(attributes: str, otherwise: int) -> int:
    """The whole number in ``w:val``, within reason."""
    value = attribute(attributes, "w:val") or ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else otherwise
