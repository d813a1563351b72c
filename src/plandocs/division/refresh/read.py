"""The workbook before this one, read back with what HR did in it.

What could not be kept is named in sentences: what stands outside the tables, and formatting that
only Excel can carry along.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from plandocs.advice import Advice, Option
from plandocs.division.about import BETWEEN, COLUMNS, DIVISION, NAMED, TITLE, line_of
from plandocs.division.build import PART_OF, PARTS
from plandocs.division.refresh.keep import NOTES
from plandocs.division.refresh.pair import Before, Earlier, Style
from plandocs.division.values import RollUp
from plandocs.errors import InputError
from plandocs.sheet.excel import MOST_IN_PROMPT, column_letter
from plandocs.sheet.read import (
    Grid,
    Row,
    UserFormatting,
    added_things,
    match_headings,
    read_grids,
    under_headings,
    words_of,
)
from plandocs.table import Formatting, Table, Validation
from plandocs.wording import plain

_ABOUT = "About"
_CONTINUED = re.compile(r" \(\d+\)$")


def read_before(path: Path, rollup: RollUp, *, force: bool) -> Before:
    """The earlier workbook's tables, beside the roll-up that is to take its place.

    Raises:
        InputError: no roll-up wrote it, or there is something in it that would be lost and
            ``force`` does not say that it may be; ``problems`` names each thing.
    """
    grids = {grid.name: grid for grid in read_grids(path)}
    about, made = _about(grids.get(_ABOUT), str(path))
    ours = frozenset({*made, _ABOUT, NOTES})
    added = added_things(path, ours, len(rollup.charts))
    lost = [*added.lost, *_adjacent_text(grids[_ABOUT])]
    now = {sheet.name: sheet for sheet in rollup.sheets}
    tables: dict[str, Earlier] = {}
    for name, grid in grids.items():
        base = name if name in made or name == NOTES else _CONTINUED.sub("", name)
        if base in made or base == NOTES:
            user = added.hands.get(name, UserFormatting())
            table, gone = _table(
                grid, base, made.get(base, ()), user, now.get(base), line_of(about)
            )
            lost += gone
            tables[base] = _joined(tables.get(base), table)
    if lost and not force:
        raise _would_be_lost(path, lost)
    return Before(tables, about)


def _would_be_lost(path: Path, lost: list[str]) -> InputError:
    problems = tuple(dict.fromkeys(lost))
    return InputError(
        Advice(
            "a refresh cannot keep what was added to this workbook: " + "; ".join(problems) + ". "
            "Move it to a workbook of its own (which may refer to this one) and take it out here, "
            "or use ",
            Option("force", True),
            " to go on without it. Nothing was written.",
        ),
        str(path),
        problems=problems,
    )


def _about(
    grid: Grid | None, source: str
) -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """What the workbook says of itself by each term, and the columns made on each sheet."""
    lines = [tuple(map(words_of, row.cells[:2])) for row in grid.rows] if grid is not None else []
    if not lines or lines[0][0] != TITLE:
        raise InputError(
            "this is not a workbook that a roll-up wrote: it has no page About. Only such a "
            "workbook can be refreshed.",
            source,
        )
    if any(line[0] == PARTS for line in lines):
        raise InputError(
            "this roll-up was split by division, and here is only what is about all of them. "
            "Refresh the workbook of each division by itself, or make all of them anew.",
            source,
        )
    if not any(line[0] == COLUMNS for line in lines):
        raise InputError(
            Advice(
                "this is a copy for executives, in which nothing is kept: make it anew with ",
                Option("force", True),
                " and ",
                Option("audience", "executive"),
                ". A workbook for HR can be refreshed.",
            ),
            source,
        )
    terms = [(line[0], line[1]) for line in reversed(lines) if len(line) > 1 and line[1]]
    start = next((n for n, line in enumerate(lines) if line[0] == COLUMNS), len(lines))
    made = {
        line[0]: tuple(part.strip() for part in line[1].split(BETWEEN.strip()))
        for line in lines[start + 1 :]
        if len(line) > 1 and line[1]
    }
    return dict(terms), made


def _adjacent_text(page: Grid) -> Iterator[str]:
    """What was written on the page About next to its two columns."""
    for row in page.rows:
        if any(map(_is_filled, row.cells[2:])):
            yield f'text in row {row.number} of "{page.name}"'


def _table(
    grid: Grid, name: str, made: tuple[str, ...], user: UserFormatting, now: Table | None,
    subtitle: str,
) -> tuple[Earlier, list[str]]:  # fmt: skip
    """One sheet's table, and what would be lost: what stands outside it, and some formatting."""
    known = {heading: (heading,) for heading in made}
    sheet = under_headings(grid, known)
    if sheet is None:
        return Earlier(name, (), ()), []
    rows: list[tuple[object, ...]] = []
    numbers: dict[int, int] = {}
    above = _Above.of(grid, sheet.heading_row, now, subtitle)
    lost = above.lost
    for row in sheet.rows:
        lost += _outside(row, grid.name)
        if any(map(_is_filled, row.cells)):
            numbers[row.number] = len(rows)
            rows.append(row.cells)
    headings, facts = sheet.headings, frozenset(made)
    match_headings(headings, known, source=sheet.source, place=f"sheet {grid.name}")
    lost += lost_formatting(user, grid.name, headings, facts, now)
    columns = frozenset(n for n, heading in enumerate(headings) if heading in facts)
    return Earlier(
        name, headings, tuple(rows), facts,  # type: ignore[arg-type]  # plain values
        formatting_of(user, numbers, columns), styles_of(user, headings, facts, now),
        tuple(above.lines), above.title,
    ), lost  # fmt: skip


