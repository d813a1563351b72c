"""Layouts: documents made from one template are laid out alike.

Once a document has been located in full, the next one is held against it cell by cell: where it
prints the same words in the same cells and nothing else is odd, its slots are in the same places.
People and `fill` add rows below the last: such a document is laid out as the form's own blank is,
with the last row again. Whatever else differs (a word in a printed cell, a tracked change) is
located in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.word.locate.boilerplate import Boilerplate, normalized
from plandocs.word.locate.copies import counts_again
from plandocs.word.locate.result import Copy, RowMatch, SectionMatch, Slot
from plandocs.word.locate.rows import label_in_front, like_printed, printed_label
from plandocs.word.locate.vocabulary import Known, is_label_of, labels, lines, vocabulary
from plandocs.word.view.document import Cell, Document, Mark, Paragraph, Table, walk

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


LaidOut = tuple[str, ...] | Place


class Layout(NamedTuple):
    """The places of a form's values; ``cells`` are printed words, or the place of a value.

    ``printed``, ``header`` and ``places`` are the same cells, each with its number: those with
    printed words, with a labelled value, with a value in a row.
    """

    form: FormSpec
    cells: tuple[LaidOut, ...]
    sections: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    columns: tuple[frozenset[str], ...]
    official: bool  # the official blank's: its rows are data whatever is typed in them
    guidance: frozenset[str]  # lines that the blank prints below its columns' headings
    printed: tuple[tuple[int, tuple[str, ...]], ...] = ()
    header: tuple[tuple[int, Place], ...] = ()
    places: tuple[tuple[int, Place], ...] = ()

    def sorted_out(self) -> Layout:
        """The same, with its cells by what they are."""
        numbered = list(enumerate(self.cells))
        places = [(at, cell) for at, cell in numbered if isinstance(cell, Place)]
        return self._replace(
            printed=tuple([(at, c) for at, c in numbered if not isinstance(c, Place)]),
            header=tuple([(at, place) for at, place in places if not place.section]),
            places=tuple([(at, place) for at, place in places if place.section]),
        )


def stretched(layout: Layout, known: Shape, shape: Shape) -> Layout | None:
    """The layout with the rows that this shape has more than the known one; None for any other."""
    if len(known) != len(shape):
        return None
    cells: list[LaidOut] = []
    more: dict[str, int] = {}
    at = 0
    for known_part, part in zip(known, shape, strict=True):
        if not isinstance(known_part, Rows) or not isinstance(part, Rows):
            if known_part != part:
                return None
            continue
        laid_out = layout.cells[at : at + sum(known_part)]
        cells += laid_out
        at += len(laid_out)
        if known_part != part:
            added = _added(layout.form, laid_out, known_part, part)
            if not added:
                return None
            cells += added
            more[added[0].section] = len(part) - len(known_part)
    sections = tuple(
        (name, rows + tuple((rows[-1][0] + k + 1, "") for k in range(more.get(name, 0))))
        for name, rows in layout.sections
    )
    return layout._replace(cells=tuple(cells), sections=sections, official=False).sorted_out()


def _added(
    form: FormSpec, laid_out: tuple[LaidOut, ...], known_rows: Rows, rows: Rows
) -> list[Place]:
    """The places in the rows that a table has more; none where they are not like its last row."""
    count = len(rows) - len(known_rows)
    if count < 1 or rows != known_rows + known_rows[-1:] * count:
        return []
    last = _row_like(form, laid_out[-known_rows[-1] :])
    return [
        each._replace(row=each.row + k, nth=each.nth + k)
        for k in range(1, count + 1)
        for each in last
    ]


def _row_like(form: FormSpec, last: tuple[LaidOut, ...]) -> list[Place]:
    """The places in a further row like this one, whose printed label, if it has one, is typed."""
    places = [each for each in last if isinstance(each, Place) and each.section]
    if len(places) == len(last):
        return places
    section = form.section(places[0].section) if places else None
    if section is None or section.shape != "printed" or places != list(last[1:]):
        return []
    return [places[0]._replace(spec=section.key_column, column=1), *places]


_KEPT = 64
_MOST_LETTERS = 2**15  # of the printed words of a layout that is kept
_slot = Slot.__new__
_CELL = 8  # letters that a cell, or a line in one, counts for beside its words
_NOT_WORDS = ~Mark.BREAKS


class Layouts:
    """The layouts met so far, for one set of forms."""

    def __init__(self, known: Known) -> None:
        self._labels = known
        self._known: dict[Shape, Layout] = {}

    def find(self, document: Document) -> tuple[FormSpec, Copy] | None:
        """The form and its slots, where the document is laid out like one met before."""
        if document.special:
            return None
        shape = _shape(document)
        if shape is None:
            return None
        layout = self._known.get(shape) or self._with_more_rows(shape)
        cells = _cells(document)
        if layout is None or not _prints(cells, layout) or self._has_boilerplate(cells, layout):
            return None
        copy = _laid_out(cells, layout)
        if any(map(counts_again, copy.sections.values())):
            return None  # another copy in the same table
        self._keep(shape, layout)
        return layout.form, copy

    def _keep(self, shape: Shape, layout: Layout) -> None:
        """Remember a layout, where there is room for it."""
        if shape in self._known or len(self._known) >= _KEPT:
            return
        if _letters(shape, layout.cells) <= _MOST_LETTERS:
            self._known[shape] = layout

    def _with_more_rows(self, shape: Shape) -> Layout | None:
        """The layout of a form's own blank, to which rows were added."""
        official = [(known, each) for known, each in self._known.items() if each.official]
        return next(filter(None, (stretched(each, known, shape) for known, each in official)), None)

    def _has_boilerplate(self, cells: list[Cell], layout: Layout) -> bool:
        """Return whether a value's cell has print in it, where the blank's own rows have data."""
        if layout.official:
            return False
        repeated: set[tuple[str, int]] = set()
        return any(
            _is_no_data(cells[at], place, layout, repeated)
            for at, place in (*layout.header, *layout.places)
        )

    def learn(
        self,
        document: Document,
        form: FormSpec,
        copies: list[Copy],
        printed: Boilerplate,
        *,
        official: bool = False,
    ) -> None:
        """Remember where the values of a document stand; ``official`` for the form's blank."""
        if document.special or len(copies) > 1 or not _as_printed(form, copies[0]):
            return
        places, shape = _places(copies[0]), _shape(document)
        if (
            places is None
            or shape is None
            or shape in self._known
            or any(self._misleads(cell, form) for cell, _ in places.values())
        ):
            return
        cells: list[tuple[str, ...] | Place] = []
        for cell in _cells(document):
            entry = places.pop(cell.start, None)
            words = entry[1] if entry else _printed_words(cell)
            if words is None:
                return
            cells.append(words)
        if places:
            return
        sections = copies[0].sections
        layout = Layout(
            form,
            tuple(cells),
            tuple((n, tuple((r.index, r.label) for r in s.rows)) for n, s in sections.items()),
            tuple(frozenset(s.columns) for s in sections.values()),
            official,
            frozenset(printed.guidance),
        )
        self._keep(shape, layout.sorted_out())

    def _misleads(self, cell: Cell, form: FormSpec) -> bool:
        """Return whether a value is a label, and may have been taken for one.

        A section's heading is not: a row of data has other cells beside it.
        """
        words = vocabulary(form)
        return any(
            each in words.cells or each in words.columns or each in words.printed
            for each in labels(cell, self._labels)
        )


