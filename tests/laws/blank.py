"""A blank of any form as a small Word file without styles, drawn from the form's description."""

from __future__ import annotations

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


def _rows(section: SectionSpec) -> list[list[str]]:
    if section.shape == "cells":
        return [[column.label, _boxes(column)] for column in section.columns]
    headings = [column.label for column in section.columns]
    nothing = [_boxes(column) for column in section.columns[1:]]
    if section.shape == "printed":
        return [headings, *([label, *nothing] for label in section.printed)]
    count = 1 if section.shape == "boxes" else _BLANK_ROWS
    numbers = [f"{n}." if section.numbered else "" for n in range(1, count + 1)]
    return [headings, *([number, *nothing] for number in numbers)]


def _boxes(field: FieldSpec) -> str:
    """What the blank prints where the value goes: boxes to tick, or nothing."""
    return "  ".join(f"☐ {option}" for option in field.kind.options)


def _paragraph(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"


def _table(rows: list[list[str]]) -> str:
    width = 9000 // len(rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    cell = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc>'
    drawn = "".join(
        f"<w:tr>{''.join(cell.format(width, _paragraph(text)) for text in row)}</w:tr>"
        for row in rows
    )
    properties = '<w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
