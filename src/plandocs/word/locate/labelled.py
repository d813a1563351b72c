"""Labelled values: "Officer name" with the value beside, below, or after it in the same cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plandocs.form import FieldSpec
from plandocs.labels import front, key
from plandocs.word.document import Cell, Paragraph, Row
from plandocs.word.locate.found import HEADER, FoundRow, FoundSection, Slot, text_of
from plandocs.word.locate.vocabulary import LONGEST, lines

if TYPE_CHECKING:
    from plandocs.word.locate.locator import Locator

_COLON = re.compile(r"\s*[:：]\s*$")


def _specs(locator: Locator) -> dict[str, FieldSpec]:
    """The labels that may be met here: those of a section of labels, or of the header block."""
    section = locator.section
    if section is not None and section.shape == "cells":
        inside = {each: column for column in section.columns for each in column.keys}
        return {**locator.words.cells, **inside}
    return locator.words.cells


def _label_of(cell: Cell, specs: dict[str, FieldSpec]) -> tuple[FieldSpec | None, int]:
    """The label at the front of a cell, and how much of its first paragraph it takes; -1: all."""
    text = lines(cell.blocks)
    if not text:
        return None, 0
    first = next(p for p in cell.paragraphs if p.text.strip()) if cell.paragraphs else None
    if first is None:
        return None, 0
    if len(text[0]) <= LONGEST:
        spec = specs.get(key(text[0]))
        if spec is not None:
            return spec, _whole(first, text[0])
        if len(text) == 2 and (spec := specs.get(key(" ".join(text)))) is not None:
            return spec, -2
    cut = front(first.text, frozenset(specs))
    return (specs[key(first.text[:cut])], cut) if cut else (None, 0)


def _whole(first: Paragraph, line: str) -> int:
    """-1 where the label is the whole paragraph, else where its first line ends."""
    at = first.text.find("\n", first.text.find(line))
    return -1 if at < 0 or not first.text[at:].strip() else at + 1


def labelled_cells(locator: Locator, row: Row, cells: list[Cell], following: Row | None) -> bool:
    """A row with labelled values; False where no cell of it is a label."""
    specs = _specs(locator)
    found = [_label_of(cell, specs) for cell in cells]
    if not any(spec for spec, _ in found):
        return False
    _begin_copy(locator, [spec for spec, _ in found if spec])
    at = 0
    while at < len(cells):
        spec, cut = found[at]
        until = at + 1
        while until < len(cells) and found[until][0] is None:
            until += 1
        if spec is None:
            locator.not_printed(cells[at].blocks, HEADER)
            at += 1
            continue
        _labelled(locator, spec, cut, cells[at], cells[at + 1 : until], following)
        at = until
    return True


def _begin_copy(locator: Locator, specs: list[FieldSpec]) -> None:
    """The person's own label met again, after sections: the form begins again."""
    copy = locator.copy
    if copy.sections and any(s.role == "person" and s.name in copy.cells for s in specs):
        locator.new_copy()


def _labelled(
    locator: Locator,
    spec: FieldSpec,
    cut: int,
    cell: Cell,
    beside: list[Cell],
    following: Row | None,
) -> None:
    """One label with its value, wherever that stands."""
    where = HEADER
    own = cell.paragraphs
    start = next(n for n, p in enumerate(own) if p.text.strip())
    rest = own[start:] if cut > 0 else own[start + (2 if cut == -2 else 1) :]
    has_rest = any(
        (p.text[cut:] if cut > 0 and n == 0 else p.text).strip() or p.marks & 64
        for n, p in enumerate(rest)
    )
    for p in own[: start + 1]:
        if p not in rest:
            locator.extras(p, where)
    beside_filled = next((c for c in beside if c.filled), None)
    value = beside_filled or (beside[0] if beside else None)
    if has_rest and beside_filled is None:
        slot = Slot(spec, where, 0, 0, list(rest), cell, max(cut, 0))
    elif value is not None:
        slot = Slot(spec, where, 0, 0, value.blocks, value)
        if has_rest:
            for n, p in enumerate(rest):
                locator.stray(
                    where, p.text[cut if n == 0 and cut > 0 else 0 :].strip(), "text-in-label-cell"
                )
    else:
        slot = _below(locator, spec, cell, following) or Slot(
            spec, where, 0, 0, list(rest), cell, max(cut, 0)
        )
    for other in beside:
        if other.blocks is not slot.blocks:
            locator.not_printed(other.blocks, where)
    put(locator, spec, slot)


