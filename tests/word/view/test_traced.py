"""A document seen with traces is the one that reading sees; what stands beside it has its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_cases import CASES, document, input_file
from tests.documents.filled_plan import edited, last
from tests.hard.make import hard

from plandocs.word.package.open import open_package
from plandocs.word.view.document import Block, Paragraph
from plandocs.word.view.read import read_document, read_traced
from plandocs.word.view.traced import Traces


def _values(blocks: list[Block]) -> list[Any]:
    return [_of_paragraph(b) if isinstance(b, Paragraph) else _of_table(b) for b in blocks]


def _of_paragraph(p: Paragraph) -> tuple[Any, ...]:
    beside = (p.num, max(p.level, 0), p.number, p.marks, p.extras, p.indent, list(p.picked))
    return p.start, p.end, p.text, p.style, p.computed, *beside


def _of_table(table: Any) -> list[Any]:
    return [
        (row.deleted, row.hidden, row.before, c.column, c.span, c.merge, _values(c.blocks))
        for row in table.rows
        for c in row.cells
    ]


def _same(content: bytes) -> None:
    plain = read_document(open_package(content, convert=False))
    traced = read_traced(open_package(content, convert=False), Traces())
    assert _values(traced.blocks) == _values(plain.blocks)
    assert [(s.kind, s.name, _values(s.blocks)) for s in traced.stories] == [
        (s.kind, s.name, _values(s.blocks)) for s in plain.stories
    ]
    assert traced[2:] == plain[2:]


_OTHERS = {".odt", ".rtf", ".doc"}  # which are converted before they are seen
_OPENED = [folder for folder in CASES[::3] if input_file(folder).suffix not in _OTHERS]


@pytest.mark.parametrize("folder", _OPENED, ids=lambda folder: folder.name)
def test_an_oddity_of_word_is_seen_the_same_with_traces(folder: Path) -> None:
    _same(document(folder))


def test_hard_documents_are_seen_the_same_with_traces() -> None:
    for seed in range(300, 330):
        _same(hard(seed).content)


def test_looks_and_things_beside_the_text_have_their_places() -> None:
    traces = Traces()
    note = 'p(r"One " r{b}"two" del"gone" r" three" ins"four")'
    document = read_traced(open_package(edited(last(note))), traces)
    (p,) = [p for p in traces.walk(document.blocks) if p.text == "One two threefour"]
    assert [(at, sorted(look.styles), look.who) for at, look in traces.formatting(p)] == [
        (4, ["bold"], ""),
        (7, [], ""),
        (13, ["inserted"], "M"),
    ]
    assert [tuple(each) for each in traces.extras(p)] == [("deleted", "gone", 7, "M")]
