"""Characters: the text of one paragraph comes in as Word or a workbook has it, and leaves tidy.

Knows nothing of paragraphs, markers or dates. `clean` is idempotent, and costs next to nothing for
text that is tidy already, which nearly all text is.
"""

import re

from plandocs.normal.codes import without_codes
from plandocs.normal.unicode import is_nfc, normalized

__all__ = ["clean", "dropped_controls", "with_plain_breaks"]

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
    return text if _is_clean(text) else _cleaned(text)


def dropped_controls(text: str) -> int:
    """How many control and illegal characters `clean` drops with nothing in their place.

    >>> dropped_controls("a\\x07b\\x00\\tc")
    2
    """
    if text.isprintable():
        return 0
    return len(_CONTROL.findall(text)) + len(_LONE.findall(text))


def with_plain_breaks(text: str) -> str:
    """The text with every kind of line break as a newline, and nothing else changed."""
    return _BREAK.sub("\n", text)


def _is_clean(text: str) -> bool:
    """Whether there is nothing to do: made of C-level tests, for this runs on every paragraph."""
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
    text = with_plain_breaks(_GONE.sub("", without_codes(text))).replace(_NO_BREAK_HYPHEN, "-")
    text = _LONE_JOINER.sub("", text)
    text = _EDGE.sub("\n", _SPACES.sub(" ", text))
    return normalized("NFC", _GAPS.sub("\n\n", text).strip(" \n"))
