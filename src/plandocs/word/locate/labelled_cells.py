"""Labelled values: "Officer name" with the value beside, below, or after it in the same cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import front, key, keys_of, remarks, without_suffix
from plandocs.normal.prompts import is_invitation, is_prompt
from plandocs.word.locate.label_cells import (
    Met,
    met_in,
    value_cells,
    value_going_on,
    without_quotes,
)
from plandocs.word.locate.result import HEADER, Slot, line_ends
from plandocs.word.locate.state import Locator
from plandocs.word.locate.vocabulary import LONGEST, vocabulary
from plandocs.word.view.document import Cell, Mark, Row, Table, walk

_FEW = 2  # labels of a table that need not agree
_RECORDS = ("cells", "boxes")
_MOST_LINES = 4  # a label is broken over no more lines
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(?=[^\W\d])")
_COLON_INSIDE = re.compile(r"[:：]\s*[^\s*]")


def specs_at(locator: Locator) -> dict[str, FieldSpec]:
    """The labels that may be met here: the header block's, and those of records."""
    section = locator.section
    if section is None or section.shape not in _RECORDS:
        specs = _specs(locator.form, None, frozenset())
        specs = {**specs, **locator.alone} if locator.alone and section is None else specs
    else:
        specs = _specs(locator.form, section, frozenset(locator.copy.cells))
    return {**locator.header.slips, **specs} if locator.header.slips else specs


@lru_cache(maxsize=256)
def _specs(
    form: FormSpec, section: SectionSpec | None, met: frozenset[str]
) -> dict[str, FieldSpec]:
    """The same, in a section and with these cells of the header block behind."""
    words = vocabulary(form)
    specs = {**words.records, **words.cells}
    if section is not None:
        open_ = {each for each, cell in words.cells.items() if cell.name not in met}
        specs |= {each: c for c in section.columns for each in c.keys if each not in open_}
    return specs


def spec_of(text: str, specs: dict[str, FieldSpec]) -> FieldSpec | None:
    """The field whose label this text is, remarks in brackets and a number in front aside."""
    found = next((specs[each] for each in keys_of(text) if each in specs), None)
    if found is None and (number := _NUMBER.match(text)):
        return spec_of(text[number.end() :], specs)
    return found


class Label(NamedTuple):
    """A label at the front of a cell: the value's paragraphs begin at ``at``, ``cut`` into it."""

    spec: FieldSpec
    at: int
    cut: int
    wide: bool  # told by a wider word, which may be the title of a group of labels, too


def _label_of(cell: Cell, specs: dict[str, FieldSpec]) -> Label | None:
    """The label at the front of a cell: as many of its lines as make one, or what a colon ends."""
    if not cell.filled:
        return None
    own = cell.paragraphs
    ends = list(line_ends(own))[:_MOST_LINES]
    for count in range(len(ends), 0, -1):
        text = " ".join(line for line, _, _ in ends[:count])
        whole = len(text) <= LONGEST and not _COLON_INSIDE.search(text) and key(ends[count - 1][0])
        spec = spec_of(text, specs) if whole else None
        if spec is not None:
            _, at, end = ends[count - 1]
            drawn = spec.kind.signs and own[at].marks & Mark.DRAWN
            ended = not own[at].text[end:].strip() and not drawn
            wide = spec.telling.isdisjoint(keys_of(text))
            return Label(spec, at + 1, 0, wide) if ended else Label(spec, at, end, wide)
    if ends:
        at = ends[0][1]
        cut = front(own[at].text, specs, tabs=False)
        if cut:
            spec = spec_of(own[at].text[:cut], specs)
            return None if spec is None else Label(spec, at, cut, wide=False)
    return None


def _placed(locator: Locator, cell: Cell) -> Label | None:
    """The label that a blank cell stands for, between labels that are known."""
    spec = locator.header.placed.get(cell.start)
    return None if spec is None else Label(spec, len(cell.paragraphs), 0, wide=False)


def suffix_of(locator: Locator, label: str) -> str:
    """What a label has behind a dash that is none of its own words."""
    bare = without_suffix(label)
    if bare == label or not locator.header.slips.keys() & set(keys_of(label)):
        return ""
    return label[len(bare) :].strip(" -–—:：\t")


def value_behind(cell: Cell, specs: dict[str, FieldSpec]) -> bool:
    """Return whether this cell begins with a label, a colon and a value in the same line."""
    label = _label_of(cell, specs)
    return label is not None and bool(
        label.cut and cell.paragraphs[label.at].text[label.cut :].strip()
    )


def _has_value(cell: Cell, label: Label | None) -> bool:
    """Return whether this cell holds a value below its label, in a paragraph of its own."""
    if label is None or label.cut:
        return False
    return any(p.text.strip() for p in cell.paragraphs[label.at :])


