"""The same view of a part, and beside it what only a page for the eye needs.

A reading asks what stands in a paragraph; a page also where in it a deleted word stood, what is
bold, who wrote a comment. `view_traced` sees a part by the very handlers of the view, tag by tag,
and notes this as it goes. Reading does none of it, so it costs reading nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from plandocs.word.package.tokens import attribute, switched_on, taken_apart
from plandocs.word.view.document import Block, Cell, Extra, Paragraph, Row, walk
from plandocs.word.view.fast import HANDLERS, with_tracked_properties, without_sessions
from plandocs.word.view.state import View

_PROPERTIES: Final = frozenset({"w:rPr", "w:pPr", "w:trPr", "w:tcPr", "w:sdtPr"})
_LOOKS: Final = {"w:b": "bold", "w:i": "italic", "w:u": "underlined"}
_INSERTIONS: Final = frozenset({"w:ins", "w:moveTo"})
_DELETIONS: Final = frozenset({"w:del", "w:moveFrom"})
_NOTES: Final = frozenset({"w:comment", "w:footnote", "w:endnote"})
_NO_FILL: Final = frozenset({"", "auto", "FFFFFF", "ffffff"})
_NONE: Final = frozenset({"0", "false", "off", "none"})


class Look(NamedTuple):
    """How a stretch of text looks; ``who`` inserted it, where that was tracked."""

    styles: frozenset[str] = frozenset()
    who: str = ""


PLAIN: Final = Look()


class Placed(NamedTuple):
    """Something beside the text, and behind how many of its characters it stands."""

    kind: str
    text: str
    at: int
    who: str


class Trace:
    """What was noted of one paragraph: its formatting by character, its extras' places."""

    __slots__ = ("extras", "formatting", "length", "text")

    def __init__(self) -> None:
        self.formatting: list[tuple[int, Look]] = []
        self.extras: list[tuple[int, str]] = []
        self.length = 0
        self.text = ""

    def look(self, at: int, look: Look) -> None:
        """From this character on the text looks so."""
        while self.formatting and self.formatting[-1][0] >= at:
            self.formatting.pop()
        if look != (self.formatting[-1][1] if self.formatting else PLAIN):
            self.formatting.append((at, look))


class Traces:
    """What was noted of the paragraphs, cells, rows and notes of a document."""

    def __init__(self) -> None:
        self.of: dict[Paragraph, Trace] = {}
        self.shaded: set[Cell] = set()
        self.headed: set[Row] = set()
        self.headings: dict[Paragraph, int] = {}
        self.authors: dict[tuple[str, str], str] = {}
        self._blocks: dict[Cell, list[Block]] = {}
        self._placed: dict[Paragraph, list[Placed]] = {}

    def settle(self, paragraphs: list[Paragraph]) -> None:
        """The view of a part has ended: note what stands where."""
        for p in paragraphs:
            trace = self.of.get(p)
            if trace is None:
                continue
            trace.length = len(p.text)
            self._placed[p] = [
                Placed(*extra, at, who)
                for extra, (at, who) in zip(p.extras or (), trace.extras, strict=False)
            ]

    def keep(self, blocks: list[Block], heading_of: Callable[[str], int]) -> None:
        """Keep what stands here as it was seen: reading leaves out what a blank printed."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.of.setdefault(block, Trace()).text = block.text
                if level := heading_of(block.style):
                    self.headings[block] = level
                continue
            for row in block.rows:
                for cell in row.cells:
                    self._blocks[cell] = list(cell.blocks)
                    self.keep(cell.blocks, heading_of)

    def blocks(self, cell: Cell) -> list[Block]:
        """What stands in a cell, as it was seen."""
        return self._blocks.get(cell, cell.blocks)

    def walk(self, blocks: list[Block]) -> Iterator[Paragraph]:
        """Every paragraph in document order, as it was seen."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield from self.walk(self.blocks(cell))

    def formatting(self, p: Paragraph) -> list[tuple[int, Look]]:
        """The formatting of a paragraph; none where its text is not the one that was seen."""
        trace = self.of.get(p)
        return trace.formatting if trace is not None and trace.length == len(trace.text) else []

    def extras(self, p: Paragraph) -> list[Placed]:
        """What stands beside a paragraph's text, each at its place, or else at the end."""
        placed = list(self._placed.get(p, ()))
        end = len(self.of[p].text) if p in self.of else len(p.text)
        result = []
        for extra in p.extras or ():
            at = next((n for n, each in enumerate(placed) if _is_same(each, extra)), None)
            where, who = (end, "") if at is None else placed[at][2:]
            if at is not None:
                del placed[: at + 1]
            result.append(Placed(*extra, min(where, end), who))
        return sorted(result, key=lambda each: each.at)


