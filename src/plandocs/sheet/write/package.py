"""A zip archive put together from pieces that are deflated already.

In: names and pieces. Out: an archive that is the same, byte for byte, for the same pieces: no
clock, no machine. (``zipfile`` can only add what it deflates itself.)
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from plandocs.errors import OutputError
from plandocs.files.output import Target
from plandocs.sheet.write.deflate import Piece

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_FIRST_DAY = 0x21  # 1 January 1980, the earliest that a zip archive knows
_UTF8_DEFLATED = (20, 0x800, 8)
_MOST = 0xFFFF_FFFE


def write_package(members: Iterable[tuple[str, Piece]], target: Target) -> None:
    """Write the archive; the target need not seek."""
    directory = bytearray()
    count = position = 0
    for name, piece in members:
        packed = sum(map(len, piece.chunks))
        if max(piece.size, position + packed) > _MOST:
            raise OutputError(
                f"the part {name} of the workbook is over 4 gigabytes, which Excel cannot open. "
                "Roll up fewer plans at once, for instance one division at a time."
            )
        title = name.encode("utf-8")
        sizes = (*_UTF8_DEFLATED, 0, _FIRST_DAY, piece.crc, packed, piece.size, len(title), 0)
        target.write(_LOCAL.pack(b"PK\x03\x04", *sizes) + title)
        for chunk in piece.chunks:
            target.write(chunk)
        directory += _CENTRAL.pack(b"PK\x01\x02", 20, *sizes, 0, 0, 0, 0, position) + title
        position += _LOCAL.size + len(title) + packed
        count += 1
    target.write(bytes(directory))
    target.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), position, 0))
