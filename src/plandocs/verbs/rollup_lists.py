"""HR's lists for the roll-up: the roster, the objectives, the themes.

In: a .csv or .xlsx as people have it, columns found by their names. Out: the values that the
division's tables are made with.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from plandocs.division.settings import Expected
from plandocs.errors import InputError
from plandocs.normal.dates import read_date
from plandocs.registry import forms
from plandocs.sheet.grid import Row, Sheet, Value
from plandocs.sheet.headings import Match, match_headings
from plandocs.sheet.read import read_sheets, sound_rows

_ID = ("id", "employee number", "employee id", "staff number", "staff id", "number", "key", "AGS")
_DUE = ("due_date", "due", "due date", "due by", "expected by", "deadline")
_GIVEN = ("first_name", "first name", "given name", "given names", "forename", "preferred name")
_FAMILY = ("family_name", "surname", "last name", "family name")
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

    First and last name, and the parts of a unit ("Division", "Branch"), may have columns of their
    own. A line that is there twice counts once.

    Raises:
        InputError: it cannot be read, has no column of names, or names nobody.
    """
    known = _roster_names()
    sheet, match = _first_sheet(Path(path), known, "person", "family")
    found = tuple(
        _expected(match.values(row), sheet, row) for row in sound_rows(sheet) if any(row.cells)
    )
    people = tuple(dict.fromkeys(line for line in found if line.name))
    if not people:
        raise InputError("this roster names nobody.", str(path))
    return people


def _roster_names() -> Mapping[str, tuple[str, ...]]:
    """What the columns are called: by the forms' own labels and synonyms, for each role."""
    names: dict[str, list[str]] = {"id": list(_ID), "due": list(_DUE)}
    names |= {"given": list(_GIVEN), "family": list(_FAMILY), "group": [], "within": []}
    for role in ("person", "unit", "manager", "level"):
        for form in forms():
            cell = form.role(role)
            if cell is not None:
                names.setdefault(role, []).extend((cell.label, cell.name, *cell.synonyms))
            group, stroke, within = cell.label.partition("/") if cell is not None else ("", "", "")
            if role == "unit" and stroke:
                names["group"].append(group)
                names["within"].append(within)
    parts = {*names["group"], *names["within"]}
    names["unit"] = [name for name in names["unit"] if name not in parts]
    return {field: tuple(dict.fromkeys(words)) for field, words in names.items() if words}


def _expected(values: Mapping[str, Value], sheet: Sheet, row: Row) -> Expected:
    due = values.get("due")
    whole = " ".join(filter(None, (_text(values.get("given")), _text(values.get("family")))))
    parts = " / ".join(filter(None, (_text(values.get("group")), _text(values.get("within")))))
    return Expected(
        id=_text(values.get("id")),
        name=_text(values.get("person")) or whole,
        level=_text(values.get("level")),
        unit=_text(values.get("unit")) or parts,
        manager=_text(values.get("manager")),
        due=_day(due, sheet, row),
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
    known = {"name": (what, f"{what}s", "name", "title"), "ways": _OTHERS}
    sheet, match = _first_sheet(Path(path), known, "name")
    found: dict[str, tuple[str, ...]] = {}
    for row in sound_rows(sheet):
        values = match.values(row)
        name = _text(values.get("name"))
        if name:
            found[name] = (*found.get(name, ()), *_ways(_text(values.get("ways"))))
    if not found:
        raise InputError(f"there is no {what} in this list.", str(path))
    return found


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
