"""Workbooks with one thing in them too often, too long or too deep."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents.opc import zipped
from tests.sizes.documents import varied

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Plans" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
    f'package/2006/relationships"><Relationship Id="a" Type="{_OFFICE}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{_OFFICE}/sharedStrings" '
    f'Target="sharedStrings.xml"/><Relationship Id="c" Type="{_OFFICE}/styles" '
    'Target="styles.xml"/></Relationships>',
    _STRINGS: f'<sst xmlns="{_MAIN}"/>',
    _STYLES: f'<styleSheet xmlns="{_MAIN}"/>',
}
_HEADINGS = '<row r="1"><c t="inlineStr"><is><t>Officer name</t></is></c></row>'
_SSI = f'<sst xmlns="{_MAIN}">'
_XF = '<xf numFmtId="{}"/>'
_FORMAT = '<numFmt numFmtId="{}" formatCode="0.0,,&quot;x{}&quot;"/>'


def _text(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _rows(n: int, each: Callable[[int], str]) -> dict[str, str]:
    rows = "".join(f'<row r="{number + 2}">{each(number)}</row>' for number in range(n))
    return sheet(_HEADINGS + rows)


def sheet(rows: str, before: str = "", behind: str = "") -> dict[str, str]:
    """The sheet with these rows."""
    data = f"<sheetData>{rows}</sheetData>"
    return {
        _SHEET: f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{before}{data}{behind}</worksheet>'
    }


def workbook(name: str, n: int) -> bytes:
    """The workbook of a shape at a size."""
    return zipped({**_PARTS, **WORKBOOKS[name][1](n)})


def _many(n: int, each: Callable[[int], str]) -> str:
    return "".join(map(each, range(n)))


def _strings(n: int) -> dict[str, str]:
    texts = _many(n, lambda i: f"<si><t>name {i}</t></si>")
    return {
        **_rows(n, lambda i: f'<c t="s"><v>{i}</v></c>'),
        _STRINGS: _SSI + texts + "</sst>",
    }


def _formats(n: int) -> dict[str, str]:
    formats, styles = (
        _many(n, lambda i: _FORMAT.format(200 + i, i)),
        _many(n, lambda i: _XF.format(200 + i)),
    )
    look = f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs>'
    return {
        **_rows(n, lambda i: f'<c s="{i}"><v>{i}.5</v></c>'),
        _STYLES: look + "</styleSheet>",
    }


def _sheets(n: int) -> dict[str, str]:
    names = _many(n, lambda i: f'<sheet name="s{i}" sheetId="{i + 2}" r:id="a"/>')
    main = _PARTS["xl/workbook.xml"]
    return {**sheet(_HEADINGS), "xl/workbook.xml": main.replace("</sheets>", names + "</sheets>")}


# A name, the size, and what takes the place of the parts of an ordinary workbook at a size.
WORKBOOKS: dict[str, tuple[int, Callable[[int], dict[str, str]]]] = {
    "officers": (1_000, lambda n: _rows(n, lambda i: _text(f"Person {i}"))),
    "officers of one name": (1_000, lambda n: _rows(n, lambda i: _text("Ann Lee"))),
    "rows without anything": (10_000, lambda n: _rows(n, lambda i: "")),
    "cells formatted, and blank": (
        1_000, lambda n: _rows(n, lambda i: _many(9, lambda j: f'<c s="{j}"/>'))
    ),
    "cells in the last column": (
        10, lambda n: _rows(n, lambda i: f'<c r="XFD{i + 2}"><v>{i}</v></c>')
    ),
    "blank cells in the last column": (
        5_000, lambda n: _rows(n, lambda i: f'<c r="XFD{i + 2}" s="1"/>')
    ),
    "cells in one row": (1_500, lambda n: sheet(_HEADINGS + f"<row>{_text('x') * n}</row>")),
    "unknown columns": (
        20, lambda n: sheet(f"<row>{_text('Officer name')}"
                            + _many(n, lambda i: _text(f"Measure of sucess {i}")) + "</row>")
    ),
    "columns of other lists": (
        100, lambda n: sheet(f"<row>{_text('Officer name')}"
                             + _many(n, lambda i: _text(f"Col{i} abc{i} other")) + "</row>")
    ),
    "numbered columns": (
        20, lambda n: sheet(f"<row>{_text('Officer name')}"
                            + _many(n, lambda i: _text(f"Outcome {i + 1}")) + "</row>")
    ),
    "one long heading": (
        5_000, lambda n: sheet(f"<row>{_text('Officer name')}{_text('word ' * n)}</row>")
    ),
    "one long cell": (100_000, lambda n: _rows(1, lambda i: _text(varied("ab ", 2 * n)))),
    "a cell of marks": (10_000, lambda n: _rows(1, lambda i: _text("a\u0301\u0327" * n))),
    "a cell of marks on one letter": (
        10_000, lambda n: _rows(1, lambda i: _text("a" + "\u0301\u0327" * n))
    ),
    "a heading of marks": (
        10_000, lambda n: sheet(f"<row>{_text('Officer name')}{_text('a' + chr(0x327) * n)}</row>")
    ),
    "a number of many digits": (
        100_000, lambda n: _rows(1, lambda i: f"<c><v>{'9' * n}</v></c>")
    ),
    "escapes in a text": (10_000, lambda n: _rows(1, lambda i: _text("_x0041_" * n))),
    "texts, shared": (2_000, _strings),
    "runs in a text": (5_000, lambda n: {
        **_rows(1, lambda i: '<c t="s"><v>0</v></c>'),
        _STRINGS: _SSI + "<si>" + "<r><t>a</t></r>" * n + "</si></sst>",
    }),
    "formats of numbers": (500, _formats),
    "sheets that are one": (20, _sheets),
    "merged cells": (5_000, lambda n: sheet(_HEADINGS, behind="<mergeCells>" + _many(
        n, lambda i: f'<mergeCell ref="A{i + 1}:B{i + 1}"/>') + "</mergeCells>")),
    "merged cells over many rows": (100, lambda n: sheet(
        _HEADINGS + f'<row r="2">{_text("Ann Lee")}</row>',
        behind='<mergeCells>' + '<mergeCell ref="A1:XFD1048576"/>' * n + "</mergeCells>")),
    "rows of links": (1_000, lambda n: sheet(_HEADINGS, behind="<hyperlinks>" + _many(
        n, lambda i: f'<hyperlink ref="A{i + 1}" r:id="a{i}"/>') + "</hyperlinks>")),
}  # fmt: skip
