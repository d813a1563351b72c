"""The rows of a list, gone through once before it is used: which count, and what to say of them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from plandocs.advice import Advice, Option
from plandocs.data.cell_values import Change, How, text_of
from plandocs.data.list_names import NameFields
from plandocs.data.section_rows import Cells
from plandocs.description.form import SectionSpec
from plandocs.headings import base_of
from plandocs.people import person_key
from plandocs.sheet.read import (
    Match,
    Row,
    Sheet,
    Value,
    is_blank,
    names_again,
    normal_heading,
    short,
)

_NAMED = 6  # rows or cells in a note, before the rest are counted only
Who = tuple[str, str]


class Survey(NamedTuple):
    """What a list's rows are: those to pass over, what to say, and the rows of each person.

    ``units`` has the id, the name and the unit of each.
    """

    skipped: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    people: Mapping[Who, list[tuple[int, str]]] = MappingProxyType({})
    units: frozenset[tuple[str, str, str]] = frozenset()


def person_in(cells: Cells, named: NameFields) -> tuple[str, str, str]:
    """Return the id, the name and the unit in a row's cells; "" for what it does not say."""
    paths = ("id", named.person, named.unit)
    id, name, unit = (text_of(cells[path][0]) if path in cells else "" for path in paths)
    return id, name, unit


class List(Protocol):
    """A sheet whose columns are known, as far as going through it asks for it."""

    @property
    def sheet(self) -> Sheet: ...
    @property
    def match(self) -> Match: ...
    @property
    def section(self) -> SectionSpec | None: ...
    @property
    def named(self) -> NameFields: ...
    @property
    def without_hidden(self) -> bool | None: ...
    @property
    def fields(self) -> frozenset[str]: ...
    def cells(self, row: Row, /) -> Cells: ...
    def changes(self, row: Row, /) -> Iterator[Change]: ...


def survey_of(read: List) -> Survey:
    """Go through a list."""
    result = _Surveyor(read)
    for row in read.sheet.rows:
        result.add(row)
    return result.done()


class _Surveyor:
    def __init__(self, read: List) -> None:
        self._read = read
        self._headings = [normal_heading(heading) for heading in read.sheet.headings]
        bases = {base_of(path) for path in read.fields} - {""}
        self._only_names = bases <= {read.named.person} and len(read.sheet.headings) == 1
        self._states = [at for at, heading in enumerate(self._headings) if tells_state(heading)]
        self._left: list[int] = []
        self._aside: list[tuple[int, str]] = []
        self._hidden: list[int] = []
        self._people: dict[Who, list[tuple[int, str]]] = defaultdict(list)
        self._units: set[tuple[str, str, str]] = set()
        self._taken: dict[How, list[str]] = defaultdict(list)
        self._apart: dict[str, list[str]] = defaultdict(list)

    def add(self, row: Row) -> None:
        """Look at one row."""
        cells = self._read.cells(row)
        person = person_in(cells, self._read.named)
        id, name, _ = person
        sheet = self._read.sheet
        below = row.number == sheet.heading_row + 1
        if below and names_again(row, Row(sheet.heading_row, sheet.headings)):
            kind: Kind = "the headings by other names"
        else:
            kind = kind_of(
                row, self._read.match.fields, name, self._is_heading, only_names=self._only_names
            )
        for each in row.problems:
            if each.code == "apart":
                self._apart[each.place.rstrip("0123456789")].append(each.value)
        if kind or not any(not is_blank(cell) for cell in row.cells):
            self._pass_over(row, kind)
            return
        if row.hidden:
            self._hidden.append(row.number)
            if self._read.without_hidden:
                return
        if any(has_left(row.cells[at]) for at in self._states):
            self._left.append(row.number)
        for heading, value, how in self._read.changes(row):
            self._taken[how].append(f'{short(value)} (row {row.number}, "{heading}")')
        if name and self._read.section is None:
            self._people[person_key(name), id].append((row.number, name))
            self._units.add(person)

    def _pass_over(self, row: Row, kind: Kind) -> None:
        text = next((str(cell) for cell in row.cells if not is_blank(cell)), "")
        self._aside.append((row.number, f"{kind}: {short(text)}" if kind else ""))

    def _is_heading(self, column: int, text: str) -> bool:
        return column < len(self._headings) and normal_heading(text) == self._headings[column]

    def done(self) -> Survey:
        """What was found."""
        skipped = {number for number, _ in self._aside}
        if self._read.without_hidden:
            skipped |= set(self._hidden)
        notes, units = tuple(self._notes()), frozenset(self._units)
        return Survey(frozenset(skipped), notes, dict(self._people), units)

    def _notes(self) -> Iterator[str]:
        sheet = self._read.sheet
        where = f"{sheet.source}, sheet {sheet.name}" if sheet.name else sheet.source
        for note in sheet.notes:
            yield f"{where}: {note}"
        aside = [f"row {number} ({what})" for number, what in self._aside if what]
        if aside:
            yield f"{where}: passed over, as they name nobody: {_listed(aside)}."
        if self._hidden:
            hidden = f"{where}: {_rows(self._hidden)} hidden in the sheet, "
            yield Advice(hidden, self._of_hidden(), ".")
        if self._left:
            about = _rows(self._left).removesuffix(" are").removesuffix(" is")
            yield (f"{where}: {about}: somebody who has left, as their status says, and counted; "
                   "delete what should not count.")  # fmt: skip
        for how, cells in self._taken.items():
            yield f"{where}: {how.value}: {_listed(cells)}."
        if self._apart:
            texts = _listed(short(value) for each in self._apart.values() for value in each)
            yield (f"{where}: what stands apart from the list, under no heading, is passed over "
                   f"(column {', '.join(self._apart)}): {texts}.")  # fmt: skip
        yield from self._twice(where)

    def _of_hidden(self) -> str:
        if self._read.without_hidden:
            return "and left out"
        known = self._read.without_hidden is not None
        choice = Advice("use ", Option("skip_hidden", True), ", or ") if known else ""
        return Advice(
            "by a filter or by hand, and counted; ", choice, "delete what should not count"
        )

    def _twice(self, where: str) -> Iterator[str]:
        """Somebody who has two rows: each makes a document."""
        twice = []
        for rows in _persons(self._people):
            numbers = [number for number, _ in rows]
            if len(numbers) > 1:
                twice.append(f"{rows[0][1]} ({_rows(numbers).removesuffix(' are')})")
        if twice:
            yield (f"{where}: there more than once: {_listed(twice)}. Take out the rows that "
                   "should not count, or give each person an id of their own.")  # fmt: skip


