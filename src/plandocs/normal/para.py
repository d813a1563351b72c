"""One paragraph of a cell as plain values: what a reader of Word or of a workbook hands over.

`typed` makes one from raw characters and measures what cleaning would lose: how far a typed marker
is indented, and Word's hollow bullet, which leaves Word as an "o" and a tab.
"""

import re
from typing import NamedTuple

from plandocs.normal.chars import clean, with_plain_breaks
from plandocs.normal.leads import PLAIN

__all__ = ["Para", "typed"]

_TAB = 720  # twips: Word's default tab stop
_SPACE = 60  # twips: about a space in 11 point
_MARGIN = re.compile(r"[^\S\n]*")
_HOLLOW = re.compile(rf"^((?:[^\S\n]*{PLAIN.pattern})*[^\S\n]*)o\t", re.MULTILINE | re.VERBOSE)


class Para(NamedTuple):
    """A paragraph: its text as `clean` gives it ("\\n" is a line break), and how its list shows."""

    text: str
    level: int = 0
    """List level as Word or the layout shows it: 0 is the top, 1 and more are deeper."""
    listed: bool = False
    """Whether Word numbers or bullets it automatically."""
    number: str = ""
    """The automatic number as shown, such as "1."."""
    indent: int = 0
    """Where the first line starts, in twips: a typed marker further in is a sub-bullet."""
    line_indents: tuple[int, ...] = ()
    """Where each line with text starts after the first's start, if some line is indented."""
    marked: bool = False
    """Whether a typed marker has been taken off (set while a cell is read)."""


def typed(
    raw: str, level: int = 0, listed: bool = False, number: str = "", indent: int = 0
) -> Para:
    """A paragraph from characters as typed: cleaned, with its leading tabs and spaces measured.

    >>> typed("\\t- Reduce  waiting times").text, typed("\\t- Reduce waiting times").indent
    ('- Reduce waiting times', 720)
    """
    text = clean(raw)
    if text == raw:
        return Para(text, level, listed, number, indent)
    raw = with_plain_breaks(raw)
    margins = [_width(line) for line in raw.split("\n") if clean(line)]
    if "o\t" in raw:
        text = clean(_without_hollow(raw))
    if not any(margins):
        return Para(text, level, listed, number, indent)
    further = tuple(margin - margins[0] for margin in margins)
    return Para(text, level, listed, number, indent + margins[0], further)


def _width(line: str) -> int:
    """How far in a line starts, in twips."""
    margin = _MARGIN.match(line)
    space = margin[0] if margin else ""
    return sum(_TAB if char == "\t" else _SPACE for char in space)


def _without_hollow(raw: str) -> str:
    """The raw text with an "o" and a tab as a hollow bullet, wherever that is a marker."""
    marked = _HOLLOW.sub(r"\1◦ ", raw)
    if all(PLAIN.match(line) for line in clean(marked).split("\n") if line):
        return marked
    # Further lines are text, and their letters stay.
    first, newline, rest = raw.lstrip("\n").partition("\n")
    return _HOLLOW.sub(r"\1◦ ", first) + newline + rest
