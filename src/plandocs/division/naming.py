"""Names of people in words that are to be shown to others: a theme, a branch, an objective.

In: the names that must not be said, and tables. Out: the tables with another word in their place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plandocs.description.form import FormSpec
from plandocs.division.copies import role_text
from plandocs.division.view import Whole
from plandocs.people import person_key
from plandocs.table import Cell, Table
from plandocs.wording import plain


def people_in(whole: Whole, forms: Iterable[FormSpec]) -> Iterator[str]:
    """Everybody's names as they stand in the documents and the roster, and their managers'."""
    known = {form.name: form for form in forms}
    for line in whole.settings.roster or ():
        yield from (line.name, line.manager)
    for reading in whole.readings:
        if reading.plan is not None:
            form = known[reading.plan.form]
            yield from (role_text(form, reading.plan, role) for role in ("person", "manager"))


class Naming:
    """Knows the names: given and family name, either first. One word alone may be any word."""

    def __init__(self, people: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._instead: dict[str, str] = {}
        for words in {tuple(person_key(name).split()) for name in people}:
            if len(words) > 1:
                for name in (words, (words[-1], *words[:-1])):
                    self._by_first[name[0]].add(name)

    def names_somebody(self, cell: Cell) -> bool:
        """Does this text say one of the names?"""
        if not isinstance(cell, str):
            return False
        words = tuple(plain(cell).split())
        return any(
            words[place : place + len(name)] == name
            for place, word in enumerate(words)
            for name in self._by_first.get(word, ())
        )

    def left_out(self, sheet: Table) -> Table:
        """The sheet with a number instead of each text that names somebody, everywhere the same."""
        if not any(self.names_somebody(cell) for row in sheet.rows for cell in row):
            return sheet
        rows = tuple(
            tuple(
                self._said(column.heading, cell) if self.names_somebody(cell) else cell
                for column, cell in zip(sheet.columns, row, strict=True)
            )
            for row in sheet.rows
        )
        return replace(sheet, rows=rows)

    def _said(self, heading: str, cell: Cell) -> str:
        number = len(self._instead) + 1
        return self._instead.setdefault(str(cell), f"{heading} {number} (names a person)")
