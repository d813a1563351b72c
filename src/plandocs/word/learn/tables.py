"""A table, row by row: headings of its parts, labels with their values, and grids.

What stands in a cell with labels and rules of its own is read as lines, as the body is.
"""

from __future__ import annotations

from plandocs.word.learn.body import Body, Line, lines_of
from plandocs.word.learn.cells import Seen, has_places, is_layout, options_in, rows_of
from plandocs.word.learn.grids import grid_at
from plandocs.word.learn.lines import label_text
from plandocs.word.learn.marks import choices_in
from plandocs.word.learn.places import Column, Grid, Heading, Part, Place
from plandocs.word.view.document import Block, Paragraph, Table

_HEADING = 120
_LABEL = 200
_BANNER = 3  # rows of a table that is a title between two blank rows
_CHECKS = 2  # rows of a box and its words that are a list to tick
_SPARE = "blank cells stand behind it; the first is taken"
_IN_LABEL_CELL = "its place is below the words in their own cell"
_UNTITLED = "a blank cell under this heading, with no label of its own"


class Numbers:
    """Counts tables and paragraphs in the order in which they begin."""

    def __init__(self) -> None:
        self.tables = -1

    def table(self) -> int:
        """The number of the next table."""
        self.tables += 1
        return self.tables


def parts_of(blocks: list[Block], numbers: Numbers, where: str = "") -> list[Part]:
    """The parts of blocks, in order; ``where`` is the cell they stand in, "" for the body."""
    lines: list[Line] = []
    paragraph = 0
    for block in blocks:
        if type(block) is Paragraph:
            lines += lines_of(block, where or f"p{paragraph}")
            paragraph += 1
        elif type(block) is Table:
            lines.append(Line("", "", parts=tuple(_table(block, numbers)), table=True))
    return Body(lines).run()


def _table(table: Table, numbers: Numbers) -> list[Part]:
    number = numbers.table()
    if is_layout(table):
        return [
            part
            for at, row in enumerate(table.rows)
            for place, cell in enumerate(row.cells)
            for part in parts_of(cell.blocks, numbers, f"t{number}r{at}c{place}")
        ]
    rows, result, at = rows_of(table, number), list[Part](), 0
    while at < len(rows):
        found = grid_at(rows, at, f"t{number}")
        if found is not None:
            result += found.parts
            at += found.rows
        elif len(rows[at]) == 1:
            at += _single(rows, at, result)
        else:
            at += _checks(rows, at, number, result) or _pairs(rows, at, result)
    return result


def _single(rows: list[list[Seen]], at: int, result: list[Part]) -> int:
    """A row of one cell: a label with a blank row below, lines of its own, or a heading."""
    (cell,) = rows[at]
    below = rows[at + 1] if at + 1 < len(rows) else []
    roomy = len(below) == 1 and below[0].shows in ("blank", "hint")
    if cell.shows == "blank":
        if len(rows) == 1:
            result.append(Place("", cell.where, "below", "", (), (_UNTITLED,)))
        return 1
    label = label_text(cell.text)
    if has_places(cell.text) or _textboxes(cell):
        result += _inner(cell)
    elif roomy and len(label) <= _LABEL:
        if at and rows[at - 1][0].shows == "blank" and len(rows) == _BANNER:
            result.append(Heading(label, cell.where))
            return 2
        result.append(Place(label, below[0].where, "below", below[0].text))
        result += _inner(below[0]) if _textboxes(below[0]) else []
        return 2
    elif _room_below_words(cell) and len(label) <= _LABEL:
        result.append(Place(label, cell.where, "line", "", (), (_IN_LABEL_CELL,)))
    elif len(label) <= _HEADING:
        result.append(Heading(label, cell.where))
    return 1


def _room_below_words(cell: Seen) -> bool:
    """Return whether a cell has words and then blank lines to write on."""
    texts = [p.text.strip() for p in cell.cell.paragraphs]
    return len(texts) > 1 and texts[0] != "" and not texts[-1]


