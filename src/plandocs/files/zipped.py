"""A .zip of documents, which is a folder: the files in it by their paths, one unpacked at a time.

A path leads into it, ``returned.zip/Branch/plan.docx``, in every process that is handed the path.
Nothing is unpacked to the disk. What each file may ask of us is limited as for a file of its own;
an archive has no more files than a package has parts, which is what SharePoint puts into one.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from io import BufferedReader, FileIO
from typing import Final, NamedTuple

from plandocs.container import archive
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import Corrupt, Encrypted, NotFound, PlandocsError, TooLarge

_SUFFIX: Final = ".zip"
_INTO: Final = re.compile(r"\.zip(?=/)", re.IGNORECASE)
_ENTRY: Final = 512  # bytes that one entry takes in a directory, at most on average
_HEADER: Final = struct.Struct("<4s22x2H")
_TWICE: Final = (
    "the archive holds two files of this name, and nothing tells which is meant; unpack it, and "
    "give the folder"
)
_LEADS_OUT: Final = (
    "its name leads out of the archive (..), which no archive of documents needs; it was not read. "
    "See who made the archive; unpack it, and give the folder"
)
_NOT_UNPACKED: Final = (
    "it does not come out of the archive; download that again, or unpack it, and give the folder"
)
_PROTECTED: Final = (
    "it is protected with a password in the archive; unpack that with the password, and give the "
    "folder"
)


class _File(NamedTuple):
    """One file in an archive."""

    info: zipfile.ZipInfo
    leads_out: bool


def is_zipped_folder(path: str | os.PathLike[str]) -> bool:
    """Tell whether this is a .zip with files in it: no document called so, and not damaged."""
    return os.fspath(path).casefold().endswith(_SUFFIX) and _listed(os.fspath(path)) is not None


def names_in(path: str | os.PathLike[str]) -> list[str]:
    """Return the names of the files in a .zip, in the order of a folder that is walked through."""
    return sorted(_listed(os.fspath(path)) or {}, key=_as_walked)


def _as_walked(path: str) -> tuple[tuple[bool, str, str], ...]:
    *folders, name = path.split("/")
    return (*((True, each.casefold(), each) for each in folders), (False, name.casefold(), name))


def archive_of(path: str | os.PathLike[str]) -> str:
    """Return the archive that a path leads into; "" where it leads into none."""
    return _split(os.fspath(path))[0]


def content_of(path: str | os.PathLike[str], limits: Limits) -> bytes | None:
    """Return the content of a file in an archive; None where the path leads into none.

    Raises:
        PlandocsError: it cannot be unpacked, or is more than one.
    """
    outer, name = _split(os.fspath(path))
    listed = _listed(outer) if outer else None
    if listed is None:
        return None
    source = os.fspath(path)
    entries = listed.get(name, ())
    if not entries:
        raise NotFound("there is no such file in the archive; look for a spelling mistake", source)
    if len(entries) > 1:
        raise Corrupt(_TWICE, source)
    info, leads_out = entries[0]
    if leads_out:
        raise Corrupt(_LEADS_OUT, source)
    if info.flag_bits & 0x41:
        raise Encrypted(_PROTECTED, source)
    return _unpacked(outer, info, limits, source)


def _unpacked(outer: str, info: zipfile.ZipInfo, limits: Limits, source: str) -> bytes:
    if max(info.file_size, info.compress_size) > limits.file_bytes:
        raise TooLarge(f"it is larger than {limits.file_bytes:,} bytes; it was not read", source)
    try:
        with open(outer, "rb") as file:
            file.seek(info.header_offset)
            mark, name, extra = _HEADER.unpack(file.read(_HEADER.size))
            file.seek(name + extra, os.SEEK_CUR)
            raw = file.read(info.compress_size)
    except (struct.error, OSError, ValueError) as error:
        raise Corrupt(f"it cannot be taken out of the archive ({error})", source) from None
    if mark != b"PK\3\4" or len(raw) < info.compress_size:
        raise Corrupt("the archive is damaged here; download it again", source)
    member = archive.Member(
        "", info.compress_type, info.CRC, info.compress_size, info.file_size, 0, 0
    )
    try:
        return archive.unpack(raw, member, replace(limits, part_bytes=limits.file_bytes), source)
    except Corrupt:
        raise Corrupt(_NOT_UNPACKED, source) from None


def _split(path: str) -> tuple[str, str]:
    """The archive that a path leads into, and the name of the file in it."""
    steps = path.replace(os.sep, "/")
    for match in _INTO.finditer(steps):
        if os.path.isfile(path[: match.end()]):
            return path[: match.end()], steps[match.end() + 1 :]
    return "", ""


def _listed(path: str) -> Mapping[str, tuple[_File, ...]] | None:
    try:
        facts = os.stat(path)
        return _directory(path, facts.st_size, facts.st_mtime_ns)
    except (OSError, ValueError, PlandocsError):
        return None


@lru_cache(maxsize=4)
def _directory(path: str, size: int, _changed: int) -> Mapping[str, tuple[_File, ...]] | None:
    """The files by name; None for a document, and for what is no archive or beyond the limits."""
    try:
        with _Bounded(FileIO(path)) as file, zipfile.ZipFile(file) as opened:
            infos = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError):
        return None
    files = [info for info in infos if not info.orig_filename.endswith(("/", "\\"))]
    together = sum(info.compress_size for info in files)
    if len(files) > DEFAULT_LIMITS.parts or together > size:
        return None
    by_name: defaultdict[str, tuple[_File, ...]] = defaultdict(tuple)
    for info in files:
        steps = _name(info).split("/")
        name = "/".join(step for step in steps if step not in ("", ".", ".."))
        by_name[name] += (_File(info, ".." in steps),)
    return None if not by_name or "[Content_Types].xml" in by_name else dict(by_name)


def _name(info: zipfile.ZipInfo) -> str:
    """The name, which programs write in UTF-8 or in the letters of DOS, whatever they say."""
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    return archive.part_name(raw, info.flag_bits).replace("\0", "")


class _Bounded(BufferedReader):
    """A file of which no more is read at once than a directory within the limits takes."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes.

        Raises:
            ValueError: that is more than any directory has.
        """
        if size is not None and size > DEFAULT_LIMITS.parts * _ENTRY:
            raise ValueError("a directory of more entries than the limits allow")
        return super().read(size)
