"""The old binary format: the codes of live fields are blanked where they stand.

Text lies in the file as 8-bit or as UTF-16 characters ([MS-DOC] 2.4.1); a field begins with U+0013,
its result with U+0014, and it ends with U+0015. Offsets stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

from plandocs.word.package.live import STARTS_OR_FETCHES

_LONGEST: Final = 4000  # bytes of a field's code that are looked at
_NARROW: Final = re.compile(rb"\x13([^\x13\x14\x15\0]{1,2000})")
_WIDE: Final = re.compile(
    rb"\x13\0((?:[^\x13\x14\x15]\0|.[\x01-\xff]){1,2000}?)(?=[\x13-\x15]\0)", re.DOTALL
)


def unlinked_doc(data: bytes) -> tuple[bytes, list[str]]:
    """The document without its links, and what was live in it."""
    live: list[str] = []
    made = bytearray(data)
    for pattern, coding, blank in (
        (_NARROW, "cp1252", b" "),
        (_WIDE, "utf-16-le", b" \0"),
    ):
        for found in pattern.finditer(data):
            code = found[1].decode(coding, "replace")
            if STARTS_OR_FETCHES.match(code):
                live.append(code)
                made[found.start(1) : found.end(1)] = blank * (len(found[1]) // len(blank))
    return bytes(made), live
