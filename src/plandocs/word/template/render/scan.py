"""Find the tags in a paragraph's text, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["value", "statement", "comment"]
Level = Literal["", "tr", "tc", "p", "r"]

_OPEN = re.compile(r"\{[{%#]")
_ENDRAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_KINDS: dict[str, tuple[Kind, str]] = {
    "{{": ("value", "}}"),
    "{%": ("statement", "%}"),
    "{#": ("comment", "#}"),
}
_PIECES = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\[({]|[\])}]|%\}|.""", re.DOTALL)
_LEVELS: dict[str, Level] = {"tr": "tr", "tc": "tc", "p": "p", "r": "r"}
_LEVEL = re.compile(r"(tr|tc|p|r)\s+(?=\S)")
GUARDS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""How a template writes braces that are to be shown."""
_STEPS, _STEPS_A_LETTER = 20_000, 20  # a text of tags without end is read in linear time
_STRAIGHT = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One tag as it stands in a text: what it is, what is in it, from where to where.

    ``level`` is the docxtpl prefix: the row, cell, paragraph or run that the tag stands for.
    ``lead`` and ``trail`` are its whitespace signs (``-`` or ``+``).
    """

    kind: Kind
    level: Level
    code: str
    lead: str
    trail: str
    start: int
    end: int
    typed: str
    curly_quotes: bool


@dataclass(frozen=True, slots=True)
class Scanned:
    """The tags of a text, where an unfinished one starts, and whether ``raw`` is still open."""

    marks: tuple[Mark, ...]
    unfinished: int | None
    raw: bool


def has_tags(text: str) -> bool:
    """Whether the text may hold a tag at all."""
    return _OPEN.search(text) is not None


def scan(text: str, raw: bool = False) -> Scanned:
    """All tags of a text; ``raw`` says that it starts inside ``{% raw %}``."""
    marks: list[Mark] = []
    position = 0
    line = _Line(text)
    while match := (_ENDRAW if raw else _OPEN).search(text, position):
        mark = _mark(line, match.start())
        if mark is None:
            return Scanned(tuple(marks), match.start(), raw)
        if mark.kind == "statement" and mark.code in ("raw", "endraw"):
            raw = mark.code == "raw"
        marks.append(mark)
        position = mark.end
    return Scanned(tuple(marks), None, raw)


class _Line:
    """A text with its quotes straight, and how much looking for the ends of its tags may cost."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.straight = text.translate(_STRAIGHT)
        self.steps = _STEPS + _STEPS_A_LETTER * len(text)


def _mark(line: _Line, start: int) -> Mark | None:
    text = line.text
    kind, close = _KINDS[text[start : start + 2]]
    end = _end(line, start + 2, kind, close)
    if end is None:
        return None
    typed = text[start:end]
    inner = typed[2:-2]
    lead = inner[:1] if inner[:1] in ("-", "+") and kind != "comment" else ""
    inner = inner[len(lead) :]
    trail = inner[-1:] if inner[-1:] in ("-", "+") and kind != "comment" else ""
    inner = inner[: len(inner) - len(trail)]
    level, inner = _level(inner)
    straight = inner.translate(_STRAIGHT) if kind != "comment" else inner
    code = " ".join(_UNSEEN.sub("", straight).split()) if "\n" in straight else straight
    code = _UNSEEN.sub("", code).strip()
    return Mark(kind, level, code, lead, trail, start, end, typed, straight != inner)


def _level(inner: str) -> tuple[Level, str]:
    match = _LEVEL.match(inner)
    if match is None:
        return "", inner
    return _LEVELS[match.group(1)], inner[match.end() :]


def _end(line: _Line, start: int, kind: Kind, close: str) -> int | None:
    if kind != "comment":
        exact = _end_outside_quotes(line, start, close)
        if exact is not None:
            return exact
    loose = line.text.find(close, start)
    return loose + 2 if loose >= 0 else None


def _end_outside_quotes(line: _Line, start: int, close: str) -> int | None:
    text = line.straight
    depth = 0
    position = start
    while line.steps > 0 and (match := _PIECES.match(text, position)):
        line.steps -= 1
        piece = match.group()
        if text.startswith(close, position) and (depth <= 0 or close == "%}"):
            return position + 2
        if piece in "[({":
            depth += 1
        elif piece in "])}":
            depth -= 1
        position = match.end()
    return None
