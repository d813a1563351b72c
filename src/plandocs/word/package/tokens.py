"""XML text as a flat list of pieces: what comes in is canonical XML text, what goes out its tags.

Building a tree is most of the cost of reading a Word file; splitting the text is a tenth of it.
That is safe only because :mod:`plandocs.word.package.canonical` has checked the text: well-formed,
no ``<`` or ``>`` but those of tags, double-quoted attributes, no comments, no CDATA, fixed
prefixes.

A piece is a tag and the character data behind it: ``w:pStyle w:val="Title"/>``, ``w:t>Some words``.
The first piece of a text is what stands before its first tag.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plandocs.remembered import remembered

EMPTY = r"[^>]*(?:/>|(?<!/)>\s*</[^>]*>)"
"""The rest of an empty element behind its name, for patterns: of one tag, or of two."""

_ENTITY = re.compile(r"&(#x?[0-9A-Fa-f]+|amp|lt|gt|quot|apos);")
_NAME = re.compile(r"/?[^\s/>]+")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_OFF = frozenset({"0", "false", "off", "none"})


class Tag(NamedTuple):
    """A piece taken apart: ``/w:p`` closes; ``attributes`` end in ``/`` where it is empty."""

    name: str
    attributes: str
    text: str


def split(xml: str) -> list[str]:
    """The pieces of canonical XML text."""
    return xml.split("<")


def taken_apart(piece: str) -> Tag:
    """The name, attributes and text of a piece."""
    tag, _, text = piece.partition(">")
    name = _NAME.match(tag)
    end = name.end() if name else 0
    return Tag(tag[:end], tag[end:], text)


def offsets(pieces: list[str]) -> list[tuple[int, int]]:
    """Where the tag of each piece begins and ends in the text that was split."""
    spans, at = [(0, 0)], len(pieces[0])
    for piece in pieces[1:]:
        spans.append((at, at + piece.index(">") + 2))
        at += len(piece) + 1
    return spans


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf'(?:^|\s){re.escape(name)}="([^"]*)"')


@remembered(4096, longest=200)
def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute, unescaped; None where it is absent."""
    if name not in attributes:
        return None
    match = _pattern(name).search(attributes)
    return unescape(match[1]) if match else None


def switched_on(attributes: str) -> bool:
    """A toggle element (``w:vanish``): on unless ``w:val`` says otherwise (ECMA-376 17.17.4)."""
    return "w:val" not in attributes or attribute(attributes, "w:val") not in _OFF


def unescape(text: str) -> str:
    """Character data as typed: the five named entities and the numeric ones."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def escape(text: str) -> str:
    """A text as character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] != "#":
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))


def twips_of(value: str) -> int:
    """A measure in twips; 0 where it is none."""
    try:
        return int(float(value))
    except ValueError:
        return 0


def first_line_of(attributes: str) -> int:
    """Where a ``w:ind`` lets the first line start, in twips (ECMA-376 17.3.1.12)."""
    left = attribute(attributes, "w:left") or attribute(attributes, "w:start") or "0"
    first = attribute(attributes, "w:firstLine") or "0"
    hanging = attribute(attributes, "w:hanging") or "0"
    return twips_of(left) + (twips_of(first) or -twips_of(hanging))


def count_of(attributes: str, otherwise: int) -> int:
    """The whole number in ``w:val``, within reason."""
    value = attribute(attributes, "w:val") or ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else otherwise
