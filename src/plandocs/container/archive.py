"""The zip container: its directory, and one entry unpacked within the limits.

Every promise a header makes is checked, and nothing is ever written to disk. `zipfile` does the
same work in four times the time and raises half a dozen kinds of exception on damaged input.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from plandocs.container.inflate import NOT_DEFLATE, crc32, inflater
from plandocs.container.limits import Limits
from plandocs.errors import Corrupt, Encrypted, TooLarge
from plandocs.remembered import remembered

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s4x2H4x3L3H8xL").unpack_from
_LOCAL_FRONT = struct.Struct("<4s22x2H").unpack_from
_LOCAL = struct.Struct("<4s2x2H4x3L2H").unpack_from
_EXTRA = struct.Struct("<2H")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_SMALL = 2**20
_PORTION = 2**16
_MARKS = 64  # of the end record that are looked at
_LONGEST_NOTE = 2**16  # on the archive, behind its end record
_USUAL_NAME = 200
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"}


class Ambiguous(Corrupt):
    """A package that can show two different things."""


class Member(NamedTuple):
    """One entry of the directory.

    ``start`` is where its local header lies in the file, ``begin`` where its packed bytes do; -1
    where there is no such header.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int
    begin: int


_member = tuple.__new__  # a member without a look at the names of its fields: a third of the cost


class _Place(NamedTuple):
    """Where the directory lies, how far offsets are off (junk in front), its own count."""

    begin: int
    end: int
    shift: int
    entries: int


def directory(data: bytes, limits: Limits, source: str) -> dict[str, Member]:
    """The members by name, which comes with forward slashes and without a leading one.

    Raises:
        Corrupt: it is damaged, or says two things, so that another program may show another text.
    """
    members: dict[str, Member] = {}
    names: set[str] = set()
    total = 0
    for member, folded in _entries(data, _locate(data, source), limits, source):
        total += member.size
        if total > limits.total_bytes:
            raise TooLarge(
                f"the parts unpack to more than {limits.total_bytes:,} bytes; no plan "
                "of people's words is that large, so it was not opened",
                source,
            )
        if member.size > _SMALL and _blown_up(member, limits):
            raise _bomb(member, source)
        if folded:
            if folded in names:
                raise _ambiguous(f"it has two parts named {member.name[:_USUAL_NAME]!r}", source)
            names.add(folded)
            members[member.name] = member
    return members


def _folded(name: str) -> str:
    """The name as programs compare it: without case, escapes, steps to the same folder; "" for one.

    A folder is no part. Steps lead no higher than the package, and Windows keeps no dot or space
    at the end of a name.
    """
    if name.endswith("/"):
        return ""
    steps = posixpath.normpath(f"/{unquote(name)}").lower().split("/")
    return "/".join(step.rstrip(". ") for step in steps)


def _begin(data: bytes, start: int, name: str, raw: bytes, source: str) -> int:
    """Where a member's packed bytes begin; its own header must not have another name."""
    if start + 30 > len(data):
        return -1  # damaged, which is told where it is read
    mark, length, extra = _LOCAL_FRONT(data, start)
    if mark != b"PK\3\4":
        return -1
    begin: int = start + 30 + length
    if length != len(raw) or not data.startswith(raw, start + 30):
        local_name = _names(data[start + 30 : begin], _LOCAL(data, start)[1])[0][:_USUAL_NAME]
        if local_name != name[:_USUAL_NAME]:
            raise _ambiguous(f"its part {name!r} calls itself {local_name!r}", source)
    return begin + extra  # type: ignore[no-any-return]  # what is unpacked is an int


def ensure_agreed(data: bytes, member: Member, source: str) -> None:
    """Refuse a sound member whose own header promises other bytes than the directory."""
    if member.start + 30 > len(data):
        return
    _, flags, *facts, _, _ = _LOCAL(data, member.start)
    listed = [member.method, member.crc, member.packed, member.size]
    if facts != listed and not flags & 8 and _FULL32 not in facts:
        raise _ambiguous(f"its directory and its part {member.name!r} contradict", source)


def _blown_up(member: Member, limits: Limits) -> bool:
    """Return whether it is a bomb by its declared size, also where nobody would unpack it.

    Pictures that are nearly all white pass the ratio, if they are not too large themselves.
    """
    if member.size <= member.packed * limits.ratio:
        return False
    return member.size > limits.part_bytes or member.name.lower().endswith((".xml", ".rels"))


