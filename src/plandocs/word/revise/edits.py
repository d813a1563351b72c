"""Edits to a part's XML text at the places that the view remembers: token by token.

`Edits` gathers replacements of whole paragraphs and rows; `with_stretches` puts tags or values in
place of stretches of a line's text, and its labels stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from plandocs.word.package.tokens import EMPTY, escape, offsets, split, taken_apart, unescape
from plandocs.word.view.document import Block, Paragraph, Row, Table

_PROPERTIES = re.compile(r"<w:pPr(?:\s[^>]*)?>.*?</w:pPr>|<w:pPr\s*/>", re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<w:rPr(?:\s[^>]*)?>.*?</w:rPr>", re.DOTALL)
_TRACKED = re.compile(
    rf"<w:(ins|del|moveFrom|moveTo)\b{EMPTY}|<w:rPrChange\b.*?</w:rPrChange>", re.DOTALL
)
_RUN = re.compile(r"<w:r(?:\s[^>]*)?>.*?</w:r>", re.DOTALL)


class Control(NamedTuple):
    """A content control by its tokens: where it and its content begin and end."""

    start: int
    content: int
    content_end: int
    end: int


class Edits:
    """Replacements gathered against the text as it was, made all at once."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.pieces = split(xml)
        self.spans = offsets(self.pieces)
        self._edits: list[tuple[int, int, str]] = []

    def begin(self, token: int) -> int:
        """Where the tag at this token begins."""
        return self.spans[token][0]

    def end(self, token: int) -> int:
        """Where the tag at this token ends."""
        return self.spans[token][1]

    def slice(self, start: int, end: int) -> str:
        """The text from one tag to the end of another."""
        return self.xml[self.begin(start) : self.end(end)]

    def replace(self, begin: int, end: int, text: str) -> None:
        """Put ``text`` in place of this stretch of the original."""
        self._edits.append((begin, end, text))

    def rewrite(self, block: Paragraph | Row, xml: str) -> None:
        """Put XML in place of a whole paragraph or row; "" takes it out."""
        self.replace(self.begin(block.start), self.end(block.end), xml)

    def places(self) -> list[int]:
        """Where the edits begin."""
        return sorted(begin for begin, _, _ in self._edits)

    def done(self) -> str:
        """The text with every edit made; an edit inside a replaced stretch is part of it."""
        out: list[str] = []
        at = 0
        for begin, end, text in sorted(self._edits, key=lambda edit: (edit[0], -edit[1])):
            if begin < at:
                continue
            out += (self.xml[at:begin], text)
            at = end
        return "".join([*out, self.xml[at:]])

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The content controls, each behind those that it holds."""
        result: list[Control] = []
        open_: list[list[int]] = []
        for at, piece in enumerate(self.pieces):
            name, attributes, _ = taken_apart(piece)
            if name == "w:sdt" and not attributes.endswith("/"):
                open_.append([at])
            elif name in ("w:sdtContent", "/w:sdtContent") and open_:
                open_[-1].append(at)
            elif name == "/w:sdt" and open_:
                marks = (*open_.pop(), at)
                result += [Control(*marks)] if len(marks) == len(Control._fields) else []
        return tuple(result)

    # -- paragraphs -------------------------------------------------------------------------

    def paragraph(self, p: Paragraph) -> str:
        """A paragraph's own XML."""
        return self.slice(p.start, p.end)

    def with_text(self, p: Paragraph, text: str, *, properties: str | None = None) -> str:
        """The paragraph as one run that says ``text``, in the form of what stood there."""
        return paragraph_with(self.paragraph(p), text, properties=properties)

    def keep_front(self, p: Paragraph, cut: int, text: str) -> str:
        """The paragraph's first ``cut`` characters as they are, then ``text``."""
        xml = self.paragraph(p)
        left = cut

        def shorten(match: re.Match[str]) -> str:
            nonlocal left
            words = unescape(match[2])
            front, left = words[:left], max(0, left - len(words))
            return f'<w:t xml:space="preserve">{escape(front)}</w:t>' if front else "<w:t/>"

        short = re.sub(r"<w:t(\s[^>]*)?>([^<]*)</w:t>", shorten, xml)
        first = _RUN.search(short)
        run = _run(_RUN_PROPERTIES.search(first[0]) if first else None, text)
        return short[: short.rindex("</w:p>")] + run + "</w:p>"


