"""A roll-up with what HR wrote into the one before: columns, notes, choices, order.

Takes the roll-up as it is made now, and the earlier workbook, and gives the same roll-up, HR's
columns filled in again, and the sheet of notes that have no row any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plandocs.description.tables import Entry
from plandocs.division.changes import CHANGES
from plandocs.division.refresh.pair import Before, Earlier, Key, Paired, Style, key_text, paired
from plandocs.division.values import RollUp
from plandocs.table import Cell, Cells, Column, Formatting, Line, Table

NOTES = "Notes without a plan"
_NOTE_COLUMNS = ("Sheet", "Whose", "About", "Column", "Note")
_BETWEEN = " · "
_HR_WIDTH = 24


def keep(rollup: RollUp, before: Before) -> RollUp:
    """The roll-up, with everything of HR's that is in the earlier workbook."""
    notes = _Notes.of(before.tables.get(NOTES))
    sheets = [_filled_in(paired(sheet, before), notes) for sheet in rollup.sheets]
    gone = {sheet.name for sheet in rollup.sheets} | {NOTES}
    for name, earlier in before.tables.items():
        if name not in gone:
            notes.add_all(earlier)
    if notes.rows:
        sheets.append(notes.sheet())
    return replace(rollup, sheets=tuple(sheets))


class Choices:
    """What HR chose for the rows as they are now: looked up while the tables are made."""

    def __init__(self, rollup: RollUp, before: Before) -> None:
        self._by_sheet: dict[str, dict[Key, Mapping[str, str]]] = {}
        for sheet in rollup.sheets:
            if not sheet.group and any(column.editable for column in sheet.columns):
                self._by_sheet[sheet.name] = self._of(paired(sheet, before))

    def chosen(self, sheet: str, heading: str, entry: Entry, *key: Cell) -> str:
        """The choice in a column of HR's for one row; "" for none."""
        whose = (entry.person, entry.unit, *key)
        row = self._by_sheet.get(sheet, {}).get(tuple(map(key_text, whose)), {})
        return row.get(heading, "")

    def _of(self, both: Paired) -> dict[Key, Mapping[str, str]]:
        places = [n for n, column in enumerate(both.sheet.columns) if column.key]
        result: dict[Key, Mapping[str, str]] = {}
        for place, number in both.then.items():
            then = both.earlier.rows[number]
            choices = {both.earlier.headings[p]: key_text(then[p]) for p in both.hr_columns}
            key = tuple(key_text(both.rows[place][n]) for n in places)
            result.setdefault(key, {name: text for name, text in choices.items() if text})
        return result


def _filled_in(both: Paired, notes: _Notes) -> Table:
    """The sheet with HR's columns filled in, in HR's order if there is one."""
    for key, heading, cell in both.orphans():
        notes.add(both.sheet.name, key, heading, cell)
    headings = both.earlier.headings
    added = tuple(p for p in both.hr_columns if headings[p] not in both.sheet.headings)
    columns = both.sheet.columns + tuple(
        Column(headings[place], _HR_WIDTH, editable=True) for place in added
    )
    sources = {
        n: headings.index(column.heading)
        for n, column in enumerate(both.sheet.columns)
        if column.editable and column.heading in headings
    }
    keys = [n for n, column in enumerate(both.sheet.columns) if column.key]
    rows: list[Cells] = []
    for place, row in enumerate(both.rows):
        cells = [*row, *(None for _ in added)]
        if place in both.then:
            then = both.earlier.rows[both.then[place]]
            for at, source in sources.items():
                cells[at] = then[source]
            for offset, source in enumerate(added):
                cells[len(row) + offset] = then[source]
        whose = tuple(key_text(row[n]) for n in keys)
        notes.give_back(both.sheet.name, whose, columns, cells)
        rows.append(tuple(cells))
    order = _order(both)
    ordered = tuple(rows[place] for place in order)
    styled = tuple(_styled(column, both.earlier) for column in columns)
    return replace(
        both.sheet, columns=styled, rows=ordered, formatting=_formatting(both, styled, order),
        above=_above(both),
    )  # fmt: skip


def _above(both: Paired) -> tuple[Line, ...]:
    """What the sheet says of itself, under HR's title, and HR's own lines below that."""
    lines = both.sheet.above
    if lines and both.earlier.title:
        lines = (replace(lines[0], text=both.earlier.title), *lines[1:])
    return (*lines, *map(Line, both.earlier.above))


def _styled(column: Column, earlier: Earlier) -> Column:
    """The column as wide as HR made it, in sight or not."""
    style = earlier.styles.get(column.heading, Style())
    width = column.width if style.width is None else style.width
    return replace(column, width=width, hidden=style.hidden, validation=style.validation)


