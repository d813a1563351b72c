"""A sheet whose columns are known: its rows as cells by path, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plandocs.data.cell_values import (
    Change,
    How,
    is_cut_short,
    is_like_row_number,
    is_nothing,
    taken,
    text_of,
)
from plandocs.data.list_columns import answers, units_in
from plandocs.data.list_names import (
    NO_NAMES,
    Directory,
    NameFields,
    directory_of,
    is_key,
    undressed,
)
from plandocs.data.list_rows import Survey, person_in, survey_of
from plandocs.data.records import Place
from plandocs.data.section_rows import Cells
from plandocs.description.form import SectionSpec
from plandocs.description.misfit import quoted
from plandocs.headings import (
    EMAIL,
    POSITION,
    UNITS,
    base_of,
    composed,
    is_whole,
    passed_over,
    turned_round,
)
from plandocs.sheet.excel import column_number
from plandocs.sheet.read import Match, Problem, Row, Sheet, Value, is_blank


@dataclass(frozen=True)
class ReadSheet:
    """A sheet whose columns are known: of people, or of one section's rows.

    ``named`` are the fields of names, which may stand with the family name first, and of the unit.
    A sheet ``as_written`` is of a workbook that plandocs
    made: each of its rows and words counts. Hidden rows count but ``without_hidden``; None where
    nobody can choose.
    """

    sheet: Sheet
    match: Match
    section: SectionSpec | None = None
    named: NameFields = NO_NAMES
    as_written: bool = False
    rolled_up: bool = False
    without_hidden: bool | None = None

    @property
    def rows(self) -> Iterable[Row]:
        """The rows that count."""
        skipped = self.survey.skipped
        return (row for row in self.sheet.rows if row.number not in skipped)

    @cached_property
    def survey(self) -> Survey:
        """What the rows are, all told."""
        return Survey() if self.as_written else survey_of(self)

    @property
    def people(self) -> Iterable[tuple[str, str, str]]:
        """The id, the name and the unit of whom the rows name."""
        if self.survey.units:
            return self.survey.units
        named = (self.cells(row) for row in self.rows)
        return {person_in(cells, self.named) for cells in named}

    @property
    def person(self) -> str:
        """The field of whose row it is."""
        return self.named.person

    def cells(self, row: Row) -> Cells:
        """A row's cells by path, each with its place."""
        return self._undressed(row)[0]

    def _undressed(self, row: Row) -> tuple[Cells, tuple[Change, ...]]:
        """The same, and what was changed of names and units."""
        cells = self._joined(row)
        if self.as_written:
            return cells, ()
        manager = text_of(cells[self.named.manager][0]) if self.named.manager in cells else ""
        may_be_key = manager and (is_key(manager) or (self._has_logins and " " not in manager))
        asked = may_be_key or (self._given_first and " " in manager)
        return undressed(cells, self.named, self._directory if asked else None)

    @cached_property
    def _given_first(self) -> bool:
        """Whether the list tells given names from family names, and names managers."""
        parts = {f"{self.person}:family", f"{self.person}:given", self.named.manager}
        return bool(self.named.manager) and parts <= self.fields

    @cached_property
    def _has_logins(self) -> bool:
        """Whether there is a column of keys with letters, which a manager's column may hold."""
        return any(base_of(path) == "id" != path for path in self.fields)

    @cached_property
    def _directory(self) -> Directory:
        """Who the keys of this list stand for: ids, logins, and numbers of positions."""
        people = map(self._keyed, self.sheet.rows)
        return directory_of(people, given_first=self._given_first)

    def _keyed(self, row: Row) -> tuple[str, list[str], str]:
        cells, _ = undressed(self._joined(row), self.named, None)
        keys = [text_of(v) for path, v, _ in self._values(row) if base_of(path) == "id"]
        posts = (text_of(v) for path, v, _ in self._values(row) if path == POSITION)
        name, manager = (text_of(cells[path][0]) if path in cells else "" for path in
                         (self.person, self.named.manager))  # fmt: skip
        return name, [*keys, *filter(is_key, posts)], manager

    def _joined(self, row: Row) -> Cells:
        """The cells, with what several columns say of one field put together."""
        name = self.sheet.name
        result: dict[str, tuple[Value, Place]] = {
            path: (self._turned(path, value, heading), Place(name, row.number, heading))
            for path, value, heading in self._values(row)
            if not is_blank(value)
        }
        result = dict(self._composed(result)) if self._parts else result
        if self.rolled_up:
            return self._without_id(result)
        if not self.as_written and self.person in result:
            whole, _ = result[self.person]
            if is_nothing(text_of(whole)):
                del result[self.person]
        return result

    def _without_id(self, cells: Cells) -> Cells:
        """The cells of a roll-up, which writes an id behind the names of namesakes."""
        if self.person not in cells or "id" not in cells:
            return cells
        name, place = cells[self.person]
        mark = f" ({text_of(cells['id'][0])})"
        return {**cells, self.person: (text_of(name).removesuffix(mark), place)}

    def _values(self, row: Row) -> Iterator[tuple[str, Value, str]]:
        for path, value, heading in self._known(row):
            yield path, value if self.as_written else taken(value, path).value, heading

    def _known(self, row: Row) -> list[tuple[str, Value, str]]:
        """The path, the value as it stands, and the heading, for each column that is known."""
        cells, many = row.cells, len(row.cells)
        return [(path, cells[at], heading) for at, path, heading in self._columns if at < many]

    def email(self, row: Row) -> str:
        """The e-mail address that stands in a row; "" where none does."""
        texts = (text_of(value) for path, value, _ in self._known(row) if path == EMAIL)
        return next((text for text in texts if "@" in text), "")

    @cached_property
    def _columns(self) -> tuple[tuple[int, str, str], ...]:
        named = enumerate(zip(self.match.fields, self.sheet.headings, strict=False))
        return tuple((at, path, heading) for at, (path, heading) in named if path)

    def changes(self, row: Row) -> Iterator[Change]:
        """Yield the cells that are not taken as they stand."""
        for path, value, heading in self._known(row):
            if base_of(path) and isinstance(value, str):
                how = taken(value, path).how
                if how is not None:
                    yield Change(heading, value, how)
            elif base_of(path) and path != "id" and is_like_row_number(value):
                yield Change(heading, getattr(value, "shown", ""), How.MINUS)
        yield from self._undressed(row)[1]

    def _turned(self, path: str, value: Value, heading: str) -> Value:
        names = self.named.names if not self.as_written else ()
        if isinstance(value, str) and base_of(path) in names and heading not in names:
            return turned_round(value, heading)
        return value

    @cached_property
    def fields(self) -> frozenset[str]:
        """The paths of all columns, also of those that say a part of a field or nothing."""
        return frozenset(path for path in self.match.fields if path)

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(path for path in self.fields if not is_whole(path))

    def _composed(self, cells: Mapping[str, tuple[Value, Place]]) -> Cells:
        """The cells, with what several columns say of one field put together."""
        bases = {base_of(path) for path in self._parts}
        parts = {path: each for path, each in cells.items() if base_of(path) in bases}
        by_path = {path: text_of(value) for path, (value, _) in parts.items()}
        texts = composed(by_path, self.fields, self._units)
        result = {path: each for path, each in cells.items() if path not in parts}
        for base, text in texts.items():
            value, place = next(each for path, each in parts.items() if base_of(path) == base)
            result[base] = (value if text == text_of(value) else text, place)
        return result

    @property
    def columns(self) -> Iterator[tuple[str, str]]:
        """The path and the heading of each column that is known."""
        named = zip(self.match.fields, self.sheet.headings, strict=False)
        return ((base_of(path), heading) for path, heading in named if path and base_of(path))

    @cached_property
    def _idle(self) -> frozenset[str]:
        return passed_over(self.fields, self._units)

    @cached_property
    def _units(self) -> Sequence[str]:
        """The parts of a unit, from the widest to the narrowest, as the rows show them."""
        return units_in(self.sheet, self.match) if not self.as_written else UNITS

    @property
    def passed(self) -> Iterator[str]:
        """The headings of the columns that nothing is filled from."""
        unknown = {each.heading for each in self.match.unmatched} | answers(
            self.sheet.headings
        ).keys()
        named = zip(self.match.fields, self.sheet.headings, strict=False)
        return (h for path, h in named if path in self._idle or (path is None and h in unknown))

    def troubles(self, row: Row) -> Iterator[tuple[Place, Problem]]:
        """What is wrong with a row's cells as they stand, in columns that are read."""
        for each in row.problems:
            letters = each.place.rstrip("0123456789")
            at = column_number(letters)
            known = at < len(self.match.fields)
            path = self.match.fields[at] if known else ""
            heading = self.sheet.headings[at] if known else ""
            ignored = known and (path is None or path in self._idle) and each.code != "no-heading"
            if not ignored and each.code != "apart":
                yield Place(self.sheet.name, row.number, heading or letters), each
        for path, value, heading in self._known(row) if not self.as_written else ():
            if base_of(path) == "id" and path not in self._idle and is_cut_short(value):
                place = Place(self.sheet.name, row.number, heading)
                yield place, Problem("cut-short", "", str(value), _CUT_SHORT)

    def problems(self, row: Row) -> Iterator[tuple[Place, str, str]]:
        """The same as a place, a sentence and a value each."""
        for place, each in self.troubles(row):
            yield place, each.message, quoted(each.value) if each.value else ""


_CUT_SHORT = (
    "Excel has cut this number short when it saved the file as CSV. Format the column as text "
    "or 0 in the workbook, and save it again"
)
