"""RTF, taken apart: control words, characters in hexadecimal, signs, braces, text (RTF 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-z])|(?P<brace>[{}])|(?P<lines>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.IGNORECASE,
)


def tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the tokens of a file; what stands behind ``\\bin`` as it is, is none."""
    at = 0
    while match := _TOKEN.match(data, at):
        yield match
        at = match.end()
        if match["word"] == b"bin":
            at += max(0, int(match["number"] or b"0"))
