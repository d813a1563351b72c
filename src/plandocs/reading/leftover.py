"""Where the words stand that are in no field: among what is left of a document's words."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Final

from plandocs.model.reading import Unmapped
from plandocs.reading.claims import Claims, thing_key
from plandocs.reading.document import Trail
from plandocs.reading.letters import (
    Letters,
    Span,
    bare,
    ends_word,
    letters_of,
    lines_of,
    spans_of,
    starts_word,
)
from plandocs.word.view.document import Paragraph, Story, walk

_NOTES: Final = frozenset({"comment", "footnote", "endnote"})
_MOST_STEPS: Final = 5_000_000  # letters and words that are looked at for texts not found at once
_TRIES: Final = 40


def claim_leftover(claims: Claims, trail: Trail, unmapped: Sequence[Unmapped]) -> list[int]:
    """Find the words in no field; return the numbers of those that are found nowhere."""
    stories = trail.document.stories
    body = list(trail.traces.walk(trail.document.blocks))
    pages = [p for s in stories if s.kind in ("header", "footer") for p in walk(s.blocks)]
    embedded = [p for s in stories if s.kind == "embedded" for p in walk(s.blocks)]
    notes = [p for s in stories if s.kind in _NOTES for p in walk(s.blocks)]
    things = _Things(claims, [*body, *pages, *embedded, *notes])
    notes_by_text = _Notes(story for story in stories if story.kind in _NOTES)
    where = {"header-footer": pages, "embedded": embedded}
    rest: dict[str, _Rest] = {}  # made where something is to be looked for
    lost = []
    for number, each in enumerate(unmapped):
        if each.kind in _NOTES and (spans := notes_by_text.taken(each.kind, each.text)):
            claims.put(spans, number)
            continue
        thing = things.taken(each)
        if thing is not None:
            claims.put_thing(*thing, number)
            continue
        region = each.kind if each.kind in where else "text"
        if region not in rest:
            rest[region] = _Rest(claims, trail, where.get(region, body))
        spans = rest[region].taken(each.text)
        claims.put(spans, number)
        if not spans:
            lost.append(number)
    return lost


class _Notes:
    """Comments and notes by their text, each taken once."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._left: dict[tuple[str, str], deque[Story]] = defaultdict(deque)
        for story in stories:
            words = " ".join(" ".join(p.text for p in walk(story.blocks)).split())
            self._left[story.kind, words].append(story)

    def taken(self, kind: str, text: str) -> list[Span]:
        """The paragraphs of a note with this text."""
        left = self._left.get((kind, text))
        if not left:
            return []
        return [Span(p, 0, len(p.text)) for p in walk(left.popleft().blocks) if p.text.strip()]


class _Things:
    """What stands beside the words of paragraphs, each taken once."""

    def __init__(self, claims: Claims, paragraphs: Iterable[Paragraph]) -> None:
        self._left: dict[tuple[str, str], deque[tuple[Paragraph, int]]] = defaultdict(deque)
        for p in paragraphs:
            mine = {each.thing for each in claims.by_paragraph.get(p, ())}
            for number, thing in enumerate(claims.extras_of(p)):
                if number not in mine:
                    self._left[thing_key(thing.kind, thing.text)].append((p, number))

    def taken(self, each: Unmapped) -> tuple[Paragraph, int] | None:
        """The paragraph of such a thing, and its number there."""
        left = self._left.get((each.kind, " ".join(each.text.split())))
        if not left and each.kind == "header-footer":  # of a page, whatever it was
            kinds = ("textbox", "deleted", "hidden", "picture", "object", "equation", "text")
            left = next(
                (queue for kind in kinds if (queue := self._left.get((kind, each.text)))), None
            )
        return left.popleft() if left else None


