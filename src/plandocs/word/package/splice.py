"""Writing a package fast: in come its parts, once, then the changed ones, out the whole .docx.

What does not change is deflated once and copied as bytes. The archive is the same for the same
parts: fixed order, no clock (ECMA-376 part 2, 7; the zip format's own APPNOTE 4.3).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NEEDED = 20
_UTF8_NAME = 0x800
_DATE_1980 = 0x21
_DEFLATED, _STORED = 8, 0


class _Deflater(Protocol):
    def __call__(self, data: bytes, /) -> bytes: ...


class _Checksum(Protocol):
    def __call__(self, data: bytes, /) -> int: ...


def _zlib_deflate(data: bytes, /, level: int = 1) -> bytes:
    worker = zlib.compressobj(level, zlib.DEFLATED, -15)
    return worker.compress(data) + worker.flush()


def _tools(fast: bool) -> tuple[_Deflater, _Checksum]:
    if fast:
        try:
            from isal import isal_zlib
        except ImportError:
            pass
        else:
            compress = isal_zlib.compress
            return lambda data: compress(data, 1, -15), isal_zlib.crc32
    return _zlib_deflate, zlib.crc32


@dataclass(frozen=True, slots=True)
class _Member:
    local: bytes
    entry: bytes
    """The directory's entry without the offset that ends it, and the name after that."""
    name: bytes


class Splicer:
    """One package, of which the parts in ``changing`` differ each time.

    ``fast=False`` keeps to the standard library's zlib even where isal is installed.
    """

    def __init__(
        self, parts: Mapping[str, bytes], changing: tuple[str, ...], *, fast: bool = True
    ) -> None:
        self._deflate, self._checksum = _tools(fast)
        self._changing = changing
        fixed = [_member(name, data, 9) for name, data in parts.items() if name not in changing]
        self._front = b"".join(member.local for member in fixed)
        self._directory = b"".join(_entries(fixed, 0))
        self._count = len(fixed) + len(changing)

    def package(self, changed: Mapping[str, bytes]) -> bytes:
        """The whole package with these parts, all that ``changing`` named."""
        fresh = [self._fresh(name, changed[name]) for name in self._changing]
        front = len(self._front)
        directory = b"".join((self._directory, *_entries(fresh, front)))
        at = front + sum(len(member.local) for member in fresh)
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(directory), at, 0)
        return b"".join((self._front, *(member.local for member in fresh), directory, end))

    def _fresh(self, name: str, data: bytes) -> _Member:
        return _packed(name, self._deflate(data), _DEFLATED, self._checksum(data), len(data))


def _member(name: str, data: bytes, level: int) -> _Member:
    packed = _zlib_deflate(data, level)
    crc = zlib.crc32(data)
    if len(packed) >= len(data):
        return _packed(name, data, _STORED, crc, len(data))
    return _packed(name, packed, _DEFLATED, crc, len(data))


def _packed(name: str, packed: bytes, method: int, crc: int, size: int) -> _Member:
    raw = name.encode("utf-8")
    flags = 0 if raw.isascii() else _UTF8_NAME
    facts = (flags, method, 0, _DATE_1980, crc, len(packed), size, len(raw), 0)
    local = _LOCAL.pack(b"PK\3\4", _NEEDED, *facts) + raw + packed
    entry = _ENTRY.pack(b"PK\1\2", _NEEDED, _NEEDED, *facts, 0, 0, 0, 0, 0)
    return _Member(local, entry[:-4], raw)


def _entries(members: list[_Member], offset: int) -> list[bytes]:
    out: list[bytes] = []
    for member in members:
        out.append(member.entry + struct.pack("<L", offset) + member.name)
        offset += len(member.local)
    return out
