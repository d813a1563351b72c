"""The shared strings of a workbook, written as they are first met.

In: texts of cells. Out: a number for each, and a deflated piece of the part that holds them. Texts
that cells have in the form they were given in are taken many at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from plandocs.sheet.text import LONGEST, fits_cells, needs_quote, xstring
from plandocs.sheet.write.deflate import Deflate, Piece

_AT_ONCE = 400
_SELDOM_TWICE = 120  # letters: texts of several lines beyond it are not remembered
_APART = "\x00"  # no cell holds it
_BETWEEN = '</t></si><si><t xml:space="preserve">'
_FIRST, _LAST = _BETWEEN[9:], _BETWEEN[:9]


class Strings:
    """Numbers for texts.

    ``known`` holds those of one line, ``quoted`` those of one line that Excel takes for input.
    """

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.quoted: dict[str, int] = {}
        self._others: dict[str, int] = {}
        self._part = Deflate()
        self._waiting: list[str] = []
        self._count = 0

    def add(self, text: str) -> tuple[int, bool]:
        """The number of a text that a cell can hold, and whether it wants the quote style."""
        quoted = needs_quote(text)
        table = self._others if "\n" in text else self.quoted if quoted else self.known
        index = table.get(text)
        if index is None:
            index = self._number(text)
            if table is not self._others or len(text) < _SELDOM_TWICE:
                table[text] = index
        return index, quoted

    def learn(self, texts: Iterable[str]) -> Mapping[str, int]:
        """Add those that a cell holds as they are; the others are left to ``add``.

        Gives the numbers of those that are not remembered: long ones, of several lines.
        """
        new = dict.fromkeys(texts)
        if not fits_cells("\n".join(new)):
            return {}
        lines = [text for text in new if text and "\n" not in text and len(text) <= LONGEST // 2]
        quoted = [text for text in lines if not text[0].isalpha() and needs_quote(text)]
        apart = set(quoted)
        plain = [text for text in lines if text not in apart] if quoted else lines
        blocks: dict[str, int] = {}
        long = [t for t in new if _SELDOM_TWICE <= len(t) <= LONGEST // 2 and "\n" in t]
        long = [text for text in long if not needs_quote(text)]
        for table, found in ((self.known, plain), (self.quoted, quoted), (blocks, long)):
            table.update(zip(found, count(self._count), strict=False))
            self._count += len(found)
            self._waiting += found
        if len(self._waiting) >= _AT_ONCE:
            self._hand_over()
        return blocks

    def close(self) -> tuple[Piece, int]:
        """The strings as a piece without its root element, and how many there are."""
        self._hand_over()
        return self._part.close(last=False), self._count

    def _number(self, text: str) -> int:
        self._waiting.append(text)
        if len(self._waiting) >= _AT_ONCE:
            self._hand_over()
        self._count += 1
        return self._count - 1

    def _hand_over(self) -> None:
        if self._waiting:
            texts = xstring(_APART.join(self._waiting)).replace(_APART, _BETWEEN)
            self._part.write(f"{_FIRST}{texts}{_LAST}".encode())
            self._waiting.clear()
