"""A survey of a blank becomes a proposal: each place a field, each table that repeats a section.

Labels that stand twice in a form stand under headings of their own: what is under such a heading is
a section of labelled cells. A second place that nothing tells from the first is left out, and said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from plandocs.learn.kinds import kind_of
from plandocs.learn.names import form_name, name_of
from plandocs.learn.proposal import Entry, LeftOut, Proposal, Section
from plandocs.learn.roles import with_roles
from plandocs.normal.labels import key
from plandocs.normal.markers import prose
from plandocs.normal.paragraphs import Para
from plandocs.word.learn import Grid, Heading, Place, Survey

_TWICE = "the same label stands elsewhere in the form, and no heading tells the two apart"
_NO_OTHER = "no heading stands above it; this one is made up of its column headings"
_ONE_OPTION = "one box alone, without a second to choose; a form needs two words to tick"
_COUNTS = re.compile(r"(?:(?:s|sl|sr|serial|item|row) )?(?:no|nr|number)|#")
_IN_BOX = "textbox"
_ONLY = 4
_LONGEST_LABEL = 120  # what is longer is not looked at as a label where a document's form is told


class _Group(NamedTuple):
    heading: str
    where: str
    places: list[Place]


def propose(survey: Survey, stem: str) -> Proposal:
    """The form that a blank seems to be; ``stem`` is the file's name, for want of a title."""
    title = survey.title or stem.replace("-", " ").replace("_", " ").strip().capitalize()
    groups, grids = _grouped(survey)
    maker = _Maker()
    twice = _twice(groups)
    for number, group in enumerate(groups):
        maker.group(group, as_section=number in twice)
    for grid, heading in grids:
        maker.grid(grid, heading)
    only = tuple(_only(maker, title))
    proposal = Proposal(
        form_name(title), title, tuple(maker.fields), tuple(maker.sections),
        tuple(maker.left_out), only,
        () if survey.title else ("the title: none is printed; it is the file's name",),
    )  # fmt: skip
    return with_roles(proposal)


def _grouped(survey: Survey) -> tuple[list[_Group], list[tuple[Grid, str]]]:
    """The places under each heading, and the tables with theirs."""
    groups = [_Group("", "", [])]
    grids: list[tuple[Grid, str]] = []
    heading = ""
    for part in survey.parts:
        if isinstance(part, Heading):
            heading = part.text
            groups.append(_Group(part.text, part.where, []))
        elif isinstance(part, Place):
            groups[-1].places.append(part)
        else:
            grids.append((part, heading))
            heading = ""
    return [group for group in groups if group.places], grids


def _twice(groups: list[_Group]) -> frozenset[int]:
    """The groups, by their numbers, with a label that stands in one before them as well."""
    met, result = set[str](), set[int]()
    for number, group in enumerate(groups):
        labels = {key(place.label) for place in group.places}
        if met & labels:
            result.add(number)
        met |= labels
    return frozenset(result)


def _only(maker: _Maker, title: str) -> list[str]:
    """Labels and headings that hardly any other form prints: those of the most words."""
    texts = [section.heading for section in maker.sections if not section.unsure]
    texts += [entry.label for entry in maker.fields]
    texts += [entry.label for section in maker.sections for entry in section.fields]
    unlike = [
        text for text in dict.fromkeys(texts)
        if key(text) != key(title) and len(text) <= _LONGEST_LABEL
    ]  # fmt: skip
    longest = sorted(unlike, key=lambda text: -len(key(text).split()))
    return [text for text in longest if len(key(text).split()) > 1][:_ONLY]