def _prints(cells: list[Cell], layout: Layout) -> bool:
    """Return whether the printed cells have the layout's words and nothing else."""
    for at, words in layout.printed:
        blocks = cells[at].blocks
        if len(blocks) == 1 == len(words) and type(p := blocks[0]) is Paragraph:
            if p.text != words[0] or p.extras or p.marks & _NOT_WORDS:
                return False
        elif _printed_words(cells[at]) != words:
            return False
    return True


def _laid_out(cells: list[Cell], layout: Layout) -> Copy:
    """The copy of the form whose values stand in these cells."""
    copy = Copy()
    rows: dict[str, list[RowMatch]] = {}
    for (name, indexes), columns in zip(layout.sections, layout.columns, strict=True):
        section = copy.sections[name] = SectionMatch(layout.form.section(name))
        section.columns.update(columns)
        for index, label in indexes:
            row = RowMatch(index)
            row.label = label
            section.rows.append(row)
        rows[name] = section.rows
    for at, (spec, title, number, column, _, _) in layout.header:
        copy.cells[spec.name] = _slot_in(cells[at], spec, title, number, column)
    for at, (spec, title, number, column, section_name, nth) in layout.places:
        slot = _slot_in(cells[at], spec, title, number, column)
        slots, name = rows[section_name][nth].slots, spec.name
        if name in slots:
            slots[name].append(slot)
        else:
            slots[name] = [slot]
    return copy