@dataclass
class _Above:
    """The rows above a table: HR's title and lines, and what cannot be kept."""

    title: str = ""
    lines: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, grid: Grid, heading_row: int, now: Table | None, subtitle: str) -> _Above:
        """Those of one sheet, without the roll-up's own title and its ``subtitle``."""
        above = cls()
        rows = [row for row in grid.rows if row.number < heading_row]
        texts = [words_of(row.cells[0]) for row in rows]
        for row, text in zip(rows, texts, strict=True):
            if now is None or not now.above or any(map(_is_filled, row.cells[1:])):
                above.lost.append(f'text above the table in row {row.number} of "{grid.name}"')
            elif text in {NAMED, words_of(subtitle)}:
                continue
            elif row is rows[0] and NAMED not in texts:
                above.title = text
            else:
                above.lines.append(text)
        return above


def _is_filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _outside(row: Row, sheet: str) -> Iterator[str]:
    for problem in row.problems:
        if problem.code == "no-result":
            continue  # a formula, and named as such
        outside = problem.code in {"no-heading", "apart"}
        what = "text outside the table" if outside else "an error"
        yield f'{what} in cell {problem.place} of "{sheet}"'


def _joined(first: Earlier | None, more: Earlier) -> Earlier:
    """A table that goes on in another sheet, as one."""
    if first is None or not first.headings:
        return more
    places = [more.headings.index(h) if h in more.headings else None for h in first.headings]
    rows = tuple(tuple(None if p is None else row[p] for p in places) for row in more.rows)
    above = len(first.rows)
    moved = {
        (above + row, places.index(column)): formatting
        for (row, column), formatting in more.formatting.items()
        if column in places
    }
    return replace(first, rows=first.rows + rows, formatting={**first.formatting, **moved})


def ensure_part(before: Before, division: str, source: str) -> None:
    """See to it that the workbook of one division is refreshed for that division.

    Raises:
        InputError: another division was asked for, or all.
    """
    mine = before.about.get(DIVISION, "") if PART_OF in before.about else division
    if plain(mine) != plain(division):
        raise InputError(
            Advice(
                "this is the workbook of one division: refresh it with ",
                Option("division", mine),
                ".",
            ),
            source,
        )


