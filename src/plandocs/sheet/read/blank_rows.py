"""The part of a sheet without its blank rows.

Takes the bytes of a part, as a stream, and gives the same without rows that hold formats only:
somebody who colours whole columns leaves 120,000 of them, and parsing each costs what a filled one
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PORTION = 1 << 18
_BLANK = re.compile(
    rb'<((?:\w+:)?)row(?=\s)[^<>]*\sr="\d+"[^<>]*'
    rb"(?:/>|(?<!/)>\s*(?:<\1c\s[^<>]*(?:/>|(?<!/)>(?:<\1v\s*/>|<\1v></\1v>)?</\1c>)\s*)*</\1row\s*>)"
)
_ROW, _END = b"<row ", b"row>"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Za-z0-9:$]+)"')
_LONGEST_REF = 256


def without_blank_rows(portions: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a part without its blank rows; CDATA sections are let alone."""
    rest, as_it_is = b"", False
    for portion in portions:
        data, rest = rest + portion, b""
        if as_it_is or b"<![CDATA[" in data:
            as_it_is = True
            yield data
            continue
        cut = max(data.rfind(_ROW), data.rfind(_END) + len(_END))
        if cut < len(_END):
            if len(data) > _PORTION:
                yield data
            else:
                rest = data
            continue
        whole, rest = data[:cut], data[cut:]
        if not _is_blank(whole) and (kept := _BLANK.sub(b"", whole)):
            yield kept
    if rest:
        yield rest


def _is_blank(rows: bytes) -> bool:
    """Tell at a stroke whether there are rows with a number each, and cells without anything."""
    starts, cells = rows.count(_ROW), rows.count(b"<c ")
    ends = rows.count(b"</row>") + rows.count(b"</c>")
    return (
        rows.startswith(_ROW)
        and rows.count(b'<row r="') == starts
        and rows.count(b"<") == starts + cells + ends
        and rows.count(b"/>") + ends == starts + cells
    )


def merged_ranges(portions: Iterable[bytes]) -> Iterator[str]:
    """Yield the ranges of merged cells, which stand behind the rows: ``A2:A4``."""
    tail = b""
    for portion in portions:
        data = tail + portion
        end = data.rfind(b">") + 1
        if b"mergeCell" in data:
            yield from (m[1].decode("ascii") for m in _MERGED.finditer(data, 0, end))
        tail = data[end:][-_LONGEST_REF:]
