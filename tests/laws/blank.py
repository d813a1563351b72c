"""A blank of any form as a small Word file without styles, drawn from the form's description."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BLANK_ROWS = 3


def blank(form: FormSpec) -> bytes:
    """The .docx: a title, the labelled cells, one table for each section."""
    body = _paragraph(form.title)
    body += _table([[cell.label, _boxes(cell)] for cell in form.cells])
    for section in form.sections:
        body += _paragraph("") + _paragraph(section.heading) + _table(_rows(section))
    body += "<w:p/><w:sectPr/>"
    return _package(f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')


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


def _package(document: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"/>',
        "word/document.xml": document,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, head + xml)
    return target.getvalue()
