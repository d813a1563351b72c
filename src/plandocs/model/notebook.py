"""Tables for notebooks: what Jupyter shows of a value, as HTML in which people's words are text.

Takes headings and rows of plain values, and gives an HTML table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> str:
    """An HTML table with a line for each line of a text.

    >>> table(["Name"], [["A & B"]])
    '<table><thead><tr><th>Name</th></tr></thead><tbody><tr><td>A &amp; B</td></tr></tbody></table>'
    """
    caption = f"<caption>{_cell(title)}</caption>" if title else ""
    head = "".join(f"<th>{_cell(each)}</th>" for each in headings)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(each)}</td>' for each in row)}</tr>" for row in rows)
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    return "<br>".join(map(escape, ("" if value is None else str(value)).split("\n")))
