"""What differs between two plans of one form, in the words of the form.

In: an earlier and a later plan. Out: the place, the text before and after, of each difference. Rows
are the same row where their key column says the same, or nearly; private sections are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from plandocs.division.brought import shown
from plandocs.form import FormSpec, SectionSpec
from plandocs.plan import Plan

_ALIKE = 60


class Difference(NamedTuple):
    """One difference: blank before or after where something was added or taken away."""

    field: str
    before: str
    after: str


def differences(
    form: FormSpec, before: Plan, after: Plan, *, confidential: bool = False
) -> Iterator[Difference]:
    """Every difference, in the order of the form."""
    for cell in form.cells:
        one, other = shown(getattr(before, cell.name)), shown(getattr(after, cell.name))
        if one != other:
            yield Difference(cell.label, one, other)
    for section in form.sections:
        if confidential or not section.private:
            yield from _section(
                section, getattr(before, section.name), getattr(after, section.name)
            )


def _section(section: SectionSpec, before: Any, after: Any) -> Iterator[Difference]:
    if not isinstance(before, tuple):
        yield from _row(section, section.title, before, after)
        return
    pairs = _pairs(section, before, after)
    taken = {place for place, _ in pairs}
    for place, row in enumerate(before):
        if place not in taken:
            yield Difference(
                f"{section.title}, row {place + 1} (taken out)", _whole(section, row), ""
            )
    earlier = {there: here for here, there in pairs}
    for place, row in enumerate(after):
        where = f"{section.title}, row {place + 1}"
        if place in earlier:
            yield from _row(section, where, before[earlier[place]], row)
        else:
            yield Difference(f"{where} (added)", "", _whole(section, row))
    yield from _moved(section, pairs)


def _row(section: SectionSpec, where: str, before: Any, after: Any) -> Iterator[Difference]:
    for column in section.columns:
        one, other = shown(getattr(before, column.name)), shown(getattr(after, column.name))
        if one != other:
            yield Difference(f"{where}: {column.label}", one, other)


def _moved(section: SectionSpec, pairs: list[tuple[int, int]]) -> Iterator[Difference]:
    """Rows whose place among those that stayed is another one."""
    stayed = sorted(pairs)
    order = {there: rank for rank, there in enumerate(sorted(there for _, there in pairs), start=1)}
    for rank, (_, there) in enumerate(stayed, start=1):
        if order[there] != rank:
            place = f"{section.title}, row {there + 1}: place in the order"
            yield Difference(place, str(rank), str(order[there]))


def _pairs(section: SectionSpec, before: Any, after: Any) -> list[tuple[int, int]]:
    """Which row became which: first by the same words, then by words most alike."""
    from rapidfuzz import fuzz

    key = section.key_column.name
    ones = {place: shown(getattr(row, key)) for place, row in enumerate(before)}
    others = {place: shown(getattr(row, key)) for place, row in enumerate(after)}
    pairs: list[tuple[int, int]] = []
    for place, text in list(ones.items()):
        same = next((there for there, words in others.items() if words == text), None)
        if same is not None:
            pairs.append((place, same))
            del ones[place], others[same]
    scored = sorted(
        ((-fuzz.token_sort_ratio(text, words), abs(here - there), here, there)
         for here, text in ones.items() for there, words in others.items()),
    )  # fmt: skip
    for score, _, here, there in scored:
        if -score >= _ALIKE and here in ones and there in others:
            pairs.append((here, there))
            del ones[here], others[there]
    return pairs


def _whole(section: SectionSpec, row: Any) -> str:
    texts = (shown(getattr(row, column.name)) for column in section.columns)
    return "\n".join(text for text in texts if text)
