"""How much a file may ask of us: the limits, in one frozen value that whatever opens a file takes.

What each default rests on is in ``docs/limits.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.arguments import ensure_fields


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; beyond any of them it is refused as ``too-large``."""

    file_bytes: int = 128 * 2**20
    """Size of the file as it comes."""

    parts: int = 10_000
    """Entries in the package's directory."""

    part_bytes: int = 32 * 2**20
    """Size of any one part that is read, unpacked."""

    total_bytes: int = 256 * 2**20
    """Size of all parts together, unpacked, whether they are read or not."""

    ratio: int = 200
    """How many times its packed size a part that is read may unpack to, once over 1 MB."""

    depth: int = 256
    """Levels of nested XML elements."""

    nodes: int = 1_000_000
    """Tags in one XML part, opening and closing."""

    def __post_init__(self) -> None:
        """Refuse what is not a whole number above 0.

        Raises:
            InputError: the limit is named.
        """
        ensure_fields(self)


DEFAULT_LIMITS = Limits()
