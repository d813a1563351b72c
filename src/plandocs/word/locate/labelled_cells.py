"""Labelled values: "Officer name" with the value beside, below, or after it in the same cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import pairwise, takewhile

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import key, keys_of, remarks, without_suffix
from plandocs.normal.prompts import is_invitation, is_prompt
from plandocs.problems import Severity
from plandocs.word.locate.label_cells import (
    text_in,
    value_cells,
    value_going_on,
    without_quotes,
)
from plandocs.word.locate.result import HEADER, Label, Slot, slot_behind
from plandocs.word.locate.state import Locator
from plandocs.word.locate.table_labels import (
    Met,
    filled_below,
    label_of,
    met_in,
    rows_with_labels,
    rows_with_values_in_front,
    stand_above,
)
from plandocs.word.locate.value_cell import (
    in_value_column,
    tell_boxes,
    tell_label,
    tell_place,
)
from plandocs.word.locate.values_above import (
    Labels,
    has_dates_in_front,
    is_date_of,
    pairs_in_front,
)
from plandocs.word.locate.vocabulary import labels, vocabulary
from plandocs.word.view.document import Cell, Mark, Row, Table, walk

_LABEL_AND_VALUE = 2
_RECORDS = ("cells", "boxes")
_OTHER_LABEL = re.compile(r"\s*[^\W\d][^:：\n]{1,40}[:：]\s*\S")


def specs_at(locator: Locator) -> dict[str, FieldSpec]:
    """The labels that may be met here: the header block's, and those of records."""
    section = locator.section
    if section is None or section.shape not in _RECORDS:
        specs = _specs(locator.form, None, frozenset())
        specs = {**specs, **locator.alone} if locator.alone and section is None else specs
    else:
        elsewhere = (slot.spec.name for each in locator.copy.outside for slot in each.slots)
        specs = _specs(locator.form, section, frozenset((*locator.copy.cells, *elsewhere)))
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


def met_at(locator: Locator, table: Table, specs: dict[str, FieldSpec]) -> Met:
    """The labels of a table, by these; looked for once."""
    met = locator.met
    if met is None or met.table is not table or met.known != len(specs):
        votes = locator.header.votes.get(table.start, Counter())
        met = locator.met = met_in(table, specs, locator.form.cells, votes)
    return met


def rows_in_order(locator: Locator, table: Table) -> Sequence[Row]:
    """The rows of a table, those with labels before those with their values.

    The cells of a row are turned round where values stand in front of labels.
    """
    known = locator.words.known
    first = [bool(labels(cell, known)) for row in table.rows[:1] for cell in row.cells]
    usual = any(first) and first[0] and not _has_gap(table)
    if locator.columns is not None or usual:
        return table.rows
    if any(row.deleted or row.hidden for row in table.rows):
        return table.rows
    if not any(labels(cell, known) for row in table.rows[not any(first) :] for cell in row.cells):
        return table.rows
    specs = specs_at(locator)
    rows = [each.row for each in rows_with_labels(table, specs)]
    if in_front := rows_with_values_in_front(table, specs):
        _tell_values_in_front(locator, in_front)
    elif rows != table.rows:
        _tell_order(locator, table, rows, specs)
    return rows


def _tell_values_in_front(locator: Locator, rows: Sequence[Labels]) -> None:
    """Say of each field that its value stands in front of its label; a date may make it sure."""
    severity: Severity = "info" if has_dates_in_front(rows) else "warning"
    for spec in (label.spec for each in rows for _, label in pairs_in_front(each)):
        message = f"What stands in front of {spec.label!r} was read as its value."
        tell_place(locator, spec, message, severity)


def _has_gap(table: Table) -> bool:
    """Return whether the second row of a table is blank, and a later one is not."""
    filled = [any(cell.filled for cell in row.cells) for row in table.rows]
    return filled[1:2] == [False] and any(filled[2:])


def _tell_order(
    locator: Locator, table: Table, rows: Sequence[Row], specs: dict[str, FieldSpec]
) -> None:
    """Say that values stand above their labels, or below a blank row; of each if no date does."""
    pairs = list[tuple[Label, Cell]]()
    for row, below in pairwise(rows):
        if table.rows.index(below) != table.rows.index(row) + 1:
            known = [label_of(cell, specs) for cell in row.cells]
            pairs += [(x, c) for x, c in zip(known, below.cells, strict=False) if x and c.filled]
    if any(is_date_of(*each) for each in pairs):
        message = "The values of the details at the top stand above their labels."
        if _has_gap(table):
            message = "The values of the details at the top stand below blank cells."
        locator.copy.notes.append(new_issue("value-by-place", message, None, HEADER, "info"))
        return
    for label, cell in pairs:
        message = f"{text_in(cell)!r} was read as the value of {label.spec.label!r}, by its place."
        tell_place(locator, label.spec, message, "warning")


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


