"""What HR did to the looks of a table: what goes into the new workbook, and what cannot.

In: what was done by hand to a sheet, its headings, the sheet as it is made now. Out: looks of cells
and styles of columns as plain values; a line for each thing that would be lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from plandocs.division.before import Style
from plandocs.sheet.excel import MOST_IN_PROMPT, column_letter
from plandocs.sheet.read.hand import ByHand
from plandocs.table import Formatting, Table, Validation

Looks = Mapping[tuple[int, int], Formatting]


def looks_of(hand: ByHand, numbers: Mapping[int, int], facts: frozenset[int]) -> Looks:
    """The looks of cells by row and column of the table; ``numbers`` are the rows as Excel counts.

    In columns of facts the format of numbers and dates is ours.
    """
    found: dict[tuple[int, int], Formatting] = {}
    for (number, column), look in hand.cells.items():
        if number in numbers:
            kept = replace(look, number="") if column in facts else look
            if kept != Formatting():
                found[numbers[number], column] = kept
    return found


def styles_of(
    hand: ByHand, headings: tuple[str, ...], made: frozenset[str], now: Table | None
) -> Mapping[str, Style]:
    """What was done to each column, by its heading."""
    allowed = {
        headings[column]: rule
        for columns, rule in hand.rules
        if not rule.refers and not _ours(rule, now)
        for column in columns
        if column < len(headings) and headings[column] not in made
    }
    return {
        heading: Style(hand.widths.get(place), place in hand.hidden, allowed.get(heading))
        for place, heading in enumerate(headings)
        if heading
    }


def lost_looks(
    hand: ByHand, name: str, headings: tuple[str, ...], made: frozenset[str], now: Table | None
) -> Iterator[str]:
    """Rules that refer to cells or stand on facts, and conditional formats."""
    for columns, rule in hand.rules:
        facts = any(column < len(headings) and headings[column] in made for column in columns)
        if (rule.refers or facts) and not _ours(rule, now):
            yield f'a drop-down or rule in {_named(columns)} of "{name}"'
    tinted = _tinted(now)
    places = _places(hand, headings, tinted, now)
    more = [c for c, count in sorted(hand.conditions.items()) if count > places[c]]
    gone = [heading for heading in tinted if heading not in headings]
    hint = f' (is it the column "{gone[0]}", renamed? Give it its heading back)' if gone else ""
    for column in more[:3]:
        theirs = column >= len(headings) or headings[column] not in made
        where = f'{_named(frozenset({column}))} of "{name}"'
        yield f"a conditional format in {where}{hint if theirs else ''}"


def _ours(rule: Validation, now: Table | None) -> bool:
    """Is this rule one that the roll-up wrote: it shows the heading of a column of HR's?"""
    shown = dict(rule.attributes).get("promptTitle", "")
    own = [column for column in now.columns if column.note] if now is not None else []
    return any(column.heading[:MOST_IN_PROMPT] == shown for column in own)


def _tinted(now: Table | None) -> Mapping[str, int]:
    """How many conditional formats the roll-up writes on each column."""
    found: dict[str, int] = {}
    for highlight in now.highlights if now is not None else ():
        rules = len(highlight.words) + (highlight.above is not None)
        found[highlight.column] = found.get(highlight.column, 0) + rules
    return found


def _places(
    hand: ByHand, headings: tuple[str, ...], tinted: Mapping[str, int], now: Table | None
) -> Counter[int]:
    """How many conditional formats of the roll-up's own stand on each column, at the most.

    Some programs insert a column and leave the formats where they were: then they stand there.
    """
    found: Counter[int] = Counter()
    for heading, count in tinted.items():
        here = headings.index(heading) if heading in headings else -1
        moved = here >= 0 and now is not None and not hand.conditions[here]
        found[now.headings.index(heading) if moved and now is not None else here] += count
    return found


def _named(columns: frozenset[int]) -> str:
    letters = [column_letter(column) for column in sorted(columns)]
    return f"column {letters[0]}" if len(letters) == 1 else f"columns {letters[0]} to {letters[-1]}"
