"""The words of an RTF text, as Word or an older program embeds one.

In: bytes. Out: the text that it shows, a line for each paragraph. Fonts, styles, pictures and what
a reader may ignore (``\\*``) are passed over; characters are those of its code page or Unicode
(Rich Text Format Specification 1.9.1).
"""

from __future__ import annotations

import codecs
import re
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\'([0-9A-Fa-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_PASSED_OVER: Final = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator info pict "
    b"themedata colorschememapping datastore latentstyles fldinst object header footer pgptbl "
    b"xmlnstbl mmathPr operator author company".split()
)
_SIGNS: Final = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": " ",
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_ESCAPED: Final = {b"\\": "\\", b"{": "{", b"}": "}", b"~": "\u00a0", b"_": "-", b"-": ""}
_DEEPEST: Final = 1000


class _Reader:
    """What is open at the token at hand: shown or not, how many characters stand for one."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.page = "cp1252"
        self.shown, self.fallback, self.skip = True, 1, 0
        self.saved: list[tuple[bool, int]] = []

    def word(self, name: bytes, value: int) -> None:
        """A control word with its number."""
        if name in _PASSED_OVER:
            self.shown = False
        elif name == b"u":
            self.emit(chr(value % 0x10000))
            self.skip = self.fallback
        elif name == b"uc":
            self.fallback = max(0, min(value, 16))
        elif name == b"ansicpg":
            self.page = _known(f"cp{value}")
        elif name in _SIGNS:
            self.emit(_SIGNS[name])

    def group(self, sign: bytes) -> None:
        """A brace."""
        if sign == b"{":
            self.saved.append((self.shown, self.fallback))
        elif self.saved:
            self.shown, self.fallback = self.saved.pop()

    def text(self, data: bytes) -> None:
        """Characters, of which those that stand for one in Unicode are passed over."""
        skipped, self.skip = min(self.skip, len(data)), max(0, self.skip - len(data))
        self.emit(data[skipped:].decode(self.page, "replace"))

    def emit(self, text: str) -> None:
        """Text, where it is shown."""
        if self.shown:
            self.out.append(text)


def rtf_words(data: bytes) -> str:
    """The text of an RTF file."""
    reader, ends = _Reader(), data.rfind(b"}")
    for hexed, name, number, sign, brace, text in _TOKEN.findall(data[: ends + 1 or None]):
        if hexed:
            reader.text(bytes.fromhex(hexed.decode()))
        elif name:
            reader.word(name, int(number or b"1"))
        elif sign == b"*":
            reader.shown = False
        elif sign:
            reader.emit(_ESCAPED.get(sign, ""))
        elif brace:
            reader.group(brace)
            if len(reader.saved) > _DEEPEST:
                break
        elif text:
            reader.text(text)
    return "".join(reader.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _known(page: str) -> str:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "cp1252"