def _has_value(cell: Cell, label: Label | None) -> bool:
    """Return whether this cell holds a value below its label, in a paragraph of its own."""
    if label is None or label.cut:
        return False
    return any(p.text.strip() for p in cell.paragraphs[label.at :])


def labels_of(
    locator: Locator, table: Table, cells: list[Cell], specs: dict[str, FieldSpec]
) -> list[Label | None]:
    """The label of each cell, if it has one; the title of a group of labels is none."""
    result = [label_of(cell, specs) or _placed(locator, cell) for cell in cells]
    if not any(result):
        return result
    met = met_at(locator, table, specs)
    if cells[0].start in met.quoting:
        return [None] * len(cells)
    return [None if each and each.wide and each.spec in met.exact else each for each in result]


def labelled_cells(
    locator: Locator,
    table: Table,
    row: Row,
    cells: list[Cell],
    following: Row | None,
    lines_in: Callable[[Cell, Sequence[Cell], dict[FieldSpec, int]], bool],
) -> bool:
    """A row with labelled values, among the rows of another table of records only; else False.

    ``lines_in`` takes a cell with several labels in it, where it is one.
    """
    specs = specs_at(locator) if locator.columns is None else locator.words.records
    result = labels_of(locator, table, cells, specs)
    if not any(result):
        return False
    met, at = met_at(locator, table, specs), 0
    result = _without_quotes(result, cells, met)
    locator.arrive(row.start)
    locator.behind = met.behind or _all_behind(result, cells)
    below = following if _holds_values(locator, table, following) else None
    stands_above = met.below or (stand_above(result, []) and not locator.behind)
    locator.below = below is not None and stands_above
    while at < len(cells):
        label, until = result[at], at + 1
        if label is None:
            locator.not_printed(cells[at].blocks, HEADER)
        else:
            while until < len(cells) and result[until] is None:
                if _is_of_no_field(locator, met, label, cells, at, until):
                    break
                until += 1
            adjacent = cells[at + 1 : until]
            if not lines_in(cells[at], adjacent, met.homes):
                further = _before_label(cells[until:], result[until:])
                adjacent = in_value_column(locator, met, label, adjacent, further)
                _labelled(locator, label, cells[at], adjacent, below)
                tell_label(locator, label, cells[at], partial(_has_values_behind, met, specs))
        at = until
    return True


def _has_values_behind(met: Met, specs: dict[str, FieldSpec]) -> bool:
    """Return whether a label, where the table has it, has its value in its cell, behind a colon."""
    pairs = ((cell, label_of(cell, specs)) for row in met.table.rows for cell in row.cells)
    cut = ((cell, x) for cell, x in pairs if x and x.cut and met.homes.get(x.spec) == cell.column)
    return any(slot_behind(cell, each).shown for cell, each in cut)


def _without_quotes(
    labels: list[Label | None], cells: Sequence[Cell], met: Met
) -> list[Label | None]:
    """The labels of a row without those that are a value which quotes one."""
    specs = {label.spec for label in labels if label}
    pairs = zip(labels, cells, strict=True)
    homes = ((cell.column, met.homes.get(x.spec, cell.column)) for x, cell in pairs if x)
    at_home = all(column == home for column, home in homes)
    only_labels = met.below or (len(specs) == len(cells) > _LABEL_AND_VALUE and at_home)
    if sum(map(bool, labels)) <= 1 or only_labels:
        return labels
    fields = [label.spec if label else None for label in labels]
    whole = [_has_value(cell, label) for cell, label in zip(cells, labels, strict=True)]
    are_labels = without_quotes(cells, fields, met.homes, whole)
    return [label if keep else None for label, keep in zip(labels, are_labels, strict=True)]


def _is_of_no_field(
    locator: Locator, met: Met, label: Label, cells: Sequence[Cell], at: int, other_at: int
) -> bool:
    """Return whether the cell at *other_at* is not the value of *label*, which the one at *at* has.

    A table has its values in columns of their own: a cell in one of labels, or in one that holds
    something else behind most values, is none, but for the end of a period. Where values stand
    behind labels, the cell beside one is none if that has its value or the cell has a label:
    "Division/Branch: Policy North" and "Phone: 6165".
    """
    if met.below:
        return True
    other = cells[other_at]
    if other_at > at + 1 and other.merge and not cells[at].merge:
        return True  # it stands beside the rows below, too: a photo
    at_home = other.column in met.homes.values() or other.column in met.others
    drawn = "picture" in label.spec.kind.own and any(p.marks & Mark.DRAWN for p in other.paragraphs)
    if drawn or not at_home:
        return False
    if not met.behind:
        return other_at > at + 1 + met.column.between and not label.spec.kind.spans
    behind = slot_behind(cells[at], label)
    has_value = behind.shown and _is_value(locator, behind)
    return has_value or _OTHER_LABEL.match(other.paragraphs[0].text) is not None