def ensure_keys(before: Before, rollup: RollUp, source: str) -> None:
    """See to it that the rows can be told apart.

    Raises:
        InputError: a column is gone by which HR's notes are found again.
    """
    for sheet in rollup.sheets:
        earlier = before.tables.get(sheet.name)
        if earlier is None or not earlier.rows:
            continue
        gone = [c.heading for c in sheet.columns if c.key and c.heading not in earlier.headings]
        gone = [heading for heading in gone if heading in earlier.made]
        if gone:
            names = ", ".join(f'"{heading}"' for heading in gone)
            raise InputError(
                f"the column {names} is gone or renamed, by which notes are found again. Give it "
                "its heading back.",
                source,
                f"sheet {sheet.name}",
            )


CellFormats = Mapping[tuple[int, int], Formatting]


def formatting_of(
    user: UserFormatting, numbers: Mapping[int, int], facts: frozenset[int]
) -> CellFormats:
    """The formatting of cells by row and column; ``numbers`` are the rows as Excel counts.

    In columns of facts the format of numbers and dates is ours.
    """
    result: dict[tuple[int, int], Formatting] = {}
    for (number, column), formatting in user.cells.items():
        if number in numbers:
            preserved = replace(formatting, number="") if column in facts else formatting
            if preserved != Formatting():
                result[numbers[number], column] = preserved
    return result


def styles_of(
    user: UserFormatting, headings: tuple[str, ...], made: frozenset[str], now: Table | None
) -> Mapping[str, Style]:
    """What was done to each column, by its heading."""
    allowed = {
        headings[column]: rule
        for columns, rule in user.rules
        if not rule.refers and not _is_ours(rule, now)
        for column in columns
        if column < len(headings) and headings[column] not in made
    }
    return {
        heading: Style(user.widths.get(place), place in user.hidden, allowed.get(heading))
        for place, heading in enumerate(headings)
        if heading
    }


def lost_formatting(
    user: UserFormatting,
    name: str,
    headings: tuple[str, ...],
    made: frozenset[str],
    now: Table | None,
) -> Iterator[str]:
    """Rules that refer to cells or stand on facts, and conditional formats."""
    for columns, rule in user.rules:
        facts = any(column < len(headings) and headings[column] in made for column in columns)
        if (rule.refers or facts) and not _is_ours(rule, now):
            yield f'a drop-down or rule in {_column_names(columns)} of "{name}"'
    tinted = _tinted(now)
    places = _expected(user, headings, tinted, now)
    more = [c for c, count in sorted(user.conditions.items()) if count > places[c]]
    gone = [heading for heading in tinted if heading not in headings]
    hint = f' (is it the column "{gone[0]}", renamed? Give it its heading back)' if gone else ""
    for column in more[:3]:
        is_hr = column >= len(headings) or headings[column] not in made
        where = f'{_column_names(frozenset({column}))} of "{name}"'
        yield f"a conditional format in {where}{hint if is_hr else ''}"


def _is_ours(rule: Validation, now: Table | None) -> bool:
    """Return whether the roll-up wrote this rule: it shows the heading of a column of HR's."""
    title = dict(rule.attributes).get("promptTitle", "")
    noted = [column for column in now.columns if column.note] if now is not None else []
    return any(column.heading[:MOST_IN_PROMPT] == title for column in noted)


def _tinted(now: Table | None) -> Mapping[str, int]:
    """How many conditional formats the roll-up writes on each column."""
    result: dict[str, int] = {}
    for highlight in now.highlights if now is not None else ():
        rules = len(highlight.words) + (highlight.above is not None)
        result[highlight.column] = result.get(highlight.column, 0) + rules
    return result


def _expected(
    user: UserFormatting, headings: tuple[str, ...], tinted: Mapping[str, int], now: Table | None
) -> Counter[int]:
    """How many conditional formats of the roll-up's own stand on each column, at the most.

    Some programs insert a column and leave the formats where they were: then they stand there.
    """
    result: Counter[int] = Counter()
    for heading, count in tinted.items():
        at = headings.index(heading) if heading in headings else -1
        moved = at >= 0 and now is not None and not user.conditions[at]
        result[now.headings.index(heading) if moved and now is not None else at] += count
    return result


def _column_names(columns: frozenset[int]) -> str:
    letters = [column_letter(column) for column in sorted(columns)]
    return f"column {letters[0]}" if len(letters) == 1 else f"columns {letters[0]} to {letters[-1]}"
