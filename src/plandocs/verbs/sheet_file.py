"""A spreadsheet under its headings: which sheet lists plans, which the rows of one section.

In: a path, a form, and a map of headings. Out: sheets whose columns are known, and notes on what
was not read and what the file leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from plandocs.errors import InputError
from plandocs.form import FormSpec, SectionSpec
from plandocs.headings import base_of, composed, is_whole, passed_over, turned_round
from plandocs.registry import forms
from plandocs.sheet.cells import column_number
from plandocs.sheet.grid import Row, Sheet, Value, is_blank
from plandocs.sheet.headings import Match, Unmatched, match_headings, normal_heading
from plandocs.sheet.read import read_sheets
from plandocs.verbs.columns import (
    is_field,
    nearest_numbered,
    numbered_paths,
    plan_columns,
    row_columns,
    section_of,
)
from plandocs.verbs.joined import Cells, text_of
from plandocs.verbs.records import Place
from plandocs.verbs.rolled_up import NOTE, is_rollup, with_plans, without_derived
from plandocs.verbs.validate import shown

INSTRUCTIONS, EXAMPLE = "Instructions", "Example"
_NAMED = 20  # columns of a file that names nobody


@dataclass(frozen=True)
class ReadSheet:
    """A sheet whose columns are known: of officers, or of one section's rows.

    ``names`` are the fields with people's names, which may stand with the family name first;
    ``person`` is the field of the person's name on a sheet of a roll-up.
    """

    sheet: Sheet
    match: Match
    section: SectionSpec | None
    names: frozenset[str] = frozenset()
    person: str = ""

    @property
    def rows(self) -> Iterable[Row]:
        """The rows that count."""
        return self.sheet.rows

    def cells(self, row: Row) -> Cells:
        """A row's cells by path, each with its place."""
        name = self.sheet.name
        found = {
            path: (self._turned(path, value, heading), Place(name, row.number, heading))
            for path, value, heading in zip(
                self.match.fields, row.cells, self.sheet.headings, strict=False
            )
            if path is not None and not is_blank(value)
        }
        whole = self._composed(found) if self._parts else found
        return self._without_id(whole) if self.person else whole

    def _without_id(self, cells: Cells) -> Cells:
        """The cells of a roll-up, which writes an id behind the names of namesakes."""
        if self.person not in cells or "id" not in cells:
            return cells
        name, place = cells[self.person]
        mark = f" ({text_of(cells['id'][0])})"
        return {**cells, self.person: (text_of(name).removesuffix(mark), place)}

    def _turned(self, path: str, value: Value, heading: str) -> Value:
        if isinstance(value, str) and base_of(path) in self.names and heading not in self.names:
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
        texts = composed({path: text_of(value) for path, (value, _) in parts.items()}, self.fields)
        found = {path: each for path, each in cells.items() if path not in parts}
        for base, text in texts.items():
            value, place = next(each for path, each in parts.items() if base_of(path) == base)
            found[base] = (value if text == text_of(value) else text, place)
        return found

    @property
    def columns(self) -> Iterator[tuple[str, str]]:
        """The path and the heading of each column that is known."""
        named = zip(self.match.fields, self.sheet.headings, strict=False)
        return ((base_of(path), heading) for path, heading in named if path and base_of(path))

    @property
    def passed(self) -> Iterator[str]:
        """The headings of the columns that nothing is filled from."""
        idle = passed_over(self.fields)
        named = zip(self.match.fields, self.sheet.headings, strict=False)
        return (heading for path, heading in named if path in idle)

    def problems(self, row: Row) -> Iterator[tuple[Place, str, str]]:
        """What is wrong with a row's cells as they stand: the place, the sentence, the value."""
        for each in row.problems:
            letters = each.place.rstrip("0123456789")
            at = column_number(letters)
            heading = self.sheet.headings[at] if at < len(self.sheet.headings) else ""
            place = Place(self.sheet.name, row.number, heading or letters)
            yield place, each.message, shown(each.value) if each.value else ""


