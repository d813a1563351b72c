"""Words as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

from plandocs.normal.unicode import normalized
from plandocs.remembered import remembered

REMEMBERED = 1 << 14
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