def _formatting(
    both: Paired, columns: tuple[Column, ...], order: list[int]
) -> Mapping[tuple[int, int], Formatting]:
    """The formatting of cells where these stand now: HR's before what the roll-up makes."""
    if not both.earlier.formatting and not both.sheet.formatting:
        return {}
    now = {place: row for row, place in enumerate(order)}
    made = {
        (now[row], column): formatting
        for (row, column), formatting in both.sheet.formatting.items()
    }
    row_of = {both.then[place]: row for row, place in enumerate(order) if place in both.then}
    headings = [column.heading for column in columns]
    column_of = {
        number: headings.index(heading)
        for number, heading in enumerate(both.earlier.headings)
        if heading in headings
    }
    hr_formats = {
        (row_of[row], column_of[column]): formatting
        for (row, column), formatting in both.earlier.formatting.items()
        if row in row_of and column in column_of
    }
    fills = {at: formatting.fill for at, formatting in made.items()}
    return {
        **made,
        **{
            at: replace(formatting, fill=formatting.fill or fills.get(at, ""))
            for at, formatting in hr_formats.items()
        },
    }


def _order(both: Paired) -> list[int]:
    """The natural order; HR's own where HR sorted, with what is new at the end."""
    places = list(range(len(both.rows)))
    if both.sheet.name == CHANGES or not both.was_sorted():
        return places
    last = places[-1:] if both.sheet.totals else []
    return sorted(
        places,
        key=lambda place: (place in last, place not in both.then, both.then.get(place, place)),
    )


@dataclass
class _Notes:
    """Notes whose row is gone; they wait until it comes back."""

    headings: tuple[str, ...]
    rows: list[Cells]
    _waiting: set[tuple[str, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._waiting = {self._place(row) for row in self.rows}

    @staticmethod
    def _place(note: Cells) -> tuple[str, ...]:
        return tuple(map(key_text, note[:3]))

    @classmethod
    def of(cls, earlier: Earlier | None) -> _Notes:
        """Those that waited in the earlier workbook, with columns that HR added beside them."""
        if earlier is None:
            return cls(_NOTE_COLUMNS, [])
        more = tuple(h for h in earlier.headings if h and h not in _NOTE_COLUMNS)
        headings = (*_NOTE_COLUMNS, *more)
        places = [earlier.headings.index(h) if h in earlier.headings else None for h in headings]
        rows = [tuple(None if p is None else row[p] for p in places) for row in earlier.rows]
        return cls(headings, [row for row in rows if any(map(key_text, row))])

    def add(self, sheet: str, key: Key, heading: str, cell: Cell) -> None:
        """One more note without a row."""
        rest = (None,) * (len(self.headings) - len(_NOTE_COLUMNS))
        self.rows.append((sheet, key[0], _BETWEEN.join(key[1:]), heading, cell, *rest))
        self._waiting.add(self._place(self.rows[-1]))

    def add_all(self, earlier: Earlier) -> None:
        """The notes on a sheet that is no longer made."""
        hr_columns = [n for n, h in enumerate(earlier.headings) if h and h not in earlier.made]
        made_columns = [n for n, h in enumerate(earlier.headings) if h in earlier.made]
        for row in earlier.rows:
            for place in hr_columns:
                if key_text(row[place]):
                    key = tuple(key_text(row[n]) for n in made_columns) or ("",)
                    self.add(earlier.name, key, earlier.headings[place], row[place])

    def give_back(
        self, sheet: str, key: Key, columns: tuple[Column, ...], cells: list[Cell]
    ) -> None:
        """Put notes back beside a row that has come back, where nothing else stands."""
        waiting = (key_text(sheet), key[0] if key else "", key_text(_BETWEEN.join(key[1:])))
        if waiting not in self._waiting:
            return
        for note in list(self.rows):
            if self._place(note) != waiting:
                continue
            heading = key_text(note[3])
            place = next(
                (n for n, c in enumerate(columns) if c.editable and c.heading == heading), None
            )
            if (
                place is not None
                and not key_text(cells[place])
                and not any(map(key_text, note[5:]))
            ):
                cells[place] = note[4]
                self.rows.remove(note)

    def sheet(self) -> Table:
        """The sheet on which they wait."""
        widths = dict(zip(_NOTE_COLUMNS, (18, 24, 60, 22, 60), strict=True))
        editable = (*_NOTE_COLUMNS[4:], *self.headings[5:])
        columns = tuple(
            Column(heading, widths.get(heading, _HR_WIDTH), editable=heading in editable)
            for heading in self.headings
        )
        return Table(NOTES, columns, tuple(self.rows))
