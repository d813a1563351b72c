"""Slots and the rows of a section rewritten with tracked changes.

Rows stay, come and go, and their numbers with them. A row that moved goes in one place and comes in
another; blank rows at the end are filled before new ones are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.word.locate import RowMatch, SectionMatch, Slot
from plandocs.word.package.places import W
from plandocs.word.revise.track.paragraphs import (
    Line,
    Revisions,
    Tree,
    live_runs,
    rewrite,
    without_marks,
)
from plandocs.word.view.document import Paragraph

Text = str | list[str]
Steps = Iterable[
    tuple[int, int]
]  # each thing once: its place in the old list and in the new, or -1
Order = Callable[[Sequence[str], Sequence[str]], Steps]
NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]+\s*")


class Unfit(Exception):
    """A document cannot be changed place by place; the sentence says why."""


def as_it_is(front: str) -> str:
    """What stands before a value stays."""
    return front


def rewrite_slot(
    tree: Tree,
    revisions: Revisions,
    slot: Slot,
    values: tuple[Text, Text],
    order: Order,
    front: Callable[[str], str] = as_it_is,
) -> None:
    """Make a slot say the second of two values.

    ``order`` says which item of a list became which; ``front`` gives what stands before the value,
    a number or a label, out of what stands there now.

    Raises:
        Unfit: the slot holds more than paragraphs of text.
    """
    was, now = values
    paragraphs = [block for block in slot.blocks if isinstance(block, Paragraph)]
    if slot.spec.kind.boxes("\n".join(p.text for p in paragraphs)):
        raise Unfit(f"{slot.where} has boxes to tick")
    if len(paragraphs) < len(slot.blocks) or not paragraphs:
        raise Unfit(f"{slot.where} holds more than text")
    filled = [p for p in paragraphs if p.text.strip()] or paragraphs[:1]
    texts = [p.text for p in filled]
    if isinstance(now, list):
        lines = _of_items(texts, was if isinstance(was, list) else [], now, order)
    else:
        before = front(_front(texts[0], was if isinstance(was, str) else "", slot.cut))
        lines = [Line(0, before + now), *(Line(n, None) for n in range(1, len(filled)))]
    rewrite([tree.element(p.start) for p in filled], lines, revisions)


def write_cell(cell: etree._Element, now: Text, revisions: Revisions, front: str = "") -> None:
    """Make a cell that is new, with one blank paragraph, say a value."""
    texts = now if isinstance(now, list) else [front + now]
    lines = [Line(0 if n == 0 else -1, text) for n, text in enumerate(texts)]
    rewrite([next(cell.iter(f"{W}p"))], lines or [Line(0, "", same=True)], revisions)


def _front(text: str, value: str, cut: int) -> str:
    """What stands before a value in its first paragraph."""
    line = value.split("\n")[0]
    if not line and NUMBER.fullmatch(text):
        return text
    if line and line in text[cut:]:
        return text[: text.index(line, cut)]
    return text[:cut]


def _of_items(texts: list[str], was: list[str], now: list[str], order: Order) -> list[Line]:
    """The lines of a cell with a list, where each item is a paragraph of its own."""
    if not was:
        news = [Line(-1, text) for text in now[1:]]
        return [Line(0, now[0]), *news] if now else [Line(0, "", same=True)]
    if len(texts) != len(was):
        raise Unfit("an item stands in several paragraphs, or several in one")
    lines = []
    for old, new in order(was, now):
        if new < 0:
            lines.append(Line(old, None))
        elif old < 0:
            lines.append(Line(-1, now[new]))
        else:
            front = _front(texts[old], was[old], 0)
            lines.append(Line(old, front + now[new], same=was[old] == now[new]))
    return lines


def drop_row(row: etree._Element, revisions: Revisions) -> None:
    """Mark a row, and all that is in it, as deleted."""
    for run in live_runs(row):
        revisions.delete_in_place(run)
    revisions.row(row, "del")


def added_row(
    pattern: etree._Element, after: etree._Element | None, revisions: Revisions
) -> etree._Element:
    """A new row of the pattern's form, one blank paragraph in each cell, behind another row.

    ``after`` None puts it in front of the pattern.
    """
    row = deepcopy(pattern)
    without_marks(row, "trPr")
    for cell in row.iter(f"{W}tc"):
        _empty(cell)
    revisions.row(row, "ins")
    if after is None:
        pattern.addprevious(row)
    else:
        after.addnext(row)
    return row


def _empty(cell: etree._Element) -> None:
    """Leave the first paragraph's form and nothing else."""
    fresh = etree.Element(f"{W}p")
    properties = next(cell.iter(f"{W}p")).find(f"{W}pPr")
    if properties is not None:
        fresh.append(deepcopy(properties))
        without_marks(fresh, f"pPr/{W}rPr")
    for each in [each for each in cell if each.tag != f"{W}tcPr"]:
        cell.remove(each)
    for merge in cell.findall(f"{W}tcPr/{W}vMerge"):
        holder = merge.getparent()
        assert holder is not None
        holder.remove(merge)
    cell.append(fresh)


Row = Mapping[str, Text]


def rewrite_rows(
    tree: Tree,
    revisions: Revisions,
    match: SectionMatch,
    versions: tuple[list[Row], list[Row]],
    plan: Steps,
    order: Order,
) -> None:
    """Make a section's table hold the newer of two versions of its rows.

    ``plan`` has each row once: its place in the older version and in the newer, or -1.

    Raises:
        Unfit: the rows do not stand one by one in the document.
    """
    was, now = versions
    table = _Table(tree, revisions, match, len(was), order)
    steps = list(plan)
    last_kept = max((at for at, (old, _) in enumerate(steps) if old >= 0), default=-1)
    for at, (old, new) in enumerate(steps):
        if new < 0:
            table.drop(old)
        elif old >= 0:
            table.keep(old, was[old], now[new])
        else:
            table.take(now[new], at_end=at > last_kept)
    table.number_the_rest()


