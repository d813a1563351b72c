"""Columns that a program adds to a list, two that say the same, and the order of parts of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cmp_to_key

from plandocs.data.cell_values import text_of
from plandocs.data.list_names import is_key
from plandocs.headings import (
    BRANCH,
    DEPARTMENT,
    DIVISION,
    OWN_UNIT,
    UNITS,
    answer_columns,
    base_of,
    role_columns,
    unit_parts,
    without_question,
)
from plandocs.people import same_name
from plandocs.sheet.read import Match, Same, Sheet, Value, normal_heading
from plandocs.wording import plain

# A department is wider than all others only where it is the whole agency, and then it is idle.
_EITHER = frozenset({DEPARTMENT, OWN_UNIT})
_ORDER = (*(part for part in UNITS[: UNITS.index(BRANCH)] if part != DEPARTMENT), DEPARTMENT,
          *UNITS[UNITS.index(BRANCH) :])  # fmt: skip


def answers(headings: Sequence[str]) -> dict[str, str]:
    """Return the columns that a program of questions and answers adds, as a map to nothing.

    Its "ID" numbers the answers, and is nobody's key.
    """
    marks, added = answer_columns()
    normal = {normal_heading(heading) for heading in headings}
    if not {normal_heading(mark) for mark in marks} <= normal:
        return {}
    known = {normal_heading(name) for name in added}
    persons = {normal_heading(name) for name in role_columns("person")[""]} - {"name"}
    if (normal | set(map(without_question, normal))) & persons:  # "Name" is whoever answered
        known |= {"name"}
    return {heading: "" for heading in headings if heading and normal_heading(heading) in known}


def same_columns(sheet: Sheet, level: str) -> Same:
    """Return what tells which of two columns says nothing that the other does not.

    That is the second where both say the same, and one of keys beside one of names; where they
    say the level, that is one of bare numbers beside one with words to them: 2 beside SES 2.
    """

    def same(first: int, second: int, field: str) -> int | None:
        if all(_agree(row.cells[first], row.cells[second]) for row in sheet.rows):
            return second
        if base_of(field) == level:
            return _bare_numbers(sheet, first, second)
        keys = [] if base_of(field) == "id" else [_are_keys(sheet, at) for at in (first, second)]
        return (first, second)[keys.index(True)] if sum(keys) == 1 else None

    return same


def _are_keys(sheet: Sheet, column: int) -> bool:
    """Whether a column has numbers or codes only."""
    cells = [text_of(row.cells[column]) for row in sheet.rows]
    return any(cells) and all(is_key(cell) for cell in cells if cell)


def _bare_numbers(sheet: Sheet, *columns: int) -> int | None:
    """The column of bare numbers, where the cells of the other have letters and numbers each."""
    texts = {at: [text for row in sheet.rows if (text := text_of(row.cells[at]))] for at in columns}
    for at, other in (columns, columns[::-1]):
        worded = [any(c.isalpha() for c in t) and any(map(str.isdigit, t)) for t in texts[other]]
        if worded and all(worded) and all(t.isdecimal() for t in texts[at]):
            return at if any(texts[at]) else None
    return None


def units_in(sheet: Sheet, match: Match) -> Sequence[str]:
    """Return the parts of a unit that count in this list, from the widest to the narrowest.

    A department, or what is just called a unit, is wide in one agency and narrow in another: the
    rows show it. One that is the same for everybody, and one of codes, counts for want of others.
    """
    columns = {part: match.fields.index(path) for part, path in unit_parts(_known(match)).items()}
    if len(columns) < 2 or not columns.keys() & _EITHER or {DIVISION, BRANCH} <= columns.keys():
        return UNITS
    rows = [{part: text_of(row.cells[at]) for part, at in columns.items()} for row in sheet.rows]
    values = {part: {row[part] for row in rows} - {""} for part in columns}
    idle = {part for part in columns if all(map(is_key, values[part]))}
    if any(len(each) > 1 for each in values.values()):
        idle |= {part for part in columns.keys() & _EITHER if len(values[part]) == 1}
    counted = [part for part in UNITS if part in columns and part not in idle]

    def wider(one: str, other: str) -> int:
        pairs = {(row[one], row[other]) for row in rows if row[one] and row[other]}
        ones, others = len({a for a, _ in pairs}), len({b for _, b in pairs})
        if one in _EITHER or other in _EITHER:
            if others == len(pairs) > ones:  # each of the other is in one of these
                return -1
            if ones == len(pairs) > others:
                return 1
        return _ORDER.index(one) - _ORDER.index(other)

    return tuple(sorted(counted, key=cmp_to_key(wider))) or UNITS


def _known(match: Match) -> Iterator[str]:
    return (path for path in match.fields if path)


def _agree(one: Value, other: Value) -> bool:
    if other is None or one == other:
        return True
    text, other_text = str(one), str(other)
    return plain(text) == plain(other_text) or same_name(text, other_text)
