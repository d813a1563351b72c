"""A signature that nobody wrote: a few loops of ink, as a picture.

In: nothing. Out: the bytes of a PNG file, the same each time, grey on white.
"""

import struct
import zlib
from math import cos, pi, sin

_WIDTH, _HEIGHT, _STEPS = 240, 72, 3000


def scribble() -> bytes:
    """Loops that run from left to right, and a line below them."""
    lines = [bytearray(b"\xff" * _WIDTH) for _ in range(_HEIGHT)]
    for step in range(_STEPS):
        along = step / _STEPS
        turn = 14 * pi * along
        _dot(lines, 24 + 175 * along + 15 * sin(turn), 32 - 22 * (1 - along / 2) * cos(turn))
        _dot(lines, 20 + 195 * along, 62 - 6 * along)
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    ink = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    chunks = (b"IHDR", header), (b"IDAT", ink), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _dot(lines: list[bytearray], x: float, y: float) -> None:
    for down in (0, 1):
        row = lines[int(y) + down]
        row[int(x) : int(x) + 2] = b"\x30\x30"


def _chunk(name: bytes, data: bytes) -> bytes:
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