def _slot_in(cell: Cell, spec: FieldSpec, title: str, row: int, column: int) -> Slot:
    slot = _slot(Slot)  # as `Slot(spec, title, ...)`, which takes twice as long
    slot.spec = spec
    slot.section = title
    slot.row = row
    slot.column = column
    slot.blocks = cell.blocks
    slot.cell = cell
    slot.cut = 0
    return slot


def _is_no_data(cell: Cell, place: Place, layout: Layout, repeated: set[tuple[str, int]]) -> bool:
    """Return whether this is a part of print, where the blank's own rows would have data."""
    spec, name, row = place.spec, place.section, place.row
    if is_label_of(cell, spec, layout.form):
        if name and (name, row) in repeated:
            return True  # the column headings again
        repeated.add((name, row))
    if name and place.nth and layout.form.section(name).shape == "boxes":
        words = vocabulary(layout.form).cells
        if label_in_front(words, cell) is not None:
            return True  # a line to sign on, below the boxes
    if spec.key and name:
        section = layout.form.section(name)
        if section.shape == "printed" and _says_printed(section, cell):
            return True  # a printed row once more
    return place.nth == 0 and _guides(layout, cell)  # the guidance of the headings, in a row


def _letters(shape: Shape, cells: Iterable[tuple[str, ...] | Place]) -> int:
    words = [each for cell in cells if not isinstance(cell, Place) for each in (*cell, "")]
    tables = sum(len(each) + 1 for each in shape if isinstance(each, str | tuple))
    return sum(map(len, words)) + _CELL * len(words) + tables


def _guides(layout: Layout, cell: Cell) -> bool:
    """Return whether a cell begins with guidance that the form prints below its headings."""
    return any(normalized(line) in layout.guidance for line in lines(cell.blocks)[:1])


def _says_printed(section: SectionSpec, cell: Cell) -> bool:
    """Return whether a cell of the key column begins with the label of a printed row."""
    text = next((text for p in walk(cell.blocks) if (text := p.text.strip())), "")
    line = text.partition("\n")[0]
    return bool(printed_label(line, section)[0] or like_printed(line, section))


def _as_printed(form: FormSpec, copy: Copy) -> bool:
    """Return whether all labels are there, none typed, as others of this shape will have them."""
    if copy.unmatched or copy.notes or any(cell.name not in copy.cells for cell in form.cells):
        return False
    for section in form.sections:
        match = copy.sections.get(section.name)
        if match is None or any(column.name not in match.columns for column in section.columns):
            return False
        if len(match.parts) > 1 or any(row.notes or row.number for row in match.rows):
            return False
        if section.shape == "printed" and any(
            section.key_column.name in r.slots for r in match.rows
        ):
            return False
    return True


def _printed_words(cell: Cell) -> tuple[str, ...] | None:
    """The words of a printed cell; None where more than words is in it."""
    words = []
    for block in cell.blocks:
        if type(block) is not Paragraph or block.extras or block.marks & _NOT_WORDS:
            return None
        words.append(block.text)
    return tuple(words)


def _shape(document: Document) -> Shape | None:
    """What must be equal for two documents to be laid out alike; None where more is in the body."""
    shape: list[object] = []
    for block in document.blocks:
        if isinstance(block, Table):
            shape.append(Rows([len(row.cells) for row in block.rows]))
            shape.append(tuple(block.grid))
        elif block.extras or block.marks & _NOT_WORDS:
            return None
        else:
            shape.append(block.text)
    return tuple(shape)


def _cells(document: Document) -> list[Cell]:
    return [
        cell
        for block in document.blocks
        if type(block) is Table
        for row in block.rows
        for cell in row.cells
    ]


def _places(copy: Copy) -> dict[int, tuple[Cell, Place]] | None:
    """Each value's cell and place; None where a value is no cell of its own."""
    places: dict[int, tuple[Cell, Place]] = {}

    def add(slot: Slot, section: str, nth: int) -> bool:
        cell = slot.cell
        if cell is None or slot.cut or slot.blocks is not cell.blocks or cell.start in places:
            return False
        place = Place(slot.spec, slot.section, slot.row, slot.column, section, nth)
        places[cell.start] = (cell, place)
        return True

    sound = all([add(slot, "", -1) for slot in copy.cells.values()])
    for name, section in copy.sections.items():
        for index, row in enumerate(section.rows):
            slots = [slot for each in row.slots.values() for slot in each]
            sound = sound and not row.merged and all([add(slot, name, index) for slot in slots])
    return places if sound else None
