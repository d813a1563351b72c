"""Completed plans with one thing in them too often, too long or too deep."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import plandocs
from plandocs.data.validate import as_plan
from tests.documents.opc import MAIN, entries, zipped

_PLAN = {
    "form": "senior-executive-plan",
    "officer_name": "Priya Raman",
    "outcomes": [{"outcome": "AAA", "measures": ["BBB"], "links": ["CCC"]}],
}
_ROW, _ROW_END = "<w:tr>", "</w:tr>"
_CELL, _CELL_END = "<w:tc>", "</w:tc>"
_SECTION = "<w:sectPr>"
Change = Callable[[int], dict[str, str]]


@cache
def _parts() -> dict[str, str]:
    made = plandocs.fill(as_plan(_PLAN))
    assert made is not None
    return {name: part.decode() for name, part in entries(made).items()}


def document(name: str, n: int) -> bytes:
    """The document of a shape at a size."""
    return zipped({**_parts(), **DOCUMENTS[name][1](n)})


def varied(letters: str, n: int) -> str:
    """So many of the letters in no order, so that they are not taken for a decompression bomb."""
    return "".join(random.Random(n).choices(letters, k=n))


def _words(n: int, start: int = 0) -> str:
    return " ".join(f"word{start + number}" for number in range(n))


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _p(content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{content}</w:p>"


def _cell(content: str) -> str:
    return f"{_CELL}{content}{_CELL_END}"


def _around(text: str, opening: str, closing: str) -> tuple[int, int]:
    """Where the element around the first measure begins and ends."""
    at = text.index("BBB")
    return text.rindex(opening, 0, at), text.index(closing, at) + len(closing)


def measure(content: str) -> dict[str, str]:
    """The first measures cell with other content."""
    text = _parts()[MAIN]
    begin, end = _around(text, _CELL, _CELL_END)
    return {MAIN: text[:begin] + _cell(content) + text[end:]}


def outcome_rows(rows: str) -> dict[str, str]:
    """Further rows behind the first outcome's."""
    text = _parts()[MAIN]
    _, end = _around(text, _ROW, _ROW_END)
    return {MAIN: text[:end] + rows + text[end:]}


def at_the_end(content: str) -> dict[str, str]:
    """More behind the last table."""
    return {MAIN: _parts()[MAIN].replace(_SECTION, content + _SECTION, 1)}


def in_front(content: str) -> dict[str, str]:
    """More above the title."""
    return {MAIN: _parts()[MAIN].replace("<w:body>", "<w:body>" + content, 1)}


def _row(*texts: str) -> str:
    return f"{_ROW}{''.join(_cell(_p(_run(text))) for text in texts)}{_ROW_END}"


def _table(rows: str) -> str:
    return f"<w:tbl>{rows}</w:tbl>"


def _many(n: int, each: Callable[[int], str]) -> str:
    return "".join(map(each, range(n)))


def _nested(n: int) -> str:
    inner = _p(_run("deep"))
    for _ in range(20):
        inner = _table(f"{_ROW}{_cell(inner + _p(''))}{_ROW_END}")
    return inner * n


def _footnotes(n: int) -> dict[str, str]:
    marks = _many(n, lambda i: f'<w:r><w:footnoteReference w:id="{i}"/></w:r>')
    notes = _many(n, lambda i: f'<w:footnote w:id="{i}">{_p(_run(f"note {i}"))}</w:footnote>')
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rels = _parts()["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    return {
        **measure(_p(_run("BBB") + marks)),
        "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
        "word/_rels/document.xml.rels": rels,
    }


def _styles(n: int) -> dict[str, str]:
    style = '<w:style w:type="paragraph" w:styleId="S{}"><w:basedOn w:val="S{}"/></w:style>'
    text = _parts()["word/styles.xml"]
    more = _many(n, lambda i: style.format(i, i + 1))
    body = _many(n, lambda i: _p(_run(f"item {i}"), f'<w:pPr><w:pStyle w:val="S{i}"/></w:pPr>'))
    return {
        **measure(body),
        "word/styles.xml": text.replace("</w:styles>", more + "</w:styles>"),
    }


def _numbering(n: int) -> dict[str, str]:
    text = _parts()["word/numbering.xml"]
    num = '<w:num w:numId="{}"><w:abstractNumId w:val="1"/></w:num>'
    more = _many(n, lambda i: num.format(1000 + i))
    pr = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    return {
        **measure(_many(n, lambda i: _p(_run(f"item {i}"), pr.format(1000 + i)))),
        "word/numbering.xml": text.replace("</w:numbering>", more + "</w:numbering>"),
    }


def _relations(n: int) -> dict[str, str]:
    link = (
        '<Relationship Id="x{}" TargetMode="External" Target="http://example.org/{}" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
    )
    name = "word/_rels/document.xml.rels"
    more = _many(n, lambda i: link.format(i, i))
    links = _many(n, lambda i: f'<w:hyperlink r:id="x{i}">{_run(f"link {i} ")}</w:hyperlink>')
    return {
        **measure(_p(links)),
        name: _parts()[name].replace("</Relationships>", more + "</Relationships>"),
    }


def _fields(n: int) -> str:
    begin, end = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    )
    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return _many(n, lambda i: begin + code + middle + _run(f"shown {i} ") + end)


_TRACKED = ' w:id="1" w:author="M" w:date="2026-07-01T00:00:00Z"'
_DOUBLED = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'
_DOTTED = "<w:r><w:t>{}</w:t></w:r><w:r><w:tab/></w:r>"
_MARKS, _VANISH = "\u0301\u0327\u0316\u0345", "\u00ad\u200b\u2060\ufeff"

