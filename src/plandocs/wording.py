"""Words as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from plandocs.normal.characters import without_accents
from plandocs.remembered import remembered

_LONGEST_NAME = 200  # letters; no name that is known has as many, and nothing longer is like one
_WORD = re.compile(r"[^\W_]+")
_TO_SPACES = "".join(each if _WORD.fullmatch(each) else " " for each in map(chr, range(128)))
_APOSTROPHE = re.compile(r"['’‘`´ʼ]")


@remembered(16384, longest=300)
def plain(text: str) -> str:
    """Return the words in lower case, one space between them, no accents and no punctuation."""
    low = _APOSTROPHE.sub("", text.casefold()).replace("&", " and ")
    if low.isascii():
        return " ".join(low.translate(_TO_SPACES).split())
    return " ".join(_WORD.findall(without_accents(low)))


def nearest(name: str, known: Iterable[str], cutoff: float) -> str | None:
    """Return the known name that is spelled most like a name, if one is like it at all."""
    return next(iter(get_close_matches(name[:_LONGEST_NAME], known, 1, cutoff)), None)
