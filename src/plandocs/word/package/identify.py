"""What a file is, by its first bytes: before any library gets to see it.

In: the bytes of a file. Out: a `Kind`: the family that decides what is done with it, and words
for people. Only a zip container may be a .docx; an old .doc often has one inside, so the first
bytes decide and the end of the file does not.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from plandocs.word.package import ole


class Family(Enum):
    """What to do with a file."""

    WORD = "a Word document"
    ODT = "an OpenDocument text"
    ZIP = "zip"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    PROTECTED = "protected by a label"
    LEGACY = "a .doc"
    OLD_WORD = "old Word"
    RTF = "rtf"
    WORD_2003_XML = "Word 2003 XML"
    EMPTY = "empty"
    BLANKED = "blanked"
    KNOWN = "a known other kind"
    UNKNOWN = "unknown"


class Kind(NamedTuple):
    """A family, and what the file is in words that fit after "is"."""

    family: Family
    words: str


_SIGNATURES: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\0\x05\x16\x07", "the side file that macOS keeps for another file"),
    (b"\0\x05\x16\0", "the side file that macOS keeps for another file"),
    (b"bplist", "an Apple property list"),
    (b"wOFF", "a font"),
    (b"%!PS", "a PostScript file"),
)
# Word for DOS and Windows Write, Word 1, 2 and 6 outside of OLE, Word 1, 3, 4 and 5 for Mac.
_OLD_WORD: Final = (
    b"\x31\xbe\0\0", b"\x32\xbe\0\0", b"\x9b\xa5", b"\xdb\xa5", b"\xdc\xa5", b"\xec\xa5",
    b"\xfe\x32\0", b"\xfe\x34\0", b"\xfe\x37\0",
)  # fmt: skip
_MAIL: Final = re.compile(
    rb"(?:MIME-Version|From|Received|Return-Path|Date|Subject|Message-ID|X-[\w-]+): ", re.IGNORECASE
)
_HTML: Final = re.compile(rb"<!doctype html|<html|<head|<body|<table|<div|<p>|<meta", re.IGNORECASE)
_CONTROL: Final = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_HEAD: Final = 4096


def identify(data: bytes) -> Kind:
    """The kind of file that these bytes are."""
    if not data:
        return Kind(Family.EMPTY, "empty")
    if data.startswith((b"PK\3\4", b"PK\5\6", b"PK00PK\3\4", b"PK\7\x08PK\3\4")):
        return Kind(Family.ZIP, "a zip archive")
    if data.startswith(ole.SIGNATURE):
        return Kind(Family.OLE, "an OLE container")
    if data.startswith(_OLD_WORD):
        return Kind(Family.OLD_WORD, "a document of a very old Word")
    for signature, words in _SIGNATURES:
        if data.startswith(signature):
            return Kind(Family.KNOWN, words)
    return _text_kind(data)


def _text_kind(data: bytes) -> Kind:
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        head = head.replace(b"\0", b"")
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith((rb"{\rtf", rb"{\urtf")):
        return Kind(Family.RTF, "an RTF document")
    if head.startswith(b"<?xml") or (head.startswith(b"<") and b"xmlns" in head):
        return _xml_kind(head)
    if _HTML.search(head[:1024]):
        return Kind(Family.UNKNOWN, "a web page (HTML)")
    if _MAIL.match(head):
        return Kind(Family.UNKNOWN, "an e-mail or a web archive (MHT)")
    if not data.strip(b"\0"):
        return Kind(Family.BLANKED, "nothing but zero bytes")
    if not head.strip():
        return Kind(Family.UNKNOWN, "a file of blanks")
    if head.translate(None, _CONTROL) == head:
        return Kind(Family.UNKNOWN, "plain text")
    return Kind(Family.UNKNOWN, "no kind of file that plandocs knows")


def _xml_kind(head: bytes) -> Kind:
    if b"schemas.microsoft.com/office/word/2003/wordml" in head or b"w:wordDocument" in head:
        return Kind(Family.WORD_2003_XML, "a Word 2003 XML document")
    if b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        return Kind(Family.KNOWN, "a Word document saved as one XML file (Flat OPC)")
    if b"urn:oasis:names:tc:opendocument" in head:
        return Kind(Family.KNOWN, "an OpenDocument file saved as one XML file")
    if b"http://www.w3.org/1999/xhtml" in head:
        return Kind(Family.UNKNOWN, "a web page (HTML)")
    return Kind(Family.UNKNOWN, "an XML file of another kind")
