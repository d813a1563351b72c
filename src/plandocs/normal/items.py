"""Several items in one cell of a spreadsheet: one a line, an indented line with the one above.

In and out: items and the text of a cell; each way gives back what the other took.
"""

from __future__ import annotations

from collections.abc import Iterable


def lines_of(text: str) -> list[str]:
    """The items of a cell.

    >>> lines_of("Open the hub\\n    by May\\n90% on time")
    ['Open the hub\\nby May', '90% on time']
    """
    items: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if items and line[:1] in (" ", "\t"):
            items[-1] += f"\n{line.strip()}"
        elif line.strip():
            items.append(line)
    return items


def cell_of(items: Iterable[str]) -> str:
    """The cell that `lines_of` takes apart again."""
    lines = tuple(items)
    text = "\n".join(lines)
    if text.count("\n") < len(lines):
        return text
    return "\n".join([item.replace("\n", "\n    ") for item in lines])
