"""Which words of a document are which field's, and which stand in no field.

What reading took each value from is known (`Trail.taken`); here the value's letters are found in
those paragraphs again, line by line, and no others. What is left over is looked for in the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from plandocs.model.plan import Plan
from plandocs.paths import value_at
from plandocs.reading.account import unmapped_kind
from plandocs.reading.document import Trail
from plandocs.reading.letters import (
    Letters,
    Span,
    bare,
    ends_word,
    is_marker,
    letters_of,
    lines_in,
    lines_of,
    spans_of,
    starts_word,
)
from plandocs.word.locate import Slot
from plandocs.word.view.document import Paragraph, Table, walk
from plandocs.word.view.traced import Placed

_MOST_MISSES: Final = 50  # lines of one field that are looked for in vain


class Claim(NamedTuple):
    """A stretch of words, or something beside them, and whose it is: a field's path or a number.

    ``thing`` is the number of what stands beside the paragraph's text, -1 of its words.
    """

    span: Span
    owner: str | int
    thing: int = -1


class Claims:
    """All claims on a document, by paragraph; ``paths`` are others that share a field's words."""

    def __init__(self, trail: Trail) -> None:
        self.by_paragraph: dict[Paragraph, list[Claim]] = defaultdict(list)
        self.paths: dict[str, list[str]] = defaultdict(list)
        self.owners: set[str | int] = set()
        self._trail = trail
        self._body = {p.start: p for p in trail.traces.walk(trail.document.blocks)}
        self.things: dict[Paragraph, list[Placed]] = {}

    def put(self, spans: Iterable[Span], owner: str | int) -> None:
        """Give stretches of words to a field, or to words in no field."""
        for span in spans:
            self.by_paragraph[span.p].append(Claim(span, owner))
            self.owners.add(owner)

    def put_thing(self, p: Paragraph, number: int, owner: str | int) -> None:
        """Give something beside a paragraph's words."""
        self.by_paragraph[p].append(Claim(Span(p, 0, 0), owner, number))
        self.owners.add(owner)

    def extras_of(self, p: Paragraph) -> list[Placed]:
        """The extras of a paragraph, in order."""
        if p not in self.things:
            self.things[p] = self._trail.traces.extras(p)
        return self.things[p]

    def real(self, span: Span, slot: Slot) -> Span:
        """A stretch in the document: a line with several labels was read piece by piece."""
        p = self._body.get(span.p.start, span.p)
        if p is span.p or p.text == span.p.text:
            return Span(p, *span[1:])
        begin = slot.span[0] if slot.span is not None else 0
        front = p.text.find(span.p.text, begin)
        if front < 0 or not span.p.text:
            return Span(p, *(slot.span or (0, len(p.text))))
        return Span(p, front + max(span.begin, 0), front + span.end)


def claim_fields(claims: Claims, trail: Trail, plan: Plan) -> None:
    """Find the words of every value of a plan in the paragraphs that they were read from."""
    data = plan.model_dump(mode="json")
    first: dict[int, str] = {}
    slots_of: dict[str, list[Slot]] = {}
    for path, slots in trail.taken:
        shared = first.setdefault(id(slots), path)
        if shared != path:
            claims.paths[shared].append(path)
        else:
            slots_of.setdefault(path, []).extend(slots)
    for path, slots in slots_of.items():
        _claim_value(claims, path, slots, data)
    for shared, others in list(claims.paths.items()):
        _share_items(claims, shared, others, data)
    _claim_printed(claims, trail, data)


def _share_items(claims: Claims, path: str, others: Iterable[str], data: Mapping[str, Any]) -> None:
    value = value_at(data, path)
    if isinstance(value, list):
        for number in range(len(value)):
            claims.paths[f"{path}[{number}]"] += [f"{other}[{number}]" for other in others]


def _claim_value(claims: Claims, path: str, slots: list[Slot], data: Mapping[str, Any]) -> None:
    spec = slots[0].spec
    try:
        value = value_at(data, path)
    except (LookupError, ValueError):
        return
    search = _Search(claims, slots, spec.kind.ranks or spec.kind.counted)
    written = spec.kind.written(value)
    if isinstance(written, str):
        claims.put(search.find(written), path)
    else:
        for number, item in enumerate(written):
            claims.put(search.find(item), f"{path}[{number}]")
    if "picture" in spec.kind.own and value:
        for slot in slots:
            _claim_drawings(claims, slot, path)


