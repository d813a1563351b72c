"""What a style says of text: is it hidden, is it in a list, how deep.

In comes the text of the styles part, out come answers for one style at a time; only the styles that
a document uses are looked up, since a plan uses ten of the two hundred that Word writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from plandocs.word.tokens import unescape

_NUM = re.compile(r'<w:numId\s[^>]*w:val="([^"]*)"')
_LEVEL = re.compile(r'<w:ilvl\s[^>]*w:val="(\d)"')
_BASED = re.compile(r'<w:basedOn\s[^>]*w:val="([^"]*)"')
_NAME = re.compile(r'<w:name\s[^>]*w:val="([^"]*)"')
_VANISH = re.compile(r"<w:vanish(?:\s*/>|\s[^>]*w:val=\"(?:1|true|on)\")")
_DEPTH = re.compile(r"\blist\b.*?(\d)$|\blist(?:bullet|number|continue)(\d)$", re.IGNORECASE)
_CHAIN = 12  # basedOn goes no deeper than this; a circle ends here too


class Styles:
    """The styles of one document, looked up when asked for."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._found: dict[str, str] = {}
        self._hidden: dict[str, bool] = {}
        self._lists: dict[str, tuple[str, int]] = {}
        self.unlisted: set[str] = {""}
        """Styles that were asked about and are in no list."""

    def _definition(self, style: str) -> str:
        if style not in self._found:
            begin = self._xml.find(f'w:styleId="{style}"')
            end = self._xml.find("</w:style>", begin) if begin >= 0 else -1
            self._found[style] = self._xml[begin:end] if end >= 0 else ""
        return self._found[style]

    def _chain(self, style: str) -> list[str]:
        chain: list[str] = []
        while style and len(chain) < _CHAIN:
            definition = self._definition(style)
            chain.append(definition)
            based = _BASED.search(definition)
            style = based[1] if based else ""
        return chain

    @cached_property
    def hiding(self) -> Callable[[str], bool] | None:
        """`hidden`; None where no style hides anything."""
        return self.hidden if "w:vanish" in self._xml else None

    def hidden(self, style: str) -> bool:
        """Does this style hide its text?"""
        if style not in self._hidden:
            self._hidden[style] = bool(style) and any(
                "w:vanish" in definition and _VANISH.search(definition)
                for definition in self._chain(style)
            )
        return self._hidden[style]

    def list_of(self, style: str) -> tuple[str, int]:
        """The list that a style belongs to ("" if none) and the level in it."""
        if style not in self._lists:
            self._lists[style] = found = self._look_up_list(style)
            if found == ("", 0):
                self.unlisted.add(style)
        return self._lists[style]

    def _look_up_list(self, style: str) -> tuple[str, int]:
        depth = self._depth(style)
        for definition in self._chain(style):
            num = _NUM.search(definition)
            if num:
                level = _LEVEL.search(definition)
                return num[1], max(depth, int(level[1]) if level else 0)
        return "", depth

    def _depth(self, style: str) -> int:
        """The level that a name such as "List Bullet 2" speaks of."""
        name = _NAME.search(self._definition(style))
        found = _DEPTH.search(unescape(name[1]) if name else style)
        return max(0, int(found[1] or found[2]) - 1) if found else 0
