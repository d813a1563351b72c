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
        self._numbers = _numbers(root)
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
        number, at, place = (self._numbers.get(each, 1) for each in (table, row, cell))
        return f"table {number}, row {at}, cell {place}"


def _numbers(root: etree._Element) -> dict[etree._Element, int]:
    """Of each table its number in its cell, or in the part; of rows and cells likewise."""
    holders = {f"{W}tbl": f"{W}tc", f"{W}tr": f"{W}tbl", f"{W}tc": f"{W}tr"}
    counts: dict[tuple[etree._Element | None, str], int] = {}
    numbers: dict[etree._Element, int] = {}
    for element in root.iter(*holders):
        name = str(element.tag)
        key = (next(element.iterancestors(holders[name]), None), name)
        counts[key] = numbers[element] = counts.get(key, 0) + 1
    return numbers


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return element if element.tag == f"{W}p" else next(element.iterancestors(f"{W}p"), None)
