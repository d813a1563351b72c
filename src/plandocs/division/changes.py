"""The sheet Changes: what is different since the last roll-up, and between versions of one plan.

What HR typed over a fact shows here as well, before the fact takes its place again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from plandocs.changes import compare, words
from plandocs.changes.change import Change, is_blank, path
from plandocs.description.form import FormSpec
from plandocs.division.about import MADE_ON
from plandocs.division.documents import Copy, Document
from plandocs.division.refresh.pair import Before, Paired, key_text, paired
from plandocs.division.values import RollUp
from plandocs.division.whole import Whole
from plandocs.table import Cells, Column, Rows, Table

CHANGES = "Changes"


def changes_sheet(whole: Whole) -> Table:
    """The sheet of what differs between the versions of each document."""
    columns = (
        Column("Since", 26, key=True),
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Field", 34, key=True),
        Column("Before", 50),
        Column("After", 50),
    )
    return Table(CHANGES, columns, Rows(partial(_changed_versions, whole)), frozen=2)


def _changed_versions(whole: Whole) -> Iterator[Cells]:
    for document in whole.documents:
        form = document.copy.form
        private = {section.name for section in form.sections if section.private}
        for earlier, later in _successive(document):
            since = f"version {_saved(earlier)}"
            for change in compare(earlier.plan, later.plan):
                if whole.settings.confidential or path(change.field).name not in private:
                    yield since, *whole.names[document.person.key], *_in_words(change, form)


def _successive(document: Document) -> Iterator[tuple[Copy, Copy]]:
    later = document.copy
    for earlier in document.earlier:
        yield earlier, later
        later = earlier


def _saved(copy: Copy) -> str:
    facts = copy.reading.document
    if facts.modified:
        return f"saved {facts.modified:%Y-%m-%d}"
    return f"of revision {facts.revision}" if facts.revision else "before"


_BETWEEN = " · "


def with_changes(rollup: RollUp, before: Before, unit: str) -> RollUp:
    """The roll-up with what changed first on its sheet Changes; ``unit`` heads that column."""
    rows = tuple(_changed_facts(rollup, before, unit))
    sheets = tuple(
        replace(sheet, rows=Rows(partial(_after, rows, sheet))) if sheet.name == CHANGES else sheet
        for sheet in rollup.sheets
    )
    return replace(rollup, sheets=sheets)


def _after(rows: tuple[Cells, ...], sheet: Table) -> Iterator[Cells]:
    yield from rows
    yield from sheet.rows


def _changed_facts(rollup: RollUp, before: Before, unit: str) -> Iterator[Cells]:
    made_on = before.about.get(MADE_ON)
    label = f"last roll-up ({made_on})" if made_on else "last roll-up"
    for sheet in rollup.sheets:
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
        for at, earlier_at in compared:
            was, now = key_text(then[earlier_at]), key_text(row[at])
            if was != now:
                yield whose, columns[at].heading, was, now
    yield from _taken_out(both, [columns[n].heading for n in about], unit)


def _taken_out(
    both: Paired, about: list[str], unit: str
) -> Iterator[tuple[tuple[str, str], str, str, str]]:
    still = set(both.then.values())
    for number, row in enumerate(both.earlier.rows):
        if number not in still:
            texts = dict(zip(both.earlier.headings, map(key_text, row), strict=False))
            whose = texts.get(both.sheet.columns[0].heading, ""), texts.get(unit, "")
            yield whose, "taken out", _BETWEEN.join(texts.get(h, "") for h in about), ""


def _in_words(change: Change, form: FormSpec) -> tuple[str, str, str]:
    """The field, and its text before and after, in the form's own words."""
    where = words.place(change.field, form)
    if change.kind == "moved":
        return f"{where} (moved)", words.place(str(change.before), form), where
    kind = {"added": " (added)", "removed": " (taken out)"}.get(change.kind, "")
    before, after = (_text(each, change.field, form) for each in (change.before, change.after))
    return where + kind, before, after


def _text(value: Any, field: str, form: FormSpec) -> str:
    """A value as one text; of a signature that is a picture, that it is there."""
    at = path(field)
    if is_blank(value):
        return ""
    section = next((each for each in form.sections if each.name == at.name), None)
    if section is None or at.column:
        return words.kind_at(at, form).shown(value)
    return "\n".join(filter(None, (c.kind.data_text(value[c.name]) for c in section.columns)))
