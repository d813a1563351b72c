"""Words as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from plandocs.normal.unicode import normalized
from plandocs.remembered import remembered

REMEMBERED = 1 << 14
_LONGEST_NAME = 200  # letters; no name that is known has as many, and nothing longer is like one
_WORD = re.compile(r"[^\W_]+")
_TO_SPACES = "".join(each if _WORD.fullmatch(each) else " " for each in map(chr, range(128)))
_APOSTROPHE = re.compile(r"['’‘`´ʼ]")
# Letters with a stroke have no decomposition in Unicode.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ı": "i"}
)


@remembered(16384, longest=300)
def plain(text: str) -> str:
    """Return the words in lower case, one space between them, no accents and no punctuation."""
    low = _APOSTROPHE.sub("", text.casefold()).replace("&", " and ")
    if low.isascii():
        return " ".join(low.translate(_TO_SPACES).split())
    letters = normalized("NFKD", low)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.translate(_STROKES)))


def nearest(name: str, known: Iterable[str], cutoff: float) -> str | None:
    """Return the known name that is spelled most like a name, if one is like it at all."""
    return next(iter(get_close_matches(name[:_LONGEST_NAME], known, 1, cutoff)), None)