def _claim_drawings(claims: Claims, slot: Slot, path: str) -> None:
    for p in walk(slot.blocks):
        real = claims.real(Span(p, 0, len(p.text)), slot).p
        for number, thing in enumerate(claims.extras_of(real)):
            if thing.kind in slot.spec.kind.own:
                claims.put_thing(real, number, path)


def _claim_printed(claims: Claims, trail: Trail, data: Mapping[str, Any]) -> None:
    """The labels of a form's printed rows stand in cells of their own."""
    paths: dict[int, str] = {}
    for path, slots in trail.taken:
        for slot in slots:
            paths.setdefault(id(slot), path)
    for name, section in trail.copy.sections.items():
        key = section.spec.key_column.name
        for row in section.rows:
            if row.label_cell is None:
                continue
            taken = [s for slots in row.slots.values() for s in slots if id(s) in paths]
            if not taken:
                continue
            path = f"{paths[id(taken[0])].rpartition('.')[0]}.{key}"
            if path.startswith(f"{name}[") and path not in claims.owners:
                label = Slot(section.spec.key_column, "", 0, 0, row.label_cell.blocks)
                spans = _Search(claims, [label], numbers=False).find(str(value_at(data, path)))
                typed = [span for p in walk(label.blocks) for span in lines_of(p) if p.text.strip()]
                claims.put(spans or typed, path)  # with a slip in it, all of the label


class _Search:
    """Goes through the lines of a field's places; each is found once, in order."""

    def __init__(self, claims: Claims, slots: Iterable[Slot], numbers: bool) -> None:
        lines = (
            [claims.real(span, slot) for span in line]
            for slot in slots
            for line in _lines(slot, numbers)
        )
        self._lines = [each for each in map(letters_of, lines) if each.text]
        self._used = [0] * len(self._lines)
        self._at = 0
        self._missed = 0

    def find(self, value: str) -> list[Span]:
        """Where a value stands; whatever of it is not found is left out."""
        result: list[Span] = []
        for line in value.split("\n"):
            letters = bare(line)
            if letters and self._missed < _MOST_MISSES:
                spans = self._line(letters)
                self._missed += not spans
                result += spans
        return result

    def _line(self, letters: str) -> list[Span]:
        for begin in dict.fromkeys((self._at, 0)):
            for ways in (self._whole, self._part):
                for number in range(begin, len(self._lines)):
                    at = ways(number, letters)
                    if at >= 0:
                        return self._take(number, at, len(letters))
            if spans := self._over_lines(begin, letters):
                return spans
        return []

    def _whole(self, number: int, letters: str) -> int:
        text, used = self._lines[number].text, self._used[number]
        at = len(text) - len(letters)
        return at if at >= used and text.endswith(letters) and is_marker(text[used:at]) else -1

    def _part(self, number: int, letters: str) -> int:
        line = self._lines[number]
        at = line.text.find(letters, self._used[number])
        while at >= 0:
            if starts_word(line, at) and ends_word(line, at + len(letters)):
                return at
            at = line.text.find(letters, at + 1)
        return -1

    def _take(self, number: int, at: int, count: int) -> list[Span]:
        line = self._lines[number]
        self._at, self._used[number] = number, at + count
        return spans_of(line.places[at : at + count])

    def _over_lines(self, begin: int, letters: str) -> list[Span]:
        """A value that goes over several lines, such as a period in two cells."""
        lines = [
            Letters(line.text[used:], line.places[used:])
            for line, used in zip(self._lines[begin:], self._used[begin:], strict=True)
        ]
        at = "".join(line.text for line in lines).find(letters)
        if at < 0:
            return []
        places = [place for line in lines for place in line.places][at : at + len(letters)]
        for number, line in enumerate(lines, begin):
            if line.places and line.places[-1] in places:
                self._used[number] = len(self._lines[number].text)
        return spans_of(places)


def _lines(slot: Slot, numbers: bool) -> Iterator[list[Span]]:
    blocks = list(slot.blocks)
    if slot.cut and blocks and not isinstance(blocks[0], Table):
        yield from ([each] for each in lines_of(blocks[0], slot.cut))
        blocks = blocks[1:]
    yield from lines_in(blocks, numbers)


def thing_key(kind: str, text: str) -> tuple[str, str]:
    """By what something beside the text is known in a reading's words in no field."""
    kind = "text" if kind == "number" else unmapped_kind(kind)
    return kind, " ".join(text.split())
