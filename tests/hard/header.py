"""The header block in the shapes that agencies give it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.official import LABELS, LEFT, RIGHT, SYNONYMS
from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table
from tests.hard.typing_in import prose, value
from tests.hard.xml import run

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/><wp:docPr id="{id}" '
    'name="Picture {id}" descr="{descr}"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{id}" name="x.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rIdPic"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
INK = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wpi"><w:drawing><wp:inline>'
    '<wp:extent cx="900000" cy="300000"/><wp:docPr id="{id}" name="Ink {id}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingInk">'
    '<w14:contentPart r:id="rIdPic"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    "</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
)
SHAPE = (
    '<w:r><w:pict><v:shape id="s{id}" style="width:90pt;height:30pt" path="m0,0l90,30e">'
    "<v:stroke/></v:shape></w:pict></w:r>"
)


def label(draft: Draft, name: str, words: str) -> str:
    """The label as this document prints it."""
    if words == "synonyms":
        return draft.rng.choice(SYNONYMS[name])
    return LABELS[name]


def shown(draft: Draft, name: str) -> list[Block]:
    """The value of a header field as paragraphs; a signature with no text is drawn."""
    found: Any = draft.plan[name]
    if isinstance(found, str):
        return prose(draft, found)
    if found.get("signed") and not found["text"]:
        return [Para(runs=_drawn(draft))]
    return [value(found["text"])] if found["text"] else [Para()]


def _drawn(draft: Draft) -> str:
    number = draft.number()
    picture = PICTURE.format(id=number, descr="")
    fallback = picture.removeprefix("<w:r>").removesuffix("</w:r>")
    return draft.rng.choice(
        (picture, INK.format(id=number, fallback=fallback), SHAPE.format(id=number))
    )


def _cell(draft: Draft, name: str) -> Cell:
    return Cell(shown(draft, name), value=True)


def _pairs() -> list[tuple[str, str]]:
    return list(zip(LEFT, RIGHT, strict=True))


def five(draft: Draft, words: str) -> list[Block]:
    """As printed: label, value, a narrow empty cell, label, value."""
    rows = []
    for left, right in _pairs():
        a, b = Para(label(draft, left, words)), Para(label(draft, right, words))
        cells = [Cell([a]), _cell(draft, left), Cell([Para()]), Cell([b]), _cell(draft, right)]
        rows.append(Row(cells))
    return [Table(rows, [2000, 2700, 200, 2000, 2700])]


def four(draft: Draft, words: str) -> list[Block]:
    """Without the narrow cell."""
    rows = []
    for left, right in _pairs():
        a, b = Para(label(draft, left, words)), Para(label(draft, right, words))
        rows.append(Row([Cell([a]), _cell(draft, left), Cell([b]), _cell(draft, right)]))
    return [Table(rows, [2000, 2800, 2000, 2800])]


def two(draft: Draft, words: str) -> list[Block]:
    """One pair in each row."""
    rows = [
        Row([Cell([Para(label(draft, name, words))]), _cell(draft, name)]) for name in LEFT + RIGHT
    ]
    return [Table(rows, [3000, 6600])]


def _with_colon(text: str) -> str:
    return text.rstrip(" :") + ":"


def _together(draft: Draft, name: str, words: str, gap: str) -> list[Block]:
    """Label and value in one paragraph."""
    text, blocks = _with_colon(label(draft, name, words)), shown(draft, name)
    draft.printed.update(_words(text))
    first = blocks[0]
    assert isinstance(first, Para)
    typed = first.runs if first.runs is not None else run(first.text)
    first.runs, first.value = run(text, "<w:b/>") + run(gap) + typed, False
    return blocks


def _words(text: str) -> list[str]:
    from tests.hard.words import words_of

    return words_of(text)


def one_cell(draft: Draft, words: str) -> list[Block]:
    """Label and value together in one cell, two cells a row."""
    rows = [Row([Cell(_together(draft, name, words, " ")) for name in pair]) for pair in _pairs()]
    return [Table(rows, [4800, 4800])]


def one_cell_breaks(draft: Draft, words: str) -> list[Block]:
    """The value on a line of its own below the label, in the label's cell."""
    rows = []
    for pair in _pairs():
        cells = []
        for name in pair:
            cells.append(Cell([Para(label(draft, name, words)), *shown(draft, name)]))
        rows.append(Row(cells))
    return [Table(rows, [4800, 4800])]


