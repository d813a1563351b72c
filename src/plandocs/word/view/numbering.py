"""Automatic numbers and bullets: what Word shows in front of each listed paragraph.

The paragraphs of a document learn, from its styles and its numbering part, their ``number`` ("3.",
"•") and ``level``. Numbers count on through the whole document, list by list, as Word counts them
(ECMA-376 17.9).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from plandocs.remembered import remembered
from plandocs.word.package.tokens import unescape
from plandocs.word.view.document import Paragraph
from plandocs.word.view.styles import Styles

_LEVEL = re.compile(r'<w:lvl\s[^>]*w:ilvl="(\d)"[^>]*(?<!/)>(.*?)</w:lvl>', re.DOTALL)
_VALUE = {
    name: re.compile(rf'<w:{name}\s[^>]*w:val="([^"]*)"')
    for name in ("numFmt", "lvlText", "start", "abstractNumId", "startOverride")
}
_STYLE_LINK = re.compile(r'<w:(?:(styleLink)|numStyleLink)\s[^>]*w:val="([^"]*)"')
_DEFINITION = re.compile(r'<w:(num|abstractNum)\s[^>]*?w:(?:numId|abstractNumId)="([^"]*)"')
_OVERRIDE = re.compile(
    r'<w:lvlOverride\s[^>]*w:ilvl="(\d)"[^>]*(?<!/)>(.*?)</w:lvlOverride>', re.DOTALL
)
_PLACE = re.compile(r"%(\d)")
_WORDS = re.compile(r"[^\W\d_]{2}")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@remembered(512, longest=100)
def _has_words(text: str) -> bool:
    return _WORDS.search(_PLACE.sub(" ", text)) is not None


class Level(NamedTuple):
    """One level of a list: its number format, the text around the number, where it starts."""

    form: str
    text: str
    start: int

    @property
    def worded(self) -> bool:
        """Whether it shows words of its own."""
        return _has_words(self.text)


class List(NamedTuple):
    """One list: whose counters it shares, and its levels."""

    abstract: str
    levels: dict[int, Level]
    restarts: frozenset[int]
    worded: frozenset[int] = frozenset()
    """The levels that show words beside the number: "Goal 1:"."""
    bullets: bool = False
    """Return whether it shows bullets at all levels, and counts for no other list."""


class Numbering:
    """The lists of one document, looked up when asked for.

    Many documents may share them, so no list is kept but those that they define.
    """

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._lists: dict[str, List] = {}

    def list(self, num: str) -> List:
        """The list with this ``numId``; one without levels where the part does not define it."""
        list_ = self._lists.get(num)
        if list_ is None:
            list_ = self._look_up(num)
            if ("num", num) in self._definitions:
                self._lists[num] = list_
        return list_

    @cached_property
    def _without_overrides(self) -> bool:
        """Whether no list has levels of its own."""
        return "<w:lvlOverride" not in self._xml

    @cached_property
    def _definitions(self) -> dict[tuple[str, str], str]:
        """The text of each list and of each that they share, by element and id."""
        texts: dict[tuple[str, str], str] = {}
        for match in _DEFINITION.finditer(self._xml):
            end = self._xml.find(f"</w:{match[1]}>", match.end())
            if end < 0:
                break
            texts.setdefault((match[1], match[2]), self._xml[match.start() : end])
        return texts

    def _shared(self, abstract: str) -> str:
        """What lists share: their levels, or those of the list style that it names (17.9.21)."""
        definition = self._definitions.get(("abstractNum", abstract), "")
        named = _STYLE_LINK.search(definition)
        if named is None or named[1]:
            return definition
        holders = (text for (kind, _), text in self._definitions.items() if kind == "abstractNum")
        link = f'<w:styleLink w:val="{named[2]}"'
        return next((text for text in holders if link in text), definition)

    def _look_up(self, num: str) -> List:
        definition = self._definitions.get(("num", num), "")
        abstract = _value(definition, "abstractNumId", "")
        levels = _levels(self._shared(abstract))
        restarts = set()
        for ilvl, override in _OVERRIDE.findall(definition):
            at = int(ilvl)
            levels.update(_levels(override))
            start = _value(override, "startOverride", "")
            if start:
                restarts.add(at)
                old = levels.get(at, Level("decimal", f"%{at + 1}.", 1))
                levels[at] = old._replace(start=_number(start, old.start))
        worded = frozenset(at for at, level in levels.items() if level.worded)
        counts = worded or any(level.form != "bullet" for level in levels.values())
        bullets = not counts and self._without_overrides
        return List(abstract or f"num {num}", levels, frozenset(restarts), worded, bullets)


def _value(xml: str, name: str, otherwise: str) -> str:
    match = _VALUE[name].search(xml)
    return unescape(match[1]) if match else otherwise


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def _levels(xml: str) -> dict[int, Level]:
    return {
        int(ilvl): Level(
            _value(inside, "numFmt", "decimal"),
            _value(inside, "lvlText", ""),
            _number(_value(inside, "start", "1"), 1),
        )
        for ilvl, inside in _LEVEL.findall(xml)
    }


def number(paragraphs: list[Paragraph], styles: Styles, numbering: Numbering) -> None:
    """Tell every paragraph its list level and the number or bullet that Word shows for it."""
    counters: dict[str, dict[int, int]] = {}
    begun: set[tuple[str, int]] = set()
    unlisted = styles.unlisted
    for p in [p for p in paragraphs if p.num or p.style not in unlisted]:
        num, level, depth = styles.list_of(p.style)
        if p.num:
            num, level = p.num, p.level if p.level > 0 else 0
        if num == "0":  # taken out of the list (17.9.18)
            num = ""
        # A style such as List Bullet 2 has a list of its own, whose level is the first.
        p.level = level if num and level > depth else depth
        if num:
            list_ = numbering.list(num)
            if list_.bullets:
                p.number = "•"
                continue
            p.number = _next(list_, num, level, counters, begun)
            if level in list_.worded and p.text:
                p.add("number", p.number)
        elif p.indent is None and (indent := styles.indent_of(p.style)):
            p.indent = indent


def _next(
    list_: List,
    num: str,
    level: int,
    counters: dict[str, dict[int, int]],
    begun: set[tuple[str, int]],
) -> str:
    shape = list_.levels.get(level)
    if shape is None:
        return "•"
    counts = counters.setdefault(list_.abstract, {})
    if level in list_.restarts and (num, level) not in begun:
        begun.add((num, level))
        counts.pop(level, None)
    counts[level] = counts.get(level, shape.start - 1) + 1
    if len(counts) > 1:
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
    if shape.form == "bullet" and level not in list_.worded:
        return "•"
    if shape.form == "none":
        return _PLACE.sub("", shape.text).strip() if shape.worded else ""

    def level_number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = list_.levels.get(at, shape)
        return in_form(counts.get(at, other.start), other.form)

    return _PLACE.sub(level_number, shape.text).strip()


def in_form(count: int, form: str) -> str:
    """A count in one of Word's number formats; decimal where the format is a rare one."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for value, letters in _ROMAN:
            while count >= value:
                roman, count = roman + letters, count - value
        return roman.upper() if form == "upperRoman" else roman
    return str(count)
