"""A document as converters give it: paragraphs and tables of texts, from HTML and Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

# A paragraph is its text, a table its rows of cells' texts (lines joined by a newline).
Table = list[list[str]]
Block = str | Table
_LINE = "\ue000"  # of private use: in no document


@dataclass
class Converted:
    """A document by a converter: its blocks in order, and its notes and comments."""

    blocks: list[Block]
    elsewhere: list[str]


def from_html(text: str) -> Converted:
    """The blocks of an HTML page: tables outside tables, paragraphs, headings, items of lists."""
    blocks: list[Block] = []
    root = html.fromstring(f"<div>{text}</div>")
    for element in root.iter("table", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li"):
        if any(above.tag in ("table", "li") for above in element.iterancestors()):
            continue
        if element.tag == "table":
            rows = [r for r in element.iter("tr") if _table_of(r) is element]
            blocks.append([[_text(c) for c in row if c.tag in ("td", "th")] for row in rows])
        else:
            blocks.append(_text(element))
    return Converted(blocks, [])


def from_markdown(text: str) -> Converted:
    """The blocks of Markdown with pipe tables."""
    blocks: list[Block] = []
    table: Table | None = None
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("|") and stripped.endswith("|"):
            cells = [_unescaped(c) for c in re.split(r"(?<!\\)\|", stripped)[1:-1]]
            if table is None:
                blocks.append(table := [])
            if not all(re.fullmatch(r"\s*:?-*:?\s*", c) for c in cells) or not any(cells):
                table.append([re.sub(r"\s*<br\s*/?>\s*|\s{2,}", "\n", c.strip()) for c in cells])
            continue
        table = None
        if stripped:
            blocks.append(_unescaped(re.sub(r"^#+\s*|\*\*", "", stripped)))
    return Converted(blocks, [])


def _unescaped(text: str) -> str:
    plain = re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~&-])", r"\1", text.replace("**", ""))
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _table_of(row: html.HtmlElement) -> html.HtmlElement:
    return next(above for above in row.iterancestors() if above.tag == "table")


def _text(element: html.HtmlElement) -> str:
    """The lines of an element; line breaks of the HTML itself are spaces."""
    for line in element.iter("br", "p", "li", "tr", "div"):
        line.tail = _LINE + (line.tail or "")
    lines = (" ".join(line.split()) for line in element.text_content().split(_LINE))
    return "\n".join(line for line in lines if line)
