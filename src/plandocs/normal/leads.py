"""What a line starts with: the markers of lists, and which letters only look like one.

A *lead* is what stands in front of a line: a plain marker always is one; a lower-case letter with a
dot ("a.") and the hollow bullet ("o") are markers only in company, which `counted` decides.
"""

import re
from collections.abc import Sequence

__all__ = ["BARE", "CANDIDATE", "HOLLOW", "LOOSE_NUMBER", "NO_LEAD", "PLAIN", "counted", "lead"]

_BULLETS = r"•‣◦▪●○■□*·\-–—"
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_LETTER = rf"(?:[A-Za-z]|{_ROMAN})"
# Without a space after it a closing bracket must be followed by a capital: "(s)he" is a word.
_AFTER_LETTER = r"(?=\s|\Z|[(A-Z])"
_AFTER_NUMBER = r"(?=\s|\Z|\(|[^\W\d_])"

PLAIN = re.compile(
    rf"""(?:
      [{_BULLETS}](?=\s|\Z)
    | [0-9]{{1,2}}[.)](?=\s|\Z)
    | \((?!0[0-9]\)\s[0-9]{{4}})[0-9]{{1,2}}\){_AFTER_NUMBER}    # "(03) 6232 1234" is a telephone
    | \(?{_LETTER}\){_AFTER_LETTER}
    )\s*""",
    re.VERBOSE,
)
"""A marker that needs no company, with the space after it."""

_PLAINS = re.compile(rf"(?:{PLAIN.pattern})+", re.VERBOSE)
_DOTTED = re.compile(r"([a-z])\.(?:\s+|\Z)")
_HOLLOW = re.compile(r"o(?:\s+|\Z)")

CANDIDATE = re.compile(rf"[{_BULLETS}‒―−(]|[0-9]{{1,3}}[.)]|[A-Za-z]{{1,7}}\)|[a-z]\.|o(?:\s|\Z)")
"""What a text must start with for any of these rules to touch it: most text fails at once."""

BARE = re.compile(rf"[{_BULLETS}‒―−\s]*")
"""Bullets and dashes and nothing else: what an empty cell may hold."""

LOOSE_NUMBER = re.compile(
    r"(?:([0-9]{1,3})[.)](?:\s+|\Z|(?=[^\s\d.,:;)%/–—-]))|\(([0-9]{1,3})\)(?:\s+|\Z|(?=[^\W\d_])))"
)
"""A row's own number at the start of an outcome or capability: it needs no space ("3)Reduce")."""

NO_LEAD = ""
HOLLOW = "o "
_PLAIN_LEAD = "*"


def lead(line: str) -> tuple[str, int]:
    """What the line starts with, and where its text begins once that is taken off."""
    if found := _PLAINS.match(line):
        return _PLAIN_LEAD, found.end()
    if found := _HOLLOW.match(line):
        return HOLLOW, found.end()
    if found := _DOTTED.match(line):
        return found[1], found.end()
    return NO_LEAD, 0


def counted(leads: Sequence[str], hollow: bool) -> list[bool]:
    """Which of the leads of neighbouring lines are markers.

    `hollow` says whether "o " is one here. A dotted letter is one next to its neighbour in the
    alphabet.

    >>> counted(["a", "b", "p"], hollow=False)
    [True, True, False]
    """
    return [_is_marker(leads, place, hollow) for place in range(len(leads))]


def _is_marker(leads: Sequence[str], place: int, hollow: bool) -> bool:
    here = leads[place]
    if here in (_PLAIN_LEAD, HOLLOW, NO_LEAD):
        return here == _PLAIN_LEAD or (here == HOLLOW and hollow)
    before = leads[place - 1] if place else NO_LEAD
    after = leads[place + 1] if place + 1 < len(leads) else NO_LEAD
    return before == chr(ord(here) - 1) or after == chr(ord(here) + 1)