class RowEdits(Edits):
    """Replacements in the XML of one row, whose paragraphs are told by their place in the part."""

    def __init__(self, part: Edits, row: Row) -> None:
        super().__init__(part.slice(row.start, row.end))
        self._part, self._shift = part, part.begin(row.start)

    def rewrite(self, block: Paragraph | Row, xml: str) -> None:
        """Put XML in place of a whole paragraph of the row; "" takes it out."""
        begin, end = self._part.begin(block.start), self._part.end(block.end)
        self.replace(begin - self._shift, end - self._shift, xml)


def paragraph_with(xml: str, text: str, *, properties: str | None = None) -> str:
    """A paragraph's XML with one run in place of its content."""
    match = _PROPERTIES.search(xml)
    existing = match[0] if match else ""
    first = _RUN.search(xml, match.end() if match else 0)
    style = _RUN_PROPERTIES.search(first[0]) if first else _RUN_PROPERTIES.search(existing)
    opening = re.match(r"<w:p(?:\s[^>]*?)?(?=/?>)", xml)
    front = (opening[0] if opening else "<w:p").rstrip()
    return f"{front}>{existing if properties is None else properties}{_run(style, text)}</w:p>"


def properties_of(xml: str) -> str:
    """A paragraph's ``w:pPr``, "" where it has none."""
    match = _PROPERTIES.search(xml)
    return match[0] if match else ""


def _run(style: re.Match[str] | None, text: str) -> str:
    properties = _TRACKED.sub("", style[0]) if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def row_places(blocks: list[Block]) -> dict[int, tuple[Table, Row]]:
    """The table and row of each cell, by the cell's first token."""
    places: dict[int, tuple[Table, Row]] = {}
    for block in blocks:
        if type(block) is Table:
            for row in block.rows:
                for cell in row.cells:
                    places[cell.start] = (block, row)
                    places.update(row_places(cell.blocks))
    return places


CHARACTERS = re.compile(
    r"<w:t(?:\s[^>]*)?>(?P<text>[^<]*)</w:t>|<w:(?:tab|br|cr|noBreakHyphen)(?:\s[^>]*)?/>"
)
"""One character of a paragraph's text each: a tab, a break, a no-break hyphen; or a run's text."""
_TAB_STOPS = re.compile(r"<w:tabs>.*?</w:tabs>", re.DOTALL)
_LINE_FORMAT = re.compile(r"<w:rPr(?:\s[^>]*)?>.*?</w:rPr>", re.DOTALL)

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
    return line.closed(xml[:start] + CHARACTERS.sub(line.piece, xml[start:]))


class _Line:
    """Where in the text of a line the pass stands, and which tags are still to be said."""

    def __init__(self, stretches: list[Stretch], gap: str) -> None:
        self.stretches = stretches
        self.gap = gap
        self.placed: set[str] = set()
        self.position = 0

    def piece(self, match: re.Match[str]) -> str:
        """One piece of the text, with the tags of what stands in it."""
        if match["text"] is None:
            before = self._between()
            text = f'<w:t xml:space="preserve">{before}</w:t>' if before else ""
            inside = self._at(self.position) is not None
            self.position += 1
            return text + ("" if inside else match[0])
        letters = "".join(map(self._letter, unescape(match["text"])))
        return f'<w:t xml:space="preserve">{escape(letters)}</w:t>' if letters else "<w:t/>"

    def _letter(self, letter: str) -> str:
        before = self._between() + self._gap_before(letter)
        result = self._at(self.position)
        self.position += 1
        return before + (letter if result is None else self._say(result[2]))

    def _gap_before(self, letter: str) -> str:
        """A gap between a value that takes the place of a rule, and the label behind it."""
        ended = any(begin < end == self.position for begin, end, _ in self.stretches)
        return "  " if ended and not letter.isspace() else ""

    def _between(self) -> str:
        """What stands before this character where a value of no length does: a blank in a line."""
        tags = [s[2] for s in self.stretches if s[0] == s[1] == self.position]
        return "".join(f"{self.gap}{tag}" for tag in map(self._say, tags) if tag)

    def _at(self, position: int) -> Stretch | None:
        return next((s for s in self.stretches if s[0] <= position < s[1]), None)

    def _say(self, tag: str) -> str:
        new = tag not in self.placed
        self.placed.add(tag)
        return tag if new else ""

    def closed(self, xml: str) -> str:
        """The line with what had no text to give way: a value at the very end of it."""
        left = [tag for _, _, tag in self.stretches if tag and tag not in self.placed]
        if not left:
            return xml
        match = _LINE_FORMAT.search(xml, xml.find("<w:r"))
        look = match[0] if match else ""
        run = f'<w:r>{look}<w:t xml:space="preserve">{self.gap}{" ".join(left)}</w:t></w:r>'
        at = xml.rindex("</w:p>")
        return xml[:at] + run + xml[at:]