# A name, the size, and what takes the place of the parts of an ordinary plan at a size.
DOCUMENTS: dict[str, tuple[int, Change]] = {
    "one long paragraph": (20_000, lambda n: measure(_p(_run(_words(n))))),
    "one long word": (100_000, lambda n: measure(_p(_run("x" * n)))),
    "a rule of underscores": (100_000, lambda n: measure(_p(_run("_" * n + "x")))),
    "brackets, never closed": (50_000, lambda n: measure(_p(_run("(" * n)))),
    "digits and dots": (30_000, lambda n: measure(_p(_run("1." * n + "x")))),
    "markers on markers": (20_000, lambda n: measure(_p(_run("• " * n + "x")))),
    "spaces": (100_000, lambda n: measure(_p(_run("a" + " " * n + "b")))),
    "combining marks": (50_000, lambda n: measure(_p(_run("a" + varied(_MARKS, 2 * n))))),
    "marks of many letters": (20_000, lambda n: measure(_p(_run("a\u0301\u0327" * n)))),
    "characters that vanish": (50_000, lambda n: measure(_p(_run("a" + varied(_VANISH, 2 * n))))),
    "paragraphs in a cell": (2_000, lambda n: measure(_many(n, lambda i: _p(_run(f"item {i}"))))),
    "bullets typed": (2_000, lambda n: measure(_many(n, lambda i: _p(_run(f"• item {i}"))))),
    "letters in sequence": (2_000, lambda n: measure(_many(n, lambda i: _p(_run("i. item"))))),
    "blank paragraphs": (10_000, lambda n: measure(_p("") * n + _p(_run("end")))),
    "line breaks": (5_000, lambda n: measure(_p(_run("line</w:t><w:br/><w:t>" * n)))),
    "runs of a number and a tab": (
        10_000, lambda n: measure(_p(_many(n, lambda i: _DOTTED.format(i % 997))))
    ),
    "runs, each with formatting of its own": (
        2_000,
        lambda n: measure(
            _p(_many(n, lambda i: _run("a ", f'<w:rPr><w:sz w:val="{i}"/></w:rPr>')))
        ),
    ),
    "insertions": (
        3_000,
        lambda n: measure(
            _p(_many(n, lambda i: f"<w:ins{_TRACKED}>{_run(f'in {i} ')}</w:ins>"))
        ),
    ),
    "deletions": (
        3_000,
        lambda n: measure(
            _p(
                _many(
                    n,
                    lambda i: (
                        f"<w:del{_TRACKED}><w:r><w:delText>out {i}</w:delText></w:r></w:del>"
                        + _run("a ")
                    ),
                )
            )
        ),
    ),
    "content controls": (
        2_000,
        lambda n: measure(_p(f"<w:sdt><w:sdtContent>{_run('c ')}</w:sdtContent></w:sdt>" * n)),
    ),
    "fields": (1_500, lambda n: measure(_p(_fields(n)))),
    "hyperlinks": (1_500, _relations),
    "footnotes": (1_000, _footnotes),
    "styles in a chain": (1_000, _styles),
    "lists, each a number of its own": (1_000, _numbering),
    "bookmarks": (
        3_000,
        lambda n: measure(
            _p(_many(n, lambda i: f'<w:bookmarkStart w:id="{i}" w:name="b{i}"/>') + _run("x"))
        ),
    ),
    "outcomes": (300, lambda n: outcome_rows(_many(n, lambda i: _row(f"{i}. {_words(5, i)}",
                                                                     f"m {i}", f"l {i}")))),
    "outcomes without numbers": (
        300, lambda n: outcome_rows(_many(n, lambda i: _row(_words(5, i), f"m {i}", f"l {i}")))
    ),
    "rows that continue": (300, lambda n: outcome_rows(_many(n, lambda i: _row("", f"m {i}", "")))),
    "rows merged": (
        300,
        lambda n: outcome_rows(
            _many(n, lambda i: f"{_ROW}<w:tc>{_DOUBLED.format('restart' if not i else 'continue')}"
                  f"{_p(_run('2. merged' if not i else ''))}</w:tc>"
                  f"{_cell(_p(_run(f'm {i}')))}{_cell(_p(''))}{_ROW_END}")
        ),
    ),
    "rows that repeat the headings": (
        200, lambda n: outcome_rows(_row("Business (work) outcomes", "Measures of success",
                                         "Link to") * n)
    ),
    "cells in a row": (300, lambda n: outcome_rows(_row(*(f"cell {i}" for i in range(n))))),
    "nested tables, 20 deep": (10, lambda n: measure(_nested(n) + _p(""))),
    "lines behind the form": (
        1_000, lambda n: at_the_end(_many(n, lambda i: _p(_run(_words(6, i)))))
    ),
    "labels behind the form": (300, lambda n: at_the_end(_p(_run("Officer name: Tom Alder")) * n)),
    "tables behind the form": (
        100, lambda n: at_the_end(_many(n, lambda i: _table(_row(f"a {i}", "b")) + _p("")))
    ),
    "header blocks in front": (
        50, lambda n: in_front((_table(_row("Officer name", "Tom Alder")
                                       + _row("Manager name", "Ann Lee")) + _p("")) * n)
    ),
    "lines nearly a label": (
        300, lambda n: in_front(_many(n, lambda i: _p(_run(f"Classificaton levl {i}"))))
    ),
    "section titles": (100, lambda n: at_the_end(_many(n, lambda i: _p(_run(f"Section {i % 6}"))))),
    "forms in one file": (
        3, lambda n: at_the_end(_parts()[MAIN].partition("<w:body>")[2].partition(_SECTION)[0] * n)
    ),
    "parts of the package": (
        500, lambda n: {f"word/media/x{i}.png": "x" * 50 for i in range(n)}
    ),
}  # fmt: skip