def _below(locator: Locator, spec: FieldSpec, cell: Cell, following: Row | None) -> Slot | None:
    """The cell under a label, in a table whose labels stand above their values."""
    if following is None:
        return None
    specs = _specs(locator)
    if any(_label_of(other, specs)[0] for other in following.cells):
        return None
    for other in following.cells:
        if other.column == cell.column and not other.deleted:
            slot = Slot(spec, HEADER, 0, 0, other.blocks, other)
            other.blocks = []  # so that the row below holds nothing of its own
            return slot
    return None


def put(locator: Locator, spec: FieldSpec, slot: Slot) -> None:
    """Keep a labelled value; the same label twice keeps the first that is filled."""
    section = locator.section
    if section is not None and section.shape == "cells" and spec in section.columns:
        found = locator.copy.sections.setdefault(section.name, FoundSection(section))
        if not found.rows:
            found.rows.append(FoundRow(1))
        slot.section = section.title
        found.columns.add(spec.name)
        found.rows[0].slots.setdefault(spec.name, []).append(slot)
        return
    old = locator.copy.cells.get(spec.name)
    if old is None or not old.filled:
        locator.copy.cells[spec.name] = slot
        return
    known = {text_of(p) for p in old.blocks if type(p) is Paragraph}
    for n, p in enumerate(slot.blocks):
        if type(p) is not Paragraph:
            continue
        text = " ".join(p.text[slot.cut if n == 0 else 0 :].split())
        if text and text not in known:
            locator.stray(HEADER, text)
        locator.extras(p, HEADER)


def labelled_text(locator: Locator, p: Paragraph) -> bool:
    """A paragraph of the body such as "Officer name: Priya Raman"; False where it is none."""
    specs = _specs(locator)
    text = p.text
    if locator.awaiting is not None:
        _value_below(locator, p)
        return True
    pieces = _pieces(text, specs)
    if not pieces:
        return False
    _begin_copy(locator, [spec for spec, _, _ in pieces])
    for spec, begin, end in pieces:
        value = Paragraph(p.start)
        value.end, value.text, value.marks = p.end, text[begin:end], p.marks
        value.date = p.date
        slot = Slot(spec, HEADER, 0, 0, [value])
        put(locator, spec, slot)
    locator.extras(p, HEADER)
    last_spec, begin, end = pieces[-1]
    if len(pieces) == 1 and not text[begin:end].strip() and _COLON.search(text[:begin]):
        locator.awaiting = p
        locator.awaited = last_spec
    return True


def _value_below(locator: Locator, p: Paragraph) -> None:
    """The paragraph after a label that stands alone holds its value, unless it is print."""
    locator.awaiting = None
    text = text_of(p)
    if not text or _pieces(p.text, _specs(locator)) or text in locator.printed:
        locator.paragraph(p)
        return
    put(locator, locator.awaited, Slot(locator.awaited, HEADER, 0, 0, [p]))


def _pieces(text: str, specs: dict[str, FieldSpec]) -> list[tuple[FieldSpec, int, int]]:
    """The labels in a line and where each value begins and ends."""
    known = frozenset(specs)
    found: list[tuple[FieldSpec, int, int]] = []
    for match in re.finditer(
        r"(?:^|\t|\n| {2,})([^\t\n:]{2,80}?)[ \xa0]*(?::|：|\t|$)[ \t\xa0]*", text
    ):
        spec = specs.get(key(match[1])) if key(match[1]) in known else None
        if spec is None:
            continue
        if found:
            found[-1] = (*found[-1][:2], match.start())
        found.append((spec, match.end(), len(text)))
    ended_by_colon = any(
        _COLON.search(text[:begin].rstrip(" \t\xa0") or " ") for _, begin, _ in found
    )
    return found if found and (ended_by_colon or "\t" in text) else []
