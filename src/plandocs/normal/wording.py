"""The wording of dates and periods: a person's text comes in, plain lower-case text goes out.

Full-width digits, look-alike dashes and quotes, bidirectional marks and runs of space are evened
out, and what stands in brackets is told from what does not. Only reading uses this; what a person
typed is kept as typed.
"""

import re

from plandocs.normal.unicode import normalized

__all__ = ["MONTH", "MONTHS", "ORDINAL", "YEAR", "month_number", "outside_brackets", "plain"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
"""A month's name in plain text, short or long, with a dot or without."""

ORDINAL = r"(?: ?(?:st|nd|rd|th)(?![a-z]))?"
YEAR = r"(?:[0-9]{4}|'?[0-9]{2})(?![0-9])"

_BRACKET = re.compile(r"[()\[\]{}<>]")
_OPENING = "([{<"
_SPACES = re.compile(r"\s+")
_EVEN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")
)


def plain(text: str) -> str:
    """The text in lower case, with one kind of dash, quote and space.

    >>> plain("１２ July–Dec  ’26")
    "12 july-dec '26"
    """
    if not text.isascii():
        text = normalized("NFKC", text).translate(_EVEN)
    return _SPACES.sub(" ", text).strip().lower()


def outside_brackets(text: str) -> tuple[str, str]:
    """The plain text outside all brackets, and what stood inside them.

    A bracket that never closes runs to the end; one that was never opened is nothing.

    >>> outside_brackets("14 july 2026 (was 7 july)")
    ('14 july 2026', 'was 7 july')
    """
    depth, last = 0, 0
    parts: tuple[list[str], list[str]] = ([], [])
    for found in _BRACKET.finditer(text):
        parts[depth > 0].append(text[last : found.start()])
        depth = depth + 1 if found[0] in _OPENING else max(depth - 1, 0)
        last = found.end()
    parts[depth > 0].append(text[last:])
    outside, inside = (_SPACES.sub(" ", " ".join(part)).strip() for part in parts)
    return outside, inside


def month_number(name: str) -> int:
    """The number of a month from its name or its digits: "sept." is 9, "07" is 7."""
    if name.isdigit():
        return int(name)
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower()[:3] == name[:3])
