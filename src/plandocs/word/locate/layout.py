"""Layout: where the values of a form stand in documents of one build, and how rows are added to it.

People and `fill` add rows below the last: such a document is laid out as the form's own blank is,
with the last row again.
"""

from __future__ import annotations

from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec

Shape = tuple[object, ...]


class Rows(tuple[int, ...]):
    """How many cells each row of a table has."""


class Place(NamedTuple):
    """Where a value stands; ``section`` and ``row`` are -1 for a labelled value."""

    spec: FieldSpec
    title: str
    row: int
    column: int
    section: str
    nth: int


Found = tuple[str, ...] | Place


class Layout(NamedTuple):
    """The places of a form's values; ``cells`` are printed words, or the place of a value."""

    form: FormSpec
    cells: tuple[Found, ...]
    sections: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    columns: tuple[frozenset[str], ...]
    own: bool  # the official blank's: its rows are data whatever is typed in them
    guidance: frozenset[str]  # lines that the blank prints below its columns' headings


def stretched(layout: Layout, known: Shape, shape: Shape) -> Layout | None:
    """The layout with the rows that this shape has more than the known one; None for any other."""
    if len(known) != len(shape):
        return None
    cells: list[Found] = []
    more: dict[str, int] = {}
    at = 0
    for mine, theirs in zip(known, shape, strict=True):
        if not isinstance(mine, Rows) or not isinstance(theirs, Rows):
            if mine != theirs:
                return None
            continue
        here = layout.cells[at : at + sum(mine)]
        cells += here
        at += len(here)
        if mine != theirs:
            added = _added(layout.form, here, mine, theirs)
            if not added:
                return None
            cells += added
            more[added[0].section] = len(theirs) - len(mine)
    sections = tuple(
        (name, rows + tuple((rows[-1][0] + k + 1, "") for k in range(more.get(name, 0))))
        for name, rows in layout.sections
    )
    return layout._replace(cells=tuple(cells), sections=sections, own=False)


def _added(form: FormSpec, here: tuple[Found, ...], mine: Rows, theirs: Rows) -> list[Place]:
    """The places in the rows that a table has more; none where they are not like its last row."""
    count = len(theirs) - len(mine)
    if count < 1 or theirs != mine + mine[-1:] * count:
        return []
    last = _row_like(form, here[-mine[-1] :])
    return [
        each._replace(row=each.row + k, nth=each.nth + k)
        for k in range(1, count + 1)
        for each in last
    ]


def _row_like(form: FormSpec, last: tuple[Found, ...]) -> list[Place]:
    """The places in a further row like this one, whose printed label, if it has one, is typed."""
    places = [each for each in last if isinstance(each, Place) and each.section]
    if len(places) == len(last):
        return places
    section = form.section(places[0].section) if places else None
    if section is None or section.shape != "printed" or places != list(last[1:]):
        return []
    return [places[0]._replace(spec=section.key_column, column=1), *places]