class _Table:
    """The rows on their way from the older to the newer version."""

    def __init__(
        self, tree: Tree, revisions: Revisions, match: SectionMatch, count: int, order: Order
    ) -> None:
        self.tree = tree
        self.revisions = revisions
        self.order = order
        self.section: SectionSpec = match.spec
        if any(row.continues or row.merged for row in match.rows):
            raise Unfit(f"{self.section.title} has merged cells")
        self.rows = [row for row in match.rows if row.label or any(map(_filled, _slots(row)))]
        self.spare = [row for row in match.rows if row not in self.rows]
        if len(self.rows) != count:
            raise Unfit(f"{self.section.title} has rows that go on with others")
        self.pattern = match.rows[0]
        self.numbered = self.section.numbered and bool(NUMBER.match(self.typed(self.pattern)))
        self.printed = len(match.rows)
        self.last: etree._Element | None = None
        self.count = 0

    def drop(self, old: int) -> None:
        """A row goes."""
        self.last = self.element(self.rows[old])
        drop_row(self.last, self.revisions)

    def keep(self, old: int, was: Row, now: Row) -> None:
        """A row stays where it is."""
        self.count += 1
        self.change(self.rows[old], was, now)

    def take(self, now: Row, *, at_end: bool) -> None:
        """A row comes: into a blank row at the end, or behind the last one."""
        self.count += 1
        if at_end and self.spare:
            blank = {each.name: each.kind.written(None) for each in self.section.columns}
            self.change(self.spare.pop(0), blank, now)
        else:
            self.add(now)

    def change(self, row: RowMatch, was: Row, now: Row) -> None:
        """A row that is there says something else."""
        self.last = self.element(row)
        for column in self.section.columns:
            counted = self.numbered and column.key
            values = (was[column.name], now[column.name])
            if (values[0] == values[1] and not counted) or (column.key and row.label):
                continue
            slots = row.slots.get(column.name)
            if not slots or len(slots) > 1:
                raise Unfit(f"{self.section.title} has no one place for {column.label!r}")
            front = self.renumbered if counted else as_it_is
            rewrite_slot(self.tree, self.revisions, slots[0], values, self.order, front)

    def add(self, now: Row) -> None:
        """A row that is not there comes behind the last one."""
        pattern = self.element(self.pattern)
        self.last = row = added_row(pattern, self.last, self.revisions)
        cells = row.findall(f"{W}tc")
        for column in self.section.columns:
            counted = self.numbered and column.key
            number = NUMBER.match(self.typed(self.pattern)) if counted else None
            front = self.renumbered(number[0]) if number else ""
            if now[column.name] or front:
                write_cell(cells[self.place(column)], now[column.name], self.revisions, front)

    def place(self, column: FieldSpec) -> int:
        """Which of a row's cells belongs to a column."""
        slots = self.pattern.slots.get(column.name)
        cell = slots[0].cell if slots else self.pattern.label_cell if column.key else None
        if cell is None:
            raise Unfit(f"{self.section.title} has no column {column.label!r}")
        cells = self.element(self.pattern).findall(f"{W}tc")
        element = self.tree.element(cell.start)
        if element not in cells:
            raise Unfit(f"{self.section.title} has controls around its cells")
        return cells.index(element)

    def element(self, row: RowMatch) -> etree._Element:
        """The element of a row."""
        cells = [slot.cell for slot in _slots(row) if slot.cell is not None]
        cells += [row.label_cell] if row.label_cell is not None else []
        if not cells:
            raise Unfit(f"{self.section.title} is not a table")
        return next(self.tree.element(cells[0].start).iterancestors(f"{W}tr"))

    def typed(self, row: RowMatch) -> str:
        """The text in a row's key cell."""
        slots = row.slots.get(self.section.key_column.name, ())
        return next((text for slot in slots for text in _texts(slot) if text.strip()), "")

    def renumbered(self, front: str) -> str:
        """A row's number as it is now, in the form in which it stands there."""
        number = NUMBER.match(front)
        if number is None:
            return front
        return f"{front[: number.start(1)]}{self.count}{front[number.end(1) :]}"

    def number_the_rest(self) -> None:
        """Blank rows at the end count on; those that new rows have made needless go."""
        needless = max(0, self.count + len(self.spare) - self.printed)
        for _ in range(min(needless, len(self.spare))):
            drop_row(self.element(self.spare.pop()), self.revisions)
        for row in self.spare:
            self.count += 1
            if self.numbered and NUMBER.match(self.typed(row)):
                slot = row.slots[self.section.key_column.name][0]
                rewrite_slot(self.tree, self.revisions, slot, ("", ""), self.order, self.renumbered)


def _slots(row: RowMatch) -> list[Slot]:
    return [slot for slots in row.slots.values() for slot in slots]


def _texts(slot: Slot) -> list[str]:
    return [p.text for p in slot.cell.paragraphs] if slot.cell is not None else []


def _filled(slot: Slot) -> bool:
    texts = (text for text in _texts(slot) if text.strip() and not NUMBER.fullmatch(text + " "))
    return not all(map(slot.spec.kind.is_unfilled, texts))
