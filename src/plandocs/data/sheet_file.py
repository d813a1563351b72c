"""A spreadsheet under its headings: which sheet lists plans, which the rows of one section.

plandocs' own roll-up is read again, too: its list of completion has a plan a row, the sheets of
sections an item a row. All else there is worked out from these, or HR's own notes, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from plandocs.advice import Advice, Option
from plandocs.data.columns import (
    is_field,
    nearest_numbered,
    numbered_paths,
    row_columns,
    section_of,
    with_custom,
)
from plandocs.data.list_columns import answers, same_columns
from plandocs.data.list_names import NameFields
from plandocs.data.read_sheet import ReadSheet
from plandocs.data.records import Absent
from plandocs.description.form import FormSpec, SectionSpec
from plandocs.description.taught import CONTEXT, heading_of
from plandocs.errors import InputError, UnknownColumns
from plandocs.headings import base_of
from plandocs.sheet.read import (
    Match,
    Sheet,
    Unmatched,
    match_headings,
    normal_heading,
    read_grids,
    sheets_under,
)

_PLANS = "Completion"
_OWN = frozenset({_PLANS, "Sources", "About"})
_SAID_OF = frozenset({"signature", "countersignature"})
_NOTE = (
    "{source} is a roll-up: plans are read from its sheets {sheets}. Other sheets and HR's own "
    "columns are not read, so edit in these. Branches, dates and periods are filled as the roll-up "
    "writes them, which may be shorter than in the plans."
)
INSTRUCTIONS, EXAMPLE, CHOICES = "Instructions", "Example", "Choices"
_NAMED = 20  # columns of a file that names nobody
_MANY = 6  # people in a note, before the rest are counted only


class SheetFile:
    """A spreadsheet under its headings; making one reads headings only.

    Raises:
        InputError: it cannot be read, or has columns that no field is known for.
    """

    def __init__(
        self, path: Path, forms: tuple[FormSpec, ...], mapping: Mapping[str, str], *,
        ignore_rest: bool = False, skip_hidden: bool = False, custom: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.path = path
        self.source = str(path)
        self._mapping = mapping
        self._ignore_rest, self._skip_hidden = ignore_rest, skip_hidden
        self._custom = custom
        self._grids = read_grids(path)
        self.form = forms[0] if len(forms) == 1 else self._likeliest(forms)
        self._candidate_sheets = self._candidates(self.form)
        self._sheets = tuple(filter(None, map(self._read, self._candidate_sheets)))
        if not self._sheets:
            person = self.form.role("person")
            raise InputError(
                f'no sheet has a column for "{person.label if person else "id"}". The first row '
                "holds the names of the fields or the form's labels.",
                self.source, "", tuple(islice(self._unmatched_anywhere(), _NAMED)),
            )  # fmt: skip
        if not ignore_rest:
            self._refuse_unmatched()
        surveys = (note for read in self.main + self.rows for note in read.survey.notes)
        notes = (self._not_read(), self._passed(), surveys, self._on_sheets(), self._absent())
        self.notes = tuple(note for each in notes for note in each)

    # -- which columns ------------------------------------------------------------------------

    def _likeliest(self, forms: tuple[FormSpec, ...]) -> FormSpec:
        """The form that knows most of the headings."""

        def known(form: FormSpec) -> tuple[int, int, int]:
            mapping = {h: to for h, to in self._mapping.items() if not to or is_field(to, form)}
            sheets = self._candidates(form)
            matches = (self._matched(sheet, form, None, mapping) for sheet in sheets)
            names = [m for match in matches for m in match.fields if m and base_of(m)]
            return len(mapping), len(names), len(form.cells)

        return max(forms, key=known)

    def _candidates(self, form: FormSpec) -> tuple[Sheet, ...]:
        known = {
            path: (*names, *self._mapped(path))
            for path, names in with_custom(form, self._custom).items()
        }
        for section in form.tables:
            for path, names in row_columns(form, section).items():
                if path.startswith("row"):
                    known[path.replace("row", section.name, 1)] = names
        sheets = sheets_under(self._grids, known, self.source)
        self.rolled_up = _is_rollup(sheets)
        if self.rolled_up:
            return _with_plans(sheets, form)
        no_plans = {CHOICES} if any(s.name == INSTRUCTIONS for s in sheets) else set()
        return tuple(s for s in sheets if s.name not in no_plans and not s.name.startswith(EXAMPLE))

    def _mapped(self, path: str) -> tuple[str, ...]:
        return tuple(heading for heading, to in self._mapping.items() if to == path)

    def _matched(
        self, sheet: Sheet, form: FormSpec, section: SectionSpec | None,
        mapping: Mapping[str, str] | None = None,
    ) -> Match:  # fmt: skip
        mapping = self._mapping if mapping is None else mapping
        known = with_custom(form, self._custom) if section is None else row_columns(form, section)
        place = f"sheet {sheet.name}" if sheet.name else ""
        normal = {normal_heading(heading) for heading in mapping}
        free = [h for h in sheet.headings if normal_heading(h) not in normal]
        either = None if section else _any_two
        by_heading = match_headings(free, known, source=self.source, place=place, same=either)
        open_headings = [each.heading for each in by_heading.unmatched]
        numbered = numbered_paths(open_headings, form)
        present = {normal_heading(heading) for heading in sheet.headings}
        mapping = {h: to for h, to in mapping.items() if normal_heading(h) in present}
        if section is not None:  # "outcomes[1].outcome" is of one row a plan
            mapping = {h: to for h, to in mapping.items() if to in known or "[" not in to}
        targets = numbered_paths(mapping.values(), form) if section is None else {}
        mapping = {h: targets.get(to, to) for h, to in mapping.items()}
        known = {**dict.fromkeys([*numbered.values(), *targets.values()], ()), **known}
        assigned = {**answers(sheet.headings), **numbered, **self._in_section(mapping, known)}
        level = form.role("level")
        same = None if section else same_columns(sheet, level.name if level else "")
        match = match_headings(
            sheet.headings, known, assigned, source=self.source, place=place, same=same
        )
        return _without_derived(match, form) if self.rolled_up else match

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
        for section in (named,) if named else self.form.tables:
            try:
                match = self._matched(sheet, self.form, section)
            except InputError:
                if named is not None:
                    raise
                torn = True
                continue
            row_fields = {field for field in match.fields if field and field.startswith("row")}
            named_here = {base_of(field) for field in match.fields if field}
            is_rows = (
                f"row.{section.key_column.name}" in row_fields
                or len(row_fields) > ("row" in row_fields) > 0
            )
            if whose & named_here and (is_rows or (named and row_fields)):
                result = (len(row_fields), self._sheet(sheet, match, section))
                best = result if best is None or result[0] > best[0] else best
        if best is not None and torn and self._named_sheets(sheet):
            raise self._renamed(sheet)
        if best is not None:
            return best[1]
        read = self._sheet(sheet, self._matched(sheet, self.form, None), None)
        return read if whose & set(map(base_of, read.fields)) else None

    def _sheet(self, sheet: Sheet, match: Match, section: SectionSpec | None) -> ReadSheet:
        cells = (self.form.role(role) for role in ("person", "manager", "unit"))
        named = NameFields(*(cell.name if cell is not None else "" for cell in cells))
        ours = self.rolled_up or any(s.name == INSTRUCTIONS for s in self._candidate_sheets)
        return ReadSheet(
            sheet, match, section, named,
            as_written=ours, rolled_up=self.rolled_up, without_hidden=self._skip_hidden,
        )  # fmt: skip

    def _named_sheets(self, sheet: Sheet) -> list[str]:
        """The other sheets whose names tell what they hold."""
        named = (s.name for s in self._candidate_sheets if s is not sheet)
        return [n for n in named if n == INSTRUCTIONS or section_of(n, self.form) is not None]

    def _renamed(self, sheet: Sheet) -> InputError:
        known = ", ".join(section.sheet_name for section in self.form.tables)
        return InputError(
            f"this sheet is named after no part of the form, and its columns may be those of "
            f"several. Give it the name of its part: {known}.",
            self.source, f"sheet {sheet.name}",
        )  # fmt: skip

    def _refuse_unmatched(self) -> None:
        lines = []
        for read in self.main + self.rows:
            lines += [self._unknown(read.sheet, each) for each in read.match.unmatched]
        if lines:
            many = f"{len(lines)} columns" if len(lines) > 1 else "a column"
            name, them = ("name", "them") if len(lines) > 1 else ("names", "it")
            raise UnknownColumns(
                Advice(
                    f"{many} in {self.source} {name} no field of the form. Rename {them}, give a "
                    'map that leads each to a field, or to nothing ("") to leave it out, or leave '
                    "out the rest with ", Option("ignore_rest", True), ".",
                ),
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
        result = [read for read in self._sheets if read.section is None]
        most = max((_count(read) for read in result), default=0)
        return [read for read in result if 2 * _count(read) > most]

    @property
    def rows(self) -> list[ReadSheet]:
        """The sheets of sections, each row an item."""
        return [read for read in self._sheets if read.section is not None]

    @property
    def people(self) -> Iterator[tuple[str, str, str]]:
        """The id, name and unit of each person, by the sections' rows for want of a list."""
        for read in self.main or self.rows:
            yield from read.people

    def _not_read(self) -> Iterator[str]:
        if self.rolled_up:
            names = ", ".join(read.sheet.name for read in self._sheets)
            yield _NOTE.format(source=self.source, sheets=names)
        for read in self.rows:
            if read.section and read.sheet.name and section_of(read.sheet.name, self.form) is None:
                part = read.section.sheet_name
                yield f"{self.source}: sheet {read.sheet.name} is read as {part}, by its columns."
        sheets_read = {read.sheet.name for read in self.main + self.rows}
        for sheet in self._candidate_sheets:
            if sheet.name not in sheets_read | {INSTRUCTIONS}:
                yield f"{self.source}: sheet {sheet.name} was not read; it lists no plans."

    def _passed(self) -> Iterator[str]:
        """Columns of staff lists that nothing is filled from, in one line."""
        for read in self.main + self.rows if not self.rolled_up else ():
            columns = ", ".join(f'"{heading}"' for heading in read.passed)
            if columns:
                where = f", sheet {read.sheet.name}" if read.sheet.name else ""
                yield f"{self.source}{where}: passed over, as the form has no place for: {columns}."

    def _on_sheets(self) -> Iterator[str]:
        """People who stand on several sheets, such as those of three months."""
        met: dict[object, list[tuple[str, str]]] = {}
        for read in self.main if len(self.main) > 1 else ():
            for who, rows in read.survey.people.items():
                met.setdefault(who, []).append((rows[0][1], read.sheet.name))
        twice = [each for each in met.values() if len(each) > 1]
        if twice:
            named = "; ".join(f"{e[0][0]} ({', '.join(s for _, s in e)})" for e in twice[:_MANY])
            more = f"; and {len(twice) - _MANY} more" if len(twice) > _MANY else ""
            yield (f"{self.source}: on several sheets, and counted on each: {named}{more}. Take "
                   "out the sheets that should not count.")  # fmt: skip

    def _absent(self) -> Iterator[str]:
        """Fields that the file leaves out, in one line."""
        have = {base_of(f) for read in self.main + self.rows for f in read.fields}
        have |= {f"{r.section.name}." for r in self.rows if r.section}
        starts = tuple({h.partition(".")[0].partition("[")[0] for h in have})
        missing = {cell.name: cell.label for cell in self.form.cells if cell.name not in starts}
        for section in self.form.sections:
            if section.name not in starts:
                missing[section.name] = f"{section.title} ({section.name})"
            elif not section.is_table:
                fields = {f"{section.name}.{each.name}": each.label for each in section.columns}
                missing |= {path: label for path, label in fields.items() if path not in have}
        values = {f"{CONTEXT}.{name}": heading_of(name) for name in self._custom}
        missing |= {path: label for path, label in values.items() if path not in have}
        if missing:
            yield Absent(self.source, missing)


def _any_two(_first: int, second: int, _field: str) -> int:
    return second


def _count(read: ReadSheet) -> int:
    return len({base_of(field) for field in read.fields} - {""})


def _is_rollup(sheets: Iterable[Sheet]) -> bool:
    """Tell whether plandocs made this workbook out of plans."""
    return {sheet.name for sheet in sheets} >= _OWN


def _with_plans(sheets: tuple[Sheet, ...], form: FormSpec) -> tuple[Sheet, ...]:
    """The sheets of a roll-up that plans are read from."""
    return tuple(s for s in sheets if s.name == _PLANS or section_of(s.name, form) is not None)


def _without_derived(match: Match, form: FormSpec) -> Match:
    """The columns of such a sheet that hold what a plan does."""
    said_of = {cell.name for cell in form.cells if cell.role in _SAID_OF}
    fields = tuple(None if field in said_of else field for field in match.fields)
    return replace(match, fields=fields, unmatched=())
