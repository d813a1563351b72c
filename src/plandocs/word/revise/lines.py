"""Lines of the body that hold labels and values: each value gives way to a tag, labels stay.

In: a paragraph's XML and stretches of its text. Out: the XML with tags in place of the stretches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from plandocs.word.package.tokens import unescape

# One character of a paragraph's text each: a tab, a break, a no-break hyphen; or a run's text.
_PIECE = re.compile(
    r"<w:t(?:\s[^>]*)?>(?P<text>[^<]*)</w:t>|<w:(?:tab|br|cr|noBreakHyphen)(?:\s[^>]*)?/>"
)
_TAB_STOPS = re.compile(r"<w:tabs>.*?</w:tabs>", re.DOTALL)
_PROPERTIES = re.compile(r"<w:rPr(?:\s[^>]*)?>.*?</w:rPr>", re.DOTALL)

Stretch = tuple[int, int, str]


def with_stretches(xml: str, stretches: Sequence[Stretch], gap: str = " ") -> str:
    """The paragraph with each stretch ``(begin, end, tag)`` of its text replaced by its tag.

    ``gap`` stands before a tag that has no text to take the place of.
    """
    if xml.endswith("/>"):
        xml = f"{xml[:-2].rstrip()}></w:p>"
    line = _Line(sorted(stretches), gap)
    stops = _TAB_STOPS.search(xml)
    start = stops.end() if stops else 0
    return line.closed(xml[:start] + _PIECE.sub(line.piece, xml[start:]))


class _Line:
    """Where in the text of a line the pass stands, and which tags are still to be said."""

    def __init__(self, stretches: list[Stretch], gap: str) -> None:
        self.stretches = stretches
        self.gap = gap
        self.said: set[str] = set()
        self.position = 0

    def piece(self, match: re.Match[str]) -> str:
        """One piece of the text, with the tags of what stands in it."""
        if match["text"] is None:
            before = self._between()
            said = f'<w:t xml:space="preserve">{before}</w:t>' if before else ""
            inside = self._at(self.position) is not None
            self.position += 1
            return said + ("" if inside else match[0])
        kept = "".join(map(self._letter, unescape(match["text"])))
        return f'<w:t xml:space="preserve">{escape(kept)}</w:t>' if kept else "<w:t/>"

    def _letter(self, letter: str) -> str:
        before = self._between() + self._gap_before(letter)
        found = self._at(self.position)
        self.position += 1
        return before + (letter if found is None else self._say(found[2]))

    def _gap_before(self, letter: str) -> str:
        """A gap between a value that takes the place of a rule, and the label behind it."""
        ended = any(begin < end == self.position for begin, end, _ in self.stretches)
        return "  " if ended and not letter.isspace() else ""

    def _between(self) -> str:
        """What stands before this character where a value of no length does: a blank in a line."""
        here = [s[2] for s in self.stretches if s[0] == s[1] == self.position]
        return "".join(f"{self.gap}{tag}" for tag in map(self._say, here) if tag)

    def _at(self, position: int) -> Stretch | None:
        return next((s for s in self.stretches if s[0] <= position < s[1]), None)

    def _say(self, tag: str) -> str:
        new = tag not in self.said
        self.said.add(tag)
        return tag if new else ""

    def closed(self, xml: str) -> str:
        """The line with what had no text to give way: a value at the very end of it."""
        left = [tag for _, _, tag in self.stretches if tag and tag not in self.said]
        if not left:
            return xml
        found = _PROPERTIES.search(xml, xml.find("<w:r"))
        look = found[0] if found else ""
        run = f'<w:r>{look}<w:t xml:space="preserve">{self.gap}{" ".join(left)}</w:t></w:r>'
        at = xml.rindex("</w:p>")
        return xml[:at] + run + xml[at:]