class _Maker:
    """Gathers fields and sections; every name and heading once."""

    def __init__(self) -> None:
        self.fields: list[Entry] = []
        self.sections: list[Section] = []
        self.left_out: list[LeftOut] = []
        self._names: set[str] = set()
        self._labels: set[str] = set()
        self._headings: set[str] = set()

    def group(self, group: _Group, *, as_section: bool) -> None:
        """The places under one heading: fields of the form, or with ``as_section`` a section."""
        if not as_section or not key(group.heading) or key(group.heading) in self._headings:
            for place in group.places:
                self._field(place)
            return
        entries, names = list[Entry](), set[str]()
        for place in group.places:
            if key(place.label) in {key(each.label) for each in entries}:
                self._leave(place, _TWICE)
            elif (entry := self._entry(place, names)) is not None:
                entries.append(entry)
                names.add(entry.name)
        if entries:
            name = self._name(group.heading)
            self._headings.add(key(group.heading))
            self.sections.append(Section(name, group.heading, "cells", group.where, tuple(entries)))

    def _field(self, place: Place) -> None:
        if key(place.label) in self._labels:
            self._leave(place, _TWICE)
            return
        entry = self._entry(place, self._names)
        if entry is not None:
            self.fields.append(entry)
            self._names.add(entry.name)
            self._labels.add(key(place.label))

    def _leave(self, place: Place, why: str) -> None:
        kind = kind_of(place.label, place.printed, place.options).kind_name
        self.left_out.append(LeftOut(place.label, place.where, kind, why))

    def _entry(self, place: Place, names: set[str]) -> Entry | None:
        """The field of a place; None where a form cannot have it, which is said."""
        if not key(place.label):
            return None
        if place.side == _IN_BOX:
            self._leave(place, place.doubts[0])
            return None
        guess = kind_of(place.label, place.printed, place.options)
        if len(guess.options) == 1:
            self._leave(place, _ONE_OPTION)
            return None
        name = name_of(place.label, names)
        return Entry(
            name, place.label, place.where, guess.kind_name,
            options=guess.options, choices=guess.choices, unsure=(*place.doubts, *guess.unsure),
        )  # fmt: skip

    def grid(self, grid: Grid, heading: str) -> None:
        """A table that repeats."""
        unsure = grid.doubts
        labels = [column.label for column in grid.columns if column.label]
        if not key(heading) or key(heading) in self._headings:
            heading, unsure = " / ".join(labels[:3]), (*unsure, _NO_OTHER)
        if not key(heading):
            return
        self._headings.add(key(heading))
        rows = tuple(dict.fromkeys(prose((Para(row),)) or row for row in grid.rows))
        entries, names = list[Entry](), set[str]()
        for place, column in enumerate(grid.columns):
            is_key = bool(grid.rows) and place == grid.key
            if not column.typed and not is_key:
                continue
            if not is_key and _COUNTS.fullmatch(key(column.label)):
                continue  # rows are numbered by whoever fills them in
            label = column.label or ("Item" if is_key else "Done")
            printed = "" if is_key or len(column.printed) > 1 else "".join(column.printed)
            guess = kind_of(label, printed, () if is_key else column.options)
            kind = "text" if is_key else guess.kind_name
            name = name_of(label, names, column.under)
            names.add(name)
            entries.append(
                Entry(name, label, grid.where, kind, "", guess.options, guess.choices,
                      column.under, is_key, not is_key, guess.unsure)
            )  # fmt: skip
        if not grid.rows and entries and not any(entry.key for entry in entries):
            entries = self._keyed(entries, numbered=grid.numbered)
        shape = "printed" if grid.rows else "rows"
        self.sections.append(
            Section(self._name(heading), heading, shape, grid.where, tuple(entries), rows,
                    bool(grid.rows) and not grid.open, grid.numbered, unsure)
        )  # fmt: skip

    @staticmethod
    def _keyed(entries: list[Entry], *, numbered: bool) -> list[Entry]:
        """The columns of typed rows, with the first of words as the one that makes a row."""
        first = next((n for n, e in enumerate(entries) if e.kind_name in ("text", "items")), 0)
        result = list(entries)
        result[first] = replace(result[first], key=True)
        return result

    def _name(self, heading: str) -> str:
        name = name_of(heading, self._names)
        self._names.add(name)
        return name