def _is_same(placed: Placed, extra: Extra) -> bool:
    if placed.text == extra.text:
        return placed.kind == extra.kind or placed.kind == "moved"
    return placed.kind in ("file", "chunk", "form-control")


class TracedView(View):
    """A view that notes where things stand."""

    def __init__(
        self, data: bytes, hidden_styles: Callable[[str], bool] | None, traces: Traces
    ) -> None:
        super().__init__(data, hidden_styles)
        self.traces = traces
        self.styles: set[str] = set()
        self.inserted: list[str] = []
        self.deleted_by: list[str] = []
        self.inside: list[str] = []  # open properties
        self.new_row: tuple[Row, str] | None = None

    def emit(self, text: str) -> None:
        """Put text where it belongs, and note how it looks."""
        self._looked()
        super().emit(text)

    def words(self, text: str) -> None:
        """Words where nothing odd is open."""
        self._looked()
        super().words(text)

    def _looked(self) -> None:
        styles, who = set(self.styles), ""
        if self.struck:
            styles.add("struck")
        if self.inserted or (self.new_row is not None and self.new_row[0] is self.row):
            styles.add("inserted")
            who = self.inserted[-1] if self.inserted else self.new_row[1] if self.new_row else ""
        look = Look(frozenset(styles), who) if styles else PLAIN
        trace = self._trace()
        if trace.formatting or look is not PLAIN:
            trace.look(self.length(), look)

    def _trace(self) -> Trace:
        p = self.paragraph()
        trace = self.traces.of.get(p)
        if trace is None:
            trace = self.traces.of[p] = Trace()
        return trace

    def note_place(self) -> None:
        """Note where the extras that came with the last tag stand."""
        p = self.p
        if p is None or not p.extras:
            return
        trace = self._trace()
        while len(trace.extras) < len(p.extras):
            trace.extras.append((self.length(), self.deleted_by[-1] if self.deleted_by else ""))

    def watch(self, name: str, attributes: str) -> None:
        """What a tag says to the eye; called before its handler."""
        if name in _PROPERTIES:
            if not attributes.endswith("/"):
                self.inside.append(name)
        elif name[:1] == "/" and name[1:] in _PROPERTIES:
            if self.inside:
                self.inside.pop()
        elif name == "w:r":
            self.styles = set()
        elif name in _LOOKS:
            self._style(name, attributes)
        elif name in _INSERTIONS or name in _DELETIONS:
            self._tracked(name, attributes)
        elif name[1:] in _INSERTIONS or name[1:] in _DELETIONS:
            stack = self.inserted if name[1:] in _INSERTIONS else self.deleted_by
            if stack and not self.inside:
                stack.pop()
        elif name == "w:shd":
            self._shade(attributes)
        elif name == "w:tblHeader" and self.row is not None and switched_on(attributes):
            self.traces.headed.add(self.row)
        elif name in _NOTES:
            named = attribute(attributes, "w:author") or ""
            self.traces.authors[name[2:], attribute(attributes, "w:id") or ""] = named

    def _style(self, name: str, attributes: str) -> None:
        if self.in_run and self.inside[-1:] == ["w:rPr"]:
            if attribute(attributes, "w:val") in _NONE:
                self.styles.discard(_LOOKS[name])
            else:
                self.styles.add(_LOOKS[name])

    def _tracked(self, name: str, attributes: str) -> None:
        who = attribute(attributes, "w:author") or ""
        if not self.inside:
            if not attributes.endswith("/"):
                (self.inserted if name in _INSERTIONS else self.deleted_by).append(who)
        elif self.inside[-1] == "w:trPr" and name in _INSERTIONS and self.row is not None:
            self.new_row = self.row, who

    def _shade(self, attributes: str) -> None:
        fill = attribute(attributes, "w:fill") or ""
        if self.inside[-1:] == ["w:tcPr"] and self.cell is not None and fill not in _NO_FILL:
            self.traces.shaded.add(self.cell)


def seen_with_traces(
    xml: str, hidden_styles: Callable[[str], bool] | None, traces: Traces
) -> TracedView:
    """See one part, given as canonical XML, tag by tag."""
    v = TracedView(without_sessions(xml.encode()), hidden_styles, traces)
    ready = with_tracked_properties((), v.pieces)
    for at, piece in enumerate(ready):
        if at <= v.at or not piece:
            continue
        name, attributes, text = taken_apart(piece)
        handler = HANDLERS.get(name)
        v.watch(name, attributes)
        if handler is not None:
            v.at = at
            handler(v, attributes, text)
            v.note_place()
    v.at = len(ready)
    v.flush()
    story_paragraphs = [p for story in v.stories for p in walk(story.blocks)]
    traces.settle([*v.paragraphs, *story_paragraphs])
    return v
