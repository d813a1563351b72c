"""What a style says of text: is it hidden, is it in a list, how deep.

Only the styles that a document uses are looked up, since a plan uses ten of the two hundred that
Word writes.
"""

from __future__ import annotations

import re
from threading import Lock
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
_HEADING = re.compile(r"(?:heading ?([1-9])|title)", re.IGNORECASE)
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


_DEFINES = 'w:styleId="'
_KEPT, _LONGEST = 8, 2**17  # parts whose answers others begin with, and letters of one
_last: list[Styles] = []  # the parts met last, of different fronts
_lock = Lock()


class Styles:
    """The styles of one document, looked up when asked for.

    Many documents may share them, so what they were asked is kept of no style but their own. A part
    is looked through as far as the styles asked for, and no answer rests on what is behind: it
    holds in each part that begins in the same way.
    """

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._begin = _behind_next(xml, 0)  # of what is not looked through; -1 where nothing is
        self._definitions: dict[str, str] = {}
        self._chains: dict[str, list[_Definition]] = {}
        self._hidden: dict[str, bool] = {}
        self._lists: dict[str, tuple[str, int, int]] = {}
        # From behind: in a part of this size, which says it nowhere, that takes half as long.
        self.hiding = self.hidden if xml.rfind("w:vanish") >= 0 else None
        """`hidden`; None where no style hides anything."""
        self.unlisted: set[str] = {""}
        """Styles that were asked about, are in no list and start at the margin."""
        if self._begin > 0 and len(xml) <= _LONGEST:
            self._begin_as_others()

    def _begin_as_others(self) -> None:
        """Take over what the last part with the same front was asked, and stand in its place."""
        with _lock:
            for at, other in enumerate(_last):
                begin = other._begin
                if begin > 0 and self._xml.startswith(other._xml[:begin]):
                    self._begin = begin
                    self._definitions = other._definitions.copy()
                    self._chains = other._chains.copy()
                    self._hidden = other._hidden.copy()
                    self._lists = other._lists.copy()
                    self.unlisted = other.unlisted.copy()
                    _last[at] = self
                    return
            _last.append(self)
            del _last[:-_KEPT]

    def _definition(self, style: str) -> str:
        """The text of a style's definition; "" where there is none. Of two the first counts."""
        known = self._definitions
        if style not in known and self._begin > 0:
            with _lock:
                while style not in known and self._begin > 0:
                    piece, behind = _piece(self._xml, self._begin)
                    known.setdefault(piece[: piece.find('"')], piece)
                    self._begin = behind  # only now: others ask what is known by it
        return known.get(style, "")

    def _chain(self, style: str) -> list[_Definition]:
        """What the style says, and what those say that it is based on."""
        known = self._chains.get(style)
        if known is not None:
            return known
        chain: list[_Definition] = []
        based = style
        while based and len(chain) < _CHAIN:
            text = _definition_of(self._definition(based))
            chain.append(text)
            based = text.based
        if style in self._definitions:
            self._chains[style] = chain
        return chain

    def hidden(self, style: str) -> bool:
        """Return whether this style hides its text."""
        hidden = self._hidden.get(style)
        if hidden is None:
            flags = (each.vanish for each in self._chain(style))
            hidden = next((each for each in flags if each is not None), False)
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
        indents = (each.indent for each in self._chain(style))
        return next((each for each in indents if each is not None), 0)

    def heading_of(self, style: str) -> int:
        """The level of a heading, from 1, of which the title is the first; 0 for other styles."""
        for number, each in enumerate(self._chain(style)):
            name = style if each.name is None and not number else each.name or ""
            if match := _HEADING.fullmatch(name.strip()):
                return int(match[1]) if match[1] else 1
        return 0

    def _look_up_list(self, style: str) -> tuple[str, int, int]:
        depth = 0
        for number, definition in enumerate(self._chain(style)):
            name = style if definition.name is None and not number else definition.name or ""
            depth = max(depth, _depth(name))
            if definition.num is not None:
                return definition.num, definition.level, max(depth, definition.level)
        return "", 0, depth


def _behind_next(xml: str, begin: int) -> int:
    """Where the next style's id begins; -1 where there is no further style."""
    at = xml.find(_DEFINES, begin)
    return at if at < 0 else at + len(_DEFINES)


def _piece(xml: str, begin: int) -> tuple[str, int]:
    """A style's definition from its id on, and where the next begins."""
    after = _behind_next(xml, begin)
    return xml[begin : after - len(_DEFINES) if after > 0 else None], after


@remembered(1024, longest=100)
def _depth(name: str) -> int:
    """The level that a name such as "List Bullet 2" speaks of."""
    match = _DEPTH.search(name)
    return max(0, int(match[1] or match[2]) - 1) if match else 0
