"""What Deflate is unpacked with: isal where it is installed, which takes half the time, or zlib."""

from __future__ import annotations

import zlib
from typing import Protocol, cast


class Inflater(Protocol):
    """The part of a decompression object that is used, the same in zlib and isal."""

    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


try:
    from isal.isal_zlib import IsalError, crc32, decompressobj
except ImportError:
    from zlib import crc32

    NOT_DEFLATE: tuple[type[Exception], ...] = (zlib.error,)

    def inflater() -> Inflater:
        """A decompression object for the raw stream of a zip entry."""
        return zlib.decompressobj(-15)

else:
    # isal's stubs take the class for an instance.
    NOT_DEFLATE = (zlib.error, cast("type[Exception]", IsalError))

    def inflater() -> Inflater:
        """A decompression object for the raw stream of a zip entry."""
        return decompressobj(-15)


__all__ = ["NOT_DEFLATE", "Inflater", "crc32", "inflater"]
