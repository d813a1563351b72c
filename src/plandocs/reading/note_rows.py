"""Rows of a numbered table that are a note or a sign-off rather than an item: reported.

Whoever writes below the last outcome, "Manager comments:" or "Approved T Alder 3/7/26", writes no
outcome. The words stay where they were read, and a person is told, since a row without a number may
as well be an item.
"""

from __future__ import annotations

import re

_MOST_WORDS = 6
_NOTE = re.compile(
    r".*[:：]"
    r"|(?:\S+ ){0,2}(?:notes?|comments?|remarks|totals?)"
    r"|weight(?:ing|s)?\b.*|(?:mid-?(?:cycle|year|term) )?review(?: (?:at|on|date)\b.*)?"
    r"|(?:sign(?:ed|[- ]?off)|approved|endorsed|discussed|agreed|reviewed)"
    r"(?: (?:off|by|on|with|at)\b.*|.*\d.*)?"
    r"|\S+ (?:agreed|approved|discussed|reviewed|endorsed)(?: (?:by|on|with))?",
    re.IGNORECASE,
)


def is_note(text: str) -> bool:
    """Whether what stands where an item belongs reads as a note about the others.

    >>> [is_note(each) for each in ("Manager comments:", "Review of the Act is tabled")]
    [True, False]
    """
    return len(text.split()) <= _MOST_WORDS and _NOTE.fullmatch(text) is not None