class SheetFile:
    """A spreadsheet under its headings; making one reads headings only.

    Raises:
        InputError: it cannot be read, or has columns that no field is known for.
    """

    def __init__(self, path: Path, form: FormSpec | None, mapping: Mapping[str, str]) -> None:
        self.path = path
        self.source = str(path)
        self._mapping = mapping
        self.form = form or self._likeliest()
        self._candidate_sheets = self._candidates(self.form)
        self._sheets = tuple(filter(None, map(self._read, self._candidate_sheets)))
        if not self._sheets:
            person = self.form.role("person")
            raise InputError(
                f'no sheet has a column for "{person.label if person else "id"}". The first row '
                "holds the names of the fields or the form's labels.",
                self.source, "", tuple(islice(self._unmatched_anywhere(), _NAMED)),
            )  # fmt: skip
        self._refuse_unmatched()
        self.notes = (*self._not_read(), *self._passed(), *self._absent())

    # -- which columns ------------------------------------------------------------------------

    def _likeliest(self) -> FormSpec:
        """The form that knows most of the headings."""

        def known(form: FormSpec) -> tuple[int, int, int]:
            mapping = {h: to for h, to in self._mapping.items() if not to or is_field(to, form)}
            sheets = self._candidates(form)
            matches = (self._matched(sheet, form, None, mapping) for sheet in sheets)
            names = [m for match in matches for m in match.fields if m and base_of(m)]
            return len(mapping), len(names), len(form.cells)

        return max(forms(), key=known)

    def _candidates(self, form: FormSpec) -> tuple[Sheet, ...]:
        known = {path: (*names, *self._mapped(path)) for path, names in plan_columns(form).items()}
        for section in form.sections:
            if section.shape in ("rows", "printed"):
                for path, names in row_columns(form, section).items():
                    if path.startswith("row"):
                        known[path.replace("row", section.name, 1)] = names
        sheets = read_sheets(self.path, known)
        self.rolled_up = is_rollup(sheets)
        if self.rolled_up:
            return with_plans(sheets, form)
        return tuple(s for s in sheets if not s.name.startswith(EXAMPLE))

    def _mapped(self, path: str) -> tuple[str, ...]:
        return tuple(heading for heading, to in self._mapping.items() if to == path)

    def _matched(
        self, sheet: Sheet, form: FormSpec, section: SectionSpec | None,
        mapping: Mapping[str, str] | None = None,
    ) -> Match:  # fmt: skip
        mapping = self._mapping if mapping is None else mapping
        known = plan_columns(form) if section is None else row_columns(form, section)
        place = f"sheet {sheet.name}" if sheet.name else ""
        said = {normal_heading(heading) for heading in mapping}
        free = [h for h in sheet.headings if normal_heading(h) not in said]
        plain = match_headings(free, known, source=self.source, place=place)
        open_headings = [each.heading for each in plain.unmatched]
        numbered = numbered_paths(open_headings, form)
        known = {**dict.fromkeys(numbered.values(), ()), **known}
        here = {normal_heading(heading) for heading in sheet.headings}
        mapping = {h: to for h, to in mapping.items() if normal_heading(h) in here}
        given = {**numbered, **self._in_section(mapping, known)}
        match = match_headings(sheet.headings, known, given, source=self.source, place=place)
        return without_derived(match, form) if self.rolled_up else match

    def _in_section(
        self, mapping: Mapping[str, str], known: Mapping[str, tuple[str, ...]]
    ) -> dict[str, str]:
        """A map may name a section's column: ``outcomes.outcome`` is ``row.outcome`` there."""
        rows = {h: f"row.{to.rpartition('.')[2]}" for h, to in mapping.items()}
        return {h: rows[h] if to and to not in known and rows[h] in known else to
                for h, to in mapping.items()}  # fmt: skip

    def _read(self, sheet: Sheet) -> ReadSheet | None:
        """What a sheet holds; None where it names nobody."""
        person = self.form.role("person")
        whose = {"id", person.name if person else "id"}
        named = section_of(sheet.name, self.form)
        torn = False
        best: tuple[int, ReadSheet] | None = None
        for section in self.form.sections:
            if section.shape not in ("rows", "printed") or (named and section is not named):
                continue
            try:
                match = self._matched(sheet, self.form, section)
            except InputError:
                if named is not None:
                    raise
                torn = True
                continue
            own = {field for field in match.fields if field and field.startswith("row")}
            named_here = {base_of(field) for field in match.fields if field}
            is_rows = f"row.{section.key_column.name}" in own or len(own) > ("row" in own) > 0
            if whose & named_here and (is_rows or (named and own)):
                found = (len(own), ReadSheet(sheet, match, section, *self._whose))
                best = found if best is None or found[0] > best[0] else best
        if best is not None and torn and self._named_sheets(sheet):
            raise self._renamed(sheet)
        if best is not None:
            return best[1]
        read = ReadSheet(sheet, self._matched(sheet, self.form, None), None, *self._whose)
        return read if whose & set(map(base_of, read.fields)) else None

    def _named_sheets(self, sheet: Sheet) -> list[str]:
        """The other sheets whose names tell what they hold."""
        named = (s.name for s in self._candidate_sheets if s is not sheet)
        return [n for n in named if n == INSTRUCTIONS or section_of(n, self.form) is not None]

    def _renamed(self, sheet: Sheet) -> InputError:
        tables = (s for s in self.form.sections if s.shape in ("rows", "printed"))
        known = ", ".join(s.name.replace("_", " ").capitalize() for s in tables)
        return InputError(
            f"this sheet is named after no part of the form, and its columns may be those of "
            f"several. Give it the name of its part: {known}.",
            self.source, f"sheet {sheet.name}",
        )  # fmt: skip

    @property
    def _whose(self) -> tuple[frozenset[str], str]:
        """The names that may stand the other way round, and the one that may have an id behind.

        In a workbook of our own names stand as they are.
        """
        role = self.form.role("person")
        return self._names, role.name if role is not None and self.rolled_up else ""

    @property
    def _names(self) -> frozenset[str]:
        if self.rolled_up or any(s.name == INSTRUCTIONS for s in self._candidate_sheets):
            return frozenset()
        cells = (self.form.role(role) for role in ("person", "manager"))
        return frozenset(cell.name for cell in cells if cell is not None)

    def _refuse_unmatched(self) -> None:
        lines = []
        for read in self.main + self.rows:
            lines += [self._unknown(read.sheet, each) for each in read.match.unmatched]
        if lines:
            many = f"{len(lines)} columns" if len(lines) > 1 else "a column"
            name, them = ("name", "them") if len(lines) > 1 else ("names", "it")
            raise InputError(
                f"{many} in {self.source} {name} no field of the form. Rename {them}, or give a "
                "map that leads each to a field, "
                "or to nothing (\"\") to leave it out.",
                self.source, "", tuple(lines),
            )  # fmt: skip

    def _unmatched_anywhere(self) -> Iterator[str]:
        for sheet in self._candidate_sheets:
            if sheet.name != INSTRUCTIONS:
                match = self._matched(sheet, self.form, None)
                yield from (self._unknown(sheet, each) for each in match.unmatched)

    def _unknown(self, sheet: Sheet, each: Unmatched) -> str:
        where = f", sheet {sheet.name}" if sheet.name else ""
        likeliest = nearest_numbered(each.heading, self.form) or each.nearest
        near = f'; did you mean "{likeliest}"?' if likeliest else ""
        return f'{self.source}{where}, column {each.column} "{each.heading}": no such field{near}'

    # -- which sheets -------------------------------------------------------------------------

    @property
    def main(self) -> list[ReadSheet]:
        """The sheets of officers: the one with most fields, and those that are like it."""
        found = [read for read in self._sheets if read.section is None]
        most = max((_count(read) for read in found), default=0)
        return [read for read in found if 2 * _count(read) > most]

    @property
    def rows(self) -> list[ReadSheet]:
        """The sheets of sections, each row an item."""
        return [read for read in self._sheets if read.section is not None]

    def _not_read(self) -> Iterator[str]:
        if self.rolled_up:
            names = ", ".join(read.sheet.name for read in self._sheets)
            yield NOTE.format(source=self.source, sheets=names)
        for read in self.rows:
            if read.section and read.sheet.name and section_of(read.sheet.name, self.form) is None:
                part = read.section.name.replace("_", " ").capitalize()
                yield f"{self.source}: sheet {read.sheet.name} is read as {part}, by its columns."
        kept = {read.sheet.name for read in self.main + self.rows}
        for sheet in self._candidate_sheets:
            if sheet.name not in kept | {INSTRUCTIONS}:
                yield f"{self.source}: sheet {sheet.name} was not read; it lists no plans."

    def _passed(self) -> Iterator[str]:
        """Columns of staff lists that nothing is filled from, in one line."""
        for read in self.main + self.rows if not self.rolled_up else ():
            columns = ", ".join(f'"{heading}"' for heading in read.passed)
            if columns:
                where = f", sheet {read.sheet.name}" if read.sheet.name else ""
                yield f"{self.source}{where}: passed over, as the form has no place for: {columns}."

    def _absent(self) -> Iterator[str]:
        """Fields that the file leaves out, in one line."""
        have = {base_of(f) for read in self.main + self.rows for f in read.fields}
        have |= {f"{r.section.name}." for r in self.rows if r.section}
        starts = tuple({h.partition(".")[0].partition("[")[0] for h in have})
        missing = [cell.label for cell in self.form.cells if cell.name not in starts]
        for section in self.form.sections:
            if section.name not in starts:
                missing.append(f"{section.title} ({section.name})")
            elif section.shape in ("boxes", "cells"):
                gone = (c for c in section.columns if f"{section.name}.{c.name}" not in have)
                missing.extend(column.label for column in gone)
        if missing:
            yield f"{self.source} has no column for: {'; '.join(missing)}. They stay blank."


def _count(read: ReadSheet) -> int:
    return len({base_of(field) for field in read.fields} - {""})