def packed(data: bytes, member: Member, source: str) -> bytes:
    """The member's bytes as they lie in the file, still compressed."""
    begin = member.begin
    if begin < 0:
        raise _damaged("its header is not where the directory says", source, member.name)
    raw = data[begin : begin + member.packed]
    if len(raw) < member.packed:
        raise _damaged("it is cut off", source, member.name)
    return raw


def unpack(raw: bytes, member: Member, limits: Limits, source: str) -> bytes:
    """The member's own bytes, never more than the limits allow, checked against its CRC."""
    cap = min(limits.part_bytes, max(_SMALL, member.packed * limits.ratio))
    if member.size > cap:
        raise _bomb(member, source)
    out = _inflate(raw, member, cap, source)
    if len(out) > cap:
        raise _bomb(member, source)
    if len(out) != member.size or crc32(out) != member.crc:
        raise _damaged("its check sum does not match", source, member.name)
    return out


def portions(raw: bytes, member: Member, source: str) -> Iterator[bytes]:
    """The member's own bytes in turn, never more than its directory promises, checked at the end.

    Whether the promise is within the limits has been seen where the directory was read.
    """
    left, crc = member.size, 0
    for portion in _portions(raw, member, source):
        left -= len(portion)
        if left < 0:
            break
        crc = crc32(portion, crc)
        yield portion
    if left or crc != member.crc:
        raise _damaged("its check sum does not match", source, member.name)


def _portions(raw: bytes, member: Member, source: str) -> Iterator[bytes]:
    stream = inflater() if _is_deflated(member, source) else None
    for at in range(0, len(raw), _PORTION):
        packed = raw[at : at + _PORTION]
        while packed and stream:
            try:
                out = stream.decompress(packed, _PORTION)
            except NOT_DEFLATE:
                raise _damaged("it does not unpack", source, member.name) from None
            yield out
            packed = b"" if stream.eof else stream.unconsumed_tail
        if stream is None:
            yield packed
    while stream and not stream.eof:
        # What came out to the limit just where the packed bytes end.
        if not (out := stream.decompress(b"", _PORTION)):
            raise _damaged("it ends too early", source, member.name)
        yield out


def _is_deflated(member: Member, source: str) -> bool:
    if member.method not in (0, 8):
        name = _METHODS.get(member.method, f"number {member.method}")
        why = f"it is compressed with {name}, which Office does not use"
        raise _damaged(why, source, member.name)
    return member.method == 8


def _inflate(raw: bytes, member: Member, cap: int, source: str) -> bytes:
    if not _is_deflated(member, source):
        return raw
    stream = inflater()
    try:
        out = stream.decompress(raw, cap + 1)
    except NOT_DEFLATE:
        raise _damaged("it does not unpack", source, member.name) from None
    if not stream.eof and len(out) <= cap:
        raise _damaged("it ends too early", source, member.name)
    return out


def _locate(data: bytes, source: str) -> _Place:
    at, size, offset, count = _end_record(data, source)
    if size == _FULL32 or offset == _FULL32 or data[max(0, at - 20) : at][:4] == b"PK\6\7":
        at, size, offset, count = _locate64(data, at, size, offset, count)
    begin = at - size
    shift = begin - offset
    if begin < 0 or shift < 0 or (shift and data.startswith(b"PK\3\4")):
        raise _damaged("its directory is not where it should be", source)
    _ensure_one_end(data, begin, source)
    return _Place(begin, at, shift, count)


def _ensure_one_end(data: bytes, begin: int, source: str) -> None:
    """Refuse a second directory in front, for which all that follows is a note on the archive."""
    least, at = max(0, len(data) - _LONGEST_NOTE - _END.size), begin
    for _ in range(_MARKS):
        at = data.rfind(b"PK\5\6", least, at)
        if at < 0:
            return
        *_, size, _, note = _END.unpack_from(data, at)
        if at + _END.size + note == len(data) and data[at - size : at - size + 4] == b"PK\1\2":
            raise _ambiguous("it has two directories", source)