def _before_label(cells: Sequence[Cell], labels: Sequence[Label | None]) -> list[Cell]:
    """The cells before the first that is a label."""
    return [
        cell for cell, _ in takewhile(lambda pair: not pair[1], zip(cells, labels, strict=True))
    ]


def _holds_values(locator: Locator, table: Table, row: Row | None) -> bool:
    """Return whether a row, with no labels of its own, may hold the values of those above it.

    A label that the table has in another row too, or twice in this one, is a value that quotes it.
    """
    if row is None:
        return False
    specs = specs_at(locator)
    labelled = [label.spec for cell in row.cells if (label := label_of(cell, specs)) is not None]
    if not labelled:
        return True
    met = met_at(locator, table, specs)
    return row.cells[0].start in met.quoting or all(met.often[spec] > 1 for spec in labelled)


def _labelled(
    locator: Locator, label: Label, cell: Cell, adjacent: list[Cell], following: Row | None
) -> None:
    """One label with its value, wherever that stands: beside it, behind it, or below."""
    (spec, at, cut, _), paragraphs = label, cell.paragraphs
    behind = slot_behind(cell, label)
    held = value_cells(spec, adjacent)
    slot = behind
    if held:
        more = value_going_on(spec, cell, held[0], following)
        slot = _slot_of(spec, held if more is None else [*held, more])
        if more is not None:
            _take(more)
    elif adjacent and not (behind.shown and _stands_in_label(locator, behind)):
        slot = Slot(spec, HEADER, 0, 0, adjacent[0].blocks, adjacent[0])
    elif not behind.shown or (locator.below and not _stays_behind(locator, behind, following)):
        slot = _below(spec, cell, following) or behind
    for number, p in enumerate(paragraphs[: at + bool(cut)]):
        printed = p.text[:cut] if number == at else p.text
        if key(printed) not in locator.words.known.keys:
            aside = remarks(printed) or suffix_of(locator, printed)
            locator.add_unmatched(HEADER, locator.printed.beyond(aside), "text-in-label-cell")
    for p in paragraphs[:at]:
        locator.extras(p, HEADER)
    for table in (block for block in cell.blocks if type(block) is Table):
        locator.not_printed([table], HEADER, "text-in-label-cell")
    if slot is not behind:
        for number, p in enumerate(paragraphs[at:]):
            text = p.text[cut if number == 0 else 0 :].strip()
            if not is_prompt(text):
                beyond = locator.printed.beyond(text)
                path = None if slot.filled else spec.name
                locator.add_unmatched(HEADER, beyond, "text-in-label-cell", field=path)
            locator.extras(p, HEADER)
    for other in adjacent:
        if other.blocks is not slot.blocks and other not in held:
            locator.not_printed(other.blocks, HEADER)
    tell_boxes(locator, slot, [*cell.blocks, *(b for c in adjacent for b in c.blocks)])
    words = [" ".join(p.text.split()) for p in walk([*cell.blocks, *slot.blocks])]
    locator.put(spec, slot, tuple(dict.fromkeys(filter(None, words))))


def _all_behind(row_labels: Sequence[Label | None], cells: Sequence[Cell]) -> bool:
    """Return whether several labels of a row each have a value behind their colon."""
    labels = [(label, cell) for label, cell in zip(row_labels, cells, strict=True) if label]
    return len(labels) > 1 and all(
        label.cut and slot_behind(cell, label).shown for label, cell in labels
    )


def _stays_behind(locator: Locator, behind: Slot, following: Row | None) -> bool:
    """Return whether words in a label's cell are its value, where others have theirs below."""
    cell = behind.cell
    if cell is None or filled_below(cell, following):
        return False
    has_place = following is not None and any(c.column == cell.column for c in following.cells)
    return not has_place or _stands_in_label(locator, behind)


def _stands_in_label(locator: Locator, behind: Slot) -> bool:
    """Return whether words in a label's cell are its value: the cell for the value is blank.

    They are where the table has its values there, and none beside. Elsewhere they are for a text
    alone, and that is told; a picture in the label's cell may hang over the other, and is told as
    well.
    """
    met = locator.met
    if not _is_value(locator, behind) or (met is not None and met.lined):
        return False
    if locator.behind and (behind.cut or met is None or not met.mixed):
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
