"""What a style says of text: is it hidden, is it in a list, how deep.

Only the styles that a document uses are looked up, since a plan uses ten of the two hundred that
Word writes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.remembered import remembered
from plandocs.word.package.tokens import first_line_of, switched_on, unescape

_NUM = re.compile(r'<w:numId\s[^>]*w:val="([^"]*)"')
_LEVEL = re.compile(r'<w:ilvl\s[^>]*w:val="(\d)"')
_BASED = re.compile(r'<w:basedOn\s[^>]*w:val="([^"]*)"')
_NAME = re.compile(r'<w:name\s[^>]*w:val="([^"]*)"')
_VANISH = re.compile(r"<w:vanish(?=[\s/>])([^>]*)>")
_INDENT = re.compile(r"<w:ind(?=[\s/>])([^>]*)>")
_DEPTH = re.compile(r"\blist\b.*?(\d)$|\blist(?:bullet|number|continue)(\d)$", re.IGNORECASE)
_CHAIN = 12  # basedOn goes no deeper than this; a circle ends here too


class _Definition(NamedTuple):
    """What one definition says: the style it is based on, its list, is it hidden, how far in."""

    based: str
    num: str | None
    level: int
    name: str | None
    vanish: bool | None
    indent: int | None


@remembered(4096, longest=1000)
def _definition_of(definition: str) -> _Definition:
    """Kept by its text: files that share nothing else share their common styles."""
    based, num = _BASED.search(definition), _NUM.search(definition)
    level = _LEVEL.search(definition) if num else None
    name = _NAME.search(definition)
    indent = _INDENT.search(definition)
    vanish = _VANISH.search(definition) if "w:vanish" in definition else None
    return _Definition(
        based[1] if based else "",
        num[1] if num else None,
        int(level[1]) if level else 0,
        unescape(name[1]) if name else None,
        switched_on(vanish[1]) if vanish else None,
        first_line_of(indent[1]) if indent else None,
    )


class Styles:
    """The styles of one document, looked up when asked for.

    Many documents may share them, so what they were asked is kept of no style but their own.
    """

    def __init__(self, xml: str) -> None:
        pieces = xml.split('w:styleId="')[:0:-1]  # of two with one id the first counts
        self._definitions = {piece[: piece.find('"')]: piece for piece in pieces}
        self._chains: dict[str, list[_Definition]] = {}
        self._hidden: dict[str, bool] = {}
        self._lists: dict[str, tuple[str, int, int]] = {}
        self.hiding = self.hidden if "w:vanish" in xml else None
        """`hidden`; None where no style hides anything."""
        self.unlisted: set[str] = {""}
        """Styles that were asked about, are in no list and start at the margin."""

    def _chain(self, style: str) -> list[_Definition]:
        """What the style says, and what those say that it is based on."""
        known = self._chains.get(style)
        if known is not None:
            return known
        chain: list[_Definition] = []
        based = style
        while based and len(chain) < _CHAIN:
            text = _definition_of(self._definitions.get(based, ""))
            chain.append(text)
            based = text.based
        if style in self._definitions:
            self._chains[style] = chain
        return chain

    def hidden(self, style: str) -> bool:
        """Return whether this style hides its text."""
        hidden = self._hidden.get(style)
        if hidden is None:
            said = (each.vanish for each in self._chain(style))
            hidden = next((each for each in said if each is not None), False)
            if style in self._definitions:
                self._hidden[style] = hidden
        return hidden

    def list_of(self, style: str) -> tuple[str, int, int]:
        """The list that a style belongs to ("" if none), its level there, and how deep it is."""
        result = self._lists.get(style)
        if result is None:
            result = self._look_up_list(style)
            if style in self._definitions:
                self._lists[style] = result
                if result == ("", 0, 0) and not self.indent_of(style):
                    self.unlisted.add(style)
        return result

    def indent_of(self, style: str) -> int:
        """Where the first line of its paragraphs starts, in twips."""
        said = (each.indent for each in self._chain(style))
        return next((each for each in said if each is not None), 0)

    def _look_up_list(self, style: str) -> tuple[str, int, int]:
        depth = 0
        for number, said in enumerate(self._chain(style)):
            name = style if said.name is None and not number else said.name or ""
            depth = max(depth, _depth(name))
            if said.num is not None:
                return said.num, said.level, max(depth, said.level)
        return "", 0, depth


@remembered(1024, longest=100)
def _depth(name: str) -> int:
    """The level that a name such as "List Bullet 2" speaks of."""
    match = _DEPTH.search(name)
    return max(0, int(match[1] or match[2]) - 1) if match else 0
