"""The rows of a section retold: rows that stay, come and go, and their numbers.

In: where the rows stand in the older document, and the rows of both plans. Out: tracked changes.
A row that moved goes in one place and comes in another; blank rows at the end are filled first.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from plandocs.changes.order import Step, steps
from plandocs.changes.paths import text_of
from plandocs.changes.rows import pair_rows
from plandocs.form import FieldSpec, SectionSpec
from plandocs.verbs.tracked_cells import Text, Unfit, retold, tell
from plandocs.word.locate import FoundRow, FoundSection, Slot
from plandocs.word.track import Revisions, Tree, added_row, drop_row

_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]+\s*")
_Row = dict[str, Any]


def retold_rows(
    tree: Tree,
    revisions: Revisions,
    section: SectionSpec,
    found: FoundSection,
    was: list[_Row],
    now: list[_Row],
) -> None:
    """Make a section's table hold the newer rows."""
    table = _Table(tree, revisions, section, found, was)
    plan = list(steps(pair_rows(section, was, now), len(was), len(now)))
    last_kept = max((n for n, step in enumerate(plan) if step.old >= 0), default=-1)
    for at, step in enumerate(plan):
        table.take(step, was, now, at_end=at > last_kept)
    table.number_the_rest()


class _Table:
    def __init__(
        self,
        tree: Tree,
        revisions: Revisions,
        section: SectionSpec,
        found: FoundSection,
        was: list[_Row],
    ) -> None:
        self.tree = tree
        self.revisions = revisions
        self.section = section
        rows = found.rows
        if any(row.continues or row.merged for row in rows):
            raise Unfit(f"{section.title} has merged cells")
        self.rows = [row for row in rows if row.label or any(map(_filled, _slots(row)))]
        self.spare = [row for row in rows if row not in self.rows]
        if len(self.rows) != len(was):
            raise Unfit(f"{section.title} has rows that go on with others")
        self.pattern = rows[0]
        self.printed = len(rows)
        self.last: etree._Element | None = None
        self.count = 0

    def take(self, step: Step, was: list[_Row], now: list[_Row], *, at_end: bool) -> None:
        """One row: it stays, goes or comes."""
        if step.new < 0:
            self.last = self.element(self.rows[step.old])
            drop_row(self.last, self.revisions)
            return
        self.count += 1
        if step.old >= 0:
            self.change(self.rows[step.old], was[step.old], now[step.new])
        elif at_end and self.spare:
            self.change(self.spare.pop(0), None, now[step.new])
        else:
            self.add(now[step.new])

    def change(self, row: FoundRow, was: _Row | None, now: _Row) -> None:
        """A row that is there says something else."""
        self.last = self.element(row)
        for column in self.section.columns:
            before: Text = _value(was, column) if was is not None else _nothing(column)
            after = _value(now, column)
            slots = row.slots.get(column.name)
            front = self.renumbered if self.is_numbered(column) else _as_it_is
            if before == after and front is _as_it_is:
                continue
            if column.key and row.label:
                continue
            if not slots or (before != after and len(slots) > 1):
                raise Unfit(f"{self.section.title} has no one place for {column.label!r}")
            retold(self.tree, self.revisions, slots[0], before, after, front)

    def add(self, now: _Row) -> None:
        """A row that is not there comes behind the last one."""
        pattern = self.element(self.pattern)
        self.last = row = added_row(pattern, self.last, self.revisions)
        cells = [each for each in row if each.tag == _tag(pattern, "tc")]
        for column in self.section.columns:
            place = self.place(column)
            front = ""
            if self.is_numbered(column):
                typed = _NUMBER.match(self.typed(self.pattern))
                front = self.renumbered(typed[0]) if typed else ""
            value = _value(now, column)
            if value or front:
                tell(cells[place], value, self.revisions, _tag(pattern, "p"), front)

    def place(self, column: FieldSpec) -> int:
        """Which of a row's cells belongs to a column."""
        slots = self.pattern.slots.get(column.name)
        cell = slots[0].cell if slots else self.pattern.label_cell if column.key else None
        if cell is None:
            raise Unfit(f"{self.section.title} has no column {column.label!r}")
        element = self.tree.element(cell.start)
        row = self.element(self.pattern)
        if element.getparent() is not row:
            raise Unfit(f"{self.section.title} has controls around its cells")
        return [each for each in row if each.tag == element.tag].index(element)

    def element(self, row: FoundRow) -> etree._Element:
        """The element of a row."""
        cells = [slot.cell for slot in _slots(row) if slot.cell is not None]
        cells += [row.label_cell] if row.label_cell is not None else []
        if not cells:
            raise Unfit(f"{self.section.title} is no table")
        found = self.tree.element(cells[0].start)
        while found.tag != _tag(found, "tr"):
            above = found.getparent()
            assert above is not None
            found = above
        return found

    def is_numbered(self, column: FieldSpec) -> bool:
        """Do the rows print a number, typed in this column?"""
        return (
            self.section.numbered and column.key and bool(_NUMBER.match(self.typed(self.pattern)))
        )

    def typed(self, row: FoundRow) -> str:
        """The text in a row's key cell."""
        slots = row.slots.get(self.section.key_column.name, ())
        return next((text for slot in slots for text in _texts(slot) if text.strip()), "")

    def renumbered(self, front: str) -> str:
        """A row's number as it is now, in the form in which it stands there."""
        number = _NUMBER.match(front)
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
            if self.section.numbered and _NUMBER.match(self.typed(row)):
                slots = row.slots[self.section.key_column.name]
                retold(self.tree, self.revisions, slots[0], "", "", self.renumbered)


def _slots(row: FoundRow) -> list[Slot]:
    return [slot for slots in row.slots.values() for slot in slots]


def _texts(slot: Slot) -> list[str]:
    return [p.text for p in slot.cell.paragraphs] if slot.cell is not None else []


def _filled(slot: Slot) -> bool:
    return any(text.strip() and not _NUMBER.fullmatch(text + " ") for text in _texts(slot))


def _as_it_is(front: str) -> str:
    return front


def _value(row: _Row, column: FieldSpec) -> Text:
    value = row[column.name]
    return value if isinstance(value, list) else text_of(value)


def _nothing(column: FieldSpec) -> Text:
    return [] if column.kind == "items" else ""


def _tag(element: etree._Element, name: str) -> str:
    return f"{str(element.tag).partition('}')[0]}}}{name}"