class _Rest:
    """The words of some paragraphs that are in no field, line by line."""

    def __init__(self, claims: Claims, trail: Trail, paragraphs: Iterable[Paragraph]) -> None:
        self._printed = trail.printed
        self._lines: list[Letters] = []
        self._free: list[bytearray] = []
        self._whole: dict[str, deque[int]] = defaultdict(deque)
        self._steps = 0
        for p in paragraphs:
            claimed = [each.span for each in claims.by_paragraph.get(p, ()) if each.thing < 0]
            for span in lines_of(p):
                self._add(letters_of([span]), claimed)

    def _add(self, line: Letters, claimed: Sequence[Span]) -> None:
        if line.text:
            free = bytearray(
                not any(each.begin <= at < each.end for each in claimed) for _, at in line.places
            )
            if all(free):
                self._whole[line.text].append(len(self._lines))
            self._lines.append(line)
            self._free.append(free)

    def taken(self, text: str) -> list[Span]:
        """Where a text stands that nobody has taken: whole lines, a part of one, words of one."""
        if spans := self._whole_lines([bare(line) for line in text.split("\n")]):
            return spans
        letters = bare(text)
        if not letters:
            return []
        for way in (self._whole_line, self._part, self._several):
            if self._steps < _MOST_STEPS and (spans := way(letters)):
                return spans
        if self._steps < _MOST_STEPS and (spans := self._words(text.split())):
            return spans
        front, _, value = text.partition(": ")  # a label of the agency's own, and its value
        return self.taken(value) if value and front else []

    def _whole_lines(self, wanted: list[str]) -> list[Span]:
        wanted = [each for each in wanted if each]
        if len(wanted) < 2:
            return []
        by_line = [self._whole_line(each) for each in wanted]
        return [span for spans in by_line for span in spans]

    def _whole_line(self, letters: str) -> list[Span]:
        """A line that is just this; one that the form does not print is taken first."""
        queue = self._whole.get(letters)
        while queue:
            best = next((n for n in list(queue)[:_TRIES] if not self._is_boilerplate(n)), queue[0])
            queue.remove(best)
            if all(self._free[best]):
                line, self._free[best] = self._lines[best], bytearray(len(letters))
                (p, begin), (_, last) = line.places[0], line.places[-1]
                return [Span(p, begin, last + 1)]
        return []

    def _is_boilerplate(self, number: int) -> bool:
        line = self._lines[number]
        p, begin = line.places[0]
        return not self._printed.beyond(p.text[begin : line.places[-1][1] + 1])

    def _part(self, letters: str) -> list[Span]:
        for number, line in enumerate(self._lines):
            self._steps += 1 + len(line.text) // 64
            at = line.text.find(letters)
            tries = 0
            while at >= 0 and tries < _TRIES:
                end = at + len(letters)
                free = all(self._free[number][at:end])
                if free and starts_word(line, at) and ends_word(line, end):
                    return self._take(number, range(at, end))
                at, tries = line.text.find(letters, at + 1), tries + 1
        return []

    def _several(self, letters: str) -> list[Span]:
        """A text that goes over several lines."""
        for first, line in enumerate(self._lines):
            self._steps += 1
            if not line.text or not letters.startswith(line.text):
                continue
            number, left, used = first, letters, []
            while number < len(self._lines) and left:
                text = self._lines[number].text
                if left.startswith(text) and all(self._free[number]):
                    used.append(number)
                    left = left[len(text) :]
                elif any(self._free[number]):
                    break
                number += 1
            if not left:
                spans = [self._take(n, range(len(self._lines[n].text))) for n in used]
                return [span for each in spans for span in each]
        return []

    def _words(self, words: Sequence[str]) -> list[Span]:
        """Words of one line that stand there in this order, with printed ones between them."""
        wanted = [each for each in map(bare, words) if each]
        best: tuple[int, int, list[int]] | None = None
        for number, line in enumerate(self._lines):
            if self._steps > _MOST_STEPS:
                break
            self._steps += 1 + len(line.text) // 16
            if positions := _in_order(line, self._free[number], wanted):
                extra = len(line.text) - len(positions)
                if best is None or extra < best[0]:
                    best = extra, number, positions
        return self._take(best[1], best[2]) if best else []

    def _take(self, number: int, letters: Iterable[int]) -> list[Span]:
        line, free, places = self._lines[number], self._free[number], []
        for at in letters:
            free[at] = False
            places.append(line.places[at])
        return spans_of(places)


def _in_order(line: Letters, free: bytearray, words: Iterable[str]) -> list[int]:
    """The letters of these words in a line, each behind the one before; none if one is missing."""
    positions: list[int] = []
    at = 0
    for word in words:
        while True:
            at = line.text.find(word, at)
            if at < 0:
                return []
            end = at + len(word)
            if all(free[at:end]) and starts_word(line, at) and ends_word(line, end):
                break
            at += 1
        positions += range(at, end)
        at = end
    return positions
