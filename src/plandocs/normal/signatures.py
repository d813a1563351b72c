"""Signatures: the text of a signature cell comes in, whether somebody signed goes out."""

import re

from plandocs.normal.chars import clean
from plandocs.normal.markers import is_empty

__all__ = ["is_signed"]

# Lines, dots and dashes that people draw to be signed on, with an X where to begin.
_LINE = r"_＿‗.…‥·•⋯\-‐‑‒–—―−¯─━\s"
_BLANK = re.compile(rf"(?:[xX]\s*(?=[_.…]{{2}}))?[{_LINE}]*")
_ROUND = "_＿‗…‥·•⋯-‐‑‒–—―−¯─━ \n.,;:!?()[]{}<>'\"‘’“”*/"
_UNSIGNED = re.compile(
    r"unsigned|not(?: yet)? signed(?: yet)?|pending|tbc|n/a"
    r"|(?:signature )?pending(?: signature)?|(?:to be|awaiting) (?:signed|confirmed|signature)"
)


def is_signed(text: str) -> bool:
    """Whether the text of a signature cell is a signature and not a blank or a word for one.

    >>> is_signed("P Raman"), is_signed("________"), is_signed("Not yet signed."), is_signed("TBC")
    (True, False, False, False)
    """
    text = clean(text)
    if _BLANK.fullmatch(text) or is_empty(text):
        return False
    return not _UNSIGNED.fullmatch(" ".join(text.casefold().strip(_ROUND).split()))
