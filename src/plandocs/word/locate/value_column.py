"""Which of the cells behind a label holds its value, where a table has two of them filled.

An agency prints a label of its own, a note or a second language behind the form's labels, or behind
their values. A table has its values in one column: that of its dates and periods tells which, and
so does a note in brackets or a label with its colon in front of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.word.locate.vocabulary import lines
from plandocs.word.view.document import Cell

_SEVERAL = 2
_ANY_WORDS = "x"  # are no date
_PAIR = re.compile(r"([^\W\d_][^:：\n]{0,40}?)\s*[:：]\s*\S")
_NOTE = re.compile(r"[(\[].*[)\]]|.*[:：]", re.DOTALL)

Answer = tuple[FieldSpec, Sequence[Cell]]
"""A field, and the cells behind its label up to the next label."""


class Vote(Enum):
    """What a field says of the two cells beside its label.

    Of ``TWO`` texts it does not say which is the value; a ``GAP`` has only the second.
    """

    FIRST, FIRST_OF_TWO, SECOND, NOT_FIRST, BOTH, TWO, GAP = range(7)


Votes = Counter[Vote | None]


class ValueColumn(NamedTuple):
    """Where a table has its values: ``between`` is true where a cell is before each of them.

    ``first`` says that a field tells of none there, ``second`` that one or two tell of one.
    ``unsure`` says that several fields have two texts, and none with a date tells what the second
    of them is; ``gaps`` that several have only the second, ``several`` that one has two.
    """

    between: bool = False
    first: bool = False
    second: bool = False
    unsure: bool = False
    gaps: bool = False
    several: bool = False


def votes_in(answers: Iterable[Answer]) -> Votes:
    """Return what each field of a table says of the cells beside its label."""
    several = [(spec, cells) for spec, cells in answers if len(cells) >= _SEVERAL]
    votes = Counter(_vote(spec, cells) for spec, cells in several)
    if not any(cells[1].filled for _, cells in several):
        votes.pop(Vote.NOT_FIRST, None)  # the column behind is only a margin
    return votes


def value_column(votes: Votes) -> ValueColumn:
    """Return where the values stand, by what several fields say together."""
    first = votes[Vote.FIRST] + votes[Vote.FIRST_OF_TWO] > 0
    second, unsure = votes[Vote.SECOND] > 0, not votes[Vote.FIRST_OF_TWO] and votes[Vote.TWO] > 0
    if votes[Vote.BOTH] and not first:
        return ValueColumn(first=True, second=True)  # two columns of values
    several = votes[Vote.SECOND] + votes[Vote.NOT_FIRST] >= _SEVERAL
    between = second and several and not first
    unsure = unsure and votes[Vote.TWO] + votes[Vote.SECOND] >= _SEVERAL
    gaps, two = votes[Vote.GAP] >= _SEVERAL, votes[Vote.TWO] + votes[Vote.SECOND] > 0
    return ValueColumn(between, first, second or several, unsure and not between, gaps, two)


def is_dated(spec: FieldSpec) -> bool:
    """Return whether a field is a date or a period, which not any words are."""
    return not spec.kind.is_whole(_ANY_WORDS)


def front_of_pair(text: str) -> str:
    """Return the label of a text that has one with its value, as "Phone: 6165 9999"; else "".

    >>> front_of_pair("Phone: 6165 9999"), front_of_pair("Policy and Delivery")
    ('Phone', '')
    """
    match = _PAIR.match(text)
    return match[1] if match else ""


def is_note(text: str) -> bool:
    """Return whether this is a note in brackets, or a label with its colon."""
    return _NOTE.fullmatch(text) is not None


def _vote(spec: FieldSpec, cells: Sequence[Cell]) -> Vote | None:
    """Return which of these cells has the value, where that is a date or a note is beside it."""
    first, second = (" ".join(lines(cell.blocks)) for cell in cells[:_SEVERAL])
    is_whole, noted = spec.kind.is_whole, is_note(first)
    if second and not first and not (is_dated(spec) and is_whole(second)):
        return Vote.GAP
    if not is_dated(spec):
        if not (first and second):
            return None
        return Vote.SECOND if noted and not spec.kind.signs else Vote.TWO
    if is_whole(first):
        if second:
            return Vote.BOTH if is_whole(second) else Vote.FIRST_OF_TWO
        return Vote.FIRST
    if is_whole(second):
        return Vote.SECOND if first else Vote.NOT_FIRST
    if second:
        return Vote.TWO if first else None
    vague = not noted and any(letter.isdecimal() for letter in first)
    return None if vague or not first else Vote.NOT_FIRST


def columns_of_no_value(answers: Iterable[Answer], column: ValueColumn) -> frozenset[int]:
    """Return the columns that hold something else than values, in most rows with labels.

    They are filled behind a filled value, or behind a blank one where no row has them blank; where
    the dates tell the column of values, some rows are enough.
    """
    behind, filled, cells_in = Counter[int](), Counter[int](), Counter[int]()
    for _, adjacent in answers:
        cells = adjacent[column.between :]
        cells_in.update(cell.column for cell in cells[1:])
        filled.update(others := [cell.column for cell in cells[1:] if cell.filled])
        behind.update(others if cells and cells[0].filled else ())
    result = set[int]()
    for at, count in filled.items():
        often = max(_SEVERAL, cells_in[at] // 2 + 1)
        always = not column.second and count == cells_in[at] and behind[at] >= _SEVERAL
        enough = column.first and (count >= often or behind[at] >= _SEVERAL)
        if behind[at] >= often or always or enough:
            result.add(at)
    return frozenset(result)
