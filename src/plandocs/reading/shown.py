"""A document and its reading as a page shows them: `read_shown` is what other rooms ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from plandocs.description.form import FormSpec
from plandocs.document_page import (
    DocumentPage,
    Grid,
    GridCell,
    GridRow,
    Line,
    Note,
    PageBlock,
    Part,
    Piece,
    Target,
    Thing,
    Words,
    anchor_of,
)
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.paths import steps_of
from plandocs.reading.claims import Claim, Claims, claim_fields
from plandocs.reading.document import Trail, read_form
from plandocs.reading.leftover import claim_leftover
from plandocs.reading.letters import NUMBER
from plandocs.word.view.document import Block, Cell, Paragraph, Row, Story, Table, walk
from plandocs.word.view.traced import PLAIN, Look, Placed, Traces

MOST_LETTERS: Final = 400_000
MOST_BLOCKS: Final = 20_000
_DEEPEST: Final = 6  # tables in tables; what is nested deeper is shown as lines
_NOTES: Final = {"footnote": "Footnotes", "endnote": "Endnotes", "comment": "Comments"}
_NO_WORDS: Final = frozenset({"number", "moved", "unfollowed"})
_ORDER: Final = ("bold", "italic", "underlined", "struck", "inserted")


class ShownDocument(NamedTuple):
    """A reading, the page of its document, and the ids of the words on it.

    ``unmapped`` has those of each of the reading's words in no field, in its order.
    """

    reading: Reading[Plan]
    page: DocumentPage
    fields: dict[str, tuple[str, ...]]
    unmapped: tuple[tuple[str, ...], ...]


def read_shown(*source: Any, **options: Any) -> ShownDocument:
    """Read one completed form as `read_form` does, and show it.

    Raises:
        PlandocsError: the file cannot be read as one of the forms.
    """
    trail = Trail()
    reading = read_form(*source, **options, trail=trail)
    assert reading.plan is not None
    claims = Claims(trail)
    claim_fields(claims, trail, reading.plan)
    lost = claim_leftover(claims, trail, reading.unmapped)
    builder = _Builder(trail, claims, reading)
    page = builder.page(lost)
    fields = {
        path: tuple(ids)
        for owner, ids in builder.ids.items()
        if isinstance(owner, str)
        for path in (owner, *claims.paths.get(owner, ()))
    }
    unmapped = tuple(tuple(builder.ids.get(n, ())) for n in range(len(reading.unmapped)))
    return ShownDocument(reading, page, fields, unmapped)


class _Builder:
    """Makes the page, and counts what is on it."""

    def __init__(self, trail: Trail, claims: Claims, reading: Reading[Plan]) -> None:
        self.ids: dict[str | int, list[str]] = defaultdict(list)
        self._trail = trail
        self._claims = claims
        self._reading = reading
        self._letters = self._blocks = self._count = 0
        self._cut = False
        self._labels = {
            (story.kind, story.name): str(number)
            for kind in _NOTES
            for number, story in enumerate(self._stories(kind), 1)
        }
        self._backs: dict[str, str] = {}
        self._targets: dict[str | int, Target] = {}

    def _stories(self, *kinds: str) -> list[Story]:
        return [story for story in self._trail.document.stories if story.kind in kinds]

    def page(self, lost: Iterable[int]) -> DocumentPage:
        """The whole page; of an endless document its first part."""
        makers = (self._heads, self._body, self._feet, self._notes, self._embedded)
        parts = [part for make in makers for part in make()]
        parts += self._elsewhere(lost)
        return DocumentPage(tuple(parts), self._cut)

    # -- parts ------------------------------------------------------------------------------------

    def _heads(self) -> Iterator[Part]:
        yield from self._pages("header", "Page header")

    def _feet(self) -> Iterator[Part]:
        yield from self._pages("footer", "Page footer")

    def _pages(self, kind: str, title: str) -> Iterator[Part]:
        """The headers of first, odd and even pages are often the same: each is shown once."""
        met = set()
        for story in self._stories(kind):
            words = [
                (p.text, p.number, *(e.text for e in p.extras or ())) for p in walk(story.blocks)
            ]
            if any("".join(each).strip() for each in words) and str(words) not in met:
                met.add(str(words))
                yield Part(kind, title, self._all(story.blocks))

    def _body(self) -> Iterator[Part]:
        yield Part("text", "", self._all(self._trail.document.blocks))

    def _notes(self) -> Iterator[Part]:
        for kind, title in _NOTES.items():
            notes = [
                Note(
                    self._anchor(kind, story.name),
                    self._labels[kind, story.name],
                    self._all(story.blocks),
                    self._trail.traces.authors.get((kind, story.name), ""),
                    self._backs.get(self._anchor(kind, story.name), ""),
                )
                for story in self._stories(kind)
            ]
            if notes:
                yield Part(kind, title, notes=tuple(notes))

    def _embedded(self) -> Iterator[Part]:
        for story in self._stories("embedded"):
            yield Part("embedded", "Embedded in the document", self._all(story.blocks))

    def _elsewhere(self, lost: Iterable[int]) -> Iterator[Part]:
        """Words in no field that have no place of their own on the page."""
        lines = []
        for number in lost:
            if self._letters >= MOST_LETTERS:
                self._cut = True
                break
            each = self._reading.unmapped[number]
            self._letters += len(each.text)
            lines.append(Line((self._piece(number, (Words(each.text),)),)))
        if lines:
            yield Part("elsewhere", "Also in the file", tuple(lines))

    # -- blocks -----------------------------------------------------------------------------------

    def _is_full(self) -> bool:
        """Whether the page has as much on it as it may; what comes then is cut."""
        full = self._letters > MOST_LETTERS or self._blocks > MOST_BLOCKS
        self._cut = self._cut or full
        return full

    def _all(self, blocks: Iterable[Block], deep: int = 0) -> tuple[PageBlock, ...]:
        result: list[PageBlock] = []
        for block in blocks:
            if self._is_full():
                break
            if isinstance(block, Paragraph):
                result.append(self._line(block))
            elif deep < _DEEPEST:
                result.append(self._grid(block, deep + 1))
            else:
                result += map(self._line, self._trail.traces.walk([block]))
        return tuple(result)

    def _grid(self, table: Table, deep: int) -> Grid:
        rows = []
        spans = _row_spans(table, self._trail.traces)
        for row in table.rows:
            if self._is_full():
                break
            cells = tuple(
                GridCell(
                    self._all(blocks, deep),
                    min(cell.span, 100),
                    spans.get(cell, (1, ()))[0],
                    cell in self._trail.traces.shaded or row in self._trail.traces.headed,
                )
                for cell, blocks in _cells(row, spans, self._trail.traces)
            )
            self._blocks += len(cells)
            if cells:
                rows.append(GridRow(cells, _state(row)))
        return Grid(tuple(rows), _widths(table))

    def _line(self, p: Paragraph) -> Line:
        self._blocks += 1
        self._letters += len(p.text)
        number = None
        mine = self._claims.by_paragraph.get(p, [])
        if p.number:
            things = self._claims.extras_of(p) if mine else []
            owner = next((c.owner for c in mine if _is_of_number(c, things)), None)
            number = self._piece(owner, (Words(p.number),))
        pieces = tuple(self._pieces(p, mine))
        heading = self._trail.traces.headings.get(p, 0) if p.text.strip() else 0
        listed = bool(p.number) or bool(p.num)
        return Line(pieces, heading, max(p.level, 0) if listed else -1, number)

    # -- words ------------------------------------------------------------------------------------

    def _pieces(self, p: Paragraph, claims: list[Claim]) -> Iterator[Piece]:
        text = self._trail.traces.of[p].text if p in self._trail.traces.of else p.text
        owned = {c.thing: c.owner for c in claims if c.thing >= 0}
        spans = (
            sorted(
                (c.span.begin, c.span.end, c.owner)
                for c in claims
                if c.thing < 0 and c.span.begin != NUMBER
            )
            if claims
            else []
        )
        things = [
            (each.at, number, each)
            for number, each in enumerate(self._claims.extras_of(p))
            if each.kind not in _NO_WORDS
        ]
        at = 0
        bounds = _stretches(spans, len(text))
        for begin, end, owner in bounds:
            while things and things[0][0] <= begin and not (owner is not None and begin < at):
                yield self._thing(things.pop(0), owned)
            while things and things[0][0] < end:
                if things[0][0] > begin:
                    yield self._piece(owner, self._words(p, text, begin, things[0][0]))
                    begin = things[0][0]
                yield self._thing(things.pop(0), owned)
            if end > begin:
                yield self._piece(owner, self._words(p, text, begin, end))
            at = end
        for each in things:
            yield self._thing(each, owned)

    def _words(self, p: Paragraph, text: str, begin: int, end: int) -> tuple[Words, ...]:
        """A stretch of text in pieces that look alike."""
        formatting = self._trail.traces.formatting(p)
        cuts = [(0, PLAIN), *formatting, (len(text), PLAIN)]
        pieces = []
        for (start, look), (stop, _) in pairwise(cuts):
            words = text[max(start, begin) : min(stop, end)]
            if words:
                pieces.append(_formatted(words, look))
        return tuple(pieces)

    def _thing(self, placed: tuple[int, int, Any], owned: dict[int, str | int]) -> Piece:
        _, number, each = placed
        self._letters += len(each.text)
        self._blocks += 1
        if each.kind in _NOTES:
            anchor = self._anchor(each.kind, each.text)
            label = self._labels.get((each.kind, each.text), "")
            self._count += 1
            back = f"words-{self._count}"
            self._backs.setdefault(anchor, back)
            return Piece((Thing(each.kind, label, "", anchor if label else ""),), back)
        thing = Thing(each.kind, each.text, each.who)
        return self._piece(owned.get(number), (thing,))

    def _piece(self, owner: str | int | None, parts: tuple[Words | Thing, ...]) -> Piece:
        if owner is None:
            return Piece(parts)
        self._count += 1
        name = f"words-{self._count}"
        ids = self.ids[owner]
        ids.append(name)
        return Piece(parts, name, self._target(owner), len(ids) == 1)

    def _target(self, owner: str | int) -> Target:
        if owner not in self._targets:
            if isinstance(owner, int):
                title = f"Words in no field: {self._reading.unmapped[owner].where}"
                self._targets[owner] = Target(f"unmapped-{owner}", title, in_field=False)
            else:
                title = title_of(self._trail.form, owner)
                self._targets[owner] = Target(anchor_of(owner), title, in_field=True)
        return self._targets[owner]

    def _anchor(self, kind: str, name: str) -> str:
        return f"{kind}-{self._labels.get((kind, name), '')}"


def title_of(form: FormSpec, path: str) -> str:
    """A field in the form's own words: "Section 1, row 2: Performance measure(s), 1"."""
    steps = steps_of(path)
    name = str(steps[0])
    cell = next((each for each in form.cells if each.name == name), None)
    if cell is not None:
        return cell.label
    section = form.section(name)
    numbers = [step + 1 for step in steps if isinstance(step, int)]
    column = next((c for c in section.columns if c.name in steps), None)
    has_row = len(steps) > 1 and isinstance(steps[1], int)
    row = f", row {numbers.pop(0)}" if has_row else ""
    item = f", {numbers[0]}" if numbers else ""
    return f"{section.title}{row}" + (f": {column.label}{item}" if column else "")


