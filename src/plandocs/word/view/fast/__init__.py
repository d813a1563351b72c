"""The fast way through markup that was met before: it must show just what the long way shows.

`known_units` is its one function for those who read: the units of a body whose every piece of
markup was proved canonical before, and the words between them. `learned_units` learns them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from plandocs.container.limits import Limits
from plandocs.word.view.fast.memory import (
    DEPTH,
    HANDLERS,
    Memory,
    Unit,
    with_tracked_properties,
    without_sessions,
)

__all__ = [
    "HANDLERS",
    "KnownUnits",
    "Unit",
    "known_units",
    "learned_units",
    "with_tracked_properties",
    "without_sessions",
]

# The declaration as all write it; any other, also of another encoding, is looked at in full.
_DECLARATION: Final = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="(?:yes|no)")?\s?\?>\s*+'
    rb"|<\?xml version='1\.0' encoding='(?:UTF|utf)-8'(?: standalone='(?:yes|no)')?\s?\?>\s*+"
    rb")?(?=<w:)"
)
_LOOSE: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")  # no entity that all programs know
_ILLEGAL: Final = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]")
_ASCII: Final = bytes(range(0x20, 0x7F))  # all of it that is printable
_HEAD: Final = 8192


class KnownUnits(NamedTuple):
    """A body in units, each with the words behind it; ``printable``: they show as they are."""

    body: bytes
    units: list[Unit]
    texts: list[str]
    printable: bool


_memory = Memory()


def known_units(data: bytes, limits: Limits) -> KnownUnits | None:
    """Return the units of a part as it lies in the package; None where any markup in it is new.

    A body that consists of what was proved before has passed the same proof, piece by piece; only
    the words are new, and have a small proof of their own.
    """
    start = _DECLARATION.match(data)
    if start is None or limits.depth < DEPTH:
        return None
    if len(data) > limits.nodes and data.count(b"<") > limits.nodes:
        return None
    body = data[start.end() :]
    if body.find(b":rsid", 0, _HEAD) >= 0:
        body = without_sessions(body)
    result = _fresh_memory().known(body)
    if result is None:
        return None
    units, raw = result
    words = b" ".join(raw)
    if b"<" in words or (b"&" in words and _LOOSE.search(words)):
        return None
    try:
        # One by one: most are plain ASCII, and of a text with one letter beyond Latin-1 every
        # letter takes two bytes.
        texts = [*map(bytes.decode, raw), ""]
    except UnicodeDecodeError:
        return None
    # As all of it `isprintable`, which takes ten times as long.
    odd = words.translate(None, _ASCII).decode()
    printable = odd.isprintable()
    if not printable and _ILLEGAL.search(odd):
        return None
    return KnownUnits(body, units, texts, printable)


def learned_units(data: bytes) -> Iterator[tuple[Unit, str]]:
    """Learn the units of a body that is canonical, and yield each with the words behind it."""
    return ((unit, words.decode()) for unit, words in _fresh_memory().learned(data))


def _fresh_memory() -> Memory:
    global _memory
    if _memory.full:
        _memory = Memory()
    return _memory
