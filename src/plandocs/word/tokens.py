"""XML text as a flat list of tokens: what comes in is canonical XML text, what goes out its tags.

Building a tree is most of the cost of reading a Word file; one regular expression over the text
is a third of it. That is safe only because :mod:`plandocs.word.canonical` has checked the text:
well-formed, double-quoted attributes without ``<`` or ``>``, no comments, no CDATA, fixed prefixes.

The list repeats ``name, attributes, text``: ``tokens[1::3]`` are the names (``w:p``, ``/w:p``),
``tokens[2::3]`` the attributes as written (ending in ``/`` where the element is empty), and
``tokens[3::3]`` the character data up to the next tag.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"<(/?[^\s/>]+)([^>]*)>")
_ENTITY = re.compile(r"&(#x?[0-9A-Fa-f]+|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_OFF = frozenset({"0", "false", "off", "none"})


def split(xml: str) -> list[str]:
    """The tokens of canonical XML text; ``tokens[0]`` is what stands before the first tag."""
    return _TAG.split(xml)


def offsets(xml: str) -> list[tuple[int, int]]:
    """Where each tag of :func:`split` begins and ends in the text, in the same order."""
    return [match.span() for match in _TAG.finditer(xml)]


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf'(?:^|\s){re.escape(name)}="([^"]*)"')


def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute, unescaped; None where it is absent."""
    if name not in attributes:
        return None
    found = _pattern(name).search(attributes)
    return unescape(found[1]) if found else None


def switched_on(attributes: str) -> bool:
    """A toggle element (``w:vanish``): on unless ``w:val`` says otherwise (ECMA-376 17.17.4)."""
    return "w:val" not in attributes or attribute(attributes, "w:val") not in _OFF


def unescape(text: str) -> str:
    """Character data as typed: the five named entities and the numeric ones."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] != "#":
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
