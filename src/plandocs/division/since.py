"""What changed since the last roll-up: the facts on the sheets, beside those of the one before.

In: the roll-up as it is made now, and the earlier workbook. Out: the rows of the sheet Changes.
What HR typed over a fact shows here as well, before the fact takes its place again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from plandocs.division.about import MADE_ON
from plandocs.division.before import Before, Paired, key_text, paired
from plandocs.division.changes import NAME as CHANGES
from plandocs.division.values import RollUp
from plandocs.table import Cells, Rows, Table

_BETWEEN = " · "


def with_changes(found: RollUp, before: Before, unit: str) -> RollUp:
    """The roll-up with what changed first on its sheet Changes; ``unit`` heads that column."""
    rows = tuple(_changes(found, before, unit))
    sheets = tuple(
        replace(sheet, rows=Rows(partial(_after, rows, sheet))) if sheet.name == CHANGES else sheet
        for sheet in found.sheets
    )
    return replace(found, sheets=sheets)


def _after(rows: tuple[Cells, ...], sheet: Table) -> Iterator[Cells]:
    yield from rows
    yield from sheet.rows


def _changes(found: RollUp, before: Before, unit: str) -> Iterator[Cells]:
    made_on = before.said.get(MADE_ON)
    label = f"last roll-up ({made_on})" if made_on else "last roll-up"
    for sheet in found.sheets:
        if sheet.facts and sheet.name in before.tables:
            for whose, field, was, now in _on_sheet(paired(sheet, before), unit):
                yield label, *whose, f"{sheet.name}: {field}", was, now


def _on_sheet(both: Paired, unit: str) -> Iterator[tuple[tuple[str, str], str, str, str]]:
    columns, headings = both.sheet.columns, both.earlier.headings
    place_of = {column.heading: n for n, column in enumerate(columns)}
    about = [n for n, c in enumerate(columns) if c.key and n > 0 and c.heading != unit]
    compared = [
        (n, headings.index(column.heading))
        for n, column in enumerate(columns)
        if column.kind not in ("number", "link")
        and not column.editable
        and column.heading in headings
    ]
    for place, row in enumerate(both.rows):
        whose = key_text(row[0]), key_text(row[place_of[unit]])
        if place not in both.then:
            yield whose, "added", "", _BETWEEN.join(key_text(row[n]) for n in about)
            continue
        then = both.earlier.rows[both.then[place]]
        for here, there in compared:
            was, now = key_text(then[there]), key_text(row[here])
            if was != now:
                yield whose, columns[here].heading, was, now
    yield from _taken_out(both, [columns[n].heading for n in about], unit)


def _taken_out(
    both: Paired, about: list[str], unit: str
) -> Iterator[tuple[tuple[str, str], str, str, str]]:
    still = set(both.then.values())
    for number, row in enumerate(both.earlier.rows):
        if number not in still:
            told = dict(zip(both.earlier.headings, map(key_text, row), strict=False))
            whose = told.get(both.sheet.columns[0].heading, ""), told.get(unit, "")
            yield whose, "taken out", _BETWEEN.join(told.get(h, "") for h in about), ""
