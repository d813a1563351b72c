"""Bytes squeezed as they come, so that a part can be put together from pieces.

Takes bytes in any portions and gives pieces of raw deflate that end on a byte, with the checksum
and length that a zip archive asks for. A part whose start is known last (its ``dimension`` tells
how many rows follow) is written start, middle, end without unpacking the middle again. Large pieces
wait in a temporary file, which has no name for others and is gone when the workbook is written.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Protocol

from plandocs.container.inflate import crc32
from plandocs.errors import OutputError
from plandocs.files.whole import Target

_CRC_POLYNOMIAL = 0xEDB88320
_IN_MEMORY, _AT_ONCE = 1 << 20, 1 << 18  # bytes


class _Squeezer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self, mode: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class Piece:
    """Deflated bytes of a part: ``crc`` and ``size`` are those of the bytes before."""

    stores: tuple[SpooledTemporaryFile[bytes], ...]
    packed: int
    crc: int
    size: int

    def chunks(self) -> Iterator[bytes]:
        """The deflated bytes, a few at once."""
        for store in self.stores:
            store.seek(0)
            yield from iter(partial(store.read, _AT_ONCE), b"")


def _squeezer() -> _Squeezer:
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib.compressobj(1, zlib.DEFLATED, -15)
    squeezer: _Squeezer = isal_zlib.compressobj(1, zlib.DEFLATED, -15)
    return squeezer


class Deflate:
    """Takes bytes; gives a piece when closed."""

    def __init__(self) -> None:
        self._squeezer = _squeezer()
        self._store = SpooledTemporaryFile[bytes](_IN_MEMORY)
        self._packed = 0
        self._crc = 0
        self._size = 0

    def write(self, data: bytes) -> None:
        """Add bytes to the piece."""
        self._crc = crc32(data, self._crc)
        self._size += len(data)
        self._keep(self._squeezer.compress(data))

    def close(self, *, last: bool) -> Piece:
        """The piece; one that is not the last of its part ends on a byte, open to the next."""
        self._keep(self._squeezer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))
        return Piece((self._store,), self._packed, self._crc, self._size)

    def _keep(self, packed: bytes) -> None:
        self._packed += len(packed)
        try:
            self._store.write(packed)
        except OSError as error:
            raise OutputError(
                f"the workbook cannot be put together in the temporary folder ({error.strerror}). "
                "Make room there, or roll up fewer plans at once."
            ) from error


def deflated(data: bytes, *, last: bool = True) -> Piece:
    """The bytes as one piece."""
    squeeze = Deflate()
    squeeze.write(data)
    return squeeze.close(last=last)


def joined(pieces: Iterable[Piece]) -> Piece:
    """Pieces in a row as one; only the last may have been closed as the last."""
    stores: tuple[SpooledTemporaryFile[bytes], ...] = ()
    packed = crc = size = 0
    for piece in pieces:
        stores += piece.stores
        packed += piece.packed
        crc = _shifted(crc, piece.size) ^ piece.crc
        size += piece.size
    return Piece(stores, packed, crc, size)


def _shifted(crc: int, size: int) -> int:
    """The checksum after ``size`` zero bytes, as zlib's crc32_combine works it out.

    A checksum is a polynomial over GF(2); each zero byte multiplies it by x to the 8th.
    """
    power, square = 1 << 31, 1 << 23  # 1, and x**8, in the reflected order of zlib
    while size:
        if size & 1:
            power = _product(square, power)
        square = _product(square, square)
        size >>= 1
    return _product(power, crc)


def _product(one: int, other: int) -> int:
    """The product of two polynomials modulo that of the checksum."""
    product = 0
    for bit in range(31, -1, -1):
        if one >> bit & 1:
            product ^= other
        other = other >> 1 ^ _CRC_POLYNOMIAL if other & 1 else other >> 1
    return product


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
        if max(piece.size, position + piece.packed) > _MOST:
            raise OutputError(
                f"the part {name} of the workbook is over 4 gigabytes, which Excel cannot open. "
                "Roll up fewer plans at once, for instance one division at a time."
            )
        title = name.encode("utf-8")
        sizes = (*_UTF8_DEFLATED, 0, _FIRST_DAY, piece.crc, piece.packed, piece.size, len(title), 0)
        target.write(_LOCAL.pack(b"PK\x03\x04", *sizes) + title)
        for chunk in piece.chunks():
            target.write(chunk)
        directory += _CENTRAL.pack(b"PK\x01\x02", 20, *sizes, 0, 0, 0, 0, position) + title
        position += _LOCAL.size + len(title) + piece.packed
        count += 1
    target.write(bytes(directory))
    target.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), position, 0))
