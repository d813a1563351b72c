"""Letters of a document with their places, by which a value is found in the words it was read from.

A value is in normal form, and its words in the document are not: other spaces, composed letters,
markers in front. Without spaces and accents both are the same letters in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import category

from plandocs.normal.characters import normalized
from plandocs.word.view.document import Block, Paragraph, Table, walk

NUMBER: Final = -1
"""The place of a paragraph's automatic number, in front of its text."""
Place = tuple[Paragraph, int]
_MARKER = re.compile(r"(?:[\W\d_]|[^\W\d_](?![^\W\d_])|[ivx]{1,5}[.)])*", re.IGNORECASE)
_LONGEST_MARKER = 10


class Letters(NamedTuple):
    """Letters in order, and where each stands."""

    text: str
    places: list[Place]


class Span(NamedTuple):
    """A stretch of a paragraph's text; from `NUMBER` it is its automatic number."""

    p: Paragraph
    begin: int
    end: int


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    if char.isspace():
        return ""
    return "".join(
        each for each in normalized("NFD", char) if category(each) not in ("Mn", "Cf", "Cc", "Me")
    ).replace("\u2011", "-")


def bare(text: str) -> str:
    """The letters of a text, without spaces and accents."""
    return "".join(map(_base, text))


def letters_of(pieces: Iterable[Span]) -> Letters:
    """The letters of some stretches, one after the other."""
    text: list[str] = []
    places: list[Place] = []
    for p, begin, end in pieces:
        if begin == NUMBER:
            base = bare(p.number)
            text.append(base)
            places += [(p, NUMBER)] * len(base)
            continue
        for at, char in enumerate(p.text[begin:end], begin):
            base = char if "!" <= char <= "~" else _base(char)
            text.append(base)
            places += [(p, at)] * len(base)
    return Letters("".join(text), places)


def lines_in(blocks: Iterable[Block], numbers: bool) -> Iterator[list[Span]]:
    """Each line of a cell as a reading takes it: of a nested table a row is one."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                inside = (p for cell in row.cells for p in walk(cell.blocks))
                yield [Span(p, 0, len(p.text)) for p in inside]
        else:
            if numbers and block.number:
                yield [Span(block, NUMBER, NUMBER)]
            yield from ([each] for each in lines_of(block))


def lines_of(p: Paragraph, begin: int = 0, end: int | None = None) -> Iterator[Span]:
    """Each line of a paragraph, from this character on."""
    end = len(p.text) if end is None else end
    at = begin
    for line in p.text[begin:end].split("\n"):
        yield Span(p, at, at + len(line))
        at += len(line) + 1


def starts_word(letters: Letters, at: int) -> bool:
    """Return whether a word begins at this letter."""
    return at == 0 or not _run_on(letters, at - 1, at)


def ends_word(letters: Letters, at: int) -> bool:
    """Return whether a word ends in front of this letter."""
    return at >= len(letters.text) or not _run_on(letters, at - 1, at)


def _run_on(letters: Letters, first: int, second: int) -> bool:
    (p, begin), (q, end) = letters.places[first], letters.places[second]
    together = p is q and end - begin <= 1
    return together and letters.text[first].isalnum() and letters.text[second].isalnum()


def is_marker(text: str) -> bool:
    """Return whether letters in front of a text may be a marker: "3)", "(iv)", "•"."""
    return len(text) <= _LONGEST_MARKER and _MARKER.fullmatch(text) is not None


def spans_of(places: Iterable[Place]) -> list[Span]:
    """The stretches that letters stand in: those of one line of a paragraph are one."""
    spans: list[Span] = []
    for p, at in places:
        last = spans[-1] if spans else None
        if last is not None and last.p is p and (at == NUMBER) == (last.begin == NUMBER):
            gap = p.text[last.end : at]
            if at == NUMBER or (at >= last.end - 1 and not gap.strip() and "\n" not in gap):
                spans[-1] = Span(p, last.begin, at + 1)
                continue
        spans.append(Span(p, at, at + 1))
    return spans
