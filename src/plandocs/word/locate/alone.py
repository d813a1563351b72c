"""Labels that tell only where the form's own is missing: a bare "Date" in the header block.

In come a document's blocks and what the locator knows; out go such labels with their fields. The
only one among labels of the header block is the field's. Two of them may be anything, and one
that stands beside a signature, or between two, belongs to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.word.locate.labelled import spec_of
from plandocs.word.locate.labelled_lines import pieces_of
from plandocs.word.locate.locator import Locator
from plandocs.word.locate.vocabulary import LONGEST, heading, labels, lines
from plandocs.word.view.document import Block, Cell, Row, Table

_AMONG = 2  # labels that make a header block


class _Label(NamedTuple):
    """A label met; ``beside`` says that it stands behind another one in its row or line."""

    spec: FieldSpec
    beside: bool


def labels_alone(locator: Locator, blocks: list[Block]) -> dict[str, FieldSpec]:
    """The labels of this kind that the document has, each key with its field."""
    twins = {cell: replace(cell) for cell in locator.form.cells if cell.alone}
    if not twins:
        return {}
    own = {each: twin for cell, twin in twins.items() for each in cell.alone}
    groups = list(_groups(locator, blocks, {**own, **locator.words.cells}))
    met = [label.spec for group in groups for label in group]
    found: dict[str, FieldSpec] = {}
    for cell, twin in twins.items():
        if cell not in met and met.count(twin) == 1:
            group = next(g for g in groups if any(label.spec is twin for label in g))
            if len({label.spec for label in group}) > _AMONG and not _of_signature(group, twin):
                found |= dict.fromkeys(cell.alone, cell)
    return found


def _of_signature(group: list[_Label], twin: FieldSpec) -> bool:
    """Does the label stand behind a signature in its row, or between two below each other?"""
    at = next(number for number, label in enumerate(group) if label.spec is twin)
    if not at or not group[at - 1].spec.kind.signs:
        return False
    return group[at].beside or any(each.spec.kind.signs for each in group[at + 1 :])


def _groups(
    locator: Locator, blocks: list[Block], specs: dict[str, FieldSpec]
) -> Iterator[list[_Label]]:
    """The labels of each table, and of each run of paragraphs, in front of the sections."""
    group: list[_Label] = []
    for block in blocks:
        if isinstance(block, Table):
            yield group
            group = []
            for row in block.rows:
                if any(_heads(locator, cell) for cell in row.cells):
                    yield group
                    return
                group += _in_row(locator, row, specs)
                for cell in row.cells:  # one that lays out the page holds tables of labels
                    if any(isinstance(inner, Table) for inner in cell.blocks):
                        yield from _groups(locator, cell.blocks, specs)
            yield group
            group = []
        elif block.text:
            group += (here := _in_line(block.text, specs))
            if group and not here and heading(block.text, locator.words) is not None:
                break
    yield group


def _heads(locator: Locator, cell: Cell) -> bool:
    """Is this cell a section's heading, and no label of the header block?"""
    first = lines(cell.blocks)[:1] if cell.filled else []
    met = labels(cell, locator.words.known) if first else ()
    return bool(met) and (
        heading(first[0], locator.words) is not None and locator.words.cells.keys().isdisjoint(met)
    )


def _in_row(locator: Locator, row: Row, specs: dict[str, FieldSpec]) -> list[_Label]:
    """The labels that cells of a row begin with; where all do, none has its value beside it."""
    filled = [labels(cell, locator.words.known) for cell in row.cells if cell.filled]
    met = [next((specs[each] for each in here if each in specs), None) for here in filled]
    heads = len(met) > _AMONG and all(met)
    known = [spec for spec in met if spec is not None]
    return [_Label(spec, bool(number) and not heads) for number, spec in enumerate(known)]


def _in_line(text: str, specs: dict[str, FieldSpec]) -> list[_Label]:
    """The labels in a line of the body: it is one, or has some with their values."""
    whole = spec_of(text, specs) if len(text) <= LONGEST else None
    if whole is not None:
        return [_Label(whole, beside=False)]
    found, at = list[_Label](), 0
    for spec, begin, _ in pieces_of(text, specs):
        found.append(_Label(spec, bool(found) and "\n" not in text[at:begin]))
        at = begin
    return found