def labels_of(
    locator: Locator, table: Table, cells: list[Cell], specs: dict[str, FieldSpec]
) -> list[Label | None]:
    """The label of each cell, if it has one; the title of a group of labels is none."""
    found = [_label_of(cell, specs) or _placed(locator, cell) for cell in cells]
    told = _met(locator, table, specs).told if any(found) else ()
    return [None if each and each.wide and each.spec in told else each for each in found]


def labelled_cells(
    locator: Locator,
    table: Table,
    row: Row,
    cells: list[Cell],
    following: Row | None,
    lines_in: Callable[[Cell, dict[FieldSpec, int]], bool],
) -> bool:
    """A row with labelled values, among the rows of another table of records only; else False.

    ``lines_in`` takes a cell with several labels in it, where it is one.
    """
    specs = specs_at(locator) if locator.columns is None else locator.words.records
    found = labels_of(locator, table, cells, specs)
    if not any(found):
        return False
    own, at = {label.spec for label in found if label}, 0
    homes = _met(locator, table, specs).homes
    if sum(map(bool, found)) > 1 and not len(own) == len(cells) > 2:  # else there are only labels
        fields = [label.spec if label else None for label in found]
        whole = [_has_value(cell, label) for cell, label in zip(cells, found, strict=True)]
        kept = without_quotes(cells, fields, homes, whole)
        found = [label if keep else None for label, keep in zip(found, kept, strict=True)]
    locator.arrive(row.start)
    locator.behind = _met(locator, table, specs).behind or _all_behind(found, cells)
    below = _row_of_values(locator, table, found, following)
    while at < len(cells):
        label = found[at]
        until = at + 1
        if label is None:
            locator.not_printed(cells[at].blocks, HEADER)
        else:
            while until < len(cells) and found[until] is None:
                until += 1
            if until == at + 1 and lines_in(cells[at], homes):
                at = until
                continue
            _labelled(locator, label, cells[at], cells[at + 1 : until], below)
        at = until
    return True


def _row_of_values(
    locator: Locator, table: Table, found: list[Label | None], following: Row | None
) -> Row | None:
    """The row below, where it may hold the values of these labels; ``locator.below``: it does."""
    below = following if _holds_values(locator, table, following) else None
    locator.below = below is not None and _stand_above(found, []) and not locator.behind
    return below


def _holds_values(locator: Locator, table: Table, row: Row | None) -> bool:
    """Return whether a row, with no labels of its own, may hold the values of those above it.

    A label that the table has in another row too, or twice in this one, is a value that quotes it.
    """
    if row is None:
        return False
    specs = specs_at(locator)
    own = [label.spec for cell in row.cells if (label := _label_of(cell, specs)) is not None]
    if not own:
        return True
    met = _met(locator, table, specs).often
    return all(met[spec] > 1 for spec in own)


def _met(locator: Locator, table: Table, specs: dict[str, FieldSpec]) -> Met:
    """The labels of a table, by these; looked for once."""
    met = locator.met
    if met is None or met.table is not table or met.known != len(specs):
        found = [each for row in table.rows for each in _labels_in(row, specs)]
        met = locator.met = met_in(table, len(specs), found, _has_values_behind(table, specs))
    return met


def _has_values_behind(table: Table, specs: dict[str, FieldSpec]) -> bool:
    """Return whether most of what is filled stands behind or below labels in their cells."""
    behind = beside = count = 0
    labels = [[_label_of(cell, specs) for cell in row.cells] for row in table.rows]
    for row, found, following, under in zip(
        table.rows, labels, [*table.rows[1:], None], [*labels[1:], []], strict=True
    ):
        below = following if _stand_above(found, under) else None
        for number, (cell, label) in enumerate(zip(row.cells, found, strict=True)):
            if label is None:
                continue
            count += 1
            following_label = next(iter(found[number + 1 :]), label)
            again = following_label is None or following_label.spec is label.spec
            values = row.cells[number + 1 : number + 2] if again else []
            if any(other.filled for other in values) or _filled_below(cell, below):
                beside += 1
            elif any(not text.endswith((":", "：")) for text in _behind(cell, label).texts):
                behind += 1
    return behind > beside and (behind > 1 or count <= _FEW)


def _stand_above(found: list[Label | None], below: list[Label | None]) -> bool:
    """Return whether this is a row of nothing but labels above one without any."""
    return len(found) > 1 and all(found) and not any(below)


def _filled_below(cell: Cell, following: Row | None) -> bool:
    below = following.cells if following is not None else []
    return any(other.filled for other in below if other.column == cell.column)


