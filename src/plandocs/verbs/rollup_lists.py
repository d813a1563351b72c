"""HR's lists for the roll-up: the roster, the objectives, the themes.

In: a .csv or .xlsx as people have it, columns found by their names. Out: the values that the
division's tables are made with.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from plandocs.division.settings import Expected
from plandocs.errors import InputError
from plandocs.headings import (
    Columns,
    base_of,
    composed,
    passed_over,
    role_columns,
    turned_round,
)
from plandocs.normal.dates import read_date
from plandocs.registry import forms
from plandocs.sheet.grid import Row, Sheet, Value
from plandocs.sheet.headings import Match, match_headings
from plandocs.sheet.read import read_sheets, sound_rows
from plandocs.verbs.columns import LISTED, with_lists

_OTHERS = (
    "aliases",
    "alias",
    "words",
    "also",
    "other names",
    "keywords",
    "synonyms",
    "ways it is written",
)


def read_roster(path: str | os.PathLike[str]) -> tuple[Expected, ...]:
    """Who is expected: name, unit, manager, level, id and due date, as far as there are columns.

    The parts of a name and of a unit may have columns of their own. A line that is there twice
    counts once.

    Raises:
        InputError: it cannot be read, has no column of names, or names nobody.
    """
    sheet, match = _roster_sheet(Path(path))
    rows = (row for row in sound_rows(sheet) if any(row.cells))
    found = tuple(_expected(match, sheet, row) for row in rows)
    people = tuple(dict.fromkeys(line for line in found if line.name))
    if not people:
        raise InputError("this roster names nobody.", str(path))
    return people


def roster_notes(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """What a roster has that is not read, in sentences."""
    return _passed(path, *_roster_sheet(Path(path)))


def _roster_sheet(path: Path) -> tuple[Sheet, Match]:
    return _first_sheet(path, roster_columns(), "person", "person:family", "person?")


@cache
def roster_columns() -> Columns:
    """What a roster's columns are called: as the forms call each role, and as staff lists do."""
    names: dict[str, list[str]] = {"id": []}
    for role in LISTED:
        for form in forms():
            cell = form.role(role)
            if cell is not None:
                names.setdefault(role, []).extend((cell.label, cell.name, *cell.synonyms))
    known = {role: tuple(dict.fromkeys(words)) for role, words in names.items()}
    return {**with_lists(known, {role: role for role in known}), "due": role_columns("due")[""]}


def _expected(match: Match, sheet: Sheet, row: Row) -> Expected:
    values = match.values(row)
    said = {field: _text(value) for field, value in values.items() if field and _text(value)}
    for field, heading in zip(match.fields, sheet.headings, strict=True):
        if field in said and base_of(field) in ("person", "manager"):
            said[field] = turned_round(said[field], heading)
    found = composed(said, frozenset(field for field in match.fields if field))
    return Expected(
        id=found.get("id", ""),
        name=found.get("person", ""),
        level=found.get("level", ""),
        unit=found.get("unit", ""),
        manager=found.get("manager", ""),
        due=_day(values.get("due"), sheet, row),
    )


def _day(value: Value, sheet: Sheet, row: Row) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    text = _text(value)
    found = read_date(text)
    if text and found is None:
        place = f"sheet {sheet.name}, row {row.number}" if sheet.name else f"row {row.number}"
        raise InputError(
            f'"{text}" is no date that can be due; write it as 2026-08-31.', sheet.source, place
        )
    return found


def read_list(path: str | os.PathLike[str], what: str) -> Mapping[str, tuple[str, ...]]:
    """Names with other ways to say each: two columns, a semicolon or line between the ways.

    Raises:
        InputError: it cannot be read, has no column for the names, or has no name.
    """
    sheet, match = _sheet_of(path, what)
    found: dict[str, tuple[str, ...]] = {}
    for row in sound_rows(sheet):
        values = match.values(row)
        name = _text(values.get("name"))
        if name:
            found[name] = (*found.get(name, ()), *_ways(_text(values.get("ways"))))
    if not found:
        raise InputError(f"there is no {what} in this list.", str(path))
    return found


def list_notes(path: str | os.PathLike[str], what: str) -> tuple[str, ...]:
    """What a list of names has that is not read, in sentences."""
    return _passed(path, *_sheet_of(path, what))


def _sheet_of(path: str | os.PathLike[str], what: str) -> tuple[Sheet, Match]:
    known = {"name": (what, f"{what}s", "name", "title"), "ways": _OTHERS}
    return _first_sheet(Path(path), known, "name")


def _passed(path: str | os.PathLike[str], sheet: Sheet, match: Match) -> tuple[str, ...]:
    idle = passed_over(field for field in match.fields if field)
    named = ", ".join(
        f'"{heading}"'
        for heading, field in zip(sheet.headings, match.fields, strict=True)
        if heading and (field is None or field in idle)
    )
    return (f"{path}: nothing is taken from its columns {named}.",) if named else ()


def _ways(text: str) -> Iterator[str]:
    for part in text.replace("\n", ";").split(";"):
        if part.strip():
            yield part.strip()


def _first_sheet(
    path: Path, known: Mapping[str, tuple[str, ...]], *needed: str
) -> tuple[Sheet, Match]:
    """The first sheet that has a column that is needed: one of these."""
    headings: tuple[str, ...] = ()
    for sheet in read_sheets(path, known):
        match = match_headings(sheet.headings, known, source=str(path))
        if any(field in match.fields for field in needed):
            return sheet, match
        headings = headings or sheet.headings
    there = ", ".join(f'"{heading}"' for heading in headings)
    raise InputError(
        f'there is no column "{known[needed[0]][0]}"; the first sheet has {there}.', str(path)
    )


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split(" ")).strip()
