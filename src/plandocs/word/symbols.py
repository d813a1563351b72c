"""Symbol fonts: the character that a reader sees for a code in Wingdings and its kin.

Word writes them as ``w:sym``, or as ordinary text in a run whose font is a symbol font; either way
the code is in U+F000..F0FF or below U+0100 (ECMA-376 17.3.3.30).
"""

from __future__ import annotations

import re

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x75: "◆", 0x78: "☒", 0x9F: "•", 0xA7: "▪",
    0xA8: "☐", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
    0x4A: "☺", 0x4C: "☹", 0x3F: "✍", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip
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
_SYMBOL = {
    0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xB0: "°", 0xD6: "√",
    0xB9: "≠", 0xBB: "≈", 0xE5: "∑", 0x61: "α", 0x62: "β", 0x44: "Δ", 0x6D: "μ", 0x57: "Ω",
}  # fmt: skip
_CODE = re.compile(r"[\uf020-\uf0ff]")
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def is_symbol_font(font: str) -> bool:
    """Is this one of the fonts whose codes are pictures and not letters?"""
    return font.casefold() in _FONTS


def shown(text: str, font: str) -> str:
    """Text as a reader sees it in that font; a code without a known picture becomes ``▪``."""
    table = _FONTS.get(font.casefold(), _WINGDINGS)
    return "".join(_one(char, table) for char in text)


def without_codes(text: str) -> str:
    """Text with pasted codes as the pictures that Wingdings or Symbol shows for them."""
    return _CODE.sub(_pasted, text)


def _pasted(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0xF000
    return _WINGDINGS.get(code) or _SYMBOL.get(code) or match[0]


def _one(char: str, table: dict[int, str]) -> str:
    code = ord(char)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        plain = chr(code) if table is _SYMBOL and 0x20 <= code < 0x7F else "▪"
        return table.get(code, " " if code == 0x20 else plain)
    return table.get(code, char)
