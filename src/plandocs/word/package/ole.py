"""The OLE container: which streams lie at its top, and how one of them begins.

Stream names and first bytes ([MS-CFB]): enough to tell Word from Excel and encrypted from plain; a
broken container raises `BrokenContainer`. Every chain is followed at most as far as the file has
sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Byte order, sector shift, first directory sector, cut-off of small streams, first sector of their
# allocation table, first sector and number of the allocation table's own table ([MS-CFB] 2.2).
_HEADER: Final = struct.Struct("<28x2H16xL4x2L4x2L")
_HEADER_TABLE: Final = 76
_LAST: Final = 0xFFFFFFFA
_NONE: Final = 0xFFFFFFFF
_MAX_ENTRIES: Final = 2**16


class BrokenContainer(Exception):
    """The container contradicts itself or ends too early; the message says where."""


class Stream(NamedTuple):
    """A stream or storage of the directory."""

    name: str
    start: int
    size: int


class Container:
    """The top of an OLE container."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise BrokenContainer("the header is cut off")
        order, shift, directory, cutoff, small, first, count = _HEADER.unpack_from(data)
        if order != 0xFFFE or shift not in (9, 12):
            raise BrokenContainer("the header makes no sense")
        self._data = data
        self._sector = 1 << shift
        self._cutoff = cutoff
        self._small_table = small
        self._table = self._table_sectors(first, count)
        self._entries = self._directory(directory)
        if not self._entries:
            raise BrokenContainer("the directory is missing")

    def streams(self) -> dict[str, Stream]:
        """The streams and storages at the top, by name in lower case."""
        result: dict[str, Stream] = {}
        seen: set[int] = set()
        todo = [_field(self._entries[0], 76)]
        while todo:
            at = todo.pop()
            if at == _NONE or at in seen or at >= len(self._entries):
                continue
            seen.add(at)
            entry = self._entries[at]
            todo += [_field(entry, 68), _field(entry, 72)]
            name = _name(entry)
            result[name.lower()] = Stream(name, _field(entry, 116), _field(entry, 120))
        return result

    def names(self) -> frozenset[str]:
        """The names of all streams and storages, however deep, in lower case."""
        return frozenset(_name(entry).lower() for entry in self._entries)

    def read(self, stream: Stream) -> bytes:
        """All of a stream. Raises `BrokenContainer` where it is cut off."""
        if stream.size >= self._cutoff:
            data = b"".join(map(self._read, self._chain(stream.start)))
        else:
            small = b"".join(map(self._read, self._chain(_field(self._entries[0], 116))))
            table = b"".join(map(self._read, self._chain(self._small_table)))
            data = b"".join(small[at * 64 : at * 64 + 64] for at in _links(table, stream.start))
        if len(data) < stream.size:
            raise BrokenContainer(f"the stream {stream.name} ends too early")
        return data[: stream.size]

    def beginning(self, stream: Stream) -> bytes:
        """The stream's first bytes: at most one sector."""
        if stream.size >= self._cutoff:
            return self._read(stream.start)[: stream.size]
        offset = stream.start * 64
        for number, sector in enumerate(self._chain(_field(self._entries[0], 116))):
            if offset < (number + 1) * self._sector:
                begin = offset - number * self._sector
                return self._read(sector)[begin : begin + min(64, stream.size)]
        raise BrokenContainer(f"the stream {stream.name} lies outside of the file")

    def ensure_whole(self, stream: Stream) -> None:
        """See that all of a large stream is there. Raises `BrokenContainer` where it is cut off."""
        if stream.size < self._cutoff:
            return
        sectors = 0
        for sector in self._chain(stream.start):
            if (sector + 1) * self._sector >= len(self._data):
                raise BrokenContainer("it is cut off")
            sectors += 1
        if sectors * self._sector < stream.size:
            raise BrokenContainer(f"the stream {stream.name} ends too early")

    def _read(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        if begin >= len(self._data):
            raise BrokenContainer("it is cut off")
        return self._data[begin : begin + self._sector]

    def _table_sectors(self, first: int, count: int) -> list[int]:
        """The sectors that hold the allocation table ([MS-CFB] 2.5)."""
        result = list(struct.unpack_from("<109L", self._data, _HEADER_TABLE))
        sectors = len(self._data) // self._sector
        while first < _LAST and count > 0 and len(result) <= sectors + 109:
            block = self._read(first).ljust(self._sector, b"\xff")
            numbers = struct.unpack(f"<{self._sector // 4}L", block)
            result += numbers[:-1]
            first, count = numbers[-1], count - 1
        return [sector for sector in result if sector < _LAST]

    def _chain(self, sector: int) -> Iterator[int]:
        per = self._sector // 4
        for _ in range(len(self._data) // self._sector + 1):
            if sector >= _LAST:
                return
            yield sector
            if sector // per >= len(self._table):
                raise BrokenContainer("the allocation table ends too early")
            block = self._read(self._table[sector // per])
            if len(block) < (sector % per + 1) * 4:
                raise BrokenContainer("the allocation table is cut off")
            sector = _field(block, sector % per * 4)
        raise BrokenContainer("its sectors run in a circle")

    def _directory(self, first: int) -> list[bytes]:
        entries: list[bytes] = []
        for sector in self._chain(first):
            block = self._read(sector)
            entries += [block[at : at + 128] for at in range(0, len(block) - 127, 128)]
            if len(entries) > _MAX_ENTRIES:
                raise BrokenContainer("the directory does not end")
        return entries


def _links(table: bytes, at: int) -> Iterator[int]:
    """The small sectors of a stream, one after the other, no more than there are."""
    for _ in range(len(table) // 4):
        if at >= _LAST:
            return
        yield at
        at = _field(table, at * 4) if at * 4 < len(table) else _NONE


def _field(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _name(entry: bytes) -> str:
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
