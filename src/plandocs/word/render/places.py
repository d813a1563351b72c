"""Where in a document something is: in words for a person, and for a machine."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{W_NAMESPACE}}}"
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one paragraph: the part's name, the paragraph's number in it, two offsets.

    ``paragraph`` counts every ``w:p`` of the part in document order, from 0; it is -1 outside
    paragraphs. Offsets count characters of the paragraph's own ``w:t``, with a tab, a break and a
    no-break hyphen as one character each (text boxes are paragraphs of their own).
    """

    part: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place: ``words`` such as "table 3, row 4, cell 2", the text near it, the spot."""

    words: str
    near: str
    spot: Spot

    def __str__(self) -> str:
        return f"{self.words}, near «{self.near}»" if self.near else self.words


class Atlas:
    """Names the places of one part, as it stood when the atlas was made."""

    def __init__(self, root: etree._Element, part: str, label: str) -> None:
        self._part = part
        self._label = label
        self._paragraphs = {p: index for index, p in enumerate(root.iter(f"{W}p"))}
        self._tables = {
            table: number
            for number, table in enumerate(
                (t for t in root.iter(f"{W}tbl") if next(t.iterancestors(f"{W}tbl"), None) is None),
                start=1,
            )
        }
        self._loose = {
            p: number
            for number, p in enumerate(
                (p for p in self._paragraphs if next(p.iterancestors(f"{W}tbl"), None) is None),
                start=1,
            )
        }

    def place(self, element: etree._Element, near: str, start: int = 0, end: int = 0) -> Place:
        """The place of an element, or of a stretch of a paragraph's text."""
        holder = _paragraph_of(element)
        number = -1 if holder is None else self._paragraphs.get(holder, -1)
        short = " ".join(near.split())
        short = short if len(short) <= _NEAR else f"{short[: _NEAR - 1]}…"
        return Place(self._words(element), short, Spot(self._part, number, start, end))

    def _words(self, element: etree._Element) -> str:
        cells = list(element.iterancestors(f"{W}tc"))
        if element.tag == f"{W}tc":
            cells.insert(0, element)
        named = [self._cell(cell) for cell in reversed(cells)]
        holder = _paragraph_of(element)
        if not named and holder is not None and holder in self._loose:
            named = [f"paragraph {self._loose[holder]}"]
        return ", ".join([*([self._label] if self._label else []), *named]) or "the document"

    def _cell(self, cell: etree._Element) -> str:
        row = next(cell.iterancestors(f"{W}tr"), None)
        table = None if row is None else next(row.iterancestors(f"{W}tbl"), None)
        if row is None or table is None:
            return "a cell that stands in no table"
        number = self._tables.get(table) or _order(table, f"{W}tbl", f"{W}tc")
        return (
            f"table {number}, row {_order(row, f'{W}tr', f'{W}tbl')}, "
            f"cell {_order(cell, f'{W}tc', f'{W}tr')}"
        )


def _order(element: etree._Element, tag: str, holder_tag: str) -> int:
    holder = next(element.iterancestors(holder_tag), None)
    if holder is None:
        return 1
    peers = [e for e in holder.iter(tag) if next(e.iterancestors(holder_tag)) is holder]
    return peers.index(element) + 1


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return element if element.tag == f"{W}p" else next(element.iterancestors(f"{W}p"), None)
