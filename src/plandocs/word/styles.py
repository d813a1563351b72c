"""What a style says of text: is it hidden, is it in a list, how deep.

In comes the text of the styles part, out come answers for one style at a time; only the styles that
a document uses are looked up, since a plan uses ten of the two hundred that Word writes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plandocs.word.tokens import unescape

_NUM = re.compile(r'<w:numId\s[^>]*w:val="([^"]*)"')
_LEVEL = re.compile(r'<w:ilvl\s[^>]*w:val="(\d)"')
_BASED = re.compile(r'<w:basedOn\s[^>]*w:val="([^"]*)"')
_NAME = re.compile(r'<w:name\s[^>]*w:val="([^"]*)"')
_VANISH = re.compile(r"<w:vanish(?:\s*/>|\s[^>]*w:val=\"(?:1|true|on)\")")
_DEPTH = re.compile(r"\blist\b.*?(\d)$|\blist(?:bullet|number|continue)(\d)$", re.IGNORECASE)
_CHAIN = 12  # basedOn goes no deeper than this; a circle ends here too


class _Said(NamedTuple):
    """What one definition says: the style it is based on, its list and level, is it hidden."""

    based: str
    num: str | None
    level: int
    name: str | None
    vanish: bool


@lru_cache(maxsize=4096)
def _said(definition: str) -> _Said:
    """Kept by its text: files that share nothing else share their common styles."""
    based, num = _BASED.search(definition), _NUM.search(definition)
    level = _LEVEL.search(definition) if num else None
    name = _NAME.search(definition)
    return _Said(
        based[1] if based else "",
        num[1] if num else None,
        int(level[1]) if level else 0,
        unescape(name[1]) if name else None,
        "w:vanish" in definition and _VANISH.search(definition) is not None,
    )


class Styles:
    """The styles of one document, looked up when asked for."""

    def __init__(self, xml: str) -> None:
        pieces = xml.split('w:styleId="')[:0:-1]  # of two with one id the first counts
        self._definitions = {piece[: piece.find('"')]: piece for piece in pieces}
        self._hidden: dict[str, bool] = {}
        self._lists: dict[str, tuple[str, int]] = {}
        self.hiding = self.hidden if "w:vanish" in xml else None
        """`hidden`; None where no style hides anything."""
        self.unlisted: set[str] = {""}
        """Styles that were asked about and are in no list."""

    def _chain(self, style: str) -> list[_Said]:
        chain: list[_Said] = []
        while style and len(chain) < _CHAIN:
            said = _said(self._definitions.get(style, ""))
            chain.append(said)
            style = said.based
        return chain

    def hidden(self, style: str) -> bool:
        """Does this style hide its text?"""
        if style not in self._hidden:
            self._hidden[style] = any(said.vanish for said in self._chain(style))
        return self._hidden[style]

    def list_of(self, style: str) -> tuple[str, int]:
        """The list that a style belongs to ("" if none) and the level in it."""
        if style not in self._lists:
            self._lists[style] = found = self._look_up_list(style)
            if found == ("", 0):
                self.unlisted.add(style)
        return self._lists[style]

    def _look_up_list(self, style: str) -> tuple[str, int]:
        chain = self._chain(style)
        name = chain[0].name if chain else None
        depth = _depth(style if name is None else name)
        for said in chain:
            if said.num is not None:
                return said.num, max(depth, said.level)
        return "", depth


@lru_cache(maxsize=4096)
def _depth(name: str) -> int:
    """The level that a name such as "List Bullet 2" speaks of."""
    found = _DEPTH.search(name)
    return max(0, int(found[1] or found[2]) - 1) if found else 0