def _behind(cell: Cell, label: Label) -> Slot:
    """What stands in a label's cell behind or below it."""
    own = cell.paragraphs[label.at :]
    return Slot(label.spec, HEADER, 0, 0, list(own), cell, label.cut)


def _labels_in(row: Row, specs: dict[str, FieldSpec]) -> Iterator[tuple[int, FieldSpec, bool]]:
    """The labels that a row's cells begin with: the column in the grid, the field, is it wide."""
    for cell in row.cells:
        label = _label_of(cell, specs)
        if label is not None:
            yield cell.column, label.spec, label.wide


def _labelled(
    locator: Locator, label: Label, cell: Cell, beside: list[Cell], following: Row | None
) -> None:
    """One label with its value, wherever that stands: beside it, behind it, or below."""
    spec, at, cut, _ = label
    own = cell.paragraphs
    behind = _behind(cell, label)
    held = value_cells(spec, beside)
    slot = behind
    if held:
        more = value_going_on(spec, cell, held[0], following)
        slot = _slot_of(spec, held if more is None else [*held, more])
        if more is not None:
            _take(more)
    elif beside and not (behind.shown and _stands_in_label(locator, behind)):
        slot = Slot(spec, HEADER, 0, 0, beside[0].blocks, beside[0])
    elif not behind.shown or (locator.below and _filled_below(cell, following)):
        slot = _below(spec, cell, following) or behind
    for number, p in enumerate(own[: at + bool(cut)]):
        printed = p.text[:cut] if number == at else p.text
        if key(printed) not in locator.words.known.keys:
            aside = remarks(printed) or suffix_of(locator, printed)
            locator.add_unmatched(HEADER, locator.printed.beyond(aside), "text-in-label-cell")
    for p in own[:at]:
        locator.extras(p, HEADER)
    for table in (block for block in cell.blocks if type(block) is Table):
        locator.not_printed([table], HEADER, "text-in-label-cell")
    if slot is not behind:
        for number, p in enumerate(own[at:]):
            text = p.text[cut if number == 0 else 0 :].strip()
            if not is_prompt(text):
                beyond = locator.printed.beyond(text)
                path = None if slot.filled else spec.name
                locator.add_unmatched(HEADER, beyond, "text-in-label-cell", field=path)
            locator.extras(p, HEADER)
    for other in beside:
        if other.blocks is not slot.blocks and other not in held:
            locator.not_printed(other.blocks, HEADER)
    words = [" ".join(p.text.split()) for p in walk([*cell.blocks, *slot.blocks])]
    locator.put(spec, slot, tuple(dict.fromkeys(filter(None, words))))


def _all_behind(found: Sequence[Label | None], cells: Sequence[Cell]) -> bool:
    """Return whether several labels of a row each have a value behind their colon."""
    labels = [(label, cell) for label, cell in zip(found, cells, strict=True) if label]
    return len(labels) > 1 and all(
        label.cut and _behind(cell, label).shown for label, cell in labels
    )


def _stands_in_label(locator: Locator, behind: Slot) -> bool:
    """Return whether words in a label's cell are its value: the cell for the value is blank.

    They are where the table has its values there. Elsewhere they are for a text alone, and that is
    told; a picture in the label's cell may hang over the other, and is told as well.
    """
    if not _is_value(locator, behind):
        return False
    if locator.behind:
        return True
    if not (behind.spec.kind.anywhere or behind.drawn):
        return False
    message = "The value stands in the label's cell; the cell for it is blank."
    note = new_issue("text-in-label-cell", message, behind.spec.name, HEADER)
    locator.copy.notes.append(note)
    return True


def _is_value(locator: Locator, behind: Slot) -> bool:
    """Return whether this could be typed: no prompt, hint or label, in any language."""
    texts = behind.texts
    printed = not locator.printed.at_labels.beyond("\n".join(texts))
    asked = all(is_invitation(text) for text in texts)
    return behind.drawn or not (asked or printed or texts[-1].endswith((":", "：")))


def _slot_of(spec: FieldSpec, held: list[Cell]) -> Slot:
    """One slot for the value in these cells."""
    if len(held) == 1:
        return Slot(spec, HEADER, 0, 0, held[0].blocks, held[0])
    return Slot(spec, HEADER, 0, 0, [block for cell in held for block in cell.blocks], held[0])


def _below(spec: FieldSpec, cell: Cell, following: Row | None) -> Slot | None:
    """The cell under a label, in a table whose labels stand above their values."""
    if following is None:
        return None
    for other in following.cells:
        if other.column == cell.column and not other.deleted:
            slot = Slot(spec, HEADER, 0, 0, other.blocks, other)
            _take(other)
            return slot
    return None


def _take(cell: Cell) -> None:
    """The row of this cell holds nothing of its own any more."""
    cell.blocks, cell.labels = [], ()
