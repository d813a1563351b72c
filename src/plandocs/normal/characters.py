"""Characters: the text of one paragraph as Word or a workbook has it, made tidy, in bounded time.

`clean` is idempotent, and costs next to nothing for text that is tidy already, which nearly all
text is. Bullets and ticks copied out of Word arrive without their font, as U+F020..F0FF (ECMA-376
17.3.3.30), and become what Wingdings or Symbol shows for them.

A letter may carry marks without end, and each of Unicode's normal forms sorts those of one letter:
80,000 of them in the wrong order take an hour, and nothing can interrupt it. No language has more
than ten. Here a letter keeps 30 and the rest is cut before anything is sorted, so every text costs
as much as it is long. Nothing else in plandocs calls `unicodedata.normalize`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from unicodedata import combining, is_normalized, normalize

MOST_MARKS = 30
# No letter, no space, nothing European: marks are among these, and little else is in a row of 31.
# Possessive: a long row is not kept, a step for each character, to be tried again shorter.
_ROW = re.compile(rf"(?:[^\w\s\x00-\u02ff]|[\uff9e\uff9f]){{{MOST_MARKS + 1},}}+")
# These become marks by their decomposition, and are none by their class.
_BECOME_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")

# Letters with a stroke have no decomposition in Unicode.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ı": "i"}
)


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return the text in one of Unicode's normal forms, without marks beyond the limit.

    >>> normalized("NFC", "e\\u0301")
    'é'
    """
    return normalize(form, without_excess(text))


def is_nfc(text: str) -> bool:
    """Whether the text is composed, and no letter carries more marks than the limit."""
    if not text[MOST_MARKS :: MOST_MARKS + 1].isascii() and any(
        map(_is_piled, _ROW.finditer(text))
    ):
        return False
    return is_normalized("NFC", text)


def without_excess(text: str) -> str:
    """Return the text with the first 30 of the marks that one letter carries.

    >>> len(without_excess("a" + "\\u0301" * 80_000))
    31
    """
    return _ROW.sub(_bounded, text) if may_be_piled(text) else text


def may_be_piled(text: str) -> bool:
    """Whether one of every 31 characters is none of ASCII's: a row of so many marks has such a one.

    >>> may_be_piled("é" * 30), may_be_piled("é" * 31)
    (False, True)
    """
    return not text[MOST_MARKS :: MOST_MARKS + 1].isascii()


def without_accents(text: str) -> str:
    """Return a text in lower case as names and words are compared: letters without their marks.

    >>> without_accents("zoë sørensen")
    'zoe sorensen'
    """
    if text.isascii():
        return text
    letters = normalized("NFKD", text)
    return "".join(each for each in letters if not combining(each)).translate(_STROKES)


def cut_marks(text: str) -> int:
    """How many marks `without_excess` cuts off."""
    return len(text) - len(without_excess(text))


def _is_piled(row: re.Match[str]) -> bool:
    return _piles().search(row[0]) is not None


def _bounded(row: re.Match[str]) -> str:
    return _piles().sub(lambda pile: pile[0][:MOST_MARKS], row[0])


@cache
def _piles() -> re.Pattern[str]:
    """More marks in a row than a letter keeps; none stands behind the second plane of Unicode."""
    marks = "".join(filter(_is_mark, map(chr, range(0x300, 0x20000))))
    return re.compile(f"[{marks}]{{{MOST_MARKS + 1},}}")


def _is_mark(char: str) -> bool:
    return combining(char) > 0 or char in _BECOME_MARKS


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


_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
# Every C0 and C1 control but tab and the line breaks, and the two code points no XML can hold.
_ILLEGAL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_CONTROL = re.compile(f"[{_ILLEGAL}]")
_GONE = re.compile(f"[{_ILLEGAL}\xad\u200b\u2060\ufeff]")
_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LONE_JOINER = re.compile(r"(?<!\S)[\u200c\u200d]+(?!\S)")  # some programs mark blank rows with one
_EDGE = re.compile(" ?\n ?")
_GAPS = re.compile("\n{3,}")
_NO_BREAK_HYPHEN = "\u2011"


def clean(text: str) -> str:
    """The characters of one paragraph in normal form (NFC); line breaks inside it are newlines.

    Runs of spaces and tabs are one space, lines have no space at their ends, at most one blank line
    stays inside. Soft hyphens, zero-width spaces, control characters and lone surrogates go;
    joiners inside emoji and scripts stay; pasted codes of symbol fonts become what they show.

    >>> clean("  Reduce\\u00a0 waiting\\ttimes\\x07 ")
    'Reduce waiting times'
    """
    return text if is_clean(text) else _cleaned(text)


def dropped_controls(text: str) -> int:
    """How many control and illegal characters `clean` drops with nothing in their place.

    >>> dropped_controls("a\\x07b\\x00\\tc")
    2
    """
    if text.isprintable():
        return 0
    return len(_CONTROL.findall(text)) + len(_LONE.findall(text))


def with_newlines(text: str) -> str:
    """The text with every kind of line break as a newline, and nothing else changed."""
    return _BREAK.sub("\n", text)


def is_clean(text: str) -> bool:
    """Whether `clean` changes nothing: made of C-level tests, for this runs on every paragraph."""
    flat = text
    if "\n" in text:
        if "\n\n\n" in text or " \n" in text or "\n " in text:
            return False
        flat = text.replace("\n", "")
    # `isprintable` is false for every space but U+0020, every control, format and surrogate.
    return (
        flat.isprintable()
        and "  " not in flat
        and text == text.strip(" \n")
        and (flat.isascii() or (_NO_BREAK_HYPHEN not in flat and is_nfc(text)))
    )


def _cleaned(text: str) -> str:
    if _SURROGATE.search(text):
        # Two halves side by side are one character that came through a 16-bit program.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = with_newlines(_GONE.sub("", without_codes(text))).replace(_NO_BREAK_HYPHEN, "-")
    text = _LONE_JOINER.sub("", text)
    text = _EDGE.sub("\n", _SPACES.sub(" ", text))
    return normalized("NFC", _GAPS.sub("\n\n", text).strip(" \n"))
