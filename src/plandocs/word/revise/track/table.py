"""A section's rows retold: rows that stay, come and go, and their numbers.

In: where the rows stand in the older document, both versions of the rows as texts, and which became
which. Out: tracked changes. A row that moved goes in one place and comes in another; blank rows at
the end are filled before new ones are made.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.word.locate import RowMatch, SectionMatch, Slot
from plandocs.word.revise.track.revisions import Revisions, W
from plandocs.word.revise.track.rows import added_row, drop_row
from plandocs.word.revise.track.slots import (
    NUMBER,
    Order,
    Steps,
    Text,
    Unfit,
    as_it_is,
    retold,
    tell,
)
from plandocs.word.revise.track.tree import Tree

Row = Mapping[str, Text]


def retold_rows(
    tree: Tree,
    revisions: Revisions,
    found: SectionMatch,
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
    table = _Table(tree, revisions, found, len(was), order)
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
        self, tree: Tree, revisions: Revisions, found: SectionMatch, count: int, order: Order
    ) -> None:
        self.tree = tree
        self.revisions = revisions
        self.order = order
        self.section: SectionSpec = found.spec
        if any(row.continues or row.merged for row in found.rows):
            raise Unfit(f"{self.section.title} has merged cells")
        self.rows = [row for row in found.rows if row.label or any(map(_filled, _slots(row)))]
        self.spare = [row for row in found.rows if row not in self.rows]
        if len(self.rows) != count:
            raise Unfit(f"{self.section.title} has rows that go on with others")
        self.pattern = found.rows[0]
        self.numbered = self.section.numbered and bool(NUMBER.match(self.typed(self.pattern)))
        self.printed = len(found.rows)
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
            blank = {column.name: _nothing(column) for column in self.section.columns}
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
            retold(self.tree, self.revisions, slots[0], values, self.order, front)

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
                tell(cells[self.place(column)], now[column.name], self.revisions, front)

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
            raise Unfit(f"{self.section.title} is no table")
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
                retold(self.tree, self.revisions, slot, ("", ""), self.order, self.renumbered)


def _slots(row: RowMatch) -> list[Slot]:
    return [slot for slots in row.slots.values() for slot in slots]


def _texts(slot: Slot) -> list[str]:
    return [p.text for p in slot.cell.paragraphs] if slot.cell is not None else []


def _filled(slot: Slot) -> bool:
    texts = (text for text in _texts(slot) if text.strip() and not NUMBER.fullmatch(text + " "))
    return not all(map(slot.spec.kind.is_unfilled, texts))


def _nothing(column: FieldSpec) -> Text:
    return [] if column.kind.many else ""
