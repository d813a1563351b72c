"""A container of the former formats and of protected files ([MS-CFB]), built from nothing."""

from __future__ import annotations


def ole(*streams: str, start: bytes = b"") -> bytes:
    """An OLE container with streams of 4,096 bytes that begin with ``start`` ([MS-CFB])."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\0\3\0\xfe\xff\x09\0\x06\0"
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:] = b"\0\0\0\0" + b"\xff" * 432
    rows = [_ole_entry("Root Entry", 5, 1, -1, 0xFFFFFFFE, 0)]
    table = [0xFFFFFFFD]
    sectors = -(-(len(streams) + 1) // 4)
    table += [*range(2, sectors + 1), 0xFFFFFFFE]
    content = b""
    for number, name in enumerate(streams, 1):
        first = len(table)
        table += [*range(first + 1, first + 8), 0xFFFFFFFE]
        after = number + 1 if number < len(streams) else -1
        rows.append(_ole_entry(name, 2, -1, after, first, 4096))
        content += start.ljust(4096, b"\0")
    listing = b"".join(rows).ljust(sectors * 512, b"\0")
    allocation = b"".join(entry.to_bytes(4, "little") for entry in table).ljust(512, b"\xff")
    return bytes(header) + allocation + listing + content


def _ole_entry(name: str, kind: int, child: int, right: int, first: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = b"".join(link.to_bytes(4, "little", signed=True) for link in (-1, right, child))
    place = first.to_bytes(4, "little") + size.to_bytes(8, "little")
    head = raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + bytes((kind, 1)) + links
    return head.ljust(116, b"\0") + place