def _is_of_number(claim: Claim, things: list[Placed]) -> bool:
    if claim.thing < 0:
        return claim.span.begin == NUMBER
    return things[claim.thing].kind == "number"


def _formatted(words: str, look: Look) -> Words:
    return Words(words, tuple(s for s in _ORDER if s in look.styles), look.who)


def _stretches(
    spans: list[tuple[int, int, str | int]], length: int
) -> list[tuple[int, int, str | int | None]]:
    """A text from end to end, where each stretch has one owner or none."""
    result: list[tuple[int, int, str | int | None]] = []
    at = 0
    for begin, end, owner in spans:
        begin, end = max(begin, at), min(end, length)
        if begin >= end:
            continue
        if begin > at:
            result.append((at, begin, None))
        result.append((begin, end, owner))
        at = end
    if at < length:
        result.append((at, length, None))
    return result


_Spans = dict[Cell, tuple[int, list[Block]]]


def _row_spans(table: Table, traces: Traces) -> _Spans:
    """How many rows each merged cell covers, and what its lower cells hold."""
    spans: _Spans = {}
    above: dict[int, Cell] = {}
    for row in table.rows:
        current: dict[int, Cell] = {}
        for cell in row.cells:
            over = above.get(cell.column) if cell.merge == "continue" else None
            if over is not None and over.span == cell.span:
                rows, blocks = spans.get(over, (1, traces.blocks(over)))
                more = [
                    b for b in traces.blocks(cell) if isinstance(b, Table) or b.text or b.extras
                ]
                spans[over] = rows + 1, [*blocks, *more]
                spans[cell] = 0, []
                current[cell.column] = over
            elif cell.merge:
                current[cell.column] = cell
        above = current
    return spans


def _cells(row: Row, spans: _Spans, traces: Traces) -> Iterator[tuple[Cell, list[Block]]]:
    if row.before:
        filler = Cell(row.start)
        filler.span = row.before
        yield filler, []
    for cell in row.cells:
        rows, blocks = spans.get(cell, (1, traces.blocks(cell)))
        if rows:
            yield cell, blocks


def _state(row: Row) -> str:
    return "deleted" if row.deleted else "hidden" if row.hidden else ""


def _widths(table: Table) -> tuple[int, ...]:
    whole = sum(table.grid)
    if whole <= 0 or len(table.grid) > 100 or min(table.grid) < 0:
        return ()
    return tuple(max(1, round(100 * each / whole)) for each in table.grid)
