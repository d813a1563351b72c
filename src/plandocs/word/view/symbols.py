"""Symbol fonts: the character that a reader sees for a code in Wingdings and its kin.

Word writes them as ``w:sym``, or as ordinary text in a run whose font is a symbol font; either way
the code is in U+F000..F0FF or below U+0100 (ECMA-376 17.3.3.30).
"""

from __future__ import annotations

from plandocs.normal.characters import SYMBOL, WINGDINGS

_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0xA3: "☐",
    0x97: "•",
}
_WINGDINGS_3 = {0x7D: "▶", 0x86: "▶", 0xA0: "→"}
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x72: "✗"}
_FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": SYMBOL,
}


def is_symbol_font(font: str) -> bool:
    """Return whether this is one of the fonts whose codes are pictures and not letters."""
    return font.casefold() in _FONTS


def character(code: str) -> str:
    """The character with this hexadecimal code; "" where there is none that a text may hold."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= char <= "\udfff" else char


def text_in_font(text: str, font: str) -> str:
    """Text as a reader sees it in that font; a code without a known picture becomes ``▪``.

    A font of letters has its letters below U+0100; what a private code means there, nobody knows.
    """
    table = _FONTS.get(font.casefold())
    if table is None:
        return "".join(_one(c, WINGDINGS) if "\uf000" <= c <= "\uf0ff" else c for c in text)
    return "".join(_one(char, table) for char in text)


def _one(char: str, table: dict[int, str]) -> str:
    code = ord(char)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        fallback = chr(code) if table is SYMBOL and 0x20 <= code < 0x7F else "▪"
        return table.get(code, " " if code == 0x20 else fallback)
    return table.get(code, char)