def lines(draft: Draft, words: str) -> list[Block]:
    """Paragraphs and no table: "Officer name: …"."""
    gap = draft.rng.choice((" ", "\t", " \t"))
    names = draft.rng.choice((LEFT + RIGHT, tuple(n for pair in _pairs() for n in pair)))
    return [block for name in names for block in _together(draft, name, words, gap)]


def above(draft: Draft, words: str) -> list[Block]:
    """A row of labels above a row of values."""
    rows = []
    for names in (LEFT, RIGHT):
        rows.append(Row([Cell([Para(label(draft, name, words))]) for name in names]))
        rows.append(Row([_cell(draft, name) for name in names]))
    return [Table(rows, [2400] * 4)]


def swapped(draft: Draft, words: str) -> list[Block]:
    """The right half on the left, rows in another order."""
    pairs = _pairs()
    draft.rng.shuffle(pairs)
    rows = []
    for left, right in pairs:
        a, b = Para(label(draft, left, words)), Para(label(draft, right, words))
        rows.append(Row([Cell([b]), _cell(draft, right), Cell([a]), _cell(draft, left)]))
    return [Table(rows, [2000, 2800, 2000, 2800])]


def two_tables(draft: Draft, words: str) -> list[Block]:
    """Officer and manager in tables of their own."""
    half = [
        Table(
            [Row([Cell([Para(label(draft, n, words))]), _cell(draft, n)]) for n in names],
            [3000, 6600],
        )
        for names in (LEFT, RIGHT)
    ]
    return [half[0], Para(), half[1]]


def label_again(draft: Draft, words: str) -> list[Block]:
    """The label typed again in front of the value; it is dropped."""
    blocks = five(draft, words)
    table = blocks[0]
    assert isinstance(table, Table)
    for (left, _), row in zip(_pairs(), table.rows, strict=True):
        first = row.cells[1].blocks[0]
        if isinstance(first, Para) and first.text:
            text = LABELS[left]
            draft.printed.update(_words(text))
            first.runs, first.value = run(f"{text} {first.text}"), False
    return blocks


def extra_row(draft: Draft, words: str) -> list[Block]:
    """A row that the form does not have."""
    blocks = five(draft, words)
    table = blocks[0]
    assert isinstance(table, Table)
    label_text = draft.stray("Position number")
    cells = [Cell([Para(label_text + ":", typed=True)])]
    cells.append(Cell([Para(draft.stray("PX 98123 substantive"), typed=True)]))
    row = Row([*cells, Cell([Para()]), Cell([Para()]), Cell([Para()])])
    table.rows.insert(draft.rng.randint(1, len(table.rows)), row)
    return blocks


def text_in_label(draft: Draft, words: str) -> list[Block]:
    """Somebody typed below a label whose value cell is filled as well."""
    blocks = five(draft, words)
    table = blocks[0]
    assert isinstance(table, Table)
    if draft.plan["officer_name"]:
        typed = draft.stray("acting until Christmas", code="text-in-label-cell")
        table.rows[0].cells[0].blocks.append(Para(typed, typed=True))
    return blocks


def missing(draft: Draft, words: str) -> list[Block]:
    """A row of the block was taken out."""
    blocks = five(draft, words)
    table = blocks[0]
    assert isinstance(table, Table)
    at = draft.rng.choice((1, 2))
    del table.rows[at]
    draft.plan[LEFT[at]] = ""
    blank: dict[str, Any] = {"signed": False, "text": ""} if at == 1 else {"text": "", "date": None}
    draft.plan[RIGHT[at]] = blank
    draft.lacking = {LEFT[at], RIGHT[at]}
    draft.codes.add("missing-field")
    return blocks


SHAPES: dict[str, Callable[[Draft, str], list[Block]]] = {
    "five": five, "four": four, "two": two, "one-cell": one_cell, "below": one_cell_breaks,
    "lines": lines, "above": above, "swapped": swapped, "two-tables": two_tables,
    "label-again": label_again, "extra-row": extra_row, "text-in-label": text_in_label,
    "missing": missing,
}  # fmt: skip
