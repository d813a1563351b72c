"""Tagged templates built in code, docxtpl's rendering of them, and the text that a file shows."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from docx.document import Document
from lxml import etree
from tests.documents.by_python_docx import blank_document, saved
from tests.documents.opc import MAIN, changed, entry, text

from plandocs.word.template.docxtpl.rich import imported
from plandocs.word.template.render.prepared import prepare

docxtpl = imported()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ONE_CHARACTER = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def template(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """A template of these paragraphs, and a table whose cells hold a paragraph for each line."""
    document = blank_document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table is not None:
        add_table(document, table)
    return saved(document)


def add_table(document: Document, rows: list[list[str]]) -> None:
    """A table; each cell's lines are its paragraphs."""
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for row, texts in enumerate(rows):
        for column, words in enumerate(texts):
            first, *more = words.split("\n")
            cell = made.cell(row, column)
            cell.text = first
            for line in more:
                cell.add_paragraph(line)


def built(build: Callable[[Document], None]) -> bytes:
    """A template that a function builds."""
    document = blank_document()
    build(document)
    return saved(document)


def rendered(source: bytes, data: Mapping[str, Any]) -> bytes:
    """The document that plandocs makes."""
    return prepare(source).render(data)


def by_docxtpl(source: bytes, data: Mapping[str, Any]) -> bytes:
    """The document that docxtpl makes, escaping values."""
    document = docxtpl.DocxTemplate(io.BytesIO(source))
    document.render(dict(data), autoescape=True)
    return saved(document)


def part(document: bytes, name: str = "word/document.xml") -> etree._Element:
    """One part of a package as a tree."""
    return etree.fromstring(entry(document, name))


def texts(document: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph, breaks as newlines and tabs as tabs."""
    return [_text(paragraph) for paragraph in part(document, name).iter(f"{W}p")]


def cells(document: bytes) -> list[list[str]]:
    """The text of each cell of the first table, paragraphs joined by a bar."""
    table = next(part(document).iter(f"{W}tbl"))
    return [
        ["|".join(_text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def _text(paragraph: etree._Element) -> str:
    return "".join(
        str(e.text or "") if e.tag == f"{W}t" else _ONE_CHARACTER.get(str(e.tag), "")
        for e in paragraph.iter()
    )


def body(xml: str) -> bytes:
    """A template whose body is this XML."""
    source = template("x")
    front, start, rest = text(source).partition("<w:body>")
    return changed(source, {MAIN: front + start + xml + rest[rest.index("<w:sectPr") :]})
