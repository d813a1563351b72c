"""A blank of any form as a small Word file without styles, drawn from the form's description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from xml.sax.saxutils import escape

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from tests.documents.opc import document, docx

_BLANK_ROWS = 3


def blank(form: FormSpec) -> bytes:
    """The .docx: a title, the labelled cells, one table for each section."""
    body = _paragraph(form.title)
    body += _table([[cell.label, _boxes(cell)] for cell in form.cells])
    for section in form.sections:
        body += _paragraph("") + _paragraph(section.heading) + _table(_rows(section))
    body += "<w:p/><w:sectPr/>"
    return docx(document(body))


def _rows(section: SectionSpec) -> Sequence[Sequence[str | None]]:
    if section.shape == "cells":
        return [[column.label, _boxes(column)] for column in section.columns]
    headings = _headings(section)
    nothing = [_boxes(column) for column in section.columns[1:]]
    if section.shape == "printed":
        return [*headings, *([label, *nothing] for label in section.printed)]
    count = 1 if section.shape == "boxes" else _BLANK_ROWS
    numbers = [f"{n}." if section.numbered else "" for n in range(1, count + 1)]
    return [*headings, *([number, *nothing] for number in numbers)]


def _headings(section: SectionSpec) -> list[list[str | None]]:
    """The row of headings, or the two where some stand above several columns."""
    columns = section.columns
    if not any(column.under for column in columns):
        return [[column.label for column in columns]]
    upper: list[str | None] = [columns[0].under or columns[0].label]
    for before, column in pairwise(columns):
        spanned = column.under and column.under == before.under
        upper.append(None if spanned else column.under or column.label)
    return [upper, [column.heading if column.under else "" for column in columns]]


def _boxes(field: FieldSpec) -> str:
    """What the blank prints where the value goes: boxes to tick, or nothing."""
    return "  ".join(f"☐ {option}" for option in field.kind.options)


def _cells(row: Sequence[str | None], width: int) -> Iterator[str]:
    for at, text in enumerate(row):
        if text is not None:
            span = sum(1 for _ in takewhile(lambda each: each is None, row[at + 1 :])) + 1
            spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            properties = f'<w:tcPr><w:tcW w:w="{span * width}" w:type="dxa"/>{spanned}</w:tcPr>'
            yield f"<w:tc>{properties}{_paragraph(text)}</w:tc>"


def _paragraph(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"


def _table(rows: Sequence[Sequence[str | None]]) -> str:
    """The table of these rows; a cell reaches over those behind it that are None."""
    width = 9000 // len(rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    drawn = "".join(f"<w:tr>{''.join(_cells(row, width))}</w:tr>" for row in rows)
    properties = '<w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
