"""A plan becomes a broken plan: its bytes, its zip structure or its XML tree changed at random."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from functools import lru_cache

from tests.documents.opc import entries
from tests.fuzz.trees import change_tree
from tests.hard.make import hard

_BASES = 12
_MARKUP = (
    b"<w:tbl>", b"</w:tbl>", b"</w:p>", b"<w:p>", b"<w:tc>", b"</w:tr>", b"<w:ins>", b"<!--",
    b"]]>", b"<![CDATA[", b"&#0;", b"&lt;", b"&x;", b"<?xml?>", b"\x00", b"\xff\xfe", b'"', b"'",
    b">", b"<", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"xmlns:w='x'", b"\xef\xbb\xbf", b'="',
)  # fmt: skip


def fuzzed(seed: int) -> bytes:
    """The broken plan of a seed."""
    rng = random.Random(seed)
    return broken(rng, _base(rng.randrange(_BASES)))


def broken(rng: random.Random, content: bytes) -> bytes:
    """A package of any kind, broken."""
    return rng.choice(_KINDS)(rng, content)


@lru_cache(maxsize=_BASES)
def _base(number: int) -> bytes:
    return hard(700 + number).content


def damaged(rng: random.Random, content: bytes, most: int = 6) -> bytes:
    """Bytes flipped, cut, doubled, replaced, inserted."""
    data = bytearray(content)
    for _ in range(rng.randint(1, most)):
        at = rng.randrange(len(data) + 1)
        length = rng.choice((1, 1, 2, 8, 100, 2000))
        how = rng.randrange(6)
        if how == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            del data[at : at + length]
        elif how == 2:
            data[at:at] = data[at : at + length]
        elif how == 3:
            data[at : at + length] = rng.randbytes(length)
        elif how == 4:
            data[at:at] = rng.choice(_MARKUP)
        elif rng.random() < 0.2:
            del data[at:]
    return bytes(data)


def _zipped(entries: list[tuple[str, bytes]], rng: random.Random) -> bytes:
    out = io.BytesIO()
    methods = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries:
            method = rng.choice(methods) if rng.random() < 0.005 else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def _bytes(rng: random.Random, content: bytes) -> bytes:
    """The file's own bytes."""
    return damaged(rng, content)


def _inner(rng: random.Random, content: bytes) -> bytes:
    """The bytes of one or two parts, in a sound zip."""
    parts = entries(content)
    for name in rng.sample(sorted(parts), rng.randint(1, 2)):
        parts[name] = damaged(rng, parts[name])
    if rng.random() < 0.7:
        main = next((name for name in parts if b"<w:body" in parts[name]), None)
        if main:
            parts[main] = damaged(rng, parts[main])
    return _zipped(list(parts.items()), rng)


def _tree(rng: random.Random, content: bytes) -> bytes:
    """The elements of the story parts."""
    parts = entries(content)
    stories = [n for n in parts if n.endswith(".xml") and not n.startswith("[")]
    for name in rng.sample(stories, min(len(stories), 2)) + [
        name
        for name in stories
        if any(mark in parts[name][:9000] for mark in (b":body", b"<body", b"<sheetData"))
    ]:
        parts[name] = change_tree(rng, parts[name])
    return _zipped(list(parts.items()), rng)


def _structure(rng: random.Random, content: bytes) -> bytes:
    """Parts dropped, doubled, renamed, exchanged, emptied, blown up."""
    parts = list(entries(content).items())
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(parts))
        name, part = parts[at]
        other = parts[rng.randrange(len(parts))]
        parts[at : at + 1] = rng.choice(
            (
                [],
                [(name, part), (name, other[1])],
                [(name.upper(), part)],
                [("../" * 9 + name, part)],
                [(name.replace("/", "\\"), part)],
                [(name, other[1])],
                [(name, b"")],
                [(name, part + b" " * 3_000_000)],
                [(name + "/", b""), (name, part)],
                [(name, part), (f"word/x{len(parts)}.xml", part)],
                [("x" * 65_000 if rng.random() < 0.1 else name, part)],
            )
        )
        if not parts:
            parts.append(other)
    return _zipped(parts, rng)


def _records(rng: random.Random, content: bytes) -> bytes:
    """Lies in the zip's own records: sizes, offsets, flags, methods, names."""
    data = bytearray(content)
    marks = [
        at for mark in (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\x07\x08") for at in _all(data, mark)
    ]
    for _ in range(rng.randint(1, 3)):
        at = rng.choice(marks) + rng.randrange(4, 46)
        if at + 4 <= len(data):
            number = rng.choice((0, 1, 8, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, rng.getrandbits(32)))
            width = rng.choice((2, 4))
            data[at : at + width] = struct.pack("<I", number)[:width]
    return bytes(data)


def _all(data: bytearray, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


_KINDS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _bytes, _inner, _inner, _tree, _tree, _tree, _structure, _records,
)  # fmt: skip