def _end_record(data: bytes, source: str) -> tuple[int, int, int, int]:
    """Where the end record lies, and the directory's size, offset and count.

    A note on the archive may hold the record's mark too: the last one that ends a directory counts.
    """
    last: tuple[int, int, int, int] | None = None
    at = len(data)
    for _ in range(_MARKS):
        at = data.rfind(b"PK\5\6", 0, at)
        if at < 0:
            break
        if at + _END.size > len(data):
            continue
        *_, count, size, offset, _ = _END.unpack_from(data, at)
        last = last or (at, size, offset, count)
        if size == _FULL32 or data[at - size : at - size + 4] == b"PK\1\2":
            return at, size, offset, count
    if last is None:
        raise Corrupt(
            "the file is incomplete, as after a download or copy that was interrupted; get it "
            "again from where it came from",
            source,
        )
    return last


def _locate64(
    data: bytes, at: int, size: int, offset: int, count: int
) -> tuple[int, int, int, int]:
    """The ZIP64 directory's end, size, offset and count (APPNOTE 4.3.14), else as before."""
    locator = at - _LOCATOR.size
    end = data.rfind(b"PK\6\6", 0, max(locator, 0))
    if end < 0 or data[locator : locator + 4] != b"PK\6\7" or end + _END64.size > locator:
        return at, size, offset, count
    *_, count64, size64, offset64 = _END64.unpack_from(data, end)
    return end, size64, offset64, count64


def _entries(
    data: bytes, place: _Place, limits: Limits, source: str
) -> Iterator[tuple[Member, str]]:
    """Each entry, and its name as programs compare it."""
    at, end, shift, promised = place
    count = 0
    while at < end:
        if at + 46 > end:
            raise _damaged("its directory is broken", source)
        mark, flags, method, crc, size, full, n_name, n_extra, n_note, start = _ENTRY(data, at)
        if mark != b"PK\1\2":
            raise _damaged("its directory is broken", source)
        extra_at = at + 46 + n_name
        name = data[at + 46 : extra_at]
        at = extra_at + n_extra + n_note
        count += 1
        if count > limits.parts:
            raise TooLarge(f"it holds more than {limits.parts:,} parts; it was not opened", source)
        if flags & 0x41:
            raise Encrypted(
                "the zip archive is protected with a password; unpack it with the password and "
                "give the document inside",
                source,
            )
        if size == _FULL32 or full == _FULL32 or start == _FULL32:
            extra = data[extra_at : extra_at + n_extra]
            full, size, start = _wide(extra, full, size, start)
        start += shift
        part, folded = _names(name, flags)
        begin = _begin(data, start, part, name, source)
        yield _member(Member, (part, method, crc, size, full, start, begin)), folded
    if count & _FULL16 != promised & _FULL16:
        raise _ambiguous(f"it has {count} parts, and its directory counts {promised}", source)


def _wide(extra: bytes, *fields: int) -> list[int]:
    """Fields that are too large for 32 bits, from the ZIP64 extra field (APPNOTE 4.5.3)."""
    at, values = 0, list(fields)
    while at + 4 <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        body, at = extra[at + 4 : at + 4 + length], at + 4 + length
        if kind != 1:
            continue
        for index, value in enumerate(values):
            if value == _FULL32 and len(body) >= 8:
                values[index], body = int.from_bytes(body[:8], "little"), body[8:]
    return values


def part_name(raw: bytes, flags: int) -> str:
    """Return a name as it is written: UTF-8, else the letters of DOS; with forward slashes."""
    return _names(raw, flags)[0]


@remembered(1024, longest=_USUAL_NAME)
def _names(raw: bytes, flags: int) -> tuple[str, str]:
    """The name of a part, and the same as programs compare it."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("utf-8", "replace") if flags & 0x800 else raw.decode("cp437")
    part = name.replace("\\", "/").removeprefix("./").lstrip("/")
    return part, _folded(part)


def _bomb(member: Member, source: str) -> TooLarge:
    return TooLarge(
        f"this part unpacks from {member.packed:,} to {member.size:,} bytes or more, beyond the "
        "limits that guard against decompression bombs; it was not read",
        source,
        member.name,
    )


def _ambiguous(why: str, source: str) -> Ambiguous:
    return Ambiguous(
        f"the file can show two different documents: {why}; another program may show other words "
        "than plandocs would read, so it was not read; open it in Word, look whether it is what "
        "was meant, and save it again",
        source,
    )


def _damaged(why: str, source: str, part: str = "") -> Corrupt:
    what = "this part of the document" if part else "the zip container of the document"
    return Corrupt(
        f"{what} is damaged: {why}; open the file in Word and let it repair and save it, or get "
        "it again from where it came from",
        source,
        part,
    )
