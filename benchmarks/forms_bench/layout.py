"""A form and its answers, laid out as the form is printed."""

from __future__ import annotations

from typing import Any

from .form import Form, Place, Section
from .model import Cell, Document, Par, Row, Table, cell, par


def laid_out(form: Form, answers: dict[str, Any]) -> Document:
    """The form with its answers in place, as typed by somebody with no habits at all."""
    blocks: list[Par | Table] = [par(text, "Title") for text in form.title]
    blocks += [par(form.intro), _header(form, answers)]
    for section in form.sections:
        blocks += [Par(), _section(section, answers[section.name])]
    return Document([*blocks, Par()], form.footer)


def answer_cell(place: Place, path: str, value: Any) -> Cell:
    """The cell of one answer, a paragraph for each item or line."""
    lines = value if isinstance(value, list) else str(value).split("\n")
    made = cell(*lines)
    made.value, made.kind = path, place.kind
    return made


def _header(form: Form, answers: dict[str, Any]) -> Table:
    rows = []
    for places in form.header:
        cells: list[Cell] = []
        for place in places:
            gap = [cell()] if cells else []
            cells += [*gap, cell(place.label), answer_cell(place, place.name, answers[place.name])]
        rows.append(Row(cells))
    return Table(rows, "header")


def _section(section: Section, answers: Any) -> Table:
    width = len(section.columns)
    rows = [Row([cell(section.title, kind="bold", span=width)], heading=True)]
    if section.guidance:
        rows.append(Row([cell(section.guidance, span=width)]))
    rows.append(_headings(section))
    filled = [answers] if section.box else answers
    for number in range(max(len(filled), section.printed_rows)):
        row = filled[number] if number < len(filled) else {}
        rows.append(answer_row(section, number, row))
    return Table(rows, section.name)


def _headings(section: Section) -> Row:
    below = section.below_heading or ("",) * len(section.columns)
    return Row(
        [
            cell(place.label, *(text.split("\n") if text else ()), kind="bold")
            for place, text in zip(section.columns, below, strict=True)
        ],
        heading=True,
    )


def answer_row(section: Section, number: int, answers: dict[str, Any]) -> Row:
    """A row of a section; a row that nobody filled has blank cells and its number."""
    cells = []
    for at, place in enumerate(section.columns):
        value = answers.get(place.name, "")
        dotted = f"{section.name}.{place.name}"
        path = dotted if section.box else f"{section.name}[{number}].{place.name}"
        if at == 0 and section.first_column:
            cells.append(cell(_numbered(section, number) + section.first_column[number]))
            continue
        made = answer_cell(place, path, value)
        if at == 0 and section.numbered:
            _put_in_front(made, _numbered(section, number))
        cells.append(made)
    return Row(cells)


def _numbered(section: Section, number: int) -> str:
    return f"{number + 1}. " if section.numbered else ""


def _put_in_front(made: Cell, text: str) -> None:
    first = made.blocks[0]
    assert isinstance(first, Par)
    first.runs[:0] = par(text).runs
