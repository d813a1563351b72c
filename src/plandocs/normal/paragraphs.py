"""One paragraph of a cell as plain values, and the markers of lists that it starts with.

`typed` makes one from raw characters and measures what cleaning would lose: how far a typed marker
is indented, and Word's hollow bullet, which leaves Word as an "o" and a tab. A plain marker always
is one; a lower-case letter with a dot ("a.") and the hollow bullet ("o") are markers only in
company, which `counted` decides. `taken_off` takes markers off a cell's paragraphs until none of
them starts with one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plandocs.normal.characters import clean, with_newlines

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
    if match := _PLAINS.match(line):
        return _PLAIN_LEAD, match.end()
    if match := _HOLLOW.match(line):
        return HOLLOW, match.end()
    if match := _DOTTED.match(line):
        return match[1], match.end()
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
    lead = leads[place]
    if lead in (_PLAIN_LEAD, HOLLOW, NO_LEAD):
        return lead == _PLAIN_LEAD or (lead == HOLLOW and hollow)
    before = leads[place - 1] if place else NO_LEAD
    after = leads[place + 1] if place + 1 < len(leads) else NO_LEAD
    return before == chr(ord(lead) - 1) or after == chr(ord(lead) + 1)


_TAB = 720  # twips: Word's default tab stop
_SPACE = 60  # twips: about a space in 11 point
_MARGIN = re.compile(r"[^\S\n]*")
_HOLLOW_TAB = re.compile(rf"^((?:[^\S\n]*{PLAIN.pattern})*[^\S\n]*)o\t", re.MULTILINE | re.VERBOSE)


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
    raw = with_newlines(raw)
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
    marked = _HOLLOW_TAB.sub(r"\1◦ ", raw)
    if all(PLAIN.match(line) for line in clean(marked).split("\n") if line):
        return marked
    # Further lines are text, and their letters stay.
    first, newline, rest = raw.lstrip("\n").partition("\n")
    return _HOLLOW_TAB.sub(r"\1◦ ", first) + newline + rest


def may_have_markers(paras: Sequence[Para]) -> bool:
    """Whether some paragraph could start with a marker: false for nearly every cell."""
    match = CANDIDATE.match
    return any(match(para.text) for para in paras)


def taken_off(paras: Sequence[Para]) -> Sequence[Para]:
    """The paragraphs with markers off, again and again until nothing changes."""
    while may_have_markers(paras):
        after = _once(paras)
        if [para.text for para in after] == [para.text for para in paras]:
            return after
        paras = after
    return paras


def _once(paras: Sequence[Para]) -> list[Para]:
    hollow = _all_marked([para for para in paras if para.text])
    lines = [line for para in paras for line in _split(para, hollow)]
    written = [line for line in lines if line.text]
    leads = [lead(line.text) for line in written]
    marks = iter(
        start if is_marker and (kind != HOLLOW or not line.listed) else 0
        for line, (kind, start), is_marker in zip(
            written, leads, counted([kind for kind, _ in leads], hollow), strict=True
        )
    )
    return [_cut(line, next(marks)) if line.text else line for line in lines]


def _all_marked(written: Sequence[Para]) -> bool:
    """Whether all the cell's paragraphs have a marker, so that "o " is one.

    A paragraph with an automatic marker has one, and its own "o " is text: `fill` writes items that
    way, and must find its own text again.
    """
    alone = counted([lead(para.text)[0] for para in written], hollow=False)
    return all(
        para.listed or is_marker or _every_line_marked(para, hollow=True)
        for para, is_marker in zip(written, alone, strict=True)
    )


def _every_line_marked(para: Para, hollow: bool) -> bool:
    return all(counted([lead(line)[0] for line in para.text.split("\n") if line], hollow))


def _split(para: Para, hollow: bool) -> Sequence[Para]:
    """The paragraph's lines where every one starts with a marker, else the paragraph."""
    if "\n" not in para.text or not _every_line_marked(para, hollow and not para.listed):
        return (para,)
    indents = iter(para.line_indents)
    return [
        Para(line, para.level, para.listed and bool(line), "", para.indent + next(indents, 0))
        if line
        else Para("")
        for line in para.text.split("\n")
    ]


def _cut(para: Para, start: int) -> Para:
    return para._replace(text=para.text[start:], marked=True) if start else para