def _textboxes(cell: Seen) -> bool:
    return any(each.kind == "textbox" for p in cell.cell.paragraphs for each in p.extras or ())


def _inner(cell: Seen) -> list[Part]:
    """The parts of the lines in a cell."""
    lines = [line for p in cell.cell.paragraphs for line in lines_of(p, cell.where)]
    parts = Body(lines).run()
    if _textboxes(cell):  # "Prepared by:" is the title of the text box
        return [p for p in parts if isinstance(p, Place) and p.side == "textbox"]
    return parts


def _checks(rows: list[list[Seen]], at: int, number: int, result: list[Part]) -> int:
    """Rows of a lone box and its words: a printed table to tick; how many they are."""
    group: list[list[Seen]] = []
    for row in rows[at:]:
        boxes = [cell for cell in row if cell.shows == "box" and not options_in(cell.text)]
        if len(row) != 2 or len(boxes) != 1:
            break
        group.append(row)
    if len(group) < _CHECKS:
        return 0
    box = next(n for n, cell in enumerate(group[0]) if cell.shows == "box")
    columns = [Column("", printed=("☐",))] * 2
    columns[1 - box] = Column("")
    words = tuple(" ".join(row[1 - box].text.split()) for row in group)
    result.append(Grid(f"t{number}", tuple(columns), words, 1 - box))
    return len(group)


def _pairs(rows: list[list[Seen]], at: int, result: list[Part]) -> int:
    """A row of labels and their values; a box in front of it, with those in the rows below."""
    row, taken = rows[at], list[Part]()
    place = 0
    while place < len(row):
        cell = row[place]
        value = row[place + 1] if place + 1 < len(row) else None
        if (cell.shows in ("label", "words") and has_places(cell.text)) or _textboxes(cell):
            taken += _inner(cell)
        elif cell.shows == "label" and value is not None and _is_value(value):
            spare = place + 2 < len(row) and row[place + 2].shows == "blank"
            taken.append(_pair(cell, value, spare=spare))
            place += 1
        elif cell.shows == "box":
            _boxes(rows, at, place, result, taken)
        elif value is None and place and _is_preset(row[place - 1], cell):
            taken.append(_pair(row[place - 1], cell, spare=False))
        elif cell.shows == "label" and cell.text.rstrip().endswith((":", "：")) and value is None:
            taken.append(
                Place(label_text(cell.text), cell.where, "line", "", (), (_IN_LABEL_CELL,))
            )
        place += 1
    result += taken
    return 1


def _is_value(cell: Seen) -> bool:
    return cell.shows in ("blank", "hint", "choice", "box", "default") or (
        cell.shows == "label" and len(choices_in(cell.text)) > 1 and "\n" not in cell.text
    )


def _is_preset(cell: Seen, value: Seen) -> bool:
    """Return whether these are a label and words that stand where its value goes: "Table 1:"."""
    return cell.shows == value.shows == "label" and value.text.rstrip().endswith((":", "："))


def _pair(cell: Seen, value: Seen, *, spare: bool) -> Place:
    doubts = (_SPARE,) if spare else ()
    options = options_in(value.text)
    return Place(label_text(cell.text), value.where, "beside", value.text, options, doubts)


def _boxes(
    rows: list[list[Seen]], at: int, place: int, result: list[Part], taken: list[Part]
) -> None:
    """Boxes with no label beside them: with those of the rows above, the heading is their label."""
    cell = rows[at][place]
    options = options_in(cell.text)
    if not options:
        return
    above = rows[at - 1] if at else []
    last = next((p for p in reversed(result) if isinstance(p, Place) and p.side == "boxes"), None)
    if place < len(above) and above[place].shows == "box" and last is not None:
        result[result.index(last)] = last._replace(options=(*last.options, *options))
        return
    heading = next((p for p in reversed(result) if isinstance(p, Heading)), None)
    taken.append(Place(heading.text if heading else "", cell.where, "boxes", "", options))
