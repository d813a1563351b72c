"""What an OLE container is: an old Word document, an encrypted one, or another program's file.

In: the bytes of a file that starts with the OLE signature. Out: a `Kind`. The streams at the top
decide; those of embedded objects lie deeper and say nothing about the file itself.
"""

from __future__ import annotations

from typing import Final

from plandocs.errors import Corrupt
from plandocs.word.package.identify import Family, Kind
from plandocs.word.package.ole import BrokenContainer, Container, Stream

_ENCRYPTED: Final = ("encryptedpackage", "encryptioninfo")
# The data spaces of rights management, that of Office and that of the old formats
# ([MS-OFFCRYPTO] 2.2, 1.3.3); a password has another, and a label alone has none.
_RIGHTS: Final = frozenset(
    {"drmencrypteddataspace", "drmencryptedtransform", "\tdrmdataspace", "\tdrmtransform"}
)
_OTHERS: Final = (
    ("workbook", "an Excel workbook in the old .xls format"),
    ("book", "an Excel workbook in the old .xls format"),
    ("powerpoint document", "a PowerPoint presentation in the old .ppt format"),
    ("visiodocument", "a Visio drawing"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
    ("quill", "a Publisher document"),
    ("hwpsummaryinformation", "a Hangul document (.hwp)"),
    ("\5hwpsummaryinformation", "a Hangul document (.hwp)"),
    ("matost", "a Microsoft Works document (.wps)"),
    ("perfectoffice_main", "a WordPerfect document"),
)
# FibBase ([MS-DOC] 2.5.2): the high byte of its identifier, and the flags with fEncrypted.
_WORD_MARK: Final = b"\xa5"
_FLAGS_AT: Final = 10
_F_ENCRYPTED: Final = 0x0100


def inspect(data: bytes, source: str) -> Kind:
    """The kind of document in the container. Raises `Corrupt` for a broken one."""
    try:
        container = Container(data)
        streams = container.streams()
        if "\6dataspaces" in streams and _RIGHTS.intersection(container.names()):
            return Kind(Family.PROTECTED, "protected by a rights or sensitivity label")
        if encrypted := [streams[name] for name in _ENCRYPTED if name in streams]:
            for stream in encrypted:
                container.ensure_whole(stream)
            return Kind(Family.ENCRYPTED, "encrypted")
        if "worddocument" in streams:
            return _word(container, streams["worddocument"])
    except BrokenContainer as error:
        raise Corrupt(
            f"it is an OLE container (as .doc files are), but a damaged one: {error}; get the "
            "file again from where it came from",
            source,
        ) from None
    for name, words in _OTHERS:
        if name in streams:
            return Kind(Family.KNOWN, words)
    return Kind(Family.KNOWN, "an OLE container of another program")


def _word(container: Container, stream: Stream) -> Kind:
    head = container.beginning(stream)
    flags = int.from_bytes(head[_FLAGS_AT : _FLAGS_AT + 2], "little")
    if head[1:2] == _WORD_MARK and flags & _F_ENCRYPTED:
        return Kind(Family.ENCRYPTED, "encrypted")
    return Kind(Family.LEGACY, "a Word document in the old .doc format")