def _persons(people: dict[Who, list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the rows of each person: two ids are two people, and a row without one is of either."""
    ids: dict[str, list[str]] = defaultdict(list)
    for name, identity in people:
        ids[name].append(identity)
    for name, each in ids.items():
        if len(each) > 1 and len(set(each) - {""}) == 1:
            yield sorted(row for identity in each for row in people[name, identity])
        else:
            yield from (people[name, identity] for identity in each)


def _rows(numbers: Iterable[int]) -> str:
    texts = [str(number) for number in numbers]
    more = len(texts) - _NAMED
    if more > 0:
        return f"rows {', '.join(texts[:_NAMED])} and {more} more are"
    if len(texts) == 1:
        return f"row {texts[0]} is"
    return f"rows {', '.join(texts[:-1])} and {texts[-1]} are"


def _listed(items: Iterable[str]) -> str:
    texts = list(items)
    more = len(texts) - _NAMED
    return ", ".join(texts[:_NAMED]) + (f" and {more} more" if more > 0 else "")


Kind = Literal[
    "", "a total", "a remark", "a line over a group", "the headings again",
    "the headings by other names", "vacant",
]  # fmt: skip

_STARTS_TOTAL = re.compile(r"(?:grand |sub-?\s?)?totals?\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[$€£(]*-?[\d,. ]+\)?\s*%?")
_MOST_WORDS, _FEW = 6, 2


@cache
def _words(kind: str) -> re.Pattern[str]:
    """The patterns of a kind as one; those of units stand at the end of a text."""
    text = (files(__package__) / "list_rows.toml").read_text(encoding="utf-8")
    every = "|".join(tomllib.loads(text)[kind])
    return re.compile(
        rf"\b(?:{every})(?:\s*[:(-].*)?$" if kind == "units" else every, re.IGNORECASE
    )


def tells_state(heading: str) -> bool:
    """Tell whether a column with this heading, in its normal form, has the state of people."""
    return _words("states").fullmatch(heading) is not None


def has_left(state: Value) -> bool:
    """Tell whether a state is that of somebody who has left."""
    return isinstance(state, str) and _words("left").fullmatch(state.strip()) is not None


def kind_of(
    row: Row, fields: Sequence[str | None], name: str, says_heading: Callable[[int, str], bool],
    *, only_names: bool,
) -> Kind:  # fmt: skip
    """What a row is, where it is no person's; "" where it may be one.

    ``name`` is the person's name as the row's columns say it; ``only_names`` tells that the list
    has no other columns.
    """
    filled = [(at, value) for at, value in enumerate(row.cells) if not is_blank(value)]
    texts = [(at, str(v).strip()) for at, v in filled if isinstance(v, str) and not _is_number(v)]
    if not texts:
        return ""
    first = texts[0][1]
    again = sum(says_heading(at, text) for at, text in texts)
    if again >= _FEW and again * 10 >= len(texts) * 6:
        return "the headings again"
    if name and _words("vacant").fullmatch(name):
        return "vacant"
    if len(texts) == 1 and _is_total(first, alone=len(filled) == 1, named=bool(name)):
        return "a total"
    if len(filled) == 1:
        return _lone(row, filled[0][0], first, name, fields, only_names=only_names)
    if len(filled) <= _FEW and _words("remarks").match(first) and (not name or name == first):
        return "a remark"
    return ""


def _is_total(text: str, *, alone: bool, named: bool) -> bool:
    """Tell whether a text that stands with numbers, or alone, is that of a total."""
    if alone and named:
        return bool(_STARTS_TOTAL.match(text))
    return bool(_words("totals").match(text) or (not named and _words("sums").match(text)))


def _is_number(value: Value) -> bool:
    return isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None


def _lone(
    row: Row, column: int, text: str, name: str, fields: Sequence[str | None], *, only_names: bool
) -> Kind:
    """What a row with one text in it is; a part of a plan is never passed over."""
    field = fields[column] or ""
    if field.startswith("row") or "[" in field or "." in field or not _LETTER.search(text):
        return ""
    if column in row.wide and not only_names:
        return "a remark" if _words("remarks").match(text) else "a line over a group"
    is_remark = _words("remarks").match(text) and (" " in text or not text.isalpha())
    if is_remark or len(text.split()) > _MOST_WORDS or (":" in text and " " in text):
        return "a remark"
    over = column == 0 or not base_of(field) or _words("units").search(text)
    if not name and over and (" " in text or len(text) > 2 * _MOST_WORDS):
        return "a line over a group"
    if name and not only_names and " " in text and _words("units").search(text):
        return "a line over a group"
    return ""
