"""Pasted symbols: text with codes of Wingdings or Symbol comes in, the characters they show go out.

Bullets and ticks copied out of Word arrive without their font, as U+F020..F0FF (ECMA-376
17.3.3.30); nothing but the pictures of these two fonts can be meant.
"""

import re

__all__ = ["SYMBOL", "WINGDINGS", "without_codes"]

WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x75: "◆", 0x78: "☒", 0x9F: "•", 0xA7: "▪",
    0xA8: "☐", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
    0x4A: "☺", 0x4C: "☹", 0x3F: "✍", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip
SYMBOL = {
    0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xB0: "°", 0xD6: "√",
    0xB9: "≠", 0xBB: "≈", 0xE5: "∑", 0x61: "α", 0x62: "β", 0x44: "Δ", 0x6D: "μ", 0x57: "Ω",
}  # fmt: skip
_CODE = re.compile(r"[\uf020-\uf0ff]")


def without_codes(text: str) -> str:
    """Text with pasted codes as the pictures that Wingdings or Symbol shows for them.

    >>> without_codes("\\uf0fc done")
    '✓ done'
    """
    return _CODE.sub(_pasted, text)


def _pasted(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0xF000
    return WINGDINGS.get(code) or SYMBOL.get(code) or match[0]
