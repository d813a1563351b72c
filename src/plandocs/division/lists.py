"""HR's lists for the roll-up: the roster, the objectives, the themes.

Takes a .csv or .xlsx as people have it, columns found by their names, and gives the values that the
division's tables are made with.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from plandocs.data.cell_values import is_cut_short
from plandocs.data.columns import LISTED, with_lists
from plandocs.data.list_columns import answers, same_columns
from plandocs.data.list_names import NameFields
from plandocs.data.read_sheet import ReadSheet
from plandocs.description.form import FormSpec
from plandocs.division.values import Expected
from plandocs.errors import InputError
from plandocs.forms.registry import forms
from plandocs.headings import Columns, role_columns
from plandocs.normal.characters import clean
from plandocs.normal.dates import read_date
from plandocs.sheet.read import Match, Row, Sheet, Value, match_headings, read_sheets, sound_rows

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


_EMAIL, _SURE = "email", 4  # of the headings of addresses, those that can mean no other


def read_roster(path: str | os.PathLike[str]) -> tuple[Expected, ...]:
    """Who is expected: name, unit, manager, level, id and due date, as far as there are columns.

    The parts of a name and of a unit may have columns of their own. A line that is there twice
    counts once.

    Raises:
        InputError: it cannot be read, has no column of names, or names nobody.
    """
    read = _roster_sheet(Path(path))
    result = tuple(_expected(read, row) for row in _sound(read))
    people = tuple(dict.fromkeys(line for line in result if line.name))
    if not people:
        raise InputError("this roster names nobody.", str(path))
    return people


def _sound(read: ReadSheet) -> Iterator[Row]:
    """The rows that count, where nothing is wrong in a column that is read."""
    for row in read.rows:
        for place, problem in read.troubles(row):
            if problem.code != "cut-short":
                where = place._replace(column="") if problem.code == "no-heading" else place
                raise InputError(problem.message, read.sheet.source, str(where))
        yield row


def roster_notes(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """What a roster has that is not read, or not as it stands, in sentences."""
    read = _roster_sheet(Path(path))
    cut = [
        each.value
        for row in read.rows
        for _, each in read.troubles(row)
        if each.code == "cut-short"
    ]
    lost = f"{path}: these ids were cut short by Excel, and are not used: {', '.join(cut)}."
    return (*_passed(path, read.passed), *read.survey.notes, *((lost,) if cut else ()))


def _roster_sheet(path: Path) -> ReadSheet:
    person, manager, unit = (_path(role) for role in ("person", "manager", "unit"))
    sheet, match = _first_sheet(path, roster_columns(), person, f"{person}:family", f"{person}?")
    return ReadSheet(sheet, match, None, NameFields(person, manager, unit))


def _path(role: str) -> str:
    """The path of a role's column, which is no heading by itself."""
    return f"list_{role}"


def roster_columns() -> Columns:
    """What a roster's columns are called: as the forms call each role, and as staff lists do."""
    return _roster_columns(forms())


@lru_cache(maxsize=16)
def _roster_columns(known: tuple[FormSpec, ...]) -> Columns:
    names: dict[str, list[str]] = {"id": []}
    for role in LISTED:
        for form in known:
            cell = form.role(role)
            if cell is not None:
                result = names.setdefault(_path(role), [])
                result.extend((cell.label, cell.name, *cell.synonyms))
    called = {path: tuple(dict.fromkeys(words)) for path, words in names.items()}
    roles = {"id": "id", **{_path(role): role for role in LISTED}}
    columns = with_lists(called, roles)
    # The letters' alone: elsewhere an address is passed over, and it never enters a document.
    addresses = columns.pop("-email")
    return {**columns, _EMAIL: addresses[:_SURE], f"{_EMAIL}?": addresses[_SURE:-1],
            f"{_EMAIL}??": addresses[-1:], "due": role_columns("due")[""]}  # fmt: skip


def _expected(read: ReadSheet, row: Row) -> Expected:
    cells = {path: value for path, (value, _) in read.cells(row).items()}
    texts = {path: _text(value) for path, value in cells.items()}
    identity = texts.get("id", "")
    return Expected(
        id="" if is_cut_short(identity) else identity,
        name=texts.get(_path("person"), ""),
        level=texts.get(_path("level"), ""),
        unit=texts.get(_path("unit"), ""),
        manager=texts.get(_path("manager"), ""),
        due=_day(cells.get("due"), read.sheet, row),
        email=texts.get(_EMAIL, ""),
    )


def _day(value: Value, sheet: Sheet, row: Row) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    text = _text(value)
    result = read_date(text)
    if text and result is None:
        place = f"sheet {sheet.name}, row {row.number}" if sheet.name else f"row {row.number}"
        raise InputError(f'"{text}" is not a date; write it as 2026-08-31.', sheet.source, place)
    return result


def read_list(path: str | os.PathLike[str], what: str) -> Mapping[str, tuple[str, ...]]:
    """Names with other ways to say each: two columns, a semicolon or line between the ways.

    Raises:
        InputError: it cannot be read, has no column for the names, or has no name.
    """
    sheet, match = _sheet_of(path, what)
    result: dict[str, tuple[str, ...]] = {}
    for row in sound_rows(sheet):
        values = match.values(row)
        name = _text(values.get("name"))
        if name:
            result[name] = (*result.get(name, ()), *_ways(_text(values.get("ways"))))
    if not result:
        raise InputError(f"there is no {what} in this list.", str(path))
    return result


def list_notes(path: str | os.PathLike[str], what: str) -> tuple[str, ...]:
    """What a list of names has that is not read, in sentences."""
    sheet, match = _sheet_of(path, what)
    named = zip(sheet.headings, match.fields, strict=True)
    return _passed(path, (heading for heading, field in named if heading and field is None))


def _sheet_of(path: str | os.PathLike[str], what: str) -> tuple[Sheet, Match]:
    return _first_sheet(Path(path), names_columns(what), "name")


def names_columns(what: str) -> Columns:
    """What the columns of a list of names are called: the names, and other ways to say each."""
    return {"name": (what, f"{what}s", "name", "title"), "ways": _OTHERS}


def _passed(path: str | os.PathLike[str], headings: Iterable[str]) -> tuple[str, ...]:
    named = ", ".join(f'"{heading}"' for heading in headings)
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
        match = match_headings(
            sheet.headings,
            known,
            answers(sheet.headings),
            source=str(path),
            same=same_columns(sheet, _path("level")),
        )
        if any(field in match.fields for field in needed):
            return sheet, match
        headings = headings or sheet.headings
    names = ", ".join(f'"{heading}"' for heading in headings)
    raise InputError(
        f'there is no column "{known[needed[0]][0]}"; the first sheet has {names}.', str(path)
    )


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(clean(str(value)).split(" ")).strip()
