"""How people type into the form: twelve hands, each with its habits.

In: a python-docx cell and texts. Out: nothing; the cell holds them as that person would leave them.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy

from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

Hand = Callable[[_Cell, tuple[str, ...]], None]


def put(cell: _Cell, text: str) -> None:
    """Text after what the cell prints: one paragraph for each line."""
    first, *more = text.split("\n")
    before = " " if cell.text.strip() else ""
    cell.paragraphs[0].add_run(before + first)
    for line in more:
        _new(cell).add_run(line)


def bullets(cell: _Cell, items: tuple[str, ...]) -> None:
    """Real bullets, from the button in the ribbon."""
    for paragraph, item in _each(cell, items):
        paragraph.style = "Form Entry Bullet"
        _broken(paragraph, item)


def dashes(cell: _Cell, items: tuple[str, ...]) -> None:
    """A hyphen typed in front of each."""
    _typed(cell, items, lambda n: "- ")


def dots(cell: _Cell, items: tuple[str, ...]) -> None:
    """A bullet sign, pasted from somewhere."""
    _typed(cell, items, lambda n: "•\t")


def numbers(cell: _Cell, items: tuple[str, ...]) -> None:
    """Numbers typed in front."""
    _typed(cell, items, lambda n: f"{n}. ")


def plain(cell: _Cell, items: tuple[str, ...]) -> None:
    """A paragraph for each, with a blank one between them."""
    for number, (paragraph, item) in enumerate(_each(cell, items)):
        if number:
            paragraph.insert_paragraph_before("", paragraph.style)
        _broken(paragraph, item)


def breaks(cell: _Cell, items: tuple[str, ...]) -> None:
    """One paragraph with line breaks, a dash in front of each line."""
    paragraph = cell.paragraphs[0]
    for number, item in enumerate(items):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(f"– {item}")


HANDS: tuple[Hand, ...] = (bullets, dashes, bullets, dots, plain, numbers, bullets, breaks)


def more_rows(table: Table, count: int) -> list[_Row]:
    """The table's rows, with so many blank copies of the last one below it."""
    blank = deepcopy(table.rows[-1]._tr)
    for _ in range(count):
        table.rows[-1]._tr.addnext(deepcopy(blank))
    return list(table.rows)


def _typed(cell: _Cell, items: tuple[str, ...], marker: Callable[[int], str]) -> None:
    for number, (paragraph, item) in enumerate(_each(cell, items), start=1):
        _broken(paragraph, marker(number) + item)


def _each(cell: _Cell, items: tuple[str, ...]) -> Iterable[tuple[Paragraph, str]]:
    for number, item in enumerate(items):
        yield (cell.paragraphs[0] if not number else _new(cell)), item


def _new(cell: _Cell) -> Paragraph:
    style = cell.paragraphs[0].style
    assert style is not None
    made: Paragraph = cell.add_paragraph("", style=style.name)
    return made


def _broken(paragraph: Paragraph, text: str) -> None:
    """A newline inside an item is a line break."""
    for number, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
